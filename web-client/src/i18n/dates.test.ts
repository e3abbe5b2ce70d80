import { beforeAll, describe, expect, it, vi } from 'vitest';
import { dayText, nextOf, repeatText, ruleText, soonText, timeText, whenText } from './dates';
import { startLanguage, switchLanguage, withAllWords } from './index.svelte';

vi.hoisted(() => {
  vi.stubGlobal('navigator', { languages: ['en-GB', 'de-DE'] });
  vi.stubGlobal('document', { documentElement: {} });
});

const at = (text: string) => Date.parse(text);
const NOW = at('2026-11-26T10:00Z');
const berlin = (moment: string) => ({ starts_at: at(moment), zone: 'Europe/Berlin' });

describe('dates in words', () => {
  beforeAll(async () => {
    await startLanguage();
    await withAllWords(async () => {});
  });

  it('say the host’s time beside the reader’s where their clocks differ', () => {
    const time = (moment: string, home: string) => timeText(at(moment), 'Europe/Berlin', home);
    expect(time('2026-12-01T18:00Z', 'Europe/Vienna')).toBe('19:00');
    expect(time('2026-12-01T18:00Z', 'Europe/London')).toBe('18:00 (Berlin 19:00)');
    expect(time('2026-12-01T23:30Z', 'America/New_York')).toBe('18:30 (Berlin Wed 2 Dec, 00:30)');
    expect(time('2026-12-01T18:00Z', 'Australia/Sydney')).toBe('05:00 (Berlin Tue 1 Dec, 19:00)');
    expect(time('2026-12-01T18:00Z', 'Asia/Kolkata')).toBe('23:30 (Berlin 19:00)');
  });

  it('stay right in the weeks in which only one of two clocks has changed', () => {
    const time = (moment: string) => timeText(at(moment), 'Europe/Berlin', 'America/New_York');
    expect(time('2026-10-20T17:00Z')).toBe('13:00 (Berlin 19:00)');
    expect(time('2026-10-27T18:00Z')).toBe('14:00 (Berlin 19:00)');
    expect(time('2026-11-03T18:00Z')).toBe('13:00 (Berlin 19:00)');
    expect(time('2027-03-16T18:00Z')).toBe('14:00 (Berlin 19:00)');
  });

  it('name the day where the reader is, and the year only if it is another one', () => {
    expect(whenText(berlin('2026-12-01T18:00Z'), NOW, 'Europe/Berlin')).toBe(
      'Tuesday 1 December, 19:00',
    );
    expect(dayText(at('2026-12-01T18:00Z'), NOW, 'Pacific/Auckland')).toBe('Wednesday 2 December');
    expect(dayText(at('2027-01-05T18:00Z'), NOW, 'Europe/Berlin')).toBe('Tuesday, 5 January 2027');
  });

  it('say how far off a date is, by days of the calendar', () => {
    const soon = (moment: string) => soonText(at(moment), NOW, 'Europe/Berlin');
    expect(soon('2026-11-26T09:59Z')).toBe('now');
    expect(soon('2026-11-26T10:20Z')).toBe('in 20 minutes');
    expect(soon('2026-11-26T18:00Z')).toBe('today');
    expect(soon('2026-11-26T23:30Z')).toBe('tomorrow');
    expect(soon('2026-11-28T07:00Z')).toBe('in 2 days');
    expect(soon('2026-12-17T18:00Z')).toBe('in 3 weeks');
    expect(soon('2027-02-26T18:00Z')).toBe('in 3 months');
  });

  it('say a rule, by the clock it was made by', () => {
    const every = { type: 'weekly', every: 1, on: ['tuesday', 'thursday'] } as const;
    const rule = { ...every, on: [...every.on] };
    expect(repeatText(rule)).toBe('Every Tuesday and Thursday');
    expect(repeatText({ ...rule, every: 2 })).toBe('Every 2 weeks on Tuesday and Thursday');
    const last = { type: 'monthly_by_weekday', every: 1, nth: -1, weekday: 'friday' } as const;
    expect(repeatText(last)).toBe('On the last Friday of every month');
    expect(repeatText({ type: 'monthly_by_day', every: 3, day: 15 })).toBe(
      'On day 15 of every 3 months',
    );
    const tokyo = { starts_at: at('2026-12-01T10:00Z'), zone: 'Asia/Tokyo' };
    expect(ruleText(last, { type: 'after', dates: 12 }, tokyo)).toBe(
      'On the last Friday of every month, 19:00 in Tokyo. 12 dates in all.',
    );
    expect(ruleText(last, { type: 'on', day: '2027-06-30' })).toBe(
      'On the last Friday of every month. Until 30 June 2027.',
    );
  });

  it('are said in German too', async () => {
    await switchLanguage('de');
    const vienna = { starts_at: at('2026-12-01T18:00Z'), zone: 'Europe/Vienna' };
    expect(whenText(vienna, NOW, 'Europe/London')).toBe(
      'Dienstag, 1. Dezember, 18:00 (Wien 19:00)',
    );
    expect(soonText(at('2026-11-28T10:00Z'), NOW, 'Europe/Berlin')).toBe('übermorgen');
    expect(repeatText({ type: 'monthly_by_weekday', every: 1, nth: 1, weekday: 'monday' })).toBe(
      'Am ersten Montag jedes Monats',
    );
  });
});

it('finds the next date that is held', () => {
  expect(nextOf([{ cancelled: true }, { cancelled: false }])).toEqual({ cancelled: false });
  expect(nextOf([{ cancelled: true }])).toBeUndefined();
});
