import { expect, test } from 'vitest';
import type { Told } from '../connection/options';
import type { Numbered } from '../protocol/generated';
import { EVENTS_PER_PART_MAX, InParts } from './in-parts';

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

function setup() {
  const heard: Told[] = [];
  const tasks: (() => void)[] = [];
  const queue = new InParts(
    (message) => heard.push(message),
    (run) => tasks.push(run),
  );
  const step = () => tasks.shift()?.();
  return { heard, tasks, queue, step };
}

test('a short frame is heard at once', () => {
  const { heard, tasks, queue } = setup();
  queue.take(frame(1, 1));
  queue.take(frame(7, EVENTS_PER_PART_MAX));
  expect(heard).toHaveLength(2);
  expect(tasks).toEqual([]);
});

test('a long one is heard in parts, and what comes after it waits', () => {
  const { heard, queue, step } = setup();
  queue.take(frame(1, 3 * EVENTS_PER_PART_MAX - 1));
  expect(heard).toHaveLength(1);
  queue.take(pong);
  expect(heard).toHaveLength(1);
  step();
  step();
  expect(heard.map(({ type }) => type)).toEqual(['events', 'events', 'events']);
  step();
  expect(heard.at(-1)).toBe(pong);
  const frames = heard.filter((message) => message.type === 'events');
  expect(frames.flatMap(({ events }) => events.map(({ seq }) => seq))).toEqual(
    Array.from({ length: 3 * EVENTS_PER_PART_MAX - 1 }, (_, i) => i + 1),
  );
  // Each part says how far it goes; the last one as far as the whole.
  expect(frames.map(({ upto }) => upto)).toEqual([10, 20, 34]);
});

test('what goes wrong in one part does not keep back the rest', () => {
  const tasks: (() => void)[] = [];
  let heard = 0;
  const queue = new InParts(
    () => {
      heard += 1;
      if (heard === 1) throw new Error('not this one');
    },
    (run) => tasks.push(run),
  );
  expect(() => queue.take(frame(1, 2 * EVENTS_PER_PART_MAX))).toThrow();
  tasks.shift()?.();
  expect(heard).toBe(2);
});
