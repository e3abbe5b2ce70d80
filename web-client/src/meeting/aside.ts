/** Stepping aside: who is, what the two wrote, and who is with the group. */
import type { MeetingView, Message, ParticipantId, Person } from '../protocol/generated';
import { amLead, isLeadRole, personOf, presentPeople } from './people';

/** What the viewer and their partner wrote to each other alone, oldest first. */
export const asideThread = (view: MeetingView, partner: ParticipantId): Message[] =>
  view.whispers.filter(
    ({ from, to, alone, taken_back_by }) =>
      alone &&
      taken_back_by === null &&
      ((from === partner && to === view.me.id) || (from === view.me.id && to === partner)),
  );

/** The names of the leads who are with the group while the viewer is aside. */
export const asideLeads = (view: MeetingView): string[] =>
  presentPeople(view)
    .filter(({ role, connected, aside }) => isLeadRole(role) && connected && aside === null)
    .map(({ name }) => name);

/** The pairs that a lead who is not one of them is told of. */
export function asides(view: MeetingView): { lead: Person; person: Person }[] {
  if (!amLead(view)) return [];
  return view.people.flatMap((person) => {
    const lead = personOf(view, person.aside);
    const mine = person.id === view.me.id || person.aside === view.me.id;
    return lead && !mine && isLeadRole(lead.role) ? [{ lead, person }] : [];
  });
}
