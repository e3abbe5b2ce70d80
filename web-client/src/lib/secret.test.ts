import { afterEach, describe, expect, it, vi } from 'vitest';
import { memory } from './testing/memory';
import { dropSecret, readLink, readSecret, takeSecret } from './secret';
import type { Keep } from './storage';

const SECRET = '7k2qm94xtdrb0v8hz6wpage517k2qm94xtdrb0v8hz6wpage51a0';
const OLDER = 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxy-f2A';
/** Where a program may break a line, or somebody a hyphen. */
const broken = (by: string) => `${SECRET.slice(0, 21)}${by}${SECRET.slice(21)}`;

const forbidden: Keep = { get: () => null, set: () => {}, remove: () => {}, clear: () => {} };

afterEach(() => vi.unstubAllGlobals());

function at(hash: string) {
  const replaceState = vi.fn();
  vi.stubGlobal('history', { state: null, replaceState });
  vi.stubGlobal('location', { hash, pathname: '/join' });
  return replaceState;
}

describe('a secret in the address', () => {
  it('is taken out of the address bar and kept for the tab', () => {
    const replaceState = at(`#${SECRET}`);
    const keep = memory();
    expect(takeSecret('join', keep)).toBe(SECRET);
    expect(replaceState).toHaveBeenCalledWith(null, '', '/join');

    at('');
    expect(takeSecret('join', keep)).toBe(SECRET);
    expect(takeSecret('lead', keep)).toBeNull();
    dropSecret('join', keep);
    expect(takeSecret('join', keep)).toBeNull();
  });

  it('stays there where nothing can be kept, so that a reload works', () => {
    const replaceState = at(`#${SECRET}`);
    expect(takeSecret('join', forbidden)).toBe(SECRET);
    expect(replaceState).not.toHaveBeenCalled();
  });

  it('is not replaced by a place in the page', () => {
    const keep = memory();
    at(`#${SECRET}`);
    takeSecret('join', keep);
    const replaceState = at('#content');
    expect(takeSecret('join', keep)).toBe(SECRET);
    expect(replaceState).not.toHaveBeenCalled();
  });
});

describe('what happens to a link on its way', () => {
  it.each([
    ['nothing', SECRET],
    ['a full stop', `${SECRET}.`],
    ['a comma', `${SECRET},`],
    ['a bracket', `${SECRET})`],
    ['a bracket and a full stop', `${SECRET}).`],
    ['an angle', `${SECRET}>`],
    ['an encoded angle', `${SECRET}%3E`],
    ['quotes', `“${SECRET}”`],
    ['encoded quotes', `%22${SECRET}%22`],
    ['a sentence that begins at once', `${SECRET}).See`],
    ['emphasis', `**${SECRET}**`],
    ['underlining', `_${SECRET}_`],
    ['a slash', `${SECRET}/`],
    ['a slash before it', `/${SECRET}`],
    ['a line break', broken('\r\n')],
    ['an encoded line break', broken('%0D%0A')],
    ['a quoted line', broken('\n> > ')],
    ['a soft break of quoted-printable', broken('=\n')],
    ['a space', broken(' ')],
    ['an encoded space', broken('%20')],
    ['a no-break space', broken('\u00a0')],
    ['a soft hyphen', broken('\u00ad')],
    ['a zero-width space', broken('\u200b')],
    ['a mark of direction', `\u202a${SECRET}\u202c`],
    ['a byte order mark', broken('\ufeff')],
    ['a hyphen', broken('-\n')],
    ['upper case', SECRET.toUpperCase()],
    ['look-alikes', SECRET.replaceAll('0', 'O').replaceAll('1', 'l')],
    ['full width', SECRET.replaceAll('7', '７')],
    ['a tracker', `${SECRET}?utm_source=mail&utm_medium=x`],
    ['another tracker', `${SECRET}&fbclid=IwAR0abcdefghijklmnop`],
    ['an encoded tracker', `${SECRET}%3Futm_source%3Dmail`],
    ['a text fragment', `${SECRET}:~:text=hello`],
    ['a second fragment', `${SECRET}#content`],
    ['encoding in full', [...SECRET].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('')],
    ['encoding twice', `${broken('%2520')}%252E`],
    ['a `#` that was encoded', `%23${SECRET}`],
  ])('%s', (_, text) => {
    expect(readSecret(`#${text}`)).toBe(SECRET);
  });

  it('an older link, with what can be undone', () => {
    for (const text of [
      OLDER,
      `${OLDER}.`,
      `${OLDER})`,
      `<${OLDER}>`,
      `${OLDER.slice(0, 9)}\n${OLDER.slice(9)}`,
      `${OLDER}?utm_source=mail`,
    ]) {
      expect(readSecret(text)).toBe(OLDER);
    }
  });

  it('what is not all of a secret is none', () => {
    for (const text of [
      '',
      '#',
      '#content',
      SECRET.slice(1),
      `${SECRET}a`,
      `${SECRET}é`,
      OLDER.slice(1),
    ]) {
      expect(readSecret(text), text).toBeNull();
    }
  });
});

describe('a link in a message', () => {
  it.each([
    `https://rondo.example/join#${SECRET}`,
    `Come with us: https://rondo.example/join#${SECRET} See you!`,
    `[Tuesday](https://rondo.example/join#${SECRET}), at seven.`,
    `<https://rondo.example/join/#${broken('\n')}>`,
    `https://rondo.example/join%23${SECRET}`,
    `https://rondo.example/Join?utm_source=x#${SECRET}`,
    `https://wrap.example/?url=https%3A%2F%2Frondo.example%2Fjoin%23${SECRET}&data=05%7C01`,
  ])('%s', (text) => {
    expect(readLink(text)).toEqual({ page: 'join', secret: SECRET });
  });

  it('is of any kind we make', () => {
    for (const page of ['setup', 'claim', 'join', 'lead'] as const) {
      expect(readLink(`http://[::1]:8080/${page}#${SECRET}`)).toEqual({ page, secret: SECRET });
    }
    expect(readLink(`http://[::1]:8080/other#${SECRET}`)).toBeNull();
    expect(readLink('no link at all')).toBeNull();
  });
});
