/**
 * Who may do what, so that nobody is shown a control that the server would
 * refuse. Mirrors the table of src/meeting/policy.rs; the server decides.
 */
import type { Command, MeetingView, Person, Role, Service } from '../protocol/generated';
import { me } from './people';

type Column = Role | Service | 'holder';
/** The rows of the table that the meeting page asks. */
type Row =
  | 'turns'
  | 'whisper_leads'
  | 'whisper_one'
  | 'door'
  | 'react'
  | 'nudge_extend'
  | 'call_next'
  | 'name_next'
  | 'ask_feedback'
  | 'advance'
  | 'lead'
  | 'ban'
  | 'roles'
  | 'end'
  | 'volunteer'
  | 'everyone';
type Cell = (view: MeetingView) => boolean;

const yes: Cell = () => true;
const peers: Cell = ({ kind }) => kind === 'peer_led';
const item = ({ agenda, item: at }: MeetingView) => (at === null ? null : (agenda[at] ?? null));

const everyRole = (cell: Cell): Partial<Record<Column, Cell>> => ({
  member: cell,
  facilitator: cell,
  co_facilitator: cell,
  therapist: cell,
  co_therapist: cell,
});
const leads = { facilitator: yes, co_facilitator: yes, therapist: yes, co_therapist: yes };

const table: Record<Row, Partial<Record<Column, Cell>>> = {
  turns: everyRole(yes),
  whisper_leads: { ...everyRole(yes), observer: ({ settings }) => settings.observer_whispers },
  whisper_one: leads,
  door: { ...leads, greeter: yes },
  react: everyRole(({ settings }) => settings.reactions),
  nudge_extend: { ...leads, timekeeper: yes },
  call_next: { ...leads, timekeeper: ({ settings }) => settings.timekeeper_calls },
  name_next: { ...leads, holder: (view) => item(view)?.mode === 'tag' },
  ask_feedback: { holder: yes },
  advance: { ...leads, presenter: (view) => item(view)?.presenter_advances === true },
  lead: leads,
  ban: { facilitator: yes, therapist: yes },
  roles: { facilitator: peers, therapist: yes },
  end: {
    facilitator: yes,
    therapist: yes,
    co_therapist: yes,
    co_facilitator: ({ settings }) => settings.co_facilitator_ends,
  },
  volunteer: everyRole(peers),
  everyone: { ...everyRole(yes), observer: yes },
};

/** Which row a command is asked in. */
const rows: Record<Command['type'], Row> = {
  join: 'everyone',
  leave: 'everyone',
  ask_for_help: 'everyone',
  open_meeting: 'lead',
  end_meeting: 'end',
  admit: 'lead',
  deny: 'lead',
  post: 'turns',
  whisper: 'whisper_leads',
  react: 'react',
  accept: 'turns',
  start_timer: 'turns',
  pass: 'turns',
  defer: 'turns',
  done: 'turns',
  ask_for_more: 'turns',
  object: 'turns',
  ask_feedback: 'ask_feedback',
  stop_feedback: 'ask_feedback',
  name_next: 'name_next',
  raise_hand: 'turns',
  lower_hand: 'turns',
  listen_only: 'turns',
  set_multiplier: 'turns',
  start_round: 'call_next',
  close_round: 'call_next',
  call_next: 'call_next',
  give_floor: 'call_next',
  take_floor: 'call_next',
  nudge: 'nudge_extend',
  extend: 'nudge_extend',
  move_in_order: 'call_next',
  advance: 'advance',
  change_mode: 'lead',
  pause_floor: 'lead',
  resume_floor: 'lead',
  mute: 'lead',
  unmute: 'lead',
  mute_all: 'lead',
  unmute_all: 'lead',
  remove: 'lead',
  ban: 'ban',
  give_role: 'roles',
  set_service: 'roles',
  hand_over_lead: 'roles',
  volunteer: 'volunteer',
};

export function may(view: MeetingView, command: Command['type']): boolean {
  return asks(view, rows[command]);
}

/** Whispering to one person is another row than whispering to the leads. */
export const mayWhisperTo = (view: MeetingView, person: Person): boolean =>
  asks(view, 'whisper_one') || (person.place === 'waiting' && asks(view, 'door'));

/** Sees who waits, and writes to them. */
export const seesDoor = (view: MeetingView): boolean => asks(view, 'door');

function asks(view: MeetingView, row: Row): boolean {
  const person = me(view);
  if (!person || person.place !== 'present') return false;
  return columns(view, person).some((column) => table[row][column]?.(view) === true);
}

/** All that a person is; an observer is nothing else. */
function columns(view: MeetingView, { id, role, services }: Person): Column[] {
  if (role === 'observer') return [role];
  return [role, ...services, ...(view.floor.turn?.holder === id ? (['holder'] as const) : [])];
}

/** Leads stand in a line: the meeting's lead, others of the main role, the helpers, all others. */
function rank(view: MeetingView, { id, role }: Person): number {
  if (role === 'member' || role === 'observer') return 0;
  if (id === view.lead) return 3;
  return role === 'facilitator' || role === 'therapist' ? 2 : 1;
}

/** Mutes, removals and roles go down the line only. */
export function isBelowMe(view: MeetingView, person: Person): boolean {
  const own = me(view);
  const theirs = rank(view, person);
  return own !== null && own.id !== person.id && (theirs === 0 || rank(view, own) > theirs);
}
