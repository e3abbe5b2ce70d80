/** Plain text with what in it is a link: an address of the web, of mail, or of a telephone. */
export interface Part {
  text: string;
  href: string | null;
}

const CANDIDATE = new RegExp(
  [
    // An address of the web, or one that says what it is for.
    String.raw`(?:https?:\/\/|mailto:|tel:)[^\s<>"„“”‘’«»]+`,
    // A telephone's number, with its country or its area: only these can't be mistaken for others.
    String.raw`(?<![\p{L}\p{N}.,:/_+-])(?:\+|0)\p{Nd}?(?:[ \u00a0()/-]{0,2}\p{Nd})+(?![\p{L}\p{N}_]|[.,:/-]\p{N})`,
  ].join('|'),
  'giu',
);
/** What ends a sentence or closes a bracket is not part of an address. */
const TRAILING = /[.,;:!?'’…*_)\]}。，、؟،]+$/u;
/** Fewer would be a time or a count. */
const DIGITS_MIN = 7;
/** A short number that says what it is: `tel:988`. */
const SHORT_DIGITS_MIN = 3;
/** The longest number that a telephone can have (E.164), with what dials abroad before it. */
const DIGITS_MAX = 17;

/** Finds the links; anything else stays text, whatever it looks like. */
export function linked(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const found of text.matchAll(CANDIDATE)) {
    const address = trimmed(found[0]);
    const href = /^[a-z]+:/i.test(address) ? safeHref(address) : telHref(address, DIGITS_MIN);
    if (href === null) continue;
    if (found.index > end) parts.push({ text: text.slice(end, found.index), href: null });
    parts.push({ text: address, href });
    end = found.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}

/** A closing bracket stays when its opening one is within the address. */
function trimmed(address: string): string {
  const cut = address.replace(TRAILING, '');
  const open = cut.split('(').length - cut.split(')').length;
  return open > 0 && address[cut.length] === ')' ? `${cut})` : cut;
}

function safeHref(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  switch (url.protocol) {
    case 'https:':
    case 'http:':
      return shownHost(url) ? url.href : null;
    case 'mailto:':
      // Only the address: a subject or a text would be somebody else's words.
      return /^[^\s?&]+@[^\s?&]+\.[^\s?&]+$/.test(url.pathname) && url.search === ''
        ? url.href
        : null;
    case 'tel:':
      return telHref(url.pathname, SHORT_DIGITS_MIN);
    default:
      return null;
  }
}

/** An address that carries a name before its host shows one place and goes to another. */
const shownHost = (url: URL): boolean =>
  url.username === '' && url.password === '' && url.hostname.includes('.');

function telHref(number: string, digitsMin: number): string | null {
  const dialled = number.replace(/[^\d+]/g, '');
  const digits = dialled.replace('+', '').length;
  return digits >= digitsMin && digits <= DIGITS_MAX ? `tel:${dialled}` : null;
}
