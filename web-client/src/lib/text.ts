/**
 * What people write: how it is cleaned, what looks empty, and which characters it can't have. The
 * server has the same in `src/text.rs`; `tests/text/cases.json` holds the two together.
 */

const LINE_ENDS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
const WHITE_AROUND = /^\p{White_Space}+|\p{White_Space}+$/gu;
const NOT_SEEN = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]*$/u;
/** Controls, overrides of direction, annotations, and tags outside the flag of a region. */
const UNFIT =
  /(?![\n\t])\p{Cc}|[\u202d\u202e\u2065\u206a-\u206f\ufff9-\ufffb\u{e0000}-\u{e001f}]|(?<!\u{1f3f4}[\u{e0020}-\u{e007f}]*)[\u{e0020}-\u{e007f}]/u;

/** Whether nothing of the text can be seen. */
export const looksEmpty = (text: string): boolean => NOT_SEEN.test(text);

/** The text as it is kept: trimmed, composed, every line ended by a line feed. */
export function tidy(raw: string): string {
  const text = raw.replace(LINE_ENDS, '\n').replaceAll('\ufeff', '').normalize('NFC');
  return looksEmpty(text) ? '' : text.replace(WHITE_AROUND, '');
}

/** The same for a text of one line. */
export const tidyLine = (raw: string): string => tidy(raw).replace(/[\n\t]/g, ' ');

/** The first character that a tidy text can't have, as it is looked up: `U+202E`. */
export function unfit(text: string): string | null {
  const found = UNFIT.exec(text)?.[0].codePointAt(0);
  return found === undefined ? null : `U+${found.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** How long a text is, counted as the server counts. */
export const charsOf = (text: string): number => [...text].length;
