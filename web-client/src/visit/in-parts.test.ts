import { expect, test } from 'vitest';
import type { Told } from '../connection/options';
import type { Numbered } from '../protocol/generated';
import { EVENTS_PER_PART_MAX, InParts, PART_MS_MAX } from './in-parts';

const event = (seq: number): Numbered => ({
  seq,
  at_ms: 0,
  event: { type: 'item_ended' } as never,
});
const frame = (first: number, count: number): Told => ({
  type: 'events',
  after: first - 1,
  upto: first + count + 4,
  at_ms: 0,
  events: Array.from({ length: count }, (_, i) => event(first + i)),
});
const pong: Told = { type: 'pong', ref: 1, at_ms: 0 };

/** A page on which each event takes so long, and a part as much again. */
function setup({ eventMs = 0, fails = false } = {}) {
  const heard: Told[] = [];
  const tasks: (() => void)[] = [];
  let drawn: () => void = () => {};
  let now = 0;
  const hear = (message: Told) => {
    heard.push(message);
    if (message.type === 'events') now += (message.events.length + 1) * eventMs;
    if (fails && heard.length === 1) throw new Error('not this one');
  };
  const queue = new InParts(hear, {
    now: () => now,
    next: (run) => tasks.push(run),
    drawn: (run) => (drawn = run),
  });
  /** The page draws, and goes on with the next task. */
  const step = () => {
    drawn();
    tasks.shift()?.();
  };
  const all = () => {
    do step();
    while (tasks.length > 0);
    return heard.flatMap((message) => (message.type === 'events' ? [message] : []));
  };
  return { heard, tasks, queue, step, all };
}
const sizes = (frames: readonly { events: readonly unknown[] }[]) =>
  frames.map(({ events }) => events.length);

test('a short frame is heard at once', () => {
  const { heard, tasks, queue } = setup();
  queue.take(frame(1, 1));
  queue.take(frame(7, EVENTS_PER_PART_MAX));
  expect(heard).toHaveLength(2);
  expect(tasks).toEqual([]);
});

test('a long one is heard in parts, and what comes after it waits', () => {
  const { heard, queue, step, all } = setup();
  queue.take(frame(1, 3 * EVENTS_PER_PART_MAX - 1));
  expect(heard).toHaveLength(1);
  queue.take(pong);
  expect(heard).toHaveLength(1);
  step();
  step();
  expect(heard.map(({ type }) => type)).toEqual(['events', 'events', 'events']);
  step();
  expect(heard.at(-1)).toBe(pong);
  const frames = all();
  expect(frames.flatMap(({ events }) => events.map(({ seq }) => seq))).toEqual(
    Array.from({ length: 3 * EVENTS_PER_PART_MAX - 1 }, (_, i) => i + 1),
  );
  // Each part says from where to where it goes; the last one as far as the whole.
  expect(frames.map(({ after, upto }) => [after, upto])).toEqual([
    [0, 10],
    [10, 20],
    [20, 34],
  ]);
});

test('on a slow page the parts are smaller, and larger again when it is quick', () => {
  const slow = setup({ eventMs: PART_MS_MAX / 4 });
  slow.queue.take(frame(1, 20));
  expect(sizes(slow.all())).toEqual([10, 3, 4, 3]);
  // Never none at all.
  const slowest = setup({ eventMs: 2 * PART_MS_MAX });
  slowest.queue.take(frame(1, 13));
  expect(sizes(slowest.all())).toEqual([10, 1, 1, 1]);
  // One event is heard at once on any page.
  slowest.queue.take(frame(20, 1));
  expect(slowest.heard.at(-1)).toEqual(frame(20, 1));
  const quick = setup({ eventMs: 0.1 });
  quick.queue.take(frame(1, 25));
  expect(sizes(quick.all())).toEqual([10, 10, 5]);
});

test('what goes wrong in one part does not keep back the rest', () => {
  const { heard, queue, step } = setup({ fails: true });
  expect(() => queue.take(frame(1, 2 * EVENTS_PER_PART_MAX))).toThrow();
  step();
  expect(heard).toHaveLength(2);
});
