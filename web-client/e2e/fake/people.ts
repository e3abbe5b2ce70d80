/** The people of the design's circle, in the order in which they came. */
import type {
  MeetingView,
  Message,
  Person,
  Role,
  Slot,
  SlotState,
} from '../../src/protocol/generated.ts';

export const NAMES = [
  'Kit',
  'Inés',
  'Wren',
  'Bo',
  'Tomasz',
  'Odile',
  'Marlow',
  'Juniper',
  'Ash',
] as const;
export const MORE = ['Sol', 'Noor', 'Perrin'] as const;

export const id = (name: string) => name.toLowerCase().replace('é', 'e');

export function person(name: string, position: number | null, over: Partial<Person> = {}): Person {
  return {
    id: id(name),
    name,
    role: 'member' as Role,
    services: [],
    place: 'present',
    connected: true,
    mute: null,
    aside: null,
    asks_to_speak: false,
    listening: false,
    simulated: false,
    circle_position: position,
    arrived_ms: (position ?? 20) * 10_000,
    help: null,
    door_note: null,
    ...over,
  };
}

export const slot = (name: string, state: SlotState, over: Partial<Slot> = {}): Slot => ({
  who: id(name),
  state,
  deferred_once: false,
  share_ms_min: 0,
  returned: false,
  ...over,
});

let messages = 100;
export function message(name: string, text: string, over: Partial<Message> = {}): Message {
  messages += 1;
  return {
    id: messages,
    at_ms: messages * 1000,
    from: id(name),
    name,
    kind: 'share',
    turn: null,
    item: 2,
    to: null,
    alone: false,
    text,
    note: null,
    noted_by_lead: false,
    reactions: [],
    taken_back_by: null,
    ...over,
  };
}

/** Puts changes into a view, one level deep for the floor. */
export function change(view: MeetingView, over: Partial<MeetingView>): MeetingView {
  return { ...view, ...over };
}
