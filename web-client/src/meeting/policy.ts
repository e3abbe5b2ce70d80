/**
 * Who may do what, so that nobody is shown a control that the server would
 * refuse. The table is the server's own; the server decides.
 */
import {
  POLICY,
  type Capability,
  type Cell,
  type Column,
  type Command,
  type MeetingView,
  type Person,
} from '../protocol/generated';
import { amMuted, amTakenAside, me } from './people';

/** What a command asks the table for. */
const capabilities: Record<Command['type'], Capability> = {
  join: 'leave',
  leave: 'leave',
  ask_for_help: 'ask_for_help',
  see_help: 'answer_help',
  claim_help: 'answer_help',
  whisper_alone: 'whisper_leads',
  open_meeting: 'open_meeting',
  end_meeting: 'end_meeting',
  answer_offer: 'leave',
  withdraw_offer: 'hand_out_roles',
  ask_to_speak: 'take_turns',
  answer_observer: 'take_turns',
  step_aside: 'step_aside',
  end_aside: 'step_aside',
  admit: 'admit',
  deny: 'admit',
  send_to_door: 'admit',
  put_off: 'admit',
  set_door: 'set_door',
  post: 'post_open',
  whisper: 'whisper_leads',
  react: 'react',
  take_back: 'take_back',
  write_sealed: 'take_turns',
  pass_sealed: 'take_turns',
  take_back_sealed: 'take_back',
  open_sealed: 'keep_order',
  take_back_other: 'take_back_others',
  take_back_all: 'take_back_others',
  cover: 'take_back_others',
  accept: 'take_turns',
  start_timer: 'take_turns',
  pass: 'take_turns',
  defer: 'take_turns',
  done: 'take_turns',
  ask_for_more: 'take_turns',
  object: 'take_turns',
  ask_feedback: 'ask_feedback',
  stop_feedback: 'ask_feedback',
  name_next: 'name_next',
  raise_hand: 'take_turns',
  lower_hand: 'take_turns',
  listen_only: 'take_turns',
  set_multiplier: 'take_turns',
  call_next: 'call_next',
  start_round: 'keep_order',
  close_round: 'keep_order',
  give_floor: 'keep_order',
  take_floor: 'keep_order',
  nudge: 'nudge_extend',
  extend: 'nudge_extend',
  move_in_order: 'keep_order',
  advance: 'advance',
  change_mode: 'change_mode',
  switch_reactions: 'change_mode',
  arrange_agenda: 'arrange_agenda',
  move_time: 'arrange_agenda',
  take_up_topic: 'arrange_agenda',
  turn_page: 'turn_pages',
  propose_topic: 'propose_topics',
  withdraw_topic: 'propose_topics',
  choose_topic: 'propose_topics',
  pause_floor: 'pause_floor',
  hold_silence: 'pause_floor',
  resume_floor: 'pause_floor',
  mute: 'mute',
  unmute: 'mute',
  mute_all: 'mute',
  unmute_all: 'mute',
  remove: 'remove',
  ban: 'ban',
  give_role: 'hand_out_roles',
  set_service: 'hand_out_roles',
  hand_over_lead: 'hand_out_roles',
  volunteer: 'volunteer',
};

export function may(view: MeetingView, command: Command['type']): boolean {
  return asks(view, capabilities[command]) && !silenced(view, command);
}

/** What a mute and stepping aside take away. Anyone may still offer to lead when all are muted. */
const WORDS: readonly Command['type'][] = [
  ...(['post', 'write_sealed', 'react', 'propose_topic', 'raise_hand', 'volunteer'] as const),
  ...(['accept', 'start_timer', 'ask_for_more', 'ask_feedback', 'name_next'] as const),
];

function silenced(view: MeetingView, command: Command['type']): boolean {
  if (!WORDS.includes(command)) return false;
  if (amTakenAside(view)) return true;
  if (!amMuted(view)) return false;
  return command !== 'volunteer' || Boolean(me(view)?.mute);
}

/** Whispering to one person is another row than whispering to the leads. */
export const mayWhisperTo = (view: MeetingView, person: Person): boolean =>
  (me(view)?.help?.for_backup === true && person.services.includes('backup')) ||
  (!amMuted(view) &&
    (asks(view, 'whisper_one') ||
      (person.help !== null && asks(view, 'answer_help')) ||
      (isAtTheDoor(view, person) && asks(view, 'write_to_waiting'))));

/**
 * Waits, or came late. The view does not say when the meeting opened; once the floor was paused
 * this is a little after it, so nobody is taken for a latecomer who is none.
 */
function isAtTheDoor({ clock }: MeetingView, { place, arrived_ms }: Person): boolean {
  if (place === 'waiting') return true;
  if (place !== 'present' || clock.running_since_ms === null) return false;
  return arrived_ms > clock.running_since_ms - clock.floor_ms;
}

function asks(view: MeetingView, capability: Capability): boolean {
  const person = me(view);
  const row = POLICY.rows.find((row) => row.capability === capability);
  if (!person || person.place !== 'present' || !row) return false;
  return columns(view, person).some((column) => {
    const cell = row.cells[POLICY.columns.indexOf(column)];
    return cell !== undefined && allows(view, cell);
  });
}

function allows(view: MeetingView, cell: Cell): boolean {
  const item = view.item === null ? undefined : view.agenda[view.item];
  switch (cell.type) {
    case 'yes':
      return true;
    case 'no':
      return false;
    case 'if_enabled':
      return view.settings[cell.setting];
    case 'in_tag':
      return item?.mode === 'tag';
    case 'where_presenter_advances':
      return item?.presenter_advances === true;
    case 'peer_led_only':
      return view.kind === 'peer_led';
  }
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
