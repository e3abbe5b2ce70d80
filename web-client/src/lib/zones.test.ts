import { expect, it } from 'vitest';
import {
  addDays,
  dayIn,
  daysBetween,
  daysInMonth,
  firstOfWeek,
  isZone,
  localIn,
  sameClock,
  weekdayOf,
} from './zones';

const at = (text: string) => Date.parse(text);

it('shows what a clock in a zone shows, over both changes of the clock', () => {
  const local = (moment: string, zone: string) => localIn(at(moment), zone);
  expect(local('2027-03-28T00:59Z', 'Europe/Berlin')).toBe('2027-03-28T01:59');
  expect(local('2027-03-28T01:00Z', 'Europe/Berlin')).toBe('2027-03-28T03:00');
  expect(local('2026-10-25T00:30Z', 'Europe/Berlin')).toBe('2026-10-25T02:30');
  expect(local('2026-10-25T01:30Z', 'Europe/Berlin')).toBe('2026-10-25T02:30');
  expect(local('2026-12-01T18:00Z', 'Pacific/Kiritimati')).toBe('2026-12-02T08:00');
  expect(local('2026-12-01T00:30Z', 'America/Los_Angeles')).toBe('2026-11-30T16:30');
  expect(local('2026-12-01T00:00Z', 'UTC')).toBe('2026-12-01T00:00');
});

it('tells whether two clocks show the same at a moment', () => {
  expect(sameClock(at('2026-12-01T18:00Z'), 'Europe/Berlin', 'Europe/Vienna')).toBe(true);
  // Both change their clocks, but not in the same week.
  expect(sameClock(at('2026-10-28T12:00Z'), 'Europe/London', 'UTC')).toBe(true);
  expect(sameClock(at('2026-10-20T12:00Z'), 'Europe/London', 'UTC')).toBe(false);
});

it('counts days of the calendar, not hours', () => {
  const berlin = (moment: string) => dayIn(at(moment), 'Europe/Berlin');
  // 23 hours apart, and 25.
  expect(daysBetween(berlin('2027-03-27T23:00Z'), berlin('2027-03-28T22:00Z'))).toBe(1);
  expect(daysBetween(berlin('2026-10-24T22:00Z'), berlin('2026-10-25T23:00Z'))).toBe(1);
  expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
  expect([daysInMonth('2028-02-01'), daysInMonth('2026-12-31')]).toEqual([29, 31]);
  expect(weekdayOf('2026-12-01')).toBe('tuesday');
});

it('begins a week where the reader’s own begins', () => {
  expect(firstOfWeek('2026-12-01', 'de')).toBe('2026-11-30');
  expect(firstOfWeek('2026-11-29', 'de')).toBe('2026-11-23');
  expect(firstOfWeek('2026-12-01', 'en-US')).toBe('2026-11-29');
});

it('knows zones by their names', () => {
  expect([isZone('Europe/Berlin'), isZone('Europe/Atlantis'), isZone('')]).toEqual([
    true,
    false,
    false,
  ]);
});
