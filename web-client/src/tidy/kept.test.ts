/** What somebody types over more than a line outlives a reload: some component that shows the field keeps it. */
import { expect, it } from 'vitest';
import { importsOf, isTest, sources } from './sources';

/** A field for more than a line: the element, or the field that becomes one. */
const LONG = /<textarea\b|<TextField\b[^>]*\blines=/s;
/** The field itself keeps nothing: whoever shows it does. */
const FIELD = 'components/TextField.svelte';
/** A form that keeps, or the drafts of a meeting. */
const KEEPS = /\bnew Kept(?:Form)?\b|\bwriting\?\.draft/;

const components = [...sources.keys()].filter((path) => path.endsWith('.svelte') && !isTest(path));
const showing = (path: string) => components.filter((other) => importsOf(other).includes(path));

/** Everything that shows a field and keeps nothing, up to a page. */
function forgetful(path: string): string[] {
  if (KEEPS.test(sources.get(path) ?? '')) return [];
  const above = showing(path);
  return above.length === 0 ? [path] : above.flatMap(forgetful);
}

it('keeps what was typed over more than a line', () => {
  const fields = components.filter((path) => path !== FIELD && LONG.test(sources.get(path) ?? ''));
  expect(fields.length).toBeGreaterThan(5);
  const found = fields.flatMap((path) => forgetful(path).map((page) => `${path} in ${page}`));
  expect(found).toEqual([]);
});
