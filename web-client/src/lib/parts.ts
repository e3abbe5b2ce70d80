import { charsOf } from './text';

/** Where a text is cut best, best first: between paragraphs, lines, sentences, words. */
const CUTS = [/\n\s*\n/g, /\n/g, /(?<=[.!?…。！？؟])\s+/g, /\s+/g];
/** A better cut is taken only if it leaves no part shorter than this share of the limit. */
const SHARE_MIN = 0.5;

/** The text in parts of at most `charsMax` characters, in order; one part if it fits. */
export function inParts(text: string, charsMax: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (charsOf(rest) > charsMax) {
    const end = cutAt(rest, charsMax);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}

/** Where the first part ends. */
function cutAt(text: string, charsMax: number): number {
  const head = [...text].slice(0, charsMax).join('');
  const least = head.length * SHARE_MIN;
  for (const cut of CUTS) {
    // The white space that follows the head may be the best place of all.
    const found = [...text.slice(0, head.length + 1).matchAll(cut)].map(({ index }) => index);
    const last = found.filter((index) => index >= least && index <= head.length).at(-1);
    if (last !== undefined) return last;
  }
  return graphemeEnd(text, head.length);
}

/** A text without spaces is cut between two characters as people see them. */
function graphemeEnd(text: string, most: number): number {
  const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text);
  const start = segments.containing(most)?.index ?? most;
  return start === 0 ? most : start;
}
