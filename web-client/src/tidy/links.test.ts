/** A crisis line in what people wrote can be called from wherever it stands. */
import { expect, it } from 'vitest';
import { isTest, sources } from './sources';

/** What is long enough for a link. Topics are a line, and a sentence of ours has none. */
const LONG =
  /(?<![=$])\{((?!(?:\w+\.)*words\.|t\.|said\.|head\.|topic\.|current\.|part\.)(?:\w+\.)+(?:text|script|suits|not_for)|guideline)\}/g;

it('shows what people wrote with its links', () => {
  const found = [...sources].flatMap(([path, source]) =>
    path.endsWith('.svelte') && !isTest(path)
      ? [...source.matchAll(LONG)].map(([shown]) => `${path}: ${shown}`)
      : [],
  );
  expect(found).toEqual([]);
});
