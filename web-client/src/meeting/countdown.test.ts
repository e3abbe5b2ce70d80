import { expect, it } from 'vitest';
import { countedMinutes, opensInMs } from './countdown';

it('counts by the server, whatever the clock of the device says', () => {
  const opening = { opens_at: 10_000_000, now: 9_400_000, heard_ms: 5_000 };
  expect(opensInMs(opening, 5_000)).toBe(600_000);
  expect(opensInMs(opening, 65_000)).toBe(540_000);
  expect(opensInMs(opening, 700_000)).toBeLessThan(0);
});

it('says minutes up to an hour', () => {
  expect(countedMinutes(-5)).toBe(1);
  expect(countedMinutes(60_000)).toBe(1);
  expect(countedMinutes(60_001)).toBe(2);
  expect(countedMinutes(3_600_000)).toBe(60);
  expect(countedMinutes(3_600_001)).toBeNull();
});
