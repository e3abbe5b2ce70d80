import type { Language } from '../../../i18n/languages';
import type { SlashWords } from '../../../i18n/en/meeting/slash';
import type { Hint } from '../../../meeting/intent';
import { NAMES, type SlashId } from '../../../meeting/slash/names';
import { SLASHES } from '../../../meeting/slash/table';

/** How a command is written: “/mute name minutes”. */
export function usage(id: SlashId, words: SlashWords, language: Language): string {
  const takes = SLASHES.find((slash) => slash.id === id)?.takes ?? [];
  const parts = takes.map(({ type, optional }) =>
    optional ? `(${words.takes[type]})` : words.takes[type],
  );
  return [`/${NAMES[language][id][0]}`, ...parts].join(' ');
}

export function hintWords(hint: Hint, words: SlashWords, language: Language): string {
  const { hints } = words;
  switch (hint.type) {
    case 'unknown':
      return hints.unknown(hint.name, NAMES[language].help[0]);
    case 'not_now':
      return hints.not_now(hint.name, NAMES[language].help[0]);
    case 'takes':
      return hints.missing[hint.what](usage(hint.slash, words, language));
    case 'too_much':
      return hints.too_much(hint.typed, usage(hint.slash, words, language));
    case 'one_message':
      return hints.one_message(hint.over);
    default:
      return hints[hint.type];
  }
}
