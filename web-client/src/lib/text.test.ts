import { expect, it } from 'vitest';
import cases from '../../../tests/text/cases.json';
import { charsOf, tidy, tidyLine, unfit } from './text';

it.each(cases)('cleans and checks a text as the server does: $raw', (one) => {
  expect(tidy(one.raw)).toBe(one.tidy);
  expect(tidyLine(one.raw)).toBe(one.line);
  expect(unfit(one.tidy)).toBe(one.unfit ?? null);
});

it('counts characters, not the halves of a pair', () => {
  expect(charsOf('ä💚')).toBe(2);
});
