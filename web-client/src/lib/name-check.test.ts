import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, NetworkError } from '../api/error';
import type { NameAnswer as Answer } from '../api/generated';
import { NameCheck, REST_MS } from './name-check.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const rest = () => vi.advanceTimersByTimeAsync(REST_MS);

describe('the name step', () => {
  it('asks once the typing rests, with the name as it will be sent', async () => {
    const ask = vi.fn(async (): Promise<Answer> => ({ free: true }));
    const check = new NameCheck(ask);
    for (const typed of ['M', 'Ma', 'Marlow ']) check.type(typed);
    expect(check.state).toBe('checking');
    await rest();
    expect(ask).toHaveBeenCalledTimes(1);
    expect(ask).toHaveBeenCalledWith('Marlow', expect.anything());
    expect(check.state).toBe('free');
  });

  it('asks nothing about nothing', async () => {
    const ask = vi.fn(async (): Promise<Answer> => ({ free: true }));
    const check = new NameCheck(ask);
    check.type('   ');
    await rest();
    expect(check.state).toBe('empty');
    expect(ask).not.toHaveBeenCalled();
  });

  it('says why a name is refused', async () => {
    const check = new NameCheck(async () => ({ free: false, code: 'name_claims_role' }));
    check.type('Dr Wren');
    await rest();
    expect([check.state, check.code]).toEqual(['refused', 'name_claims_role']);
    check.type('Wren');
    expect([check.state, check.code]).toEqual(['checking', null]);
  });

  it('ignores an answer about an earlier name', async () => {
    const answers: ((answer: Answer) => void)[] = [];
    const check = new NameCheck(() => new Promise((resolve) => answers.push(resolve)));
    check.type('Odile');
    await rest();
    check.type('Bo');
    await rest();
    answers[1]?.({ free: true });
    answers[0]?.({ free: false, code: 'name_taken' });
    await vi.advanceTimersByTimeAsync(0);
    expect(check.state).toBe('free');
  });

  it.each([
    [new NetworkError(null), 'unchecked', null],
    [new ApiError(429, 'too_many_attempts', null, 1000), 'unchecked', null],
    [new ApiError(422, 'name_invalid', 'name', null), 'refused', 'name_invalid'],
  ])('without an answer it does not block: %s', async (error, state, code) => {
    const check = new NameCheck(() => Promise.reject(error));
    check.type('Kit');
    await rest();
    expect([check.state, check.code]).toEqual([state, code]);
  });
});
