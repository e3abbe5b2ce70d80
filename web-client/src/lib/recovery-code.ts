/** Recovery codes: 25 characters of Crockford's base32, read aloud and copied by hand. */
export const CODE_CHARS = 25;
const GROUP_CHARS = 5;

/** What was meant: upper case, look-alikes resolved, everything else dropped. */
export function typedCode(text: string): string {
  return text
    .toUpperCase()
    .replaceAll(/[IL]/g, '1')
    .replaceAll('O', '0')
    .replaceAll(/[^0-9A-HJKMNP-TV-Z]/g, '')
    .slice(0, CODE_CHARS);
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
