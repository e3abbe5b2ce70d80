/**
 * People's words have a direction of their own. An element that shows them, or takes them, says
 * `dir="auto"`; in a sentence of ours the catalogue sets them apart.
 */
import { parse, type AST } from 'svelte/compiler';
import { expect, it } from 'vitest';
import { isTest, sources } from './sources';

/** What people wrote or are called, at the end of an expression. */
const PEOPLES =
  /(?:^|\.|\? |: )(?:name|display_name|pseudonym|title|text|note|topic|guideline|label|below|strong)(?:\s*\?\? .*)?$|^(?:shownName|nameOf)\(/s;
/** Our own words begin so. */
const OURS = /^\s*(?:t|words|said|format\(\))\b/;
/** Fields that take no words. */
const NO_WORDS = ['checkbox', 'radio', 'password', 'number', 'hidden', 'range', 'date', 'time'];

type Node = AST.SvelteNode & { start: number; end: number };

function faults(path: string, source: string): string[] {
  const found: string[] = [];
  const attribute = (node: AST.RegularElement, name: string) =>
    node.attributes.find(
      (one): one is AST.Attribute => one.type === 'Attribute' && one.name === name,
    );
  const value = (node: AST.RegularElement, name: string): string => {
    const of = attribute(node, name)?.value;
    return Array.isArray(of) && of[0]?.type === 'Text' ? of[0].data : '';
  };
  /** A type that changes is that of a field for a password. */
  const takesWords = (node: AST.RegularElement): boolean =>
    attribute(node, 'type') === undefined || ![...NO_WORDS, ''].includes(value(node, 'type'));
  const visit = (node: unknown, apart: boolean): void => {
    if (Array.isArray(node)) return node.forEach((one) => visit(one, apart));
    if (typeof node !== 'object' || node === null || !('type' in node)) return;
    const here = node as Node;
    if (here.type === 'RegularElement') {
      const takes = here.name === 'textarea' || (here.name === 'input' && takesWords(here));
      if (takes && !attribute(here, 'dir')) found.push(`${path}: <${here.name}>`);
      const isApart = apart || here.name === 'bdi' || attribute(here, 'dir') !== undefined;
      return visit(here.fragment, isApart || attribute(here, 'aria-hidden') !== undefined);
    }
    if (here.type === 'ExpressionTag') {
      const text = source.slice(here.start + 1, here.end - 1);
      if (!apart && PEOPLES.test(text) && !OURS.test(text)) found.push(`${path}: {${text}}`);
      return;
    }
    for (const [key, child] of Object.entries(here)) {
      if (!['attributes', 'expression', 'context', 'test'].includes(key)) visit(child, apart);
    }
  };
  visit(parse(source, { modern: true }).fragment, false);
  return found;
}

it('gives people’s words their own direction, wherever they stand', () => {
  const found = [...sources].flatMap(([path, text]) =>
    path.endsWith('.svelte') && !isTest(path) ? faults(path, text) : [],
  );
  expect(found).toEqual([]);
});
