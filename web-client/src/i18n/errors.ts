import type { RefusalCode } from '../protocol/generated';
import { format, t } from './index.svelte';

/** What to tell the reader about a refusal: by its code, and the character behind it, never by the server's text. */
export function errorText(code: string, retryAfterMs: number | null = null): string {
  if (retryAfterMs !== null) return t.errors.waitFor(Math.max(1, Math.ceil(retryAfterMs / 1000)));
  const [name = '', character = null] = code.split(' ');
  const codes: Record<string, string> = t.errors.codes;
  const words = Object.hasOwn(codes, name) ? (codes[name] ?? '') : t.errors.codes.unexpected;
  return character === null ? words : `${words} ${t.errors.character(character)}`;
}

/** The same of what was refused in a meeting. */
export function refusalText(code: RefusalCode, character?: string): string {
  const words = t.meeting.codes.refusals[code];
  return character === undefined ? words : `${words} ${t.errors.character(character)}`;
}

/** A text with more characters than it may have. */
export const tooLong = (length: number, most: number): string =>
  t.errors.tooLong(format().number(most), format().number(length - most));
