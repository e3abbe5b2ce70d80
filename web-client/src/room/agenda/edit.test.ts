import { expect, it } from 'vitest';
import { blankItem, copyOf, insert, move, without } from './edit';

it.each([
  [0, 2, 'bcad'],
  [3, 0, 'dabc'],
  [1, 1, 'abcd'],
  [2, 3, 'abdc'],
])('moves %i to %i', (from, to, after) => {
  expect(move([...'abcd'], from, to).join('')).toBe(after);
});

it('inserts and takes away where it is told', () => {
  expect(insert(['a', 'b'], 1, 'x')).toEqual(['a', 'x', 'b']);
  expect(insert(['a'], 1, 'x')).toEqual(['a', 'x']);
  expect(without(['a', 'b', 'c'], 1)).toEqual(['a', 'c']);
});

it('copies an item with its pages', () => {
  const item = { ...blankItem(), pages: [{ title: 'A', text: 'B' }] };
  const copy = copyOf(item);
  copy.pages[0]!.title = 'C';
  expect(item.pages[0]?.title).toBe('A');
});
