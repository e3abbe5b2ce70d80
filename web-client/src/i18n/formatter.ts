import type { Weekday } from '../api/generated';
import { WEEKDAYS } from '../lib/zones';
import { DAY_MS } from '../lib/units';
import { apart } from './isolate';

/** What a language needs from `Intl`, so that messages are plain functions. */
export interface Formatter {
  /** The language and region by which it formats. */
  locale: string;
  number(value: number): string;
  /** In the zone of this device, or in another one, as all that follow. */
  date(at: number, zone?: string): string;
  /** The time of day. */
  time(at: number, zone?: string): string;
  /** The weekday, the day and the time. */
  moment(at: number, zone?: string): string;
  /** As a heading: the day, without the year. */
  day(at: number, zone?: string): string;
  /** The same with the year. */
  dayOfYear(at: number, zone?: string): string;
  /** As little as tells a day from those around it. */
  shortDay(at: number, zone?: string): string;
  /** The parts of a date on a calendar leaf. */
  leaf(at: number, zone?: string): { weekday: string; day: string; month: string };
  weekday(day: Weekday): string;
  /** The same in a few letters. */
  shortWeekday(day: Weekday): string;
  /** How far off, such as “in 2 days” or “tomorrow”. */
  relative(count: number, unit: 'minute' | 'hour' | 'day' | 'week' | 'month'): string;
  country(region: string): string;
  /** The name of a language; its code if it has none. */
  language(code: string): string;
  list(words: readonly string[]): string;
  /** Picks the plural form; `#` in it becomes the number. */
  plural(count: number, forms: PluralForms): string;
}

type PluralForms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1);

export function formatter(locale: string): Formatter {
  const numbers = new Intl.NumberFormat(locale);
  const dates = inZones(locale, { dateStyle: 'long' });
  const days = inZones(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  const years = inZones(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const shortDays = inZones(locale, { weekday: 'short', day: 'numeric', month: 'short' });
  const times = inZones(locale, { timeStyle: 'short' });
  const weekdays = inZones(locale, { weekday: 'long' });
  const shortWeekdays = inZones(locale, { weekday: 'short' });
  const dayNumbers = inZones(locale, { day: 'numeric' });
  const months = inZones(locale, { month: 'short' });
  const relatives = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const moments = inZones(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  });
  const countries = new Intl.DisplayNames(locale, { type: 'region' });
  const languages = new Intl.DisplayNames(locale, { type: 'language' });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const plurals = new Intl.PluralRules(locale);
  const ofWeek = (day: Weekday) => MONDAY + WEEKDAYS.indexOf(day) * DAY_MS;
  return {
    locale,
    number: (value) => numbers.format(value),
    date: dates,
    time: times,
    moment: moments,
    day: days,
    dayOfYear: years,
    shortDay: shortDays,
    leaf: (at, zone) => ({
      weekday: shortWeekdays(at, zone),
      // A number alone: some languages put a full stop behind it.
      day: dayNumbers(at, zone).replace(/\D+$/, ''),
      month: months(at, zone),
    }),
    weekday: (day) => weekdays(ofWeek(day), 'UTC'),
    shortWeekday: (day) => shortWeekdays(ofWeek(day), 'UTC'),
    relative: (count, unit) => relatives.format(count, unit),
    country: (region) => countries.of(region) ?? region,
    language: (code) => languages.of(code) ?? code,
    list: (words) => lists.format(words.map(apart)),
    plural: (count, forms) =>
      (forms[plurals.select(count)] ?? forms.other).replaceAll('#', numbers.format(count)),
  };
}

/** One way to write a moment, in any zone. */
function inZones(locale: string, options: Intl.DateTimeFormatOptions) {
  const made = new Map<string | undefined, Intl.DateTimeFormat>();
  return (at: number, zone?: string): string => {
    let format = made.get(zone);
    if (!format) {
      format = new Intl.DateTimeFormat(locale, zone ? { ...options, timeZone: zone } : options);
      made.set(zone, format);
    }
    return format.format(at);
  };
}
