import { expect, it } from 'vitest';
import { codes } from '../../../i18n/en/meeting/codes';
import { goneWords } from './gone-words';

const words = codes();

it('tells somebody at the door that they were not let in, not that they were removed', () => {
  const why = { by: 'server', code: 'removed' } as const;
  expect(goneWords(why, true, words)).toBe(words.denied);
  expect(goneWords(why, false, words)).toBe(words.closed.removed);
});

it('knows why there is no way in', () => {
  const entry = (code: string) => goneWords({ by: 'entry', code }, false, words);
  expect(entry('banned')).toBe(words.banned);
  expect(entry('sign_in_required')).toBe(words.noSeat);
  expect(entry('anything_else')).toBe(words.entryFailed);
});
