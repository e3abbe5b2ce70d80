/** Of those who serve on this date by the plan: who is not here yet, and who here can do it instead. */
import type { Assignment, Command, Duty, MeetingView, Person } from '../protocol/generated';
import { personOf, presentPeople } from './people';
import { personActions } from './person-actions';

export interface Missing extends Pick<Assignment, 'duty' | 'who' | 'name'> {
  /** Who could be given it with one command. */
  instead: { person: Person; command: Command }[];
}

/** Leads alone are told of duties, so this is empty for everybody else. */
export function missing(view: MeetingView): Missing[] {
  if (view.phase.type === 'ended') return [];
  return view.duties
    .filter(({ given, passed_on, who }) => !given && !passed_on && !isHere(view, who))
    .map(({ duty, who, name }) => ({ duty, who, name, instead: instead(view, duty) }));
}

/** Whoever waits at the door is seen there. */
function isHere(view: MeetingView, who: string): boolean {
  const place = personOf(view, who)?.place;
  return place === 'present' || place === 'waiting';
}

function instead(view: MeetingView, duty: Duty): Missing['instead'] {
  return presentPeople(view).flatMap((person) => {
    const command = person.connected ? give(view, duty, person) : null;
    return command ? [{ person, command }] : [];
  });
}

function give(view: MeetingView, duty: Duty, person: Person): Command | null {
  const can = personActions(view, person);
  switch (duty) {
    case 'lead':
      return can.handOver;
    case 'second_lead':
      // Whoever may help to lead a therapist-led room came as a lead.
      return person.role === 'member' && can.roles.includes('co_facilitator')
        ? { type: 'give_role', who: person.id, role: 'co_facilitator' }
        : null;
    default:
      return can.services.includes(duty) && !person.services.includes(duty)
        ? { type: 'set_service', who: person.id, service: duty, on: true }
        : null;
  }
}
