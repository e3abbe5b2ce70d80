import type { HelpWords } from '../../i18n/en/meeting/help';
import type { Answer } from '../../meeting/help';

/** The truth about a call for help, above the help lines. */
export function answerWords({ told, read, answered, repeated }: Answer, words: HelpWords): string {
  if (answered !== null) return words.wrote(answered);
  if (read.length > 0) return words.hasSeen(read);
  if (told.length === 0) return words.nobody;
  return repeated ? words.toldAgain(told) : words.told(told);
}

/** The same in a line over the conversation. */
export function answerLine({ told, read }: Answer, words: HelpWords): string {
  if (read.length > 0) return words.seenLine(read);
  return told.length > 0 ? words.toldLine(told) : words.nobodyLine;
}
