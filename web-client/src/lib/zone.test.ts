import { expect, it } from 'vitest';
import { sameClock } from './zone';

it('compares what the clocks show, also over their changes', () => {
  const winter = Date.UTC(2026, 0, 15, 18);
  const between = Date.UTC(2026, 2, 20, 18);
  expect(sameClock('Europe/Berlin', 'Europe/Vienna', winter)).toBe(true);
  expect(sameClock('Europe/Berlin', 'Europe/London', winter)).toBe(false);
  expect(sameClock('America/New_York', 'America/Caracas', winter)).toBe(false);
  expect(sameClock('America/New_York', 'America/Caracas', between)).toBe(true);
});
