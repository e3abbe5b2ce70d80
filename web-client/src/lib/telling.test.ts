import { expect, it, vi } from 'vitest';
import { Telling } from './telling.svelte';

vi.stubGlobal('document', { activeElement: null, body: {} });

it('says what was done, and takes it back once', async () => {
  const renew = vi.fn(() => Promise.resolve());
  const told = new Telling(renew);
  const back = vi.fn(() => Promise.resolve());
  expect(await told.act('It is yours.', () => Promise.resolve(back))).toBe(true);
  expect(told.said).toEqual({ words: 'It is yours.', undo: back });
  await told.undo('As before.');
  expect(told.said).toEqual({ words: 'As before.', undo: null });
  await told.undo('As before.');
  expect(back).toHaveBeenCalledTimes(1);
  expect(renew).not.toHaveBeenCalled();
});

it('says a refusal instead, and looks up what is so now', async () => {
  const renew = vi.fn(() => Promise.resolve());
  const told = new Telling(renew);
  told.say('Before.', null);
  const refused = await told.act('It is yours.', () => Promise.reject(new Error('no answer')));
  expect(refused).toBe(false);
  expect(told.said).toBe(null);
  expect(told.action.code).not.toBe(null);
  expect(renew).toHaveBeenCalledTimes(1);
});
