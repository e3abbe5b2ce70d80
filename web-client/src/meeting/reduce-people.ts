import type { Event, ParticipantId, Person, Service } from '../protocol/generated';

const GONE = { left: 'left', left_quietly: 'left' } as const;
const SERVICES: readonly Service[] = ['timekeeper', 'presenter', 'greeter'];

/** The people after an event, or null when it is about something else. */
export function reducePeople(people: readonly Person[], event: Event): Person[] | null {
  switch (event.type) {
    case 'knocked':
    case 'admitted':
      return placed(people, event.person);
    case 'departed':
      return changed(people, event.who, () => ({
        place: event.how in GONE ? 'left' : 'removed',
        connected: false,
      }));
    case 'connection_lost':
      return changed(people, event.who, () => ({ connected: false }));
    case 'connection_back':
      return changed(people, event.who, () => ({ connected: true }));
    case 'help_asked':
      return changed(people, event.who, () => ({ asked_for_help: true }));
    case 'mute_changed':
      return changed(people, event.who, () => ({ mute: event.mute }));
    case 'role_changed':
      return changed(people, event.who, () => ({ role: event.role }));
    case 'listening_changed':
      return changed(people, event.who, () => ({ listening: event.on }));
    case 'service_changed':
      return changed(people, event.who, ({ services }) => ({
        services: SERVICES.filter((service) =>
          service === event.service ? event.on : services.includes(service),
        ),
      }));
    default:
      return null;
  }
}

function changed(
  people: readonly Person[],
  who: ParticipantId,
  change: (person: Person) => Partial<Person>,
): Person[] {
  return people.map((person) =>
    person.id === who ? { ...person, ...change(person) } : person,
  );
}

/** By seat, then by arrival: the order of the server's own list. */
function placed(people: readonly Person[], person: Person): Person[] {
  const others = people.filter(({ id }) => id !== person.id);
  return [...others, person].sort(
    (a, b) =>
      (a.seat ?? Infinity) - (b.seat ?? Infinity) ||
      a.arrived_ms - b.arrived_ms ||
      (a.id < b.id ? -1 : 1),
  );
}
