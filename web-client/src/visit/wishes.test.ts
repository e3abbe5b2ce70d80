import { expect, it } from 'vitest';
import type { Keep } from '../lib/storage';
import { world } from '../meeting/testing/world';
import { Wishes } from './wishes.svelte';

function memory(): Keep {
  const kept = new Map<string, string>();
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}

it('how one wants to take part outlives a reload at the door, and is asked for once', () => {
  const keep = memory();
  new Wishes(keep, 'room').set({ percent: 150 });
  new Wishes(keep, 'room').set({ listening: true });
  const wishes = new Wishes(keep, 'room');
  expect(wishes.take(world())).toEqual([
    { type: 'set_multiplier', percent: 150 },
    { type: 'listen_only', on: true },
  ]);
  expect(wishes.take(world())).toEqual([]);
  expect(new Wishes(keep, 'room').take(world())).toEqual([]);
});

it('asks for nothing that is so already', () => {
  const wishes = new Wishes(memory(), 'room');
  wishes.set({ percent: 200 });
  const view = world();
  expect(wishes.take({ ...view, me: { ...view.me, multiplier_percent: 200 } })).toEqual([]);
});
