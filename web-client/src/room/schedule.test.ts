import { describe, expect, it } from 'vitest';
import type { DateView, ScheduleView } from '../api/generated';
import { oneMore, rest } from './schedule';
import { ScheduleDraft } from './schedule-draft.svelte';

const date = (key: string, more: Partial<DateView> = {}): DateView => ({
  key,
  zone: 'Europe/Berlin',
  local: key,
  starts_at: 0,
  ends_at: 0,
  moved: false,
  added: false,
  cancelled: false,
  note: '',
  leads_from: 0,
  members_from: 0,
  missed_at: 0,
  ...more,
});
const weekly: ScheduleView = {
  zone: 'Europe/Berlin',
  start: '2026-12-01T19:00',
  repeat: { type: 'weekly', every: 1, on: ['tuesday'] },
  ends: { type: 'after', dates: 12 },
  doors: { leads_minutes: 30, members_minutes: 15, late_minutes: null, missed_minutes: 15 },
  sequence: 0,
};

describe('one more date at the end', () => {
  it('is added to the rule itself while it has not begun', () => {
    const plan = oneMore(weekly, [
      date('2026-12-01T19:00', { cancelled: true }),
      date('2026-12-08T19:00'),
    ]);
    expect(plan?.from).toBe('2026-12-01T19:00');
    expect(plan?.schedule).toMatchObject({
      start: '2026-12-01T19:00',
      ends: { type: 'after', dates: 13 },
    });
  });

  it('is counted from the next date once it has, with what was moved and without what was added', () => {
    const left = [
      date('2026-12-08T19:00', { moved: true, local: '2026-12-16T19:00' }),
      date('2026-12-10T19:00', { added: true }),
      date('2026-12-15T19:00'),
      date('2026-12-22T19:00', { cancelled: true }),
    ];
    expect(rest(weekly, left)).toEqual({ start: '2026-12-08T19:00', dates: 3 });
    // The one that was moved may have been planned for a time that is past.
    const plan = oneMore(weekly, left);
    expect(plan?.from).toBe('2026-12-15T19:00');
    expect(plan?.schedule.ends).toEqual({ type: 'after', dates: 3 });
    expect(oneMore(weekly, left, -1)?.schedule.ends).toEqual({ type: 'after', dates: 1 });
  });

  it('is not for a series that goes on, or is over', () => {
    expect(oneMore({ ...weekly, ends: { type: 'never' } }, [date('2026-12-01T19:00')])).toBeNull();
    expect(oneMore(weekly, [])).toBeNull();
  });
});

describe('a schedule that is written', () => {
  function from(day: string): ScheduleDraft {
    const draft = new ScheduleDraft();
    draft.planned = true;
    draft.moveTo(day);
    return draft;
  }

  it('takes the day of the week and of the month from the first date', () => {
    const draft = from('2026-12-01');
    expect(draft.repeat).toEqual({ type: 'weekly', every: 1, on: ['tuesday'] });
    expect(draft.rhythms).toEqual(['once', 'weekly', 'nth', 'day']);
    draft.rhythm = 'nth';
    expect(draft.repeat).toMatchObject({ nth: 1, weekday: 'tuesday' });
    // There is no fifth Tuesday in most months: the last one is meant.
    draft.moveTo('2026-12-29');
    expect(draft.repeat).toMatchObject({ nth: -1, weekday: 'tuesday' });
    draft.moveTo('2026-12-31');
    expect(draft.rhythms).toEqual(['once', 'weekly', 'last', 'day', 'lastDay']);
    draft.rhythm = 'lastDay';
    expect(draft.repeat).toEqual({ type: 'monthly_by_day', every: 1, day: -1 });
  });

  it('keeps the other days of the week when the first date moves', () => {
    const draft = from('2026-12-01');
    draft.toggle('friday');
    expect(draft.on).toEqual(['tuesday', 'friday']);
    draft.moveTo('2026-12-02');
    expect(draft.on).toEqual(['wednesday', 'friday']);
  });

  it('has nothing to ask before there is a first date', () => {
    const draft = new ScheduleDraft();
    expect([draft.input, draft.wrong]).toEqual([null, []]);
    draft.planned = true;
    expect([draft.input, draft.wrong]).toEqual([null, [{ field: 'start', reason: 'required' }]]);
    draft.moveTo('2026-12-01');
    expect(draft.input).toMatchObject({ start: '2026-12-01T19:00', ends: { type: 'never' } });
    draft.ending = 'on';
    expect(draft.wrong).toEqual([{ field: 'ends.day', reason: 'required' }]);
    draft.rhythm = 'once';
    expect(draft.input).toMatchObject({ repeat: { type: 'once' }, ends: { type: 'never' } });
  });

  it('goes on from the next date, or from the one that is chosen', () => {
    const left = [
      date('2026-12-15T19:00'),
      date('2026-12-22T19:00', { moved: true, local: '2026-12-23T18:00' }),
      date('2026-12-29T19:00'),
    ];
    const whole = ScheduleDraft.of(weekly, left);
    expect([whole.day, whole.time, whole.dates]).toEqual(['2026-12-15', '19:00', 3]);
    const later = ScheduleDraft.of(weekly, left, left[1]);
    expect([later.day, later.dates]).toEqual(['2026-12-22', 2]);
    const copy = ScheduleDraft.like({ schedule: weekly, dates: left, now: 0 });
    expect([copy.day, copy.dates]).toEqual(['2026-12-15', 12]);
  });
});
