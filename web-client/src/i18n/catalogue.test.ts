import { describe, expect, it } from 'vitest';
import { german } from './de';
import { english } from './en';
import { formatter } from './formatter';
import { chooseLanguage } from './languages';

type Leaf = readonly [path: string, text: unknown];

/** Every text with its path; messages with parameters are tried with numbers. */
function leaves(node: unknown, path = ''): Leaf[] {
  if (typeof node === 'function') return [[path, tryMessage(node as (n: number) => unknown)]];
  if (typeof node !== 'object' || node === null) return [[path, node]];
  return Object.entries(node).flatMap(([key, value]) => leaves(value, `${path}/${key}`));
}

function tryMessage(message: (...values: number[]) => unknown): unknown {
  return message(1, 2, 3);
}

const en = leaves(english(formatter('en')));
const de = leaves(german(formatter('de')));

describe('the message catalogues', () => {
  it('have the same keys in every language', () => {
    expect(de.map(([path]) => path).toSorted()).toEqual(en.map(([path]) => path).toSorted());
  });

  it.each([...en, ...de])('%s says something', (_, text) => {
    expect(text).toBeTypeOf('string');
    expect(text).not.toBe('');
  });

  it.each([...en, ...de])('%s speaks calmly and in one voice', (_, text) => {
    expect(text).not.toMatch(/!/);
    expect(text, 'typographic apostrophes').not.toMatch(/\w'\w/);
    expect(text, 'a number that was not filled in').not.toMatch(/#|undefined|NaN/);
  });
});

describe('plurals', () => {
  it('picks the form and fills in the number', () => {
    const f = formatter('en');
    const forms = { one: '# place', other: '# places' };
    expect(f.plural(1, forms)).toBe('1 place');
    expect(f.plural(1200, forms)).toBe('1,200 places');
  });
});

describe('choosing a language', () => {
  it('prefers the kept one, then the browser’s wishes, then English', () => {
    expect(chooseLanguage('de', ['en-GB'])).toBe('de');
    expect(chooseLanguage(null, ['fr', 'de-AT', 'en'])).toBe('de');
    expect(chooseLanguage('tlh', ['fr'])).toBe('en');
    expect(chooseLanguage('toString', [])).toBe('en');
  });
});
