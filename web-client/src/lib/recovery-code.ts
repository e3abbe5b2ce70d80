import { decoded, meant } from './secret';

/** Recovery codes: 25 characters of Crockford's base32, read aloud and copied by hand. */
export const CODE_CHARS = 25;
const GROUP_CHARS = 5;

/** Five groups of five, whatever stands around them. */
const IN_A_TEXT = /(?<![0-9A-Z])[0-9A-Z]{5}(?:[^0-9A-Z]{1,3}[0-9A-Z]{5}){4}(?![0-9A-Z])/;

/** What was meant: upper case, look-alikes resolved, everything else dropped. */
export function typedCode(text: string): string {
  const plain = meant(decoded(text));
  const written = IN_A_TEXT.exec(plain)?.[0] ?? plain;
  return written.replaceAll(/[^0-9A-HJKMNP-TV-Z]/g, '').slice(0, CODE_CHARS);
}

export const isComplete = (code: string) => code.length === CODE_CHARS;

export function groupsOf(code: string): string[] {
  const groups: string[] = [];
  for (let at = 0; at < code.length; at += GROUP_CHARS) {
    groups.push(code.slice(at, at + GROUP_CHARS));
  }
  return groups;
}

export const grouped = (code: string) => groupsOf(code).join('-');
