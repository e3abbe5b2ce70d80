/**
 * Svelte trims the space at the start of a block, so a block that begins with “·” stands right
 * against what comes before it. Such a block begins with `{' '}`.
 */
import { parse } from 'svelte/compiler';
import { expect, it } from 'vitest';
import { isTest, sources } from './sources';

const SEPARATOR = /^[ \n\t]+·/;

function faults(path: string, source: string): string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null) return;
    const { consequent, alternate } = node as Record<string, { nodes?: { data?: string }[] }>;
    for (const block of [consequent, alternate]) {
      const first = block?.nodes?.[0]?.data;
      if (first && SEPARATOR.test(first)) found.push(`${path}: ${first.trim()}`);
    }
    Object.values(node).forEach(visit);
  };
  visit(parse(source, { modern: true }).fragment);
  return found;
}

it('keeps the space before a separator at the start of a block', () => {
  expect(faults('it', '{a}{#if b} · {b}{/if}')).toHaveLength(1);
  const found = [...sources].flatMap(([path, text]) =>
    path.endsWith('.svelte') && !isTest(path) ? faults(path, text) : [],
  );
  expect(found).toEqual([]);
});
