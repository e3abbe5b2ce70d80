import { describe, expect, it } from 'vitest';
import { german } from './de';
import { english } from './en';
import { formatter } from './formatter';
import { chooseLanguage, regional } from './languages';

type Leaf = readonly [path: string, text: unknown];

/** Every text with its path; messages with parameters are tried with what fits most of them. */
function leaves(node: unknown, path = ''): Leaf[] {
  if (typeof node === 'function') {
    return [[path, tryMessage(node as (...values: unknown[]) => unknown)]];
  }
  if (typeof node !== 'object' || node === null) return [[path, node]];
  return Object.entries(node).flatMap(([key, value]) => leaves(value, `${path}/${key}`));
}

function tryMessage(message: (...values: unknown[]) => unknown): unknown {
  try {
    return message(1, 2, 3, 4);
  } catch {
    return message(['Odile', 'Bo']);
  }
}

const en = leaves(english(formatter('en')));
const de = leaves(german(formatter('de')));

describe('the message catalogues', () => {
  it('have the same keys in every language', () => {
    expect(de.map(([path]) => path).toSorted()).toEqual(en.map(([path]) => path).toSorted());
  });

  it('say something, calmly, in one typography', () => {
    for (const [path, text] of [...en, ...de]) {
      expect(text, path).toBeTypeOf('string');
      expect(text, path).not.toBe('');
      expect(text, path).not.toMatch(/!|\w'\w|#|undefined|NaN/);
    }
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

  it('writes dates and numbers as the reader’s region does', () => {
    expect(regional('en', ['de-DE', 'en-GB', 'en'])).toBe('en-GB');
    expect(regional('de', ['en-US'])).toBe('de');
  });
});
