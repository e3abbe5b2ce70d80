/** What people do for themselves: whisper, choose how to take part and what to see, leave. */
import { ownActions } from '../actions';
import type { Panel } from '../doing';
import { takesTurns } from '../order';
import { amLead, me } from '../people';
import { personActions } from '../person-actions';
import { may } from '../policy';
import { about, choosing, plain, saying, send } from './make';
import type { SlashId } from './names';
import { TO_LEADS, whisperCommand } from '../whispers';
import type { Slash } from './slash';

const opens = (id: SlashId, panel: Panel) => plain(id, () => ({ type: 'open', panel }));

const TIMES = ['100', '150', '200'] as const;

const lead = saying(
  'lead',
  (view) => may(view, 'whisper'),
  (_, text) =>
    text
      ? { type: 'send', command: { type: 'whisper', to: null, text } }
      : { type: 'whisper', to: TO_LEADS },
);

const whisper = about(
  'whisper',
  (view, person, { text }) => {
    const to = personActions(view, person).whisper;
    if (!to) return null;
    return text ? send(whisperCommand(to, text)) : { type: 'whisper', to };
  },
  [{ type: 'text', optional: true }],
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

const hide = about('hide', (view, { id, place }) =>
  id !== view.me.id && place === 'present' ? { type: 'hide', who: id } : null,
);

export const self: readonly Slash[] = [
  lead,
  whisper,
  plain('ask_to_speak', (view) => send(ownActions(view).askToSpeak)),
  plain('back_from_aside', (view) => send(ownActions(view).endAside)),
  plain('listen', (view) => send(ownActions(view).listen)),
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
