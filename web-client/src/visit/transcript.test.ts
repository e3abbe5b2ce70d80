import { describe, expect, it } from 'vitest';
import { message, world } from '../meeting/testing/world';
import { Transcript } from './transcript.svelte';

const texts = ({ entries }: Transcript) =>
  entries.flatMap((entry) => (entry.type === 'message' ? [entry.message.text] : []));

describe('what is read', () => {
  it('is read again where it is older than a snapshot: it may have been taken back since', async () => {
    const transcript = new Transcript();
    transcript.snapshot(world({ messages: [message(8, 'bo')] }), false);
    await transcript.earlier(() =>
      Promise.resolve({ messages: [2, 3, 4, 5].map((id) => message(id, 'bo')), more: true }),
    );
    transcript.snapshot(world({ messages: [message(9, 'bo')] }), true);
    const gone = (id: number) => message(id, 'bo', { text: '', taken_back_by: 'writer' });
    const pages = new Map([
      [9, { messages: [message(5, 'bo'), gone(8)], more: true }],
      [5, { messages: [message(2, 'bo'), gone(3), message(4, 'bo')], more: true }],
    ]);
    const asked: number[] = [];
    await transcript.readAgain((before) => {
      asked.push(before);
      return Promise.resolve(pages.get(before) ?? null);
    });
    expect(asked).toEqual([9, 5]);
    expect(texts(transcript)).toEqual(['2', '', '4', '5', '', '9']);
  });

  it('is not read again if nothing older is shown', async () => {
    const transcript = new Transcript();
    transcript.snapshot(world({ messages: [message(8, 'bo')] }), false);
    await transcript.readAgain(() => Promise.reject(new Error('asked')));
    expect(texts(transcript)).toEqual(['8']);
  });
});
