import { t } from './index.svelte';

/** What to tell the reader about a refusal: by its code, never by the server's text. */
export function errorText(code: string, retryAfterMs: number | null = null): string {
  if (retryAfterMs !== null) return t.errors.waitFor(Math.max(1, Math.ceil(retryAfterMs / 1000)));
  const codes: Record<string, string> = t.errors.codes;
  return Object.hasOwn(codes, code) ? (codes[code] ?? '') : t.errors.codes.unexpected;
}
