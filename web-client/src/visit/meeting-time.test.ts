import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MeetingTime } from './meeting-time.svelte';

beforeEach(() => vi.useFakeTimers({ now: 0 }));
afterEach(() => vi.useRealTimers());

it('goes on from what was heard last, and stands still in an outage', () => {
  const time = new MeetingTime();
  const stop = time.start();
  time.heard(60_000);
  vi.advanceTimersByTime(5_000);
  expect(time.ms).toBe(65_000);

  time.heard(63_000);
  time.stand(true);
  vi.advanceTimersByTime(600_000);
  expect(time.ms).toBe(63_000);

  time.heard(63_000);
  time.stand(false);
  vi.advanceTimersByTime(2_000);
  expect(time.ms).toBe(65_000);
  stop();
});
