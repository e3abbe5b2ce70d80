/** A key that belongs to an input method, such as the Enter that takes a word, does nothing else. */
import { expect, it } from 'vitest';
import { isTest, sources } from './sources';

it('asks of every Enter whether somebody is composing', () => {
  const found = [...sources]
    .filter(
      ([path, text]) =>
        !isTest(path) && !path.startsWith('i18n/') && /key [!=]== 'Enter'/.test(text),
    )
    .filter(([, text]) => !text.includes('isComposing(event)'))
    .map(([path]) => path);
  expect(found).toEqual([]);
});
