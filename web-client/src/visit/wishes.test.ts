import { expect, it } from 'vitest';
import { memory } from '../lib/testing/memory';
import { world } from '../meeting/testing/world';
import { Wishes } from './wishes.svelte';

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
