/**
 * Who may do what, so that nobody is shown a control that the server would
 * refuse. The server decides for itself; this mirrors its table.
 */
import type { Command, MeetingView, Person, Role, Service } from '../protocol/generated';
import { me } from './people';

export type Capability = Command['type'];

type Grant = Role | Service;

const MEMBERS: readonly Grant[] = [
  'member',
  'facilitator',
  'co_facilitator',
  'therapist',
  'co_therapist',
];
const LEADS: readonly Grant[] = ['facilitator', 'co_facilitator', 'therapist', 'co_therapist'];
const HOSTS: readonly Grant[] = ['facilitator', 'therapist', 'co_therapist'];
const CHIEFS: readonly Grant[] = ['facilitator', 'therapist'];
const TIMEKEEPERS: readonly Grant[] = [...LEADS, 'timekeeper'];
const EVERYONE: readonly Grant[] = [...MEMBERS, 'observer'];

const table: Record<Capability, readonly Grant[]> = {
  join: EVERYONE,
  leave: EVERYONE,
  ask_for_help: EVERYONE,
  open_meeting: LEADS,
  end_meeting: HOSTS,
  admit: LEADS,
  deny: LEADS,
  post: MEMBERS,
  whisper: MEMBERS,
  react: MEMBERS,
  accept: MEMBERS,
  start_timer: MEMBERS,
  pass: MEMBERS,
  defer: MEMBERS,
  done: MEMBERS,
  ask_for_more: MEMBERS,
  object: MEMBERS,
  ask_feedback: MEMBERS,
  stop_feedback: MEMBERS,
  name_next: MEMBERS,
  raise_hand: MEMBERS,
  lower_hand: MEMBERS,
  listen_only: MEMBERS,
  set_multiplier: MEMBERS,
  start_round: LEADS,
  close_round: LEADS,
  call_next: LEADS,
  give_floor: LEADS,
  take_floor: LEADS,
  nudge: TIMEKEEPERS,
  extend: TIMEKEEPERS,
  move_in_order: LEADS,
  advance: LEADS,
  change_mode: LEADS,
  pause_floor: LEADS,
  resume_floor: LEADS,
  mute: LEADS,
  unmute: LEADS,
  mute_all: LEADS,
  unmute_all: LEADS,
  remove: LEADS,
  ban: CHIEFS,
  give_role: CHIEFS,
  set_service: CHIEFS,
  hand_over_lead: CHIEFS,
  volunteer: MEMBERS,
};

export function may(view: MeetingView, capability: Capability): boolean {
  const person = me(view);
  if (!person || person.place !== 'present') return false;
  return granted(person, table[capability]) || enabled(view, person, capability);
}

function granted({ role, services }: Person, grants: readonly Grant[]): boolean {
  return grants.includes(role) || services.some((service) => grants.includes(service));
}

/** What the room's settings, or the current item, allow beyond the table. */
function enabled(view: MeetingView, { role, services }: Person, capability: Capability): boolean {
  const { settings } = view;
  const item = view.item === null ? null : view.agenda[view.item];
  switch (capability) {
    case 'call_next':
    case 'move_in_order':
      return settings.timekeeper_calls && services.includes('timekeeper');
    case 'end_meeting':
      return settings.co_facilitator_ends && role === 'co_facilitator';
    case 'whisper':
      return settings.observer_whispers && role === 'observer';
    case 'advance':
      return item?.presenter_advances === true && services.includes('presenter');
    default:
      return false;
  }
}
