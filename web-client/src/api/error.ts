import type { Wrong } from '../protocol/generated';

/** A refusal of the server (RFC 9457). Callers switch on `code`, never on text. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly code: string,
    /** The field of the form that the refusal is about. */
    readonly field: string | null,
    /** When it makes sense to try again, in milliseconds from now. */
    readonly retryAfterMs: number | null,
    /** Every field that is wrong, where there may be several. */
    readonly errors: readonly Wrong[] = [],
    /** The character that was refused, such as `U+202E`. */
    readonly character: string | null = null,
  ) {
    super(`${status} ${code}`);
  }
}

/** No answer: offline, the server is down, or it took too long. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';

  constructor(cause: unknown) {
    super('no answer from the server', { cause });
  }
}

/** What the browser itself refused. */
export class LocalError extends Error {
  override readonly name = 'LocalError';

  constructor(
    readonly code: string,
    cause: unknown,
  ) {
    super(code, { cause });
  }
}

/** An answer that the contract does not know. */
export const UNEXPECTED = 'unexpected';

/** With a character that was refused behind it: `name_character U+202E`. */
export function codeOf(error: unknown): string {
  if (error instanceof ApiError) return withCharacter(error.code, error.character);
  if (error instanceof NetworkError) return 'network';
  if (error instanceof LocalError) return error.code;
  return UNEXPECTED;
}

export const withCharacter = (code: string, character: string | null | undefined): string =>
  character ? `${code} ${character}` : code;
