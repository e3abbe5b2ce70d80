import { describe, expect, it } from 'vitest';
import { linked } from './links';

const hrefs = (text: string) => linked(text).flatMap(({ href }) => (href === null ? [] : [href]));

describe('links in plain text', () => {
  it('keep every letter of the text', () => {
    const text = 'See https://example.org/a, and (https://example.org/b_(c)).\n  Then rest.';
    expect(
      linked(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
    expect(hrefs(text)).toEqual(['https://example.org/a', 'https://example.org/b_(c)']);
  });

  it('are https only', () => {
    expect(
      hrefs('http://example.org javascript:alert(1) data:text/html,x www.example.org'),
    ).toEqual([]);
  });

  it('show where they go', () => {
    expect(hrefs('https://bank.example@evil.example/ https:// https://localhost/')).toEqual([]);
  });

  it('are none in an empty text', () => {
    expect(linked('')).toEqual([]);
  });
});
