/** Which folder may import which, and no file that leads back to itself. */
import { expect, it } from 'vitest';
import { importsOf, isTest, sources } from './sources';

/** Lowest first: each layer with what it may import besides itself. */
const LAYERS: Record<string, readonly string[]> = {
  protocol: [],
  api: ['protocol'],
  lib: ['protocol', 'api'],
  i18n: ['protocol', 'api', 'lib'],
  connection: ['protocol'],
  meeting: ['protocol', 'lib', 'i18n'],
  room: ['protocol', 'api', 'lib', 'i18n', 'meeting'],
  router: ['lib'],
  account: ['api', 'lib', 'router'],
  visit: ['protocol', 'api', 'lib', 'i18n', 'connection', 'meeting'],
  components: [
    ...['protocol', 'api', 'lib', 'i18n', 'connection', 'meeting', 'room'],
    ...['router', 'account', 'visit'],
  ],
  pages: ['api', 'lib', 'i18n', 'room', 'router', 'account', 'visit', 'components'],
};
/** What starts the client, at the top of `src/`, and the tests of this folder may import anything. */
const ROOT = ['', 'tidy'];

const folder = (path: string): string =>
  path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
const files = [...sources.keys()];

it('puts every folder into a layer', () => {
  const known = new Set([...ROOT, ...Object.keys(LAYERS)]);
  expect(files.filter((path) => !known.has(folder(path)))).toEqual([]);
});

it('lets imports go down only', () => {
  const order = Object.keys(LAYERS);
  for (const [layer, allowed] of Object.entries(LAYERS)) {
    const upward = allowed.filter((below) => order.indexOf(below) >= order.indexOf(layer));
    expect(upward, `${layer} must stand above what it imports`).toEqual([]);
  }
  const wrong = files
    .flatMap((path) => {
      const own = folder(path);
      if (ROOT.includes(own)) return [];
      const fine = (target: string) =>
        folder(target) === own || LAYERS[own]?.includes(folder(target));
      return importsOf(path).filter((target) => !fine(target) && !isSharedTestHelper(path, target));
    })
    .map(String);
  expect(wrong).toEqual([]);
});

/** A test may use another layer's stand-ins. */
const isSharedTestHelper = (path: string, target: string): boolean =>
  isTest(path) && target.includes('/testing/');

it('has no loops', () => {
  const done = new Set<string>();
  const loops: string[] = [];
  const walk = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    if (at >= 0) loops.push([...way.slice(at), path].join(' -> '));
    if (at >= 0 || done.has(path)) return;
    for (const target of importsOf(path)) walk(target, [...way, path]);
    done.add(path);
  };
  for (const path of files) walk(path, []);
  expect(loops).toEqual([]);
});

it('finds the imports', () => {
  const count = files.reduce((sum, path) => sum + importsOf(path).length, 0);
  expect(count).toBeGreaterThan(1000);
  expect(importsOf('pages/routes.ts')).toContain('pages/Home.svelte');
});
