/** Plain text with what in it is a link. */
export interface Part {
  text: string;
  href: string | null;
}

const CANDIDATE = /https:\/\/[^\s<>"„“”‘’«»]+/g;
/** What ends a sentence or closes a bracket is not part of an address. */
const TRAILING = /[.,;:!?'’…*_)\]}]+$/;

/** Finds the https addresses; anything else stays text, whatever it looks like. */
export function linked(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const found of text.matchAll(CANDIDATE)) {
    const address = trimmed(found[0]);
    const href = safeHref(address);
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

/** An address that carries a name before its host shows one place and goes to another. */
function safeHref(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const plain = url.protocol === 'https:' && url.username === '' && url.password === '';
  return plain && url.hostname.includes('.') ? url.href : null;
}
