import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError, codeOf, NetworkError } from './error';
import { request, retryAfterMs } from './http';

function answer(status: number, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const fetching = vi.fn(
    async (_path: string, _init: RequestInit) =>
      new Response(status === 204 ? null : text, { status, headers }),
  );
  vi.stubGlobal('fetch', fetching);
  return fetching;
}

afterEach(() => vi.unstubAllGlobals());

describe('a request', () => {
  it('sends JSON even when there is nothing to say', async () => {
    const fetching = answer(204, '');
    await expect(request('DELETE', '/api/session')).resolves.toBeUndefined();
    const [, init] = fetching.mock.calls[0] ?? [];
    expect(init).toMatchObject({
      method: 'DELETE',
      body: '{}',
      headers: { 'Content-Type': 'application/json' },
    });
  });

  it('turns a problem into its code, field and wait', async () => {
    const problem = { code: 'name_taken', field: 'name', detail: 'never shown' };
    answer(422, problem, { 'Retry-After': '7' });
    const error: unknown = await request('POST', '/api/invites/name', {}).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code: 'name_taken', field: 'name', retryAfterMs: 7000 });
    expect((error as ApiError).message).not.toContain('never shown');
  });

  it('brings every field that is wrong', async () => {
    const errors = [{ field: 'agenda[0].minutes', reason: 'too_small', limit: 1 }];
    answer(422, { code: 'agenda_invalid', errors: [...errors, null, 'odd', { field: 1 }] });
    const error: unknown = await request('POST', '/api/rooms', {}).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'agenda_invalid', errors });
  });

  it('does not trust what is not JSON', async () => {
    answer(502, '<h1>Bad gateway</h1>');
    expect(codeOf(await request('GET', '/api/me').catch((e: unknown) => e))).toBe('unexpected');
    answer(200, '<h1>Hello</h1>');
    expect(codeOf(await request('GET', '/api/me').catch((e: unknown) => e))).toBe('unexpected');
  });

  it('tells no answer from a refusal', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('Failed to fetch')));
    const error: unknown = await request('GET', '/api/me').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(NetworkError);
    expect(codeOf(error)).toBe('network');
  });

  it('lets the caller take it back', async () => {
    const taken = new AbortController();
    vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
      taken.abort();
      init.signal?.throwIfAborted();
    });
    const error: unknown = await request('GET', '/', undefined, { signal: taken.signal }).catch(
      (e: unknown) => e,
    );
    expect(error).toMatchObject({ name: 'AbortError' });
  });
});

describe('Retry-After', () => {
  it.each([
    [null, null],
    ['30', 30_000],
    ['-1', 0],
    ['Thu, 01 Jan 1970 00:00:05 GMT', 4_000],
    ['soon', null],
  ])('%s', (header, ms) => {
    expect(retryAfterMs(header, 'Thu, 01 Jan 1970 00:00:01 GMT')).toBe(ms);
  });
});
