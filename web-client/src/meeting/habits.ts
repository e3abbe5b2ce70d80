/**
 * The habits of meetings held in a plain text chat: `!` raises the hand, `...` says that more is
 * coming, `done` and `pass` end the turn. Each counts only as a whole message.
 */
import type { Language } from '../i18n/languages';
import type { Command, MeetingView, Turn } from '../protocol/generated';
import type { ComposerState } from './composer';

type EndWord = 'done' | 'pass';

/** Understood whatever language the page is in: groups are mixed. */
const WORDS: Record<Language, Record<EndWord, readonly [string, ...string[]]>> = {
  en: { done: ['done'], pass: ['pass'] },
  de: { done: ['fertig', 'weiter'], pass: ['passe', 'ich passe', 'weiter'] },
};

const wordsFor = (end: EndWord): string[] => Object.values(WORDS).flatMap((words) => words[end]);
const DONE = wordsFor('done');
const PASS = wordsFor('pass');

export type HabitHelp = 'hand' | 'more' | 'done' | 'pass' | 'words';

/** How each habit is typed, for the help. */
export const habitsAsTyped = (language: Language): Record<HabitHelp, string> => ({
  hand: '!',
  more: '...',
  done: WORDS[language].done[0],
  pass: WORDS[language].pass[0],
  words: '//',
});

/** Case, the space around and a closing full stop do not matter. */
const plain = (text: string): string => text.trim().toLowerCase().replace(/\.$/, '').trimEnd();

type Habit =
  | { type: 'hand' }
  | { type: 'more'; turn: number }
  | { type: 'end'; turn: number; command: Command };

/** What a whole message means by habit, to somebody for whom the field is in this state. */
export function habitOf(text: string, composer: ComposerState): Habit | null {
  const said = text.trim();
  if (said === '!') return { type: 'hand' };
  if (composer.type === 'mine' && (said === '...' || said === '…')) {
    return { type: 'more', turn: composer.turn.id };
  }
  if (composer.type !== 'mine' && composer.type !== 'offered' && composer.type !== 'receiving')
    return null;
  const command = ending(plain(text), composer);
  return command && { type: 'end', turn: composer.turn.id, command };
}

/** Whether a whole message says that somebody passes. */
export const meansPass = (text: string): boolean => PASS.includes(plain(text));

function ending(word: string, composer: Extract<ComposerState, { turn: Turn }>): Command | null {
  const turn = composer.turn.id;
  const done = DONE.includes(word);
  const pass = PASS.includes(word);
  if (composer.type === 'offered') return pass ? { type: 'pass', turn } : null;
  if (composer.type === 'receiving') return done || pass ? { type: 'stop_feedback', turn } : null;
  if (done) return { type: 'done', turn };
  return pass ? { type: 'pass', turn } : null;
}

/** May still become a word that ends the turn, so it does not take an offered turn yet. */
export function mayBecomeHabit(text: string): boolean {
  const begun = text.trimStart().toLowerCase();
  return begun === '' || [...DONE, ...PASS].some((word) => `${word}.`.startsWith(begun));
}

/** How long a word that ends the turn can be taken back; longer for whoever has more time. */
const UNDO_MS = 6_000;
/** The command must arrive before the clock would end the turn by itself. */
const MARGIN_MS = 2_000;
/** Shorter than this, nobody could take anything back. */
const UNDO_MS_MIN = 2_000;

/**
 * The wait before a turn is ended by a word, in milliseconds; 0 is at once. It never runs into the
 * moment at which the clock ends the turn, as a turn that ended by its time is another one: nobody
 * is asked any more what they want back.
 */
export function undoMs(view: MeetingView, floorMs: number): number {
  const wish = (UNDO_MS * view.me.multiplier_percent) / 100;
  const ends = view.floor.turn && endedByClock(view.floor.turn, view);
  if (ends === null) return wish;
  const wait = Math.min(wish, ends - floorMs - MARGIN_MS);
  return wait < UNDO_MS_MIN ? 0 : wait;
}

/** When the clock ends a turn by itself, in floor time; null for never. */
function endedByClock({ stage }: Turn, { settings }: MeetingView): number | null {
  const { timing, limit } = settings;
  switch (stage.type) {
    case 'offered':
      return stage.since_ms + timing.offer_away_ms;
    case 'speaking':
      if (limit === 'soft' || stage.ends_ms === null) return null;
      return stage.ends_ms + timing.grace_ms + timing.hard_draft_ms;
    case 'grace':
      return limit === 'soft' ? null : stage.ends_ms + timing.hard_draft_ms;
    case 'last_draft':
      return stage.ends_ms;
    case 'feedback':
      return stage.until_ms;
    default:
      return null;
  }
}
