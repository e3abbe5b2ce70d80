import { expect, it } from 'vitest';
import { Seats } from './seats.svelte';
import { memory } from './testing/memory';

it('keeps each seat under a number of its own, and by the name its owner gives it', () => {
  const keep = memory();
  const seats = new Seats(keep);
  seats.opened('a', 'month');
  seats.opened('b', 'year');
  seats.rename('b', '  Tuesdays ');
  seats.opened('b', 'month');
  seats.remove('a');
  seats.opened('c', 'month');
  const expected = [
    { room: 'b', number: 2, name: 'Tuesdays' },
    { room: 'c', number: 1, name: null },
  ];
  expect(seats.list).toEqual(expected);
  expect(new Seats(keep).list).toEqual(expected);
  seats.rename('b', ' ');
  expect(seats.list[0]?.name).toBeNull();
});

it('leaves no trace of a seat for a visit, nor of one that was removed', () => {
  const keep = memory();
  const seats = new Seats(keep);
  seats.opened('a', 'visit');
  expect(keep.get('rondo.seats')).toBeNull();
  seats.opened('a', 'month');
  seats.opened('a', 'visit');
  expect(keep.get('rondo.seats')).toBeNull();
});

it('starts with an empty list where what is kept can’t be read', () => {
  for (const text of ['{', '7', '[1, {"room": 2}]', 'null']) {
    const keep = memory();
    keep.set('rondo.seats', text);
    expect(new Seats(keep).list).toEqual([]);
  }
});
