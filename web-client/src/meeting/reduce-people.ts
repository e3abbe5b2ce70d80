import type {
  Departure,
  Event,
  ParticipantId,
  Person,
  Place,
  Service,
} from '../protocol/generated';
import { compareIds } from './ids';

const PLACES: Record<Departure, Place> = {
  left: 'left',
  left_quietly: 'left',
  denied: 'removed',
  not_agreed: 'removed',
  removed: 'removed',
  banned: 'removed',
  revoked: 'removed',
};
const SERVICES: readonly Service[] = ['timekeeper', 'presenter', 'greeter', 'backup'];

/** The people after an event. */
export function reducePeople(people: Person[], event: Event): Person[] {
  const change = (who: ParticipantId, to: (person: Person) => Partial<Person>) =>
    people.map((person) => (person.id === who ? { ...person, ...to(person) } : person));
  switch (event.type) {
    case 'knocked':
    case 'admitted':
    case 'sent_to_door':
      return placed(people, event.person);
    case 'put_off':
      return change(event.who, ({ door_note }) => ({
        door_note: { first_time: false, label: null, ...door_note, put_off: true },
      }));
    case 'departed':
      // Who never came in is not in the list once they are gone.
      return change(event.who, () => ({ place: PLACES[event.how], connected: false })).filter(
        ({ circle_position, place }) => circle_position !== null || place === 'waiting',
      );
    case 'connection_lost':
      return change(event.who, () => ({ connected: false }));
    case 'connection_back':
      return change(event.who, () => ({ connected: true }));
    case 'restarted':
      return people.map((person) => ({ ...person, connected: false }));
    case 'help_changed':
      return change(event.who, () => ({ help: event.call }));
    case 'speak_asked':
      return change(event.who, () => ({ asks_to_speak: event.on }));
    case 'aside_changed': {
      const { lead, who, on } = event;
      const withWhom = (id: ParticipantId) => (id === lead ? who : lead);
      return people.map((person) =>
        person.id === lead || person.id === who
          ? { ...person, aside: on ? withWhom(person.id) : null }
          : person,
      );
    }
    case 'mute_changed':
      return change(event.who, () => ({ mute: event.mute }));
    case 'role_changed':
      return change(event.who, () => ({ role: event.role }));
    case 'listening_changed':
      return change(event.who, () => ({ listening: event.on }));
    case 'service_changed':
      return change(event.who, ({ services }) => ({
        services: SERVICES.filter((service) =>
          service === event.service ? event.on : services.includes(service),
        ),
      }));
    default:
      return people;
  }
}

/** A mute, a call for help, who is aside or asks to speak are no part of a knock or an admission. */
function placed(people: readonly Person[], told: Person): Person[] {
  const known = people.find(({ id }) => id === told.id);
  const person = known ? { ...told, ...kept(known) } : told;
  return [...people.filter(({ id }) => id !== told.id), person].sort(bySeatAndArrival);
}

const kept = ({ mute, help, aside, asks_to_speak }: Person) => ({
  mute,
  help,
  aside,
  asks_to_speak,
});

function bySeatAndArrival(a: Person, b: Person): number {
  const last = Number.MAX_SAFE_INTEGER;
  return (
    (a.circle_position ?? last) - (b.circle_position ?? last) ||
    a.arrived_ms - b.arrived_ms ||
    compareIds(a.id, b.id)
  );
}
