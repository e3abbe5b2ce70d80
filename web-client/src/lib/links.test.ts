import { describe, expect, it } from 'vitest';
import { linked } from './links';

const hrefs = (text: string) => linked(text).flatMap(({ href }) => (href === null ? [] : [href]));
const texts = (text: string) => linked(text).filter(({ href }) => href !== null);

describe('links in plain text', () => {
  it('keep every letter of the text', () => {
    const text =
      'See https://example.org/a, and (https://example.org/b_(c)).\n  Then +49 30 1234567.';
    expect(
      linked(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
    expect(hrefs(text)).toEqual([
      'https://example.org/a',
      'https://example.org/b_(c)',
      'tel:+49301234567',
    ]);
  });

  it('are addresses of the web, of mail and of telephones, shown as they were written', () => {
    expect(texts('http://example.org/x?y=1#z')).toEqual([
      { text: 'http://example.org/x?y=1#z', href: 'http://example.org/x?y=1#z' },
    ]);
    expect(hrefs('mailto:help@example.org tel:988 TEL:+1-800-273-8255')).toEqual([
      'mailto:help@example.org',
      'tel:988',
      'tel:+18002738255',
    ]);
  });

  it('find the number of a help line', () => {
    for (const [text, href] of [
      ['Ruf an: 0800 111 0 111.', 'tel:08001110111'],
      ['(0800/1110222)', 'tel:08001110222'],
      ['+1 (800) 273-8255', 'tel:+18002738255'],
      ['0043-142 142 142', 'tel:0043142142142'],
    ] as const) {
      expect(hrefs(text), text).toEqual([href]);
    }
  });

  it('take no other number for one', () => {
    for (const text of [
      '2026-11-25, 09:30, 01.02.2026, 1.000.000,00, 0.1234567',
      '10:00-12:00, 4 of 7, room 0 12, 007',
      'ID 0123456789abc, a0123456789, 12345678901234567890',
    ]) {
      expect(hrefs(text), text).toEqual([]);
    }
  });

  it('are nothing else', () => {
    expect(
      hrefs('javascript:alert(1) data:text/html,x www.example.org file:///etc blob:x'),
    ).toEqual([]);
    expect(hrefs('mailto:a@b.example?subject=x mailto:nobody')).toEqual([]);
  });

  it('show where they go', () => {
    expect(hrefs('https://bank.example@evil.example/ https:// https://localhost/')).toEqual([]);
  });

  it('are none in an empty text', () => {
    expect(linked('')).toEqual([]);
  });
});
