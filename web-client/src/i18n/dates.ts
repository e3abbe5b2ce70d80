/** Dates in words: in the reader's own zone, with the host's beside it where their clocks differ. */
import type { DateView, Ends, Repeat } from '../api/generated';
import { MINUTE_MS } from '../lib/units';
import { dayIn, dayMs, daysBetween, homeZone, knownZone, sameClock } from '../lib/zones';
import { format, t } from './index.svelte';

/** A moment, and the zone in which it was planned. */
type Planned = Pick<DateView, 'starts_at' | 'zone'>;

/** What a zone is called: the name of its city. */
export const cityOf = (zone: string): string =>
  t.dates.city(zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' '));

/** `19:00`, or `19:00 (Berlin 20:00)`, with the day there if it is another one. */
export function timeText(at: number, zone: string, home = homeZone()): string {
  const here = format().time(at, home);
  if (sameClock(at, home, knownZone(zone))) return here;
  const there = format().time(at, knownZone(zone));
  const sameDay = dayIn(at, home) === dayIn(at, zone);
  const said = sameDay ? there : t.dates.on(format().shortDay(at, knownZone(zone)), there);
  return t.dates.elsewhere(here, cityOf(zone), said);
}

/** `Tuesday, 1 December`, with the year unless it is this one. */
export function dayText(at: number, now: number, home = homeZone()): string {
  const thisYear = dayIn(at, home).slice(0, 4) === dayIn(now, home).slice(0, 4);
  return thisYear ? format().day(at, home) : format().dayOfYear(at, home);
}

/** `Tuesday, 1 December, 19:00 (Berlin 20:00)`. */
export const whenText = ({ starts_at, zone }: Planned, now: number, home = homeZone()): string =>
  t.dates.on(dayText(starts_at, now, home), timeText(starts_at, zone, home));

/** `in 20 minutes`, `today`, `tomorrow`, `in 2 days`, `in 3 weeks`; `now` once it has begun. */
export function soonText(at: number, now: number, home = homeZone()): string {
  if (at <= now) return t.dates.now;
  const minutes = Math.ceil((at - now) / MINUTE_MS);
  if (minutes < 60) return format().relative(minutes, 'minute');
  const days = daysBetween(dayIn(now, home), dayIn(at, home));
  if (days < 14) return format().relative(days, 'day');
  if (days < 60) return format().relative(Math.round(days / 7), 'week');
  return format().relative(Math.round(days / 30), 'month');
}

/** `Every Tuesday`, `On the first Tuesday of every month`. */
export function repeatText(repeat: Repeat): string {
  const words = t.dates.rule;
  switch (repeat.type) {
    case 'once':
      return words.once;
    case 'weekly':
      return words.weekly(format().list(repeat.on.map(format().weekday)), repeat.every);
    case 'monthly_by_day':
      return repeat.day < 0 ? words.lastDay(repeat.every) : words.day(repeat.day, repeat.every);
    case 'monthly_by_weekday': {
      const day = format().weekday(repeat.weekday);
      return repeat.nth < 0
        ? words.last(day, repeat.every)
        : words.nth(repeat.nth, day, repeat.every);
    }
  }
}

/** `Every Tuesday, 19:00. 12 dates in all.`, by the host's clock, which is named if it is another one. */
export function ruleText(repeat: Repeat, ends: Ends, one?: Planned): string {
  const words = t.dates.rule;
  const timed = one ? withTime(repeatText(repeat), one) : repeatText(repeat);
  if (repeat.type === 'once' || ends.type === 'never') return timed;
  if (ends.type === 'after') return words.after(timed, ends.dates);
  return words.lasts(timed, format().date(dayMs(ends.day), 'UTC'));
}

function withTime(rule: string, { starts_at, zone }: Planned): string {
  const time = format().time(starts_at, knownZone(zone));
  return sameClock(starts_at, homeZone(), knownZone(zone))
    ? t.dates.rule.at(rule, time)
    : t.dates.rule.there(rule, time, cityOf(zone));
}

/** The next date that is held; undefined if there is none. */
export const nextOf = <D extends Pick<DateView, 'cancelled'>>(dates: readonly D[]): D | undefined =>
  dates.find(({ cancelled }) => !cancelled);
