import { expect, it } from 'vitest';
import { dateLeft } from './date-left';

const date = {
  key: '2026-12-01T19:00',
  starts_ms: 600_000,
  ends_ms: 6_000_000,
  late_ms: null,
  missed_ms: 1_500_000,
};

it('counts the minutes to the start, and then those that are waited for a lead', () => {
  expect(dateLeft(date, 0)).toEqual({ type: 'begins', minutes: 10 });
  expect(dateLeft(date, 1)).toEqual({ type: 'begins', minutes: 10 });
  expect(dateLeft(date, 599_999)).toEqual({ type: 'begins', minutes: 1 });
  expect(dateLeft(date, 600_000)).toEqual({ type: 'late', minutes: 15 });
  expect(dateLeft(date, 1_499_999)).toEqual({ type: 'late', minutes: 1 });
  expect(dateLeft(date, 1_600_000)).toEqual({ type: 'late', minutes: 1 });
});
