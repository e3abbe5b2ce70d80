import { expect, it } from 'vitest';
import { memory } from '../lib/testing/memory';
import { message } from '../meeting/testing/world';
import { ReadWhispers } from './read-whispers.svelte';

const whisper = (id: number, from: string, to: string | null) =>
  message(id, from, { kind: 'whisper', to });

it('counts what was written to the viewer or to the leads, the oldest first', () => {
  const seen = new ReadWhispers(memory(), 'room');
  seen.of('monday');
  const all = [
    whisper(1, 'bo', null),
    whisper(2, 'ada', 'bo'),
    whisper(3, 'cy', 'me'),
    whisper(4, 'me', 'bo'),
    { ...whisper(5, 'bo', null), taken_back_by: 'writer' as const },
  ];
  expect(seen.unread(all, 'me').map(({ id }) => id)).toEqual([1, 3]);
});

it('keeps each that was read, over a reload and for this meeting only', () => {
  const keep = memory();
  const seen = new ReadWhispers(keep, 'room');
  seen.of('monday');
  const all = [whisper(1, 'bo', null), whisper(2, 'cy', null), whisper(3, 'bo', null)];
  seen.read(all.slice(1, 2));
  const again = new ReadWhispers(keep, 'room');
  again.of('monday');
  expect(again.unread(all, 'me').map(({ id }) => id)).toEqual([1, 3]);
  again.of('tuesday');
  expect(again.unread(all, 'me')).toHaveLength(3);
});
