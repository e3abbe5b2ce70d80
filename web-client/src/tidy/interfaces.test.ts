/** What the client uses of a browser that not every browser has is asked for by `shell/check.js`. */
import { expect, it } from 'vitest';
import { isTest, sources } from './sources';

const checks: Record<string, string> = import.meta.glob('../../shell/check.js', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const styles: Record<string, string> = import.meta.glob('../**/*.css', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Newer than 2020, by what a use of it looks like. */
const NEWER = [
  ...['toSorted', 'toReversed', 'toSpliced', 'findLast', 'at(', 'replaceAll', 'structuredClone'],
  ...['AbortSignal.any', 'AbortSignal.timeout', 'hasOwn', 'showModal', 'popover', 'inert'],
  ...['withResolvers', 'groupBy', 'randomUUID', 'Intl.ListFormat', 'Intl.DisplayNames'],
  ...['Intl.Segmenter', 'Intl.DurationFormat', 'isSubsetOf', 'requestIdleCallback', 'URL.canParse'],
  ...['URL.parse', 'Promise.try', 'oklch(', ':has(', 'light-dark(', '@scope', 'anchor-name'],
];

it('asks for every newer interface that is used', () => {
  const check = Object.values(checks).join();
  const code = [...sources].filter(([path]) => !isTest(path)).map(([, text]) => text);
  const used = [...code, ...Object.values(styles)].join('\n');
  const missing = NEWER.filter((name) => used.includes(name) && !check.includes(name));
  expect(missing).toEqual([]);
});
