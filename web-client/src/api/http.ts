import type { Wrong } from '../protocol/generated';
import { ApiError, NetworkError, UNEXPECTED } from './error';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What an answer stands for, as the server marks it. What is copied from it keeps the mark. */
const TAG = Symbol('ETag');

const tagOf = (value: object): string | undefined => (value as { [TAG]?: string })[TAG];

/** What was read with its mark, as it outlives the page. */
export interface Marked<T> {
  value: T;
  mark: string | null;
}

export const withMark = <T extends object>(value: T): Marked<T> => ({
  value,
  mark: tagOf(value) ?? null,
});

export const fromMarked = <T extends object>({ value, mark }: Marked<T>): T => tagged(value, mark);

interface Options {
  signal?: AbortSignal | undefined;
  /** What a change was made of: it is refused if that is not what is stored any more. */
  of?: object | undefined;
  /** The request itself, if it was sent before. */
  sent?: Promise<Response> | null;
}

/** Longer than any honest answer; shorter than a reader's patience. */
const ANSWER_MS_MAX = 15_000;

/**
 * One request. Mutating requests always carry a JSON body: the server refuses
 * the content types a foreign form could send.
 */
export async function request<Answer>(
  method: Method,
  path: string,
  body?: object,
  { signal, of, sent }: Options = {},
): Promise<Answer> {
  const tag = of && tagOf(of);
  const timeout = AbortSignal.timeout(ANSWER_MS_MAX);
  const init: RequestInit = {
    method,
    credentials: 'same-origin',
    cache: 'no-store',
    headers: { Accept: 'application/json', ...language() },
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  };
  if (method !== 'GET') {
    init.headers = {
      ...init.headers,
      'Content-Type': 'application/json',
      ...(tag && { 'If-Match': tag }),
    };
    init.body = JSON.stringify(body ?? {});
  }
  let response: Response;
  let text: string;
  try {
    response = await (sent ?? fetch(path, init));
    text = await response.text();
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new NetworkError(cause);
  }
  if (!response.ok) throw refusal(response, text);
  if (response.status === 204) return undefined as Answer;
  try {
    return tagged(JSON.parse(text) as Answer, response.headers.get('ETag'));
  } catch {
    throw new ApiError(response.status, UNEXPECTED, null, null);
  }
}

function tagged<Answer>(answer: Answer, tag: string | null): Answer {
  if (tag === null || typeof answer !== 'object' || answer === null) return answer;
  return Object.assign(answer, { [TAG]: tag });
}

/** The language of the page, which the reader may have switched away from the browser's. */
function language(): Record<string, string> {
  const lang = globalThis.document?.documentElement.lang;
  return lang ? { 'Accept-Language': lang } : {};
}

function refusal(response: Response, text: string): ApiError {
  const problem = parseProblem(text);
  return new ApiError(
    response.status,
    typeof problem.code === 'string' ? problem.code : UNEXPECTED,
    typeof problem.field === 'string' ? problem.field : null,
    retryAfterMs(response.headers.get('Retry-After'), response.headers.get('Date')),
    Array.isArray(problem.errors) ? problem.errors.filter(isWrong) : [],
    typeof problem.character === 'string' ? problem.character : null,
  );
}

function isWrong(error: unknown): error is Wrong {
  const { field, reason } = (error ?? {}) as Partial<Wrong>;
  return typeof field === 'string' && typeof reason === 'string';
}

interface Parsed {
  code?: unknown;
  field?: unknown;
  errors?: unknown;
  character?: unknown;
}

function parseProblem(text: string): Parsed {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** `Retry-After` is in seconds, or a date by the clock of the server that says when it answered. */
export function retryAfterMs(header: string | null, answered: string | null): number | null {
  if (!header) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const ms = Date.parse(header) - Date.parse(answered ?? '');
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
