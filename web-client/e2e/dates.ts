/** Dates for the browser tests: every Tuesday at 19:00 in Berlin, seen on Thursday, 26 November 2026. */
import type * as T from '../src/api/generated.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export const NOW = Date.UTC(2026, 10, 26, 10, 0);
const FIRST = Date.UTC(2026, 11, 1, 18, 0);

/** The key of the nth Tuesday from 1 December 2026, from 0. */
export const key = (n: number, clock = '19:00'): string =>
  `${new Date(FIRST + 7 * n * DAY_MS).toISOString().slice(0, 10)}T${clock}`;

export function tuesday(n: number, more: Partial<T.DateView> = {}): T.DateView {
  const starts_at = FIRST + 7 * n * DAY_MS;
  return {
    key: key(n),
    zone: 'Europe/Berlin',
    local: key(n),
    starts_at,
    ends_at: starts_at + 90 * MINUTE_MS,
    moved: false,
    added: false,
    cancelled: false,
    note: '',
    number: null,
    leads_from: starts_at - 30 * MINUTE_MS,
    members_from: starts_at - 15 * MINUTE_MS,
    late_at: null,
    missed_at: starts_at + 15 * MINUTE_MS,
    ...more,
  };
}

export const tuesdays = (count: number, more: Partial<T.DateView> = {}): T.DateView[] =>
  Array.from({ length: count }, (_, n) => tuesday(n, more));

export const schedule = (more: Partial<T.ScheduleView> = {}): T.ScheduleView => ({
  zone: 'Europe/Berlin',
  start: key(0),
  repeat: { type: 'weekly', every: 1, on: ['tuesday'] },
  ends: { type: 'never' },
  doors: { leads_minutes: 30, members_minutes: 15, late_minutes: null, missed_minutes: 15 },
  sequence: 0,
  ...more,
});

export const preview = (dates: T.DateView[], more: Partial<T.Preview> = {}): T.Preview => ({
  dates,
  effects: [],
  overlaps: [],
  now: NOW,
  ...more,
});
