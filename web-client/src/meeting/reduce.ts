/**
 * What an event does to what one sees; mirrors `apply` and `view` on the
 * server. Every event carries the new value of what it changed, so each case
 * is an assignment. The shared vectors prove that both sides agree.
 */
import type { Event, MeetingView, Message, Numbered } from '../protocol/generated';
import { reduceFloor } from './reduce-floor';
import { reducePeople } from './reduce-people';

/** As many messages as a snapshot of the server holds. */
export const MESSAGES_IN_SNAPSHOT = 200;

export function reduce(view: MeetingView, numbered: Numbered): MeetingView {
  const { event, at_ms } = numbered;
  return { ...view, ...change(view, event, at_ms) };
}

function change(view: MeetingView, event: Event, atMs: number): Partial<MeetingView> {
  switch (event.type) {
    case 'opened':
      return { phase: { type: 'running' } };
    case 'ended':
      return {
        phase: { type: 'ended', reason: event.reason },
        clock: stopped(view, atMs),
        item_times: closeItem(view, floorAt(view, atMs)),
        floor: { ...view.floor, turn: null, round: null, queue: [], more_time: null },
      };
    case 'item_started':
      return {
        item: event.item,
        item_times: [
          ...closeItem(view, event.floor_ms),
          { item: event.item, started_ms: event.floor_ms, ended_ms: null },
        ],
        floor: { ...view.floor, round: null, shares: [] },
      };
    case 'mode_changed':
      return {
        agenda: view.agenda.map((item, i) =>
          i === event.item ? { ...item, mode: event.mode, crosstalk: event.crosstalk } : item,
        ),
      };
    case 'floor_paused':
      return { pause: event.reason, clock: event.clock };
    case 'floor_resumed':
      return { pause: null, clock: event.clock };
    case 'lead_changed':
      return { lead: event.lead };
    case 'lead_lost_changed':
      return { lead_lost: event.lost };
    case 'turn_warned':
      return { me: { ...view.me, warned_turn: event.turn } };
    case 'multiplier_changed':
      return event.who === view.me.id
        ? { me: { ...view.me, multiplier_percent: event.percent } }
        : {};
    case 'posted':
      return { messages: appended(view.messages, event.message) };
    case 'whispered':
      return {
        whispers: appended(view.whispers, event.message),
        ...answered(view, event.message),
      };
    case 'reacted':
      return { messages: view.messages.map((message) => reactedTo(message, event)) };
    case 'created':
    case 'restarted':
    case 'restart_over':
    case 'item_time_told':
    case 'feedback_asked':
      return {};
    default: {
      const people = reducePeople(view.people, event);
      if (people) return { people };
      const floor = reduceFloor(view.floor, event);
      return floor ? { floor } : {};
    }
  }
}

function floorAt({ clock }: MeetingView, atMs: number): number {
  return clock.running_since_ms === null
    ? clock.floor_ms
    : clock.floor_ms + Math.max(0, atMs - clock.running_since_ms);
}

function stopped(view: MeetingView, atMs: number): MeetingView['clock'] {
  return { floor_ms: floorAt(view, atMs), running_since_ms: null };
}

function closeItem(view: MeetingView, floorMs: number): MeetingView['item_times'] {
  return view.item_times.map((time) =>
    time.ended_ms === null ? { ...time, ended_ms: floorMs } : time,
  );
}

function appended(messages: readonly Message[], message: Message): Message[] {
  return [...messages, message].slice(-MESSAGES_IN_SNAPSHOT);
}

/** A lead's whisper to somebody who asked for help answers the call. */
function answered(view: MeetingView, whisper: Message): Partial<MeetingView> {
  if (whisper.to === null) return {};
  return {
    people: view.people.map((person) =>
      person.id === whisper.to ? { ...person, asked_for_help: false } : person,
    ),
  };
}

function reactedTo(message: Message, event: Extract<Event, { type: 'reacted' }>): Message {
  if (message.id !== event.message) return message;
  const { who, reaction } = event;
  const others = message.reactions.filter(
    (mark) => mark.who !== who || mark.reaction !== reaction,
  );
  return { ...message, reactions: event.on ? sortMarks([...others, { who, reaction }]) : others };
}

const REACTIONS = ['heard', 'me_too', 'thanks', 'with_you'];

/** The server keeps them in a set, ordered by person and then by reaction. */
function sortMarks(marks: Message['reactions']): Message['reactions'] {
  return marks.toSorted(
    (a, b) =>
      (a.who < b.who ? -1 : a.who > b.who ? 1 : 0) ||
      REACTIONS.indexOf(a.reaction) - REACTIONS.indexOf(b.reaction),
  );
}
