import { apart } from './isolate';

/** What a language needs from `Intl`, so that messages are plain functions. */
export interface Formatter {
  number(value: number): string;
  date(at: number): string;
  /** The time of day. */
  time(at: number): string;
  /** The weekday, the day and the time, on a clock in this zone; in the reader's own if it is left out. */
  moment(at: number, zone?: string): string;
  /** As a heading: the day, without the year. */
  day(at: number): string;
  country(region: string): string;
  /** The name of a language; its code if it has none. */
  language(code: string): string;
  list(words: readonly string[]): string;
  /** Picks the plural form; `#` in it becomes the number. */
  plural(count: number, forms: PluralForms): string;
}

type PluralForms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

export function formatter(locale: string): Formatter {
  const numbers = new Intl.NumberFormat(locale);
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });
  const days = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  const moments = (zone?: string) =>
    new Intl.DateTimeFormat(locale, {
      ...{ weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' },
      ...(zone && { timeZone: zone }),
    } as const);
  const ownMoments = moments();
  const times = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const countries = new Intl.DisplayNames(locale, { type: 'region' });
  const languages = new Intl.DisplayNames(locale, { type: 'language' });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const plurals = new Intl.PluralRules(locale);
  return {
    number: (value) => numbers.format(value),
    date: (at) => dates.format(at),
    time: (at) => times.format(at),
    moment: (at, zone) => (zone ? moments(zone) : ownMoments).format(at),
    day: (at) => days.format(at),
    country: (region) => countries.of(region) ?? region,
    language: (code) => languages.of(code) ?? code,
    list: (words) => lists.format(words.map(apart)),
    plural: (count, forms) =>
      (forms[plurals.select(count)] ?? forms.other).replaceAll('#', numbers.format(count)),
  };
}
