import { describe, expect, it } from 'vitest';
import type { MeetingView } from '../protocol/generated';
import {
  aboutMinutes,
  earlier,
  endIsNear,
  later,
  lenders,
  minutesOf,
  minutesToGive,
  plan,
  steps,
  takers,
  withBack,
  without,
} from './agenda';
import { itemLeftMs } from './clock';
import { MINUTE_MS } from '../lib/units';
import { item, settings, world } from './testing/world';

const at = (minutes: number) => minutes * MINUTE_MS;

/** Five parts of ten minutes; the first is over, the second runs since minute 12, the fourth closes. */
const view = (over: Partial<MeetingView> = {}): MeetingView =>
  world({
    settings: { ...settings, timing: { ...settings.timing, overrun_ms: at(5) } },
    agenda: [0, 1, 2, 3, 4].map((i) => item('round', { name: `${i}`, closing: i === 3 })),
    item: 1,
    item_times: [
      { item: 0, started_ms: 0, ended_ms: at(12) },
      { item: 1, started_ms: at(12), ended_ms: null },
    ],
    coming: [2, 3, 4],
    ...over,
  });

const told = (shown: MeetingView, minutes: number) =>
  steps(shown, at(minutes)).map(({ item, state, tookMs }) => [
    item,
    state,
    tookMs === null ? null : minutesOf(tookMs),
  ]);

describe('the steps of the agenda', () => {
  it('tell what those begun took, and what comes in its real order', () => {
    expect(told(view({ coming: [4, 2, 3] }), 15)).toEqual([
      [0, 'done', 12],
      [1, 'now', 3],
      [4, 'coming', null],
      [2, 'coming', null],
      [3, 'coming', null],
    ]);
  });

  it('name what is neither over nor to come as skipped', () => {
    expect(told(view({ coming: [3] }), 13).slice(2)).toEqual([
      [3, 'coming', null],
      [2, 'skipped', null],
      [4, 'skipped', null],
    ]);
  });

  it('add up an item that ran twice', () => {
    const again = [
      { item: 1, started_ms: 0, ended_ms: at(4) },
      { item: 0, started_ms: at(4), ended_ms: at(5) },
      { item: 1, started_ms: at(5), ended_ms: null },
    ];
    expect(told(view({ item_times: again }), 8).slice(0, 2)).toEqual([
      [0, 'done', 1],
      [1, 'now', 7],
    ]);
  });

  it('are all to come before the opening', () => {
    const before = view({
      phase: { type: 'gathering' },
      item: null,
      item_times: [],
      coming: [0, 1, 2, 3, 4],
    });
    expect(new Set(steps(before, 0).map(({ state }) => state))).toEqual(new Set(['coming']));
  });
});

describe('what is left of an item', () => {
  it('is what it was given and has not used', () => {
    expect(itemLeftMs(view(), at(15))).toBe(at(7));
  });

  it('never eats the closing round and what follows it', () => {
    const late = view({
      item: 2,
      item_times: [{ item: 2, started_ms: at(25), ended_ms: null }],
      coming: [3, 4],
    });
    expect(itemLeftMs(late, at(25))).toBe(at(5));
    const later = { ...late, item_times: [{ item: 2, started_ms: at(31), ended_ms: null }] };
    expect(itemLeftMs(later, at(32))).toBe(-at(1));
  });
});

describe('the plan', () => {
  it('is behind by what the parts before took too much', () => {
    expect(plan(view(), at(15))).toEqual({ behindMs: at(2), leftMs: at(35), hardLeftMs: at(40) });
  });

  it('is ahead by what is skipped', () => {
    expect(plan(view({ coming: [3, 4] }), at(15)).behindMs).toBe(-at(8));
  });

  it('grows later while a part runs over its time', () => {
    const last = view({
      item: 4,
      item_times: [{ item: 4, started_ms: at(40), ended_ms: null }],
      coming: [],
    });
    expect(plan(last, at(53))).toEqual({ behindMs: at(3), leftMs: -at(3), hardLeftMs: at(2) });
  });
});

it('is told in minutes, and far ahead in fives', () => {
  expect([1, 29.6, 33, 73].map((minutes) => aboutMinutes(at(minutes)))).toEqual([1, 30, 35, 75]);
});

describe('minutes that move', () => {
  it('come from what is not used, and never from the closing round', () => {
    const shown = view({ coming: [2, 3] });
    const give = (which: number) => minutesToGive(shown, which, at(15) + 1);
    expect(give(1)).toBe(6);
    expect(give(2)).toBe(9);
    expect(give(3)).toBe(0);
    expect(give(4)).toBe(10);
  });

  it('keep the minute that has begun', () => {
    expect(minutesToGive(view(), 1, at(12))).toBe(9);
    expect(minutesToGive(view(), 1, at(30))).toBe(0);
  });

  it('go between the current part and one that was not begun', () => {
    const shown = view({ coming: [2, 3] });
    expect(lenders(shown, at(15))).toEqual([
      { item: 2, minutesMax: 9 },
      { item: 4, minutesMax: 10 },
    ]);
    expect(takers(shown, at(15))).toEqual([
      { item: 2, minutesMax: 7 },
      { item: 3, minutesMax: 7 },
    ]);
  });

  it('make no part longer than it may be', () => {
    const long = view();
    const agenda = long.agenda.map((each, i) => (i === 1 ? { ...each, minutes: 178 } : each));
    expect(lenders({ ...long, agenda }, at(12))[0]).toEqual({ item: 2, minutesMax: 2 });
    expect(
      lenders({ ...long, agenda: agenda.map((each) => ({ ...each, minutes: 180 })) }, at(12)),
    ).toEqual([]);
  });
});

describe('the order of what comes', () => {
  it('changes one step at a time', () => {
    expect(earlier([2, 3, 4], 4)).toEqual([2, 4, 3]);
    expect(earlier([2, 3, 4], 2)).toEqual([2, 3, 4]);
    expect(later([2, 3, 4], 2)).toEqual([3, 2, 4]);
    expect(later([2, 3, 4], 4)).toEqual([2, 3, 4]);
  });

  it('lets an item go, and takes it back where the agenda had it', () => {
    expect(without([2, 3, 4], 3)).toEqual([2, 4]);
    expect(withBack([4, 2], 3)).toEqual([3, 4, 2]);
    expect(withBack([2, 3], 4)).toEqual([2, 3, 4]);
  });
});

describe('the end that is near', () => {
  const near = (minutes: number, over: Partial<MeetingView> = {}) =>
    endIsNear(view(over), at(minutes));

  it('is told in the minute that is five before the planned end, in floor time', () => {
    expect([44.9, 45, 45.9, 46, 49, 50, 52].map((minutes) => near(minutes))).toEqual([
      false,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('is the planned end, whatever time over it there is', () => {
    const timing = { ...settings.timing, overrun_ms: 0 };
    expect(near(45, { settings: { ...settings, timing } })).toBe(true);
    expect(near(45, { item: 4, coming: [] })).toBe(true);
  });

  it('is told while the meeting runs only', () => {
    expect(near(45, { phase: { type: 'gathering' } })).toBe(false);
    expect(near(45, { phase: { type: 'ended', reason: 'time_up' } })).toBe(false);
  });
});
