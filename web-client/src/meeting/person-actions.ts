/** What the viewer can do for or about one person: the command, or null where it can't be done. */
import type { Command, MeetingView, Person, Role, Service } from '../protocol/generated';
import { leadActions } from './lead-actions';
import type { About } from './doing';
import { mayEndObserving } from './observing';
import { upcoming } from './order';
import { amLead, isLeadRole, me } from './people';
import { isBelowMe, may, mayWhisperTo } from './policy';
import type { WhisperTo } from './whispers';

/** The lead of a meeting is handed over, not given as a role. */
export type GivenRole = Exclude<Role, 'facilitator' | 'therapist'>;

interface PersonActions {
  giveFloor: Command | null;
  earlier: Command | null;
  later: Command | null;
  toLast: Command | null;
  whisper: WhisperTo | null;
  /** To whom a warning goes that nobody but the leads can read too. */
  warn: WhisperTo | null;
  admit: Command | null;
  deny: About | null;
  putOff: About | null;
  /** To write to each other alone while the meeting goes on. */
  stepAside: Command | null;
  endAside: Command | null;
  sendToDoor: Command | null;
  unmute: Command | null;
  /** For this many milliseconds; null means until it is lifted. */
  mute: ((for_ms: number | null) => Command) | null;
  roles: readonly GivenRole[];
  services: readonly Service[];
  handOver: Command | null;
  roleDialog: About | null;
  /** What a member of a therapy group left for an emergency. */
  emergency: About | null;
  /** That they observe no longer: anyone who takes part ends it. */
  observing: About | null;
  remove: About | null;
  ban: About | null;
}

const SERVICES: Record<MeetingView['kind'], readonly Service[]> = {
  peer_led: ['timekeeper', 'presenter', 'greeter', 'backup'],
  therapist_led: ['timekeeper', 'presenter', 'greeter'],
};
const ROLES: Record<MeetingView['kind'], readonly GivenRole[]> = {
  peer_led: ['member', 'co_facilitator', 'observer'],
  therapist_led: ['member', 'co_therapist', 'observer'],
};

export function personActions(view: MeetingView, person: Person): PersonActions {
  const who = person.id;
  const other = who !== view.me.id;
  const present = person.place === 'present';
  const waits = person.place === 'waiting';
  const below = other && present && isBelowMe(view, person);
  const about = (can: boolean, asked: About): About | null => (can ? asked : null);
  const roles = roleActions(view, person);
  return {
    ...floorActions(view, person),
    ...roles,
    whisper: other ? whisperTo(view, person) : null,
    warn: below && may(view, 'mute') && mayWhisperTo(view, person) ? { who, alone: false } : null,
    admit: waits && may(view, 'admit') ? { type: 'admit', who } : null,
    deny: about(waits && may(view, 'deny'), { type: 'deny', who }),
    putOff: about(waits && may(view, 'put_off'), { type: 'put_off', who }),
    stepAside: canStepAside(view, person) ? { type: 'step_aside', who } : null,
    endAside: person.aside !== null && may(view, 'end_aside') ? { type: 'end_aside', who } : null,
    sendToDoor: below && may(view, 'send_to_door') ? { type: 'send_to_door', who } : null,
    unmute: below && person.mute && may(view, 'unmute') ? { type: 'unmute', who } : null,
    mute:
      below && !person.mute && may(view, 'mute')
        ? (for_ms) => ({ type: 'mute', who, for_ms })
        : null,
    roleDialog: about(
      roles.roles.length > 0 || roles.services.length > 0 || roles.handOver !== null,
      { type: 'role', who },
    ),
    emergency: about(
      view.kind === 'therapist_led' &&
        amLead(view) &&
        !isLeadRole(person.role) &&
        !person.simulated,
      { type: 'emergency', who },
    ),
    observing: about(mayEndObserving(view, person), { type: 'observing', who }),
    remove: about(below && may(view, 'remove'), { type: 'remove', who, reason: null }),
    ban: about(below && may(view, 'ban'), { type: 'ban', who, reason: null }),
  };
}

/** With one person at a time, who does not lead. */
const canStepAside = (view: MeetingView, person: Person): boolean =>
  may(view, 'step_aside') &&
  view.phase.type === 'running' &&
  person.place === 'present' &&
  person.connected &&
  !isLeadRole(person.role) &&
  person.aside === null &&
  me(view)?.aside === null;

/** Members write to one lead alone. */
function whisperTo(view: MeetingView, person: Person): WhisperTo | null {
  if (mayWhisperTo(view, person)) return { who: person.id, alone: false };
  const confides = person.place === 'present' && isLeadRole(person.role) && may(view, 'whisper');
  return confides ? { who: person.id, alone: true } : null;
}

function floorActions(view: MeetingView, person: Person) {
  const { turn } = view.floor;
  const callable =
    person.place === 'present' &&
    person.connected &&
    !person.listening &&
    person.mute === null &&
    person.aside === null &&
    person.role !== 'observer';
  const give = leadActions(view).giveFloor && turn?.holder !== person.id && callable;
  const to = person.id;
  return {
    giveFloor: give ? ({ type: 'give_floor', from: turn?.id ?? null, to } satisfies Command) : null,
    ...orderActions(view, person),
  };
}

/** The order by keyboard: one step at a time, or to the end. */
function orderActions(view: MeetingView, { id: who }: Person) {
  const order = upcoming(view);
  const at = order.indexOf(who);
  const last = order.length - 1;
  const movable = at >= 0 && may(view, 'move_in_order');
  const move = (can: boolean, before: string | null): Command | null =>
    movable && can ? { type: 'move_in_order', who, before } : null;
  return {
    earlier: move(at > 0, order[at - 1] ?? null),
    later: move(at < last, order[at + 2] ?? null),
    toLast: move(at < last, null),
  };
}

/** Which roles and tasks a lead may give to a person, and whether the lead itself. */
function roleActions(view: MeetingView, person: Person) {
  const other = person.id !== view.me.id;
  const present = person.place === 'present';
  const observes = person.role === 'observer';
  const follows = view.kind === 'peer_led' ? !observes : person.role === 'co_therapist';
  const leads = view.lead === view.me.id && may(view, 'hand_over_lead');
  const handOver: Command | null =
    other && present && person.connected && follows && leads
      ? { type: 'hand_over_lead', to: person.id }
      : null;
  return {
    roles:
      other && present && may(view, 'give_role') && isBelowMe(view, person) ? ROLES[view.kind] : [],
    services: present && !observes && may(view, 'set_service') ? SERVICES[view.kind] : [],
    handOver,
  };
}
