import { expect, it } from 'vitest';
import { codes } from '../../../i18n/en/meeting/codes';
import { goneWords } from './gone-words';

const words = codes();

it('knows why there is no way in', () => {
  const entry = (code: string) => goneWords({ by: 'entry', code }, words);
  expect(entry('banned')).toBe(words.banned);
  expect(entry('sign_in_required')).toBe(words.noSeat);
  expect(entry('anything_else')).toBe(words.entryFailed);
});
