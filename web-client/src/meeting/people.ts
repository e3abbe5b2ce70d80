import type { MeetingView, ParticipantId, Person, Role } from '../protocol/generated';

export function personOf(
  view: Pick<MeetingView, 'people'>,
  who: ParticipantId | null,
): Person | null {
  return view.people.find(({ id }) => id === who) ?? null;
}

export function me(view: MeetingView): Person | null {
  return personOf(view, view.me.id);
}

export function nameOf(view: MeetingView, who: ParticipantId | null): string {
  return personOf(view, who)?.name ?? '';
}

const LEADS: readonly Role[] = ['facilitator', 'co_facilitator', 'therapist', 'co_therapist'];

export const isLeadRole = (role: Role): boolean => LEADS.includes(role);

export function amLead(view: MeetingView): boolean {
  const person = me(view);
  return person !== null && isLeadRole(person.role);
}

/** Whether one is muted: alone, or with everyone but the leads. */
export const amMuted = (view: MeetingView): boolean =>
  Boolean(me(view)?.mute) || (view.everyone_muted && !amLead(view));

/** Whether a lead stepped aside with one: the lead still writes to the group, the other does not. */
export const amTakenAside = (view: MeetingView): boolean =>
  (me(view)?.aside ?? null) !== null && !amLead(view);

/** The names of the other leads who are here and connected: a call for help reaches them at once. */
export const leadsHere = (view: MeetingView): string[] =>
  presentPeople(view)
    .filter(({ id, role, connected }) => id !== view.me.id && isLeadRole(role) && connected)
    .map(({ name }) => name);

export const presentPeople = (view: MeetingView): Person[] =>
  view.people.filter(({ place }) => place === 'present');

/** At the door, first come first; only the leads get to know of them. */
export const waitingPeople = (view: MeetingView): Person[] =>
  view.people
    .filter(({ place }) => place === 'waiting')
    .toSorted((a, b) => a.arrived_ms - b.arrived_ms);
