import { describe, expect, it } from 'vitest';
import {
  blocks,
  logAfter,
  logFromSnapshot,
  logWithHistory,
  splitLive,
  wordsOf,
  type LogEntry,
} from './log';
import { reduce } from './reduce';
import { message, numbered, round, speaking, turn, world } from './testing/world';

const shape = (log: readonly LogEntry[]) =>
  blocks(log).map((block) =>
    block.type === 'share' ? block.messages.map(({ id }) => id) : block.type,
  );

describe('the log', () => {
  it('starts each part with its topic', () => {
    const view = world({
      item: 1,
      messages: [message(5, 'bo'), message(9, 'dee', { item: 1, turn: 2 })],
    });
    expect(shape(logFromSnapshot(view))).toEqual(['topic', [5], 'topic', [9]]);
  });

  it('keeps what was seen happening when a snapshot comes', () => {
    const view = round();
    const passed = numbered(
      { type: 'turn_ended', turn: 1, holder: 'bo', reason: 'passed', shared: false },
      6,
    );
    const log = logAfter(logFromSnapshot(view), passed, view, reduce(view, passed));
    const later = { ...view, messages: [message(5, 'bo'), message(8, 'dee', { turn: 2 })] };
    expect(shape(logFromSnapshot(later, log))).toEqual(['topic', [5], 'note', [8]]);
  });

  it('has the same block again where nothing has changed', () => {
    const entry = (id: number, who: string): LogEntry => ({
      seq: id,
      type: 'message',
      message: message(id, who, { turn: null, kind: 'open' }),
    });
    const log = [entry(1, 'ada'), entry(2, 'bo')];
    const before = blocks(log);
    const after = blocks([...log, entry(3, 'bo'), entry(4, 'dee')], before);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
    expect(after).toHaveLength(3);
  });

  it('holds a share together, however a lead’s word falls into it', () => {
    const lead = message(2, 'ada', { kind: 'lead', turn: null });
    const view = world({ messages: [message(1, 'bo'), lead, message(3, 'bo')] });
    expect(shape(logFromSnapshot(view))).toEqual(['topic', [2], [1, 3]]);
  });

  it('joins what one person writes in a row, for a while', () => {
    const open = (id: number, from: string, at_ms: number) =>
      message(id, from, { kind: 'open', turn: null, at_ms });
    const view = world({
      messages: [open(1, 'bo', 0), open(2, 'bo', 9), open(3, 'dee', 10), open(4, 'dee', 999_999)],
    });
    expect(shape(logFromSnapshot(view))).toEqual(['topic', [1, 2], [3], [4]]);
  });

  it('holds the share that is being written apart, until it is whole', () => {
    const view = { ...round({ turn: turn('bo', speaking) }), messages: [message(1, 'bo')] };
    const all = blocks(logFromSnapshot(view));
    expect(splitLive(all, view).live?.messages.map(({ id }) => id)).toEqual([1]);
    const done = round({ turn: turn('bo', { type: 'choosing_feedback', until_ms: 0 }) });
    expect(splitLive(all, done).live).toBeNull();
  });

  it('says what was asked back under the share', () => {
    const view = { ...round(), messages: [message(1, 'bo')] };
    const asked = numbered({ type: 'feedback_asked', turn: 1, who: 'bo', kind: 'listening' }, 2);
    const [, share] = blocks(logAfter(logFromSnapshot(view), asked, view, view));
    expect(share).toMatchObject({ feedback: 'listening' });
  });

  it('tells of a pass once, ahead of the turn or in it', () => {
    const view = round();
    const slot = {
      who: 'dee',
      state: 'passed',
      deferred_once: false,
      share_ms_min: 0,
      returned: false,
    } as const;
    const ahead = numbered({ type: 'slot_changed', round: 1, slot });
    expect(shape(logAfter([], ahead, view, view))).toEqual(['note']);
    const inTurn = numbered({ type: 'slot_changed', round: 1, slot: { ...slot, who: 'bo' } });
    expect(shape(logAfter([], inTurn, view, view))).toEqual([]);
  });

  it('says that the meeting stood still, unless it was for less than a second', () => {
    const view = world({ messages: [message(1, 'bo')] });
    const seen = (ms: number) => {
      const restarted = { ...numbered({ type: 'restarted' }, 2), at_ms: 10_000 };
      const stands = reduce(view, restarted);
      const resumed = {
        ...numbered({ type: 'floor_resumed', by: null, clock: stands.clock }, 3),
        at_ms: 10_000 + ms,
      };
      const log = logAfter(logFromSnapshot(view), restarted, view, stands);
      expect(shape(log)).toEqual(['topic', [1], 'note']);
      return shape(logAfter(log, resumed, stands, reduce(stands, resumed)));
    };
    expect(seen(999)).toEqual(['topic', [1]]);
    expect(seen(1_000)).toEqual(['topic', [1], 'note', 'note']);
  });

  it('loses what is taken back wherever it stands, and keeps its place', () => {
    const view = { ...round(), messages: [message(5, 'bo'), message(6, 'bo')] };
    const log = logWithHistory(logFromSnapshot(view), [message(2, 'bo'), message(3, 'bo')]);
    const back = numbered({
      type: 'taken_back',
      messages: [3, 5],
      from: 'bo',
      by: 'writer',
      lead: null,
      reason: null,
    });
    const after = logAfter(log, back, view, reduce(view, back));
    const said = after.flatMap((entry) => (entry.type === 'message' ? [entry.message] : []));
    expect(said.map(({ text }) => text)).toEqual(['2', '', '', '6']);
    expect(wordsOf({ messages: said }).map(({ type }) => type)).toEqual([
      'standing',
      'gone',
      'standing',
    ]);
    expect(reduce(view, back).messages[0]).toMatchObject({ text: '', taken_back_by: 'writer' });
  });

  it('takes older words as they are read again', () => {
    const log = logWithHistory([], [message(2, 'bo'), message(3, 'bo')]);
    const gone = message(2, 'bo', { text: '', taken_back_by: 'lead' });
    const again = logWithHistory(log, [gone]);
    expect(shape(again)).toEqual(['topic', [2, 3]]);
    expect(again[1]).toMatchObject({ message: { text: '', taken_back_by: 'lead' } });
  });

  it('puts headings where they belong when older words come', () => {
    const open = (id: number, item: number | null, from = 'bo') =>
      message(id, from, { kind: 'open', turn: null, item, at_ms: id * 1_000_000 });
    const view = world({ item: 2, messages: [open(50, 1), open(51, 1)] });
    const log = logFromSnapshot(view);
    expect(shape(log)).toEqual(['topic', [50], [51], 'topic']);
    const older = logWithHistory(log, [open(3, null), open(10, 0), open(49, 1)]);
    expect(shape(older)).toEqual([[3], 'topic', [10], 'topic', [49], [50], [51], 'topic']);
  });

  it('covers what a lead covers, unless it was taken back', () => {
    const gone = message(6, 'bo', { text: '', taken_back_by: 'writer' });
    const view = { ...round(), messages: [message(5, 'bo'), gone] };
    const cover = (id: number) =>
      reduce(view, numbered({ type: 'covered', message: id, from: 'bo', note: 'loss', by: null }));
    expect(cover(5).messages[0]).toMatchObject({ note: 'loss', noted_by_lead: true });
    expect(cover(6).messages[1]).toEqual(gone);
  });
});
