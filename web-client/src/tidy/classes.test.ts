/** A class that no style knows does nothing, and nobody sees that it is misspelt. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse, type AST } from 'svelte/compiler';
import { expect, it } from 'vitest';
import { isTest, sources } from './sources';

// Vitest empties style sheets that are imported.
const STYLES = new URL('../styles/', import.meta.url);
const sheets = readdirSync(STYLES).map((file) => readFileSync(new URL(file, STYLES), 'utf8'));
const NAME = /\.([a-z][\w-]*)/g;
const namesIn = (css: string): string[] => [...css.matchAll(NAME)].map(([, name]) => name ?? '');
const everywhere = new Set([
  ...sheets.flatMap(namesIn),
  ...[...sources.values()].flatMap((text) =>
    [...text.matchAll(/:global\(([^)]*)\)/g)].flatMap(([, css]) => namesIn(css ?? '')),
  ),
]);

/** The words of `class` that are written out in a component. */
function classesIn(source: string): { names: string[]; own: Set<string> } {
  const names: string[] = [];
  const { css, fragment } = parse(source, { modern: true });
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null) return;
    const { type, name, value } = node as AST.Attribute;
    if (type === 'Attribute' && name === 'class' && Array.isArray(value)) {
      for (const part of value) if (part.type === 'Text') names.push(...part.data.split(/\s+/));
    }
    Object.values(node).forEach(visit);
  };
  visit(fragment);
  return { names: names.filter(Boolean), own: new Set(namesIn(css?.content.styles ?? '')) };
}

it('has a style for each class', () => {
  const unknown = [...sources].flatMap(([path, text]) => {
    if (!path.endsWith('.svelte') || isTest(path)) return [];
    const { names, own } = classesIn(text);
    return names
      .filter((name) => !own.has(name) && !everywhere.has(name))
      .map((name) => `${path}: ${name}`);
  });
  expect(unknown).toEqual([]);
});
