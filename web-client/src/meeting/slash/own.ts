/** What anyone does for themselves: the turn, the hand, one's way of taking part, the way out. */
import type { FeedbackKind, Reaction } from '../../protocol/generated';
import { feedbackKinds, ownActions, type OwnActions } from '../actions';
import { composerState } from '../composer';
import type { Panel } from '../doing';
import { namable, takesTurns } from '../order';
import { amLead, me } from '../people';
import { personActions } from '../person-actions';
import { may } from '../policy';
import { about, choosing, plain, saying, send } from './make';
import type { SlashId } from './names';
import type { Slash } from './table';

const act = (id: SlashId, action: keyof OwnActions) =>
  plain(id, (view) => send(ownActions(view)[action]));
const opens = (id: SlashId, panel: Panel) => plain(id, () => ({ type: 'open', panel }));

const REACTIONS: readonly Reaction[] = ['heard', 'me_too', 'thanks', 'with_you'];
const TIMES = ['100', '150', '200'] as const;

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

/** To the newest words of somebody else. */
const react = choosing<Reaction>(
  'react',
  'reaction',
  (view) =>
    may(view, 'react') && view.messages.some(({ from }) => from !== view.me.id) ? REACTIONS : [],
  (view, reaction) => {
    const message = view.messages.findLast(({ from }) => from !== view.me.id);
    return message && reaction ? send({ type: 'react', message: message.id, reaction }) : null;
  },
);

const time = choosing<(typeof TIMES)[number]>(
  'time',
  'times',
  (view) => {
    const person = me(view);
    return person && takesTurns(person) && may(view, 'set_multiplier') ? TIMES : [];
  },
  (_, percent) => (percent ? send({ type: 'set_multiplier', percent: Number(percent) }) : null),
);

const lead = saying(
  'lead',
  (view) => may(view, 'whisper'),
  (_, text) =>
    text
      ? { type: 'send', command: { type: 'whisper', to: null, text } }
      : { type: 'whisper', to: null },
);

const note = saying(
  'note',
  (view) => composerState(view).type === 'mine',
  (_, text) => ({ type: 'note', note: text ?? '' }),
);

const whisper = about(
  'whisper',
  (view, person, { text }) => {
    if (!personActions(view, person).whisper) return null;
    return text
      ? send({ type: 'whisper', to: person.id, text })
      : { type: 'whisper', to: person.id };
  },
  [{ type: 'text', optional: true }],
);

const hide = about('hide', (view, { id, place }) =>
  id !== view.me.id && place === 'present' ? { type: 'hide', who: id } : null,
);

export const own: readonly Slash[] = [
  act('share', 'accept'),
  act('pass', 'pass'),
  act('later', 'defer'),
  act('done', 'done'),
  act('more', 'askForMore'),
  want,
  act('enough', 'stopFeedback'),
  name,
  act('hand', 'raiseHand'),
  act('lower', 'lowerHand'),
  act('object', 'object'),
  act('volunteer', 'volunteer'),
  react,
  note,
  lead,
  whisper,
  act('listen', 'listen'),
  time,
  opens('part', 'part'),
  opens('people', 'people'),
  opens('agenda', 'agenda'),
  hide,
  opens('help', 'commands'),
  plain('need_help', (view) => (amLead(view) ? null : { type: 'call_for_help' })),
  opens('leave', 'leave'),
  plain('exit', () => ({ type: 'exit' })),
];
