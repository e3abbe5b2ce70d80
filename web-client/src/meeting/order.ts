/** Who has the floor, who comes next, and where everyone stands. */
import type { AgendaItem, MeetingView, ParticipantId, Person, Role } from '../protocol/generated';
import { presentPeople } from './people';

export function currentItem(view: MeetingView): AgendaItem | null {
  return view.item === null ? null : (view.agenda[view.item] ?? null);
}

export function holder(view: MeetingView): ParticipantId | null {
  return view.floor.turn?.holder ?? null;
}

export const amHolder = (view: MeetingView): boolean => holder(view) === view.me.id;

/** The order in which people will be called: the round's rule 7, or the raised hands. */
export function upcoming(view: MeetingView): ParticipantId[] {
  const { round, queue } = view.floor;
  if (!round) return queue.map(({ who }) => who);
  const inState = (state: string) =>
    round.seats.filter((seat) => seat.state === state).map(({ who }) => who);
  return [...inState('pending'), ...inState('deferred'), ...inState('away').filter(isHere(view))];
}

function isHere(view: MeetingView) {
  const here = new Set(
    presentPeople(view)
      .filter(({ connected }) => connected)
      .map(({ id }) => id),
  );
  return (who: ParticipantId) => here.has(who);
}

/** One's own place: how many come first, and after whom; null when one is not to come. */
export interface MyPlace {
  ahead: number;
  after: ParticipantId | null;
}

export function myPlace(view: MeetingView): MyPlace | null {
  const order = upcoming(view);
  const ahead = order.indexOf(view.me.id);
  if (ahead < 0) return null;
  return { ahead, after: order[ahead - 1] ?? null };
}

/** Where somebody stands, as a word for lists and a dress for seats. */
export type Standing =
  | 'holding'
  | 'offered'
  | 'held'
  | 'next'
  | 'coming'
  | 'deferred'
  | 'heard'
  | 'passed'
  | 'away'
  | 'here'
  | 'listening'
  | 'observing';

export interface Place {
  person: Person;
  you: boolean;
  lead: boolean;
  standing: Standing;
  /** How many come before them; null when they are not to come. */
  ahead: number | null;
  /** Their raised hand's number, from 1. */
  hand: number | null;
}

/** Everyone present, in speaking order; who takes no turns comes last. */
export function order(view: MeetingView): Place[] {
  const people = presentPeople(view);
  const seats = view.floor.round?.seats ?? [];
  const rank = new Map(seats.map(({ who }, i) => [who, i]));
  const last = seats.length + view.people.length;
  const rankOf = ({ id, role, seat }: Person) =>
    rank.get(id) ?? (role === 'observer' ? 2 * last : seats.length + (seat ?? last));
  const coming = upcoming(view);
  return people
    .toSorted((a, b) => rankOf(a) - rankOf(b))
    .map((person) => placeOf(view, person, coming));
}

/**
 * The same as a row: in a round its order, otherwise who has the floor, then
 * the raised hands, then everyone else.
 */
export function speakingOrder(view: MeetingView): Place[] {
  const places = order(view);
  if (view.floor.round) return places;
  const who = holder(view);
  const rank = ({ person, ahead }: Place) =>
    person.id === who ? -1 : (ahead ?? places.length + places.findIndex((p) => p.person === person));
  return places.toSorted((a, b) => rank(a) - rank(b));
}

function placeOf(view: MeetingView, person: Person, coming: readonly ParticipantId[]): Place {
  const at = coming.indexOf(person.id);
  const hand = view.floor.queue.findIndex(({ who }) => who === person.id);
  return {
    person,
    you: person.id === view.me.id,
    lead: person.id === view.lead,
    standing: standingOf(view, person, at),
    ahead: at < 0 ? null : at,
    hand: hand < 0 ? null : hand + 1,
  };
}

function standingOf(view: MeetingView, person: Person, at: number): Standing {
  const { turn, round } = view.floor;
  if (turn?.holder === person.id) {
    if (turn.stage.type === 'offered') return 'offered';
    return turn.stage.type === 'held' ? 'held' : 'holding';
  }
  if (person.role === 'observer') return 'observing';
  if (!person.connected) return 'away';
  const seat = round?.seats.find(({ who }) => who === person.id);
  if (seat?.state === 'done') return 'heard';
  if (seat?.state === 'passed') return 'passed';
  if (seat?.state === 'away') return 'away';
  if (seat?.state === 'deferred') return at === 0 ? 'next' : 'deferred';
  if (at === 0) return 'next';
  if (at > 0) return 'coming';
  if (person.listening) return 'listening';
  const shared = view.floor.shares.some(({ who, shares }) => who === person.id && shares > 0);
  return shared ? 'heard' : 'here';
}

/** In tag: who may be named next, the sharer's own choice. Nobody is named twice. */
export function namable(view: MeetingView): Person[] {
  const heard = new Set(
    view.floor.shares.filter(({ shares }) => shares > 0).map(({ who }) => who),
  );
  return presentPeople(view).filter(
    ({ id, role, connected, listening }) =>
      id !== view.me.id && connected && !listening && TAKES_TURNS.includes(role) && !heard.has(id),
  );
}

const TAKES_TURNS: readonly Role[] = ['member', 'facilitator', 'co_facilitator'];
