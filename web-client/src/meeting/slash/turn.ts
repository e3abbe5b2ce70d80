/** What anyone does in the turn and for it: taking it, passing, the hand, what one wants back. */
import type { FeedbackKind, MeetingView, Reaction } from '../../protocol/generated';
import { feedbackKinds, ownActions, type OwnActions } from '../actions';
import { composerState } from '../composer';
import { messageActions } from '../message-actions';
import { hasReactions, namable } from '../order';
import { may } from '../policy';
import { sealedActions } from '../sealed';
import { about, choosing, plain, saying, send } from './make';
import type { SlashId } from './names';
import type { Slash } from './slash';
import { choose, propose, withdraw } from './topics';

const act = (id: SlashId, action: keyof OwnActions) =>
  plain(id, (view) => send(ownActions(view)[action]));

const REACTIONS: readonly Reaction[] = ['heard', 'me_too', 'thanks', 'with_you'];

const want = choosing<FeedbackKind>(
  'want',
  'feedback',
  (view) => (composerState(view).type === 'choosing_feedback' ? feedbackKinds(view) : []),
  ({ floor: { turn } }, kind) =>
    turn && kind ? send({ type: 'ask_feedback', turn: turn.id, kind }) : null,
);

const name = about('name', (view, { id: who }) => {
  const composer = composerState(view);
  const can = composer.type === 'naming' && namable(view).some(({ id }) => id === who);
  return can ? send({ type: 'name_next', turn: composer.turn.id, who }) : null;
});

const reactable = (view: MeetingView) =>
  view.messages.findLast(
    ({ from, item, taken_back_by }) =>
      from !== view.me.id && taken_back_by === null && hasReactions(view, item),
  );

/** One's newest words, to everyone or as a whisper. */
const takeBack = plain('take_back', (view) => {
  if (sealedActions(view).takeBack) return { type: 'take_back_sealed' };
  const own = [...view.messages, ...view.whispers].filter(
    (message) => messageActions(view, message).takeBack,
  );
  const message = own.toSorted((a, b) => a.id - b.id).at(-1);
  return message ? { type: 'take_back', message } : null;
});

/** To the newest words of somebody else. */
const react = choosing<Reaction>(
  'react',
  'reaction',
  (view) => (may(view, 'react') && reactable(view) ? REACTIONS : []),
  (view, reaction) => {
    const message = reactable(view);
    return message && reaction ? send({ type: 'react', message: message.id, reaction }) : null;
  },
);

const note = saying(
  'note',
  (view) => ['mine', 'sealed'].includes(composerState(view).type),
  (_, text) => ({ type: 'note', note: text ?? '' }),
);

export const turn: readonly Slash[] = [
  act('share', 'accept'),
  plain('pass', (view) => send(ownActions(view).pass ?? sealedActions(view).pass)),
  act('later', 'defer'),
  act('done', 'done'),
  act('more', 'askForMore'),
  note,
  want,
  act('enough', 'stopFeedback'),
  name,
  act('hand', 'raiseHand'),
  act('lower', 'lowerHand'),
  react,
  takeBack,
  act('object', 'object'),
  act('volunteer', 'volunteer'),
  propose,
  choose,
  withdraw,
];
