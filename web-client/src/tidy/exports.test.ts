/** Nothing is exported that nobody imports, and no text is kept that nobody shows. */
import { expect, it } from 'vitest';
import { english } from '../i18n/en';
import { formatter } from '../i18n/formatter';
import { isTest, sources } from './sources';

const GENERATED = ['api/generated.ts', 'api/limits.ts', 'protocol/generated.ts'];

const words = new Map([...sources].map(([path, text]) => [path, new Set(text.match(/[\w$]+/g))]));
const EXPORT = /^export (?:async )?(?:const|let|function|class|interface|type) (\w+)/gm;

it('imports every export somewhere', () => {
  const unused = [...sources].flatMap(([path, text]) => {
    if (GENERATED.includes(path) || isTest(path)) return [];
    const used = (name: string) =>
      [...words].some(([other, found]) => other !== path && found.has(name));
    return [...text.matchAll(EXPORT)]
      .map(([, name]) => name ?? '')
      .filter((name) => !used(name))
      .map((name) => `${path}: ${name}`);
  });
  expect(unused).toEqual([]);
});

/** Where each text stands in the catalogue. */
function paths(node: unknown, path: readonly string[] = []): string[][] {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return [[...path]];
  return Object.entries(node).flatMap(([key, value]) => paths(value, [...path, key]));
}

it('shows every text somewhere', () => {
  const code = [...sources]
    .filter(
      ([path]) => !/^i18n\/(en|de)\//.test(path) && !isTest(path) && !GENERATED.includes(path),
    )
    .map(([, text]) => text)
    .join('\n');
  const has = (pattern: string) => new RegExp(pattern).test(code);
  // A table is read by a code, `words.table[code]`, or handed on whole, `= words.table;`.
  const isTable = (key: string) => has(`\\.${key}\\s*\\[|\\.${key};`);
  const isShown = (path: readonly string[]) =>
    has(`\\.${path.at(-1)}\\b`) || path.slice(0, -1).some(isTable);
  const dead = paths(english(formatter('en'))).filter((path) => !isShown(path));
  expect(dead.map((path) => path.join('.'))).toEqual([]);
});
