/** What happens between the shares, for everyone to see: quietly, in one line. */
import type { Event, MeetingView, ParticipantId, Service, TurnEnd } from '../protocol/generated';
import { amLead, nameOf } from './people';

export type NoteKind =
  | 'passed'
  | 'deferred'
  | 'no_answer'
  | 'connection_lost'
  | 'turn_left'
  | 'floor_came'
  | 'came_in'
  | 'left'
  | 'left_quietly'
  | 'removed'
  | 'opened'
  | 'paused'
  | 'resumed'
  | 'restarted'
  | 'leads'
  | 'order_changed'
  | 'anyone_unheard'
  | 'silence'
  | 'round_closed'
  | 'timekeeper'
  | 'presenter'
  | 'greeter'
  | 'backup'
  | 'role_changed'
  | 'mode_changed';

export interface Note {
  kind: NoteKind;
  who: ParticipantId | null;
  you: boolean;
  name: string;
}

const ENDS: Partial<Record<TurnEnd, NoteKind>> = {
  passed: 'passed',
  deferred: 'deferred',
  no_answer: 'no_answer',
  connection_lost: 'connection_lost',
  left: 'turn_left',
};

const SERVICES: Record<Service, NoteKind> = {
  timekeeper: 'timekeeper',
  presenter: 'presenter',
  greeter: 'greeter',
  backup: 'backup',
};

export function noteOf(event: Event, before: MeetingView, after: MeetingView): Note | null {
  const note = (kind: NoteKind, who: ParticipantId | null): Note => ({
    kind,
    who,
    you: who === after.me.id,
    name: nameOf(after, who) || nameOf(before, who),
  });
  switch (event.type) {
    case 'turn_ended': {
      const kind = ENDS[event.reason];
      return kind ? note(kind, event.holder) : null;
    }
    case 'turn_changed': {
      const began = ['accepted', 'given', 'timer_started'].includes(event.cause);
      const was = before.floor.turn?.stage.type;
      const first = was === undefined || was === 'offered';
      const isMine = event.turn.holder === after.me.id && event.turn.stage.type !== 'offered';
      return began && first && isMine ? note('floor_came', event.turn.holder) : null;
    }
    case 'seat_changed': {
      // A pass ahead of one's turn; the ones in a turn are told when the turn ends.
      if (before.floor.turn?.holder === event.seat.who) return null;
      const was = before.floor.round?.seats.find(({ who }) => who === event.seat.who)?.state;
      if (event.seat.state === 'passed' && was !== 'passed') return note('passed', event.seat.who);
      if (event.seat.state === 'deferred' && was === 'pending')
        return note('deferred', event.seat.who);
      return null;
    }
    case 'order_changed':
      return event.by === null ? null : note('order_changed', event.by);
    case 'queue_changed':
      return event.by === null ? null : note('order_changed', event.by);
    case 'round_phase_changed':
      return event.phase.type === 'turns' ? null : note(event.phase.type, null);
    case 'round_closed':
      return note('round_closed', null);
    case 'admitted':
      return after.phase.type === 'running' && event.person.id !== after.me.id
        ? note('came_in', event.person.id)
        : null;
    case 'departed':
      return departure(event, after, note);
    case 'opened':
      return note('opened', event.by);
    case 'floor_paused':
      return event.reason === 'crisis' ? note('paused', event.by) : null;
    case 'floor_resumed':
      return note('resumed', event.by);
    case 'restarted':
      return note('restarted', null);
    case 'lead_changed':
      return event.reason === 'arrived' ? null : note('leads', event.lead);
    case 'service_changed':
      return event.on ? note(SERVICES[event.service], event.who) : null;
    case 'role_changed':
      return event.by === null ? null : note('role_changed', event.who);
    case 'mode_changed':
      return note('mode_changed', event.by);
    default:
      return null;
  }
}

function departure(
  event: Extract<Event, { type: 'departed' }>,
  view: MeetingView,
  note: (kind: NoteKind, who: ParticipantId) => Note,
): Note | null {
  if (event.was !== 'present') return null;
  if (event.how === 'left') return note('left', event.who);
  if (event.how === 'left_quietly') return note('left_quietly', event.who);
  return note(amLead(view) ? 'removed' : 'left', event.who);
}
