/**
 * Secrets arrive in the link's fragment, through people, mail and chat programs
 * that cut it, wrap it and add to it on the way. This file is the one reader of
 * secrets, and the only owner of the fragment: a secret is taken out of the
 * address bar at once and kept for this tab only, so that a reload works and
 * the history holds nothing.
 */
import { storage, type Keep } from './storage';

/** The pages that open with a secret, by their names in the address. */
const SECRET_PAGES = ['setup', 'claim', 'join', 'lead', 'mail'] as const;
type SecretPage = (typeof SECRET_PAGES)[number];

/** 256 bits in Crockford's base32, in which neither case nor look-alikes matter. */
const SECRET_CHARS = 52;
/** The same in base64url: links that were made before. */
const OLDER = /(?<![\w-])[\w-]{43}(?![\w-])/;
/** Spaces and what nobody sees. */
const GAPS = /[\s\p{Cf}\ufe00-\ufe0f]/gu;
const SYMBOL = /[0-9A-HJKMNP-TV-Z]/;
const LINK = new RegExp(`/(${SECRET_PAGES.join('|')})/?(?:\\?[^#\\s]*)?#`, 'gi');
/** How often a link is encoded on its way, at most. */
const ENCODED_TIMES_MAX = 3;

const key = (page: SecretPage) => `rondo.secret.${page}`;

export function takeSecret(page: SecretPage, keep: Keep = storage.tab): string | null {
  const given = readSecret(location.hash);
  if (!given) return keep.get(key(page));
  keep.set(key(page), given);
  // Where nothing can be kept it stays in the address, or a reload would lose it.
  if (keep.get(key(page)) === given) {
    history.replaceState(history.state, '', location.pathname);
  }
  return given;
}

export function dropSecret(page: SecretPage, keep: Keep = storage.tab): void {
  keep.remove(key(page));
  if (readSecret(location.hash)) history.replaceState(history.state, '', location.pathname);
}

/** The secret in what became of a fragment; null when there is none, or not all of it. */
export function readSecret(text: string): string | null {
  const [plain = ''] = decoded(text).replace(/^#+/, '').split(/[?&#]/);
  return inBase32(plain) ?? OLDER.exec(plain.replaceAll(GAPS, ''))?.[0] ?? null;
}

/** The page and the secret of a whole link, wherever it stands in a text. */
export function readLink(text: string): { page: SecretPage; secret: string } | null {
  const plain = decoded(text);
  for (const link of plain.matchAll(LINK)) {
    const secret = readSecret(plain.slice(link.index + link[0].length));
    if (secret) return { page: link[1]!.toLowerCase() as SecretPage, secret };
  }
  return null;
}

/** What was meant by letters of base32 as people write them: `O` is 0, `I` and `L` are 1. */
export function meant(text: string): string {
  return text.toUpperCase().replaceAll(/[IL]/g, '1').replaceAll('O', '0');
}

/** Percent-encoded once or more, whole or in part. */
export function decoded(text: string): string {
  let plain = text.normalize('NFKC');
  for (let times = 0; times < ENCODED_TIMES_MAX; times++) {
    plain = plain.replaceAll(/%([0-7][0-9a-f])/gi, (_, code: string) =>
      String.fromCharCode(parseInt(code, 16)),
    );
  }
  return plain;
}

/**
 * The first 52 letters and digits, whatever stands between them: line breaks,
 * the marks of quoted lines, hyphens, what nobody sees. A letter right after
 * them says that this was something else.
 */
function inBase32(text: string): string | null {
  let secret = '';
  for (const char of meant(text)) {
    const counts = /[\p{L}\p{N}]/u.test(char);
    if (secret.length === SECRET_CHARS) return counts ? null : secret.toLowerCase();
    if (counts) secret += char;
    if (counts && !SYMBOL.test(char)) return null;
  }
  return secret.length === SECRET_CHARS ? secret.toLowerCase() : null;
}
