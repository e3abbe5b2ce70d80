import { expect, it, vi } from 'vitest';
import { ApiError } from '../api/error';
import { change, ChangedMeanwhile, Edit } from './edit.svelte';

interface Thing {
  title: string;
  people: number;
  version: number;
}

const stale = () => new ApiError(412, 'changed_meanwhile', null, null);
const part = ({ title }: Thing) => title;

/** A server that has the thing, and refuses what was made of an older one. */
function server(stored: Thing) {
  const send = vi.fn(async (of: Thing) => {
    if (of.version !== stored.version) throw stale();
    return 'saved';
  });
  return { stored, send, look: vi.fn(async () => ({ ...stored })) };
}

const read = (): Thing => ({ title: 'Read', people: 1, version: 1 });

it('sends a change of what was read, without looking first', async () => {
  const { send, look } = server(read());
  await expect(change(read(), { look, part }, send)).resolves.toBe('saved');
  expect(look).not.toHaveBeenCalled();
});

it('sends it again when only something else changed', async () => {
  const { send, look } = server({ title: 'Read', people: 9, version: 2 });
  await expect(change(read(), { look, part }, send)).resolves.toBe('saved');
  expect(send).toHaveBeenCalledTimes(2);
});

it('is not sent over what somebody else wrote, also if it came in a list', async () => {
  for (const listed of [false, true]) {
    const { send, look } = server({ title: 'Theirs', people: 1, version: 2 });
    const sent = change(read(), { look, part, listed }, send);
    await expect(sent).rejects.toMatchObject({
      code: 'changed_meanwhile',
      now: { title: 'Theirs' },
    });
    expect(send).toHaveBeenCalledTimes(listed ? 0 : 1);
  }
});

it('gives up when it changes again and again', async () => {
  const send = vi.fn(() => Promise.reject(stale()));
  const look = async () => read();
  await expect(change(read(), { look, part }, send)).rejects.toThrow('412');
  expect(send.mock.calls.length).toBeLessThan(10);
});

it('passes every other refusal on', async () => {
  const refused = new ApiError(422, 'title_required', 'title', null);
  const send = () => Promise.reject(refused);
  await expect(change(read(), { look: async () => read(), part }, send)).rejects.toBe(refused);
});

it('goes over what somebody else wrote once that was shown, line by line', async () => {
  const { stored, send, look } = server({ title: 'Theirs', people: 1, version: 2 });
  const lines = ({ title, people }: Thing) =>
    [
      ['Title', title],
      ['People', String(people)],
    ] as const;
  const edit = new Edit({ of: read() }, { look, part, lines });
  await expect(edit.save(send)).rejects.toBeInstanceOf(ChangedMeanwhile);
  expect(edit.theirs).toEqual(stored);
  expect(edit.lines).toEqual([['Title', 'Theirs']]);
  await expect(edit.save(send)).resolves.toBe('saved');
});
