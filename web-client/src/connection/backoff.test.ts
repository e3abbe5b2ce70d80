import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff';

describe('the wait before another try', () => {
  it('doubles up to a limit; half of it is chance', () => {
    expect([0, 1, 2, 20].map((attempt) => backoffMs(attempt, () => 0))).toEqual([
      250, 500, 1000, 10_000,
    ]);
    expect([0, 1, 2, 20].map((attempt) => backoffMs(attempt, () => 1))).toEqual([
      500, 1000, 2000, 20_000,
    ]);
  });

  it('is never shorter than the server wishes', () => {
    expect(backoffMs(0, () => 0, 10_000)).toBe(10_000);
    expect(backoffMs(0, () => 1, 10_000)).toBe(10_250);
  });
});
