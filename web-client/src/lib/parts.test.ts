import { describe, expect, it } from 'vitest';
import { inParts } from './parts';
import { charsOf } from './text';

const words = (n: number) => Array.from({ length: n }, (_, i) => `word${i}`).join(' ');

describe('a text that is too long', () => {
  it('is one part when it fits', () => {
    expect(inParts('short', 10)).toEqual(['short']);
    expect(inParts('💚'.repeat(10), 10)).toEqual(['💚'.repeat(10)]);
  });

  it('is cut at the best place, and nothing of it is lost', () => {
    expect(inParts('One two.\n\nThree four', 14)).toEqual(['One two.', 'Three four']);
    expect(inParts('One two. Three four', 14)).toEqual(['One two.', 'Three four']);
    const text = words(2_000);
    const parts = inParts(text, 4_000);
    expect(parts.every((part) => charsOf(part) <= 4_000)).toBe(true);
    expect(parts.join(' ')).toBe(text);
  });

  it('is never cut within a character', () => {
    const family = '👩‍👩‍👧';
    const parts = inParts(family.repeat(10), 12);
    expect(parts.join('')).toBe(family.repeat(10));
    expect(parts.every((part) => part.length % family.length === 0)).toBe(true);
  });
});
