/** Where only the first words of a language are there, no others are shown. */
import { expect, it } from 'vitest';
import { first } from '../i18n/en/first';
import { formatter } from '../i18n/formatter';
import { isTest, loadedWith, named, sources } from './sources';

const ROUTES = 'pages/routes.ts';
const FEW = /import\('([^']+)'\), \{[^}]*\bfirstWords: true/g;
const ALONE = /(?<!withAllWords\(\(\) => )\bimport\('([^']+)'\)/g;
const AREA = /(?<![\w.])t\.(\w+)/g;

/** What starts the client, the pages that say so, and parts that are brought without other words. */
const early = [
  'main.ts',
  ...named(ROUTES, FEW),
  ...[...sources.keys()]
    .filter((path) => path !== ROUTES && !path.startsWith('i18n/') && !isTest(path))
    .flatMap((path) => named(path, ALONE)),
];

it('knows what is shown early', () => {
  for (const path of ['pages/Meet.svelte', 'pages/Help.svelte', 'components/MenuSheet.svelte']) {
    expect(early).toContain(path);
  }
  expect(early).not.toContain('pages/Home.svelte');
  expect(early).not.toContain('components/meeting/Panels.svelte');
});

it('shows only the first words early', () => {
  const there = Object.keys(first(formatter('en')));
  const missing = early.flatMap((root) =>
    [...loadedWith(root)].flatMap((path) =>
      [...(sources.get(path) ?? '').replaceAll(/\/\*.*?\*\//gs, '').matchAll(AREA)]
        .filter(([, area]) => !there.includes(area ?? ''))
        .map(([words]) => `${root}: ${words} in ${path}`),
    ),
  );
  expect(missing).toEqual([]);
});
