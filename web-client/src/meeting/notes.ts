/** What happens between the shares, for everyone to see: quietly, in one line. */
import type { Event, MeetingView, ParticipantId, Service, TurnEnd } from '../protocol/generated';
import { currentItem } from './order';
import { amLead, nameOf } from './people';
import { topicOf } from './topics';

type NoteKind =
  | 'passed'
  | 'deferred'
  | 'no_answer'
  /** The talking piece does not come back. */
  | 'piece_moved_on'
  | 'connection_lost'
  | 'floor_came'
  | 'came_in'
  | 'sent_to_door'
  | 'put_off'
  | 'door_everyone'
  | 'door_one_by_one'
  | 'door_closed'
  | 'left'
  | 'left_quietly'
  | 'removed'
  | 'not_observing'
  | 'asks_to_speak'
  | 'declined'
  | 'opened'
  | 'paused'
  | 'silence_held'
  | 'silence_over'
  | 'resumed'
  | 'restarted'
  | 'leads'
  | 'order_changed'
  | 'anyone_unheard'
  | 'silence'
  | 'round_closed'
  | 'everyone_muted'
  | 'everyone_unmuted'
  | 'timekeeper'
  | 'presenter'
  | 'greeter'
  | 'backup'
  | 'role_changed'
  | 'mode_changed'
  | 'reactions_on'
  | 'reactions_off'
  | 'agenda_arranged'
  | 'topic_dropped';

interface Told {
  who: ParticipantId | null;
  you: boolean;
  name: string;
}

/** A note about who did what; two of them say more. */
export type Note = Told &
  (
    | { kind: NoteKind }
    | { kind: 'round_closed_without'; unheard: readonly string[]; lead: boolean }
    | { kind: 'time_moved'; minutes: number; from: string; to: string }
    | { kind: 'topic_taken_up'; topic: string }
  );

const ENDS: Partial<Record<TurnEnd, NoteKind>> = {
  passed: 'passed',
  deferred: 'deferred',
  no_answer: 'no_answer',
  connection_lost: 'connection_lost',
};

const SERVICES: Record<Service, NoteKind> = {
  timekeeper: 'timekeeper',
  presenter: 'presenter',
  greeter: 'greeter',
  backup: 'backup',
};

/** Members know somebody at the door only by the question about them. */
const askedAbout = (view: MeetingView, who: ParticipantId | null): string =>
  view.observer_questions.find((question) => question.who === who)?.name ?? '';

export function noteOf(event: Event, before: MeetingView, after: MeetingView): Note | null {
  const told = (who: ParticipantId | null): Told => ({
    who,
    you: who === after.me.id,
    name: nameOf(after, who) || nameOf(before, who) || askedAbout(before, who),
  });
  const note = (kind: NoteKind, who: ParticipantId | null): Note => ({ kind, ...told(who) });
  switch (event.type) {
    case 'turn_ended': {
      const piece = currentItem(after)?.mode === 'talking_piece';
      const kind = piece && event.reason === 'no_answer' ? 'piece_moved_on' : ENDS[event.reason];
      return kind ? note(kind, event.holder) : null;
    }
    case 'turn_changed': {
      const began = ['accepted', 'given', 'timer_started'].includes(event.cause);
      const was = before.floor.turn?.stage.type;
      const first = was === undefined || was === 'offered';
      const isMine = event.turn.holder === after.me.id && event.turn.stage.type !== 'offered';
      return began && first && isMine ? note('floor_came', event.turn.holder) : null;
    }
    case 'slot_changed': {
      // A pass ahead of one's turn; the ones in a turn are told when the turn ends.
      if (before.floor.turn?.holder === event.slot.who) return null;
      const was = before.floor.round?.slots.find(({ who }) => who === event.slot.who)?.state;
      if (event.slot.state === 'passed' && was !== 'passed') return note('passed', event.slot.who);
      if (event.slot.state === 'deferred' && was === 'pending')
        return note('deferred', event.slot.who);
      return null;
    }
    case 'order_changed':
      return event.by === null ? null : note('order_changed', event.by);
    case 'queue_changed':
      return event.by === null ? null : note('order_changed', event.by);
    case 'round_phase_changed':
      return event.phase.type === 'turns' ? null : note(event.phase.type, null);
    case 'round_closed':
      return event.unheard.length === 0
        ? note('round_closed', null)
        : {
            kind: 'round_closed_without',
            unheard: event.unheard.map((who) => nameOf(before, who)),
            lead: amLead(after),
            ...told(null),
          };
    case 'everyone_muted':
      return note(event.on ? 'everyone_muted' : 'everyone_unmuted', event.by);
    case 'admitted':
      return after.phase.type === 'running' && event.person.id !== after.me.id
        ? note('came_in', event.person.id)
        : null;
    case 'sent_to_door':
      return note('sent_to_door', event.person.id);
    case 'put_off':
      return note('put_off', event.by);
    case 'door_changed':
      return note(`door_${event.door}`, event.by);
    case 'departed':
      return departure(event, after, note);
    case 'speak_asked':
      return event.on && amLead(after) ? note('asks_to_speak', event.who) : null;
    case 'offer_over':
      return !event.taken && event.by === event.who ? note('declined', event.who) : null;
    case 'observer_question_over':
      return event.agreed ? null : note('not_observing', event.who);
    case 'opened':
      return note('opened', event.by);
    case 'floor_paused':
      if (event.reason === 'silence') return note('silence_held', event.by);
      return event.reason === 'crisis' ? note('paused', event.by) : null;
    case 'floor_resumed':
      return note(before.pause === 'silence' ? 'silence_over' : 'resumed', event.by);
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
    case 'reactions_switched':
      return note(event.on ? 'reactions_on' : 'reactions_off', event.by);
    case 'agenda_arranged':
      return note('agenda_arranged', event.by);
    case 'time_moved': {
      const { from, to, to_minutes, by } = event;
      const [gave, got] = [before.agenda[from], before.agenda[to]];
      if (!gave || !got) return null;
      const minutes = to_minutes - got.minutes;
      return { kind: 'time_moved', minutes, from: gave.name, to: got.name, ...told(by) };
    }
    case 'topic_taken_up': {
      const topic = topicOf(after);
      return topic
        ? { kind: 'topic_taken_up', topic: topic.text, ...told(event.by) }
        : note('topic_dropped', event.by);
    }
    default:
      return null;
  }
}

/** Somebody who tries several orders in a row is noted once. */
export const saysTheSame = (note: Note, last: Note): boolean =>
  note.kind === 'agenda_arranged' && last.kind === note.kind && last.who === note.who;

function departure(
  event: Extract<Event, { type: 'departed' }>,
  view: MeetingView,
  note: (kind: NoteKind, who: ParticipantId) => Note,
): Note | null {
  // What comes of a question about an observer is told by itself.
  if (event.was !== 'present' || event.how === 'not_agreed') return null;
  if (event.how === 'left') return note('left', event.who);
  if (event.how === 'left_quietly') return note('left_quietly', event.who);
  return note(amLead(view) ? 'removed' : 'left', event.who);
}
