/** What somebody means by the whole text in the field: words, a habit, or a command. */
import type { Command, MeetingView } from '../protocol/generated';
import { handIsUp, ownActions } from './actions';
import { composerState, type ComposerState } from './composer';
import type { Doing } from './doing';
import { habitOf, meansPass } from './habits';
import { sealedActions } from './sealed';
import { isSlash, readSlash, unslashed, type SlashHint } from './slash/read';

/** What is said beside the field; nothing was sent, and nothing is lost. */
export type Hint =
  | SlashHint
  /** The meaning of Enter has just changed, so it does no harm for a moment. */
  | { type: 'just_moved' }
  /** Only one message can be sent, and this one has so many characters too many. */
  | { type: 'one_message'; over: number }
  | { type: 'hand_is_up' }
  | { type: 'no_hands' }
  | { type: 'more_told' }
  | { type: 'carried_out' };

type Intent =
  | { type: 'words'; text: string }
  | { type: 'more'; turn: number }
  | { type: 'end'; turn: number; command: Command }
  | { type: 'do'; doing: Doing }
  | { type: 'not'; hint: Hint };

/** Where words go to others at once. */
export const isSendable = (composer: ComposerState): boolean =>
  composer.type === 'gathering'
    ? composer.readers.length > 0
    : ['mine', 'receiving', 'open', 'lead', 'reply', 'sealed'].includes(composer.type);

/** Where one message is all that can be said: a reply, a sealed share, and the last words of a share. */
export const takesOneMessage = (composer: ComposerState): boolean =>
  composer.type === 'reply' ||
  composer.type === 'sealed' ||
  (composer.type === 'mine' && composer.stage === 'last_draft');

export function intentOf(text: string, view: MeetingView): Intent {
  const composer = composerState(view);
  if (isSlash(text)) return readSlash(text, view);
  if (composer.type === 'sealed' && meansPass(text)) {
    const { pass: command } = sealedActions(view);
    if (command) return { type: 'do', doing: { type: 'send', command } };
  }
  const habit = habitOf(text, composer);
  if (habit === null) return { type: 'words', text: unslashed(text) };
  return habit.type === 'hand' ? handOf(text, view, composer) : habit;
}

/** Where nobody raises hands and anyone may write, `!` is just a message. */
function handOf(text: string, view: MeetingView, composer: ComposerState): Intent {
  const command = ownActions(view).raiseHand;
  if (command) return { type: 'do', doing: { type: 'send', command } };
  if (handIsUp(view)) return { type: 'not', hint: { type: 'hand_is_up' } };
  return isSendable(composer)
    ? { type: 'words', text }
    : { type: 'not', hint: { type: 'no_hands' } };
}
