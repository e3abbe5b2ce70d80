/** The server's limits are written once, in Rust; the client has them from the generated files. */
import { expect, it } from 'vitest';
import { isTest, sources } from './sources';

const GENERATED = ['api/generated.ts', 'api/limits.ts', 'protocol/generated.ts'];

/** Lengths and counts written as a number: an attribute of a field, or a constant of its own. */
const BY_HAND = [
  /\b(?:maxlength|minlength|lengthMax|max)=(?:"\d+"|\{[\d_]+\})/g,
  /\bconst \w*(?:CHARS|BYTES|ITEMS|TEXT|NOTE|NAME|TITLE|TOPICS?|MINUTES|CAPACITY)\w*_(?:MAX|MIN) = [\d_]+/g,
];

it('repeats no limit of the server by hand', () => {
  const found = [...sources].flatMap(([path, text]) =>
    GENERATED.includes(path) || isTest(path)
      ? []
      : BY_HAND.flatMap((pattern) => [...text.matchAll(pattern)].map(([hit]) => `${path}: ${hit}`)),
  );
  expect(found).toEqual([]);
});
