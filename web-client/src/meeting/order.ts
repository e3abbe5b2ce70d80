/** Who has the floor, who comes next, and where everyone stands. */
import type {
  AgendaItem,
  MeetingView,
  ParticipantId,
  Person,
  SlotState,
} from '../protocol/generated';
import { hasHands } from './modes';
import { personOf, presentPeople } from './people';

/** Whether the floor and its clock stand still: in a pause, and while everyone is muted. */
export const standsStill = (view: MeetingView): boolean =>
  view.pause !== null || view.everyone_muted;

export function currentItem(view: MeetingView): AgendaItem | null {
  return view.item === null ? null : (view.agenda[view.item] ?? null);
}

/** The item that comes next, as the leads have arranged it. */
export function nextItem(view: MeetingView): AgendaItem | null {
  const next = view.coming[0];
  return next === undefined ? null : (view.agenda[next] ?? null);
}

/** Whether one presents the current item, and may write in it without the floor, whatever its mode. */
export const presents = (view: MeetingView): boolean => {
  const item = currentItem(view);
  const own = personOf(view, view.me.id)?.services.includes('presenter') === true;
  return own && item?.presenter_advances === true;
};

/** Who presents the current item: somebody else who has the task and is here; null if nobody does. */
export const presenter = (view: MeetingView): ParticipantId | null =>
  presentPeople(view).find(({ services }) => services.includes('presenter'))?.id ?? null;

/** Whether people may react to what is said in an item, or before the opening. */
export const hasReactions = (view: MeetingView, item: number | null): boolean =>
  (item === null ? null : view.agenda[item]?.reactions) ?? view.settings.reactions;

/**
 * Whether advice is welcome now: a sharer asked for suggestions, people answer each other freely, or
 * the item works on answers together rather than giving each a share.
 */
export function welcomesAdvice(view: MeetingView): boolean {
  const stage = view.floor.turn?.stage;
  if (stage?.type === 'feedback' && stage.kind === 'suggestions') return true;
  const { crosstalk, mode } = currentItem(view) ?? {};
  const together = mode === 'directed' || mode === 'presenter';
  return crosstalk === 'free' || (crosstalk === 'on_request' && together);
}

export function holder(view: MeetingView): ParticipantId | null {
  return view.floor.turn?.holder ?? null;
}

export const amHolder = (view: MeetingView): boolean => holder(view) === view.me.id;

/**
 * The order in which people will be called: pending, deferred, back from being
 * away, then raised hands. In tag there is none: the sharer chooses.
 */
export function upcoming(view: MeetingView): ParticipantId[] {
  const { round, queue } = view.floor;
  const mode = currentItem(view)?.mode;
  const hands = queue.map(({ who }) => who);
  // Hands of before stay up in an item that has no use for them.
  if (!round) return hasHands(mode) ? hands : [];
  if (mode === 'tag') return [];
  const inState = (state: SlotState) => round.slots.filter((slot) => slot.state === state);
  const slots = [
    ...inState('pending'),
    ...inState('deferred'),
    ...inState('away').filter(({ returned }) => returned),
  ];
  return [...slots.map(({ who }) => who), ...hands];
}

/** One's own place: how many come first, and after whom; null when one is not to come. */
interface MyPlace {
  ahead: number;
  after: ParticipantId | null;
}

export function myPlace(view: MeetingView): MyPlace | null {
  const order = upcoming(view);
  const ahead = order.indexOf(view.me.id);
  if (ahead < 0) return null;
  return { ahead, after: order[ahead - 1] ?? null };
}

/** Where somebody stands, as a word for lists and a dress for slots. */
export type FloorStatus =
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
  status: FloorStatus;
  /** How many people come before them; null when their turn will not come. */
  ahead: number | null;
  /** Their raised hand's number, from 1. */
  hand: number | null;
}

/** Everyone present, in speaking order; who takes no turns comes last. */
export function order(view: MeetingView): Place[] {
  const people = presentPeople(view);
  const slots = view.floor.round?.slots ?? [];
  const rank = new Map(slots.map(({ who }, i) => [who, i]));
  const last = slots.length + view.people.length;
  const rankOf = ({ id, role, circle_position }: Person) =>
    rank.get(id) ?? (role === 'observer' ? 2 * last : slots.length + (circle_position ?? last));
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
    person.id === who
      ? -1
      : (ahead ?? places.length + places.findIndex((p) => p.person === person));
  return places.toSorted((a, b) => rank(a) - rank(b));
}

function placeOf(view: MeetingView, person: Person, coming: readonly ParticipantId[]): Place {
  const at = coming.indexOf(person.id);
  const hand = view.floor.queue.findIndex(({ who }) => who === person.id);
  return {
    person,
    you: person.id === view.me.id,
    lead: person.id === view.lead,
    status: statusOf(view, person, at),
    ahead: at < 0 ? null : at,
    hand: hand < 0 ? null : hand + 1,
  };
}

function statusOf(view: MeetingView, person: Person, at: number): FloorStatus {
  const { turn, round } = view.floor;
  if (turn?.holder === person.id) {
    if (turn.stage.type === 'offered') return 'offered';
    return turn.stage.type === 'held' ? 'held' : 'holding';
  }
  if (person.role === 'observer') return 'observing';
  if (!person.connected) return 'away';
  const slot = round?.slots.find(({ who }) => who === person.id);
  if (slot?.state === 'done') return 'heard';
  if (slot?.state === 'passed') return 'passed';
  if (slot?.state === 'away' && !slot.returned) return 'away';
  if (slot?.state === 'deferred') return at === 0 ? 'next' : 'deferred';
  if (at === 0) return 'next';
  if (at > 0) return 'coming';
  if (person.listening) return 'listening';
  const shared = view.floor.shares.some(({ who, shares }) => who === person.id && shares > 0);
  return shared ? 'heard' : 'here';
}

/** In tag: who may be named next. Not who was heard, nor who passed and left it at that. */
export function namable(view: MeetingView): Person[] {
  const raised = new Set(view.floor.queue.map(({ who }) => who));
  const open = (view.floor.round?.slots ?? []).filter(
    ({ who, state }) =>
      ['pending', 'deferred', 'away'].includes(state) || (state === 'passed' && raised.has(who)),
  );
  return open.flatMap(({ who }) => {
    const person = personOf(view, who);
    const callable = person?.place === 'present' && person.connected && person.mute === null;
    return callable && takesPart(person) ? [person] : [];
  });
}

/** A facilitator takes turns; therapists and observers do not. */
export const takesTurns = ({ role }: Person): boolean =>
  role === 'member' || role === 'facilitator' || role === 'co_facilitator';

export const takesPart = (person: Person): boolean => takesTurns(person) && !person.listening;
