import { expect, it } from 'vitest';
import { isolating } from './isolate';

const messages = isolating({
  turn: (name: string, n: number) => `${name}: ${n}`,
  deep: { list: (names: string[]) => names.join(', '), plain: 'as it is' },
});

it('sets words of the other direction apart, and no others', () => {
  expect(messages.turn('Odile', 3)).toBe('Odile: 3');
  expect(messages.turn('علی', 3)).toBe('\u2068علی\u2069: 3');
  expect(messages.deep.list(['Bo', 'שרה'])).toBe('Bo, \u2068שרה\u2069');
  expect(messages.deep.plain).toBe('as it is');
});
