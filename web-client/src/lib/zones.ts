/** Time zones: what a clock on the wall shows in each, and what lies between two days of a calendar. */
import type { Weekday } from '../api/generated';
import { DAY_MS } from './units';

export const WEEKDAYS: readonly Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

/** The zone of this device. */
export const homeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/** The names of all zones that the browser lists. The server knows more. */
export const zones = (): readonly string[] => Intl.supportedValuesOf('timeZone');

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  clocks.set(zone, clock);
  return clock;
}

/** Whether the browser knows the zone. The server may know more. */
export function isZone(name: string): boolean {
  try {
    clockOf(name);
    return true;
  } catch {
    return false;
  }
}

/** The zone, or that of this device where the browser does not know it. */
export const knownZone = (zone: string): string => (isZone(zone) ? zone : homeZone());

/** What a clock in the zone shows, such as `2026-12-01T19:00`. */
export function localIn(at: number, zone: string): string {
  const parts = clockOf(knownZone(zone)).formatToParts(at);
  const part = (wanted: Intl.DateTimeFormatPartTypes) =>
    parts.find(({ type }) => type === wanted)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** The day in the zone, such as `2026-12-01`. */
export const dayIn = (at: number, zone: string): string => localIn(at, zone).slice(0, 10);

/** Whether clocks in both zones show the same at this moment. */
export const sameClock = (at: number, one: string, other: string): boolean =>
  localIn(at, one) === localIn(at, other);

/** A day of the calendar as a moment in UTC, to calculate with and to format in UTC; NaN if it is none. */
export const dayMs = (day: string): number => Date.parse(`${day.slice(0, 10)}T00:00Z`);

export const daysBetween = (from: string, to: string): number =>
  Math.round((dayMs(to) - dayMs(from)) / DAY_MS);

export const addDays = (day: string, days: number): string =>
  new Date(dayMs(day) + days * DAY_MS).toISOString().slice(0, 10);

/** Which day of the week it is, from 0 for Monday. */
const weekdayIndex = (day: string): number => (new Date(dayMs(day)).getUTCDay() + 6) % 7;

export const weekdayOf = (day: string): Weekday => WEEKDAYS[weekdayIndex(day)] ?? 'monday';

/** How many days the month of this day has. */
export function daysInMonth(day: string): number {
  const at = new Date(dayMs(day));
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
}

/** The day that a week begins with, where the reader lives. */
export function firstOfWeek(day: string, locale: string): string {
  const known = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  const first = (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1;
  return addDays(day, -((weekdayIndex(day) - (first - 1) + 7) % 7));
}
