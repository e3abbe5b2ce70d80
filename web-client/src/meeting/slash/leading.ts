/** What leads do, and whoever has a task of theirs: for the floor, the door, and one person. */
import { MINUTE_MS } from '../../lib/units';
import type { Mode, Service } from '../../protocol/generated';
import { leadActions, type LeadActions } from '../lead-actions';
import { crosstalkIn, MODES } from '../modes';
import { currentItem, upcoming } from '../order';
import { personOf } from '../people';
import { holdSilence } from '../silence';
import { personActions, type GivenRole } from '../person-actions';
import { may } from '../policy';
import { removalReasons } from '../removal';
import { about, choosing, plain, send } from './make';
import type { SlashId } from './names';
import { parts } from './parts';
import type { Slash } from './slash';
import { page, takeUp } from './topics';

type Plain = Exclude<
  keyof LeadActions,
  'giveFloor' | 'holdSilence' | 'changeMode' | 'end' | 'roundDue'
>;
const act = (id: SlashId, action: Plain) => plain(id, (view) => send(leadActions(view)[action]));

const mode = choosing<Mode>(
  'mode',
  'mode',
  (view) => (leadActions(view).changeMode ? MODES : []),
  (view, chosen) => {
    const now = currentItem(view);
    if (!leadActions(view).changeMode || !now || view.item === null) return null;
    if (!chosen) return { type: 'open', panel: 'mode' };
    const crosstalk = crosstalkIn(chosen, now.crosstalk);
    return send({ type: 'change_mode', item: view.item, mode: chosen, crosstalk });
  },
  true,
);

const move = about(
  'move',
  (view, { id: who }, { before }) => {
    const order = upcoming(view);
    if (!order.includes(who) || order.length < 2 || !may(view, 'move_in_order')) return null;
    return before?.id === who
      ? null
      : send({ type: 'move_in_order', who, before: before?.id ?? null });
  },
  [
    {
      type: 'before',
      of: (view) => upcoming(view).flatMap((id) => personOf(view, id) ?? []),
      optional: true,
    },
  ],
);

const mute = about(
  'mute',
  (view, person, { minutes }) => {
    const { mute } = personActions(view, person);
    return mute && send(mute(minutes === null ? null : minutes * MINUTE_MS));
  },
  [{ type: 'minutes', optional: true }],
);

/** What can be made of anyone here; what fits one person is asked again when it is done. */
const ROLES: readonly GivenRole[] = ['member', 'co_facilitator', 'co_therapist', 'observer'];
const SERVICES: readonly Service[] = ['timekeeper', 'presenter', 'greeter', 'backup'];

const role = about(
  'role',
  (view, person, { choice }) => {
    const { roles, roleDialog } = personActions(view, person);
    if (roles.length === 0) return null;
    if (choice === null) return roleDialog && { type: 'ask', about: roleDialog };
    const given = roles.find((role) => role === choice);
    return given ? send({ type: 'give_role', who: person.id, role: given }) : null;
  },
  [
    {
      type: 'choice',
      set: 'role',
      of: (view) =>
        ROLES.filter((role) =>
          view.people.some((p) => personActions(view, p).roles.includes(role)),
        ),
      optional: true,
    },
  ],
);

/** Gives a task, or takes it back. */
const task = about(
  'task',
  (view, person, { choice }) => {
    const { services, roleDialog } = personActions(view, person);
    if (services.length === 0) return null;
    if (choice === null) return roleDialog && { type: 'ask', about: roleDialog };
    const service = services.find((service) => service === choice);
    const on = service !== undefined && !person.services.includes(service);
    return service ? send({ type: 'set_service', who: person.id, service, on }) : null;
  },
  [
    {
      type: 'choice',
      set: 'service',
      of: (view) =>
        SERVICES.filter((task) =>
          view.people.some((p) => personActions(view, p).services.includes(task)),
        ),
      optional: true,
    },
  ],
);

/** Both ask once more, with the reason that was typed. */
const putOut = (id: 'remove' | 'ban') =>
  about(
    id,
    (view, person, { choice }) => {
      const asked = personActions(view, person)[id];
      const reason = removalReasons(id).find((reason) => reason === choice) ?? null;
      return asked && { type: 'ask', about: { type: id, who: person.id, reason } };
    },
    [{ type: 'choice', set: 'reason', of: () => removalReasons(id), optional: true }],
  );

/** For so many minutes, or as the dialog is answered. */
const silence: Slash = {
  id: 'silence',
  takes: [{ type: 'minutes', optional: true }],
  can: (view) => leadActions(view).holdSilence,
  does: (view, { minutes }) => {
    if (!leadActions(view).holdSilence) return null;
    return minutes === null ? { type: 'open', panel: 'silence' } : send(holdSilence(minutes));
  },
};

export const leading: readonly Slash[] = [
  act('open', 'open'),
  act('round', 'startRound'),
  act('next', 'callNext'),
  about('give', (view, person) => send(personActions(view, person).giveFloor)),
  act('take', 'takeFloor'),
  act('nudge', 'nudge'),
  act('minute', 'extend'),
  move,
  act('unseal', 'openSealed'),
  act('close', 'closeRound'),
  act('advance', 'advance'),
  ...parts,
  mode,
  takeUp,
  page,
  act('pause', 'pause'),
  silence,
  act('resume', 'resume'),
  about('admit', (view, person) => send(personActions(view, person).admit)),
  about('deny', (view, person) => {
    const asked = personActions(view, person).deny;
    return asked && { type: 'ask', about: asked };
  }),
  about('put_off', (view, person) => {
    const asked = personActions(view, person).putOff;
    return asked && { type: 'ask', about: asked };
  }),
  about('aside', (view, person) => send(personActions(view, person).stepAside)),
  mute,
  about('unmute', (view, person) => send(personActions(view, person).unmute)),
  act('mute_all', 'muteAll'),
  act('unmute_all', 'unmuteAll'),
  role,
  task,
  about('handover', (view, person) => send(personActions(view, person).handOver)),
  putOut('remove'),
  putOut('ban'),
  plain('end', (view) => (leadActions(view).end ? { type: 'open', panel: 'end' } : null)),
];
