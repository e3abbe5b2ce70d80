/** The HTTP side of the protocol. Times are unix milliseconds, durations end in `_ms`. */
import type { Settings, Tight } from '../protocol/generated';

export type RoomKind = 'peer_led' | 'therapist_led';

export interface About {
  name: string;
  version: string;
  setup_needed: boolean;
  demo: boolean;
  /** What a new room starts with, in the language asked for. */
  guidelines: Record<RoomKind, string[]>;
  topics: Record<RoomKind, string[]>;
}

export type Mode =
  'round' | 'talking_piece' | 'queue' | 'tag' | 'open' | 'presenter' | 'directed' | 'silent';

export interface Page {
  title: string;
  text: string;
}

export interface AgendaItem {
  name: string;
  /** What everybody reads while the item runs: a question, a reading. */
  text: string;
  minutes: number;
  mode: Mode;
  share_ms: number;
  crosstalk: 'none' | 'on_request' | 'free';
  presenter_advances: boolean;
  /** Material: one page is a handout, several are a presenter's pages. */
  pages: Page[];
  /** The closing round, whose time other items may not eat. */
  closing: boolean;
  /** Members propose topics and choose among them while it runs. */
  chooses_topics: boolean;
  /** Who may advance; follows from the kind of room. */
  advance: string[];
}

export interface Format {
  id: string;
  name: string;
  kind: RoomKind | 'either';
  minutes: number;
  size: [number, number];
  share_ms: number;
  joining: 'open' | 'closed' | 'slow_open';
  items: AgendaItem[];
}

export interface Account {
  id: string;
  name: string;
  display_name: string;
  is_admin: boolean;
  is_host: boolean;
  is_therapist: boolean;
}

export interface AccountRecord extends Account {
  disabled: boolean;
  has_password: boolean;
  created_at: number;
}

export type AccountChange = Partial<
  Pick<AccountRecord, 'is_host' | 'is_therapist' | 'is_admin' | 'disabled'>
>;

export interface RunningMeeting {
  id: string;
  phase: 'gathering' | 'running';
  present: number;
  waiting: number;
}

export type InviteKind = 'member' | 'co_lead';

export interface Invite {
  id: string;
  kind: InviteKind;
  created_at: number;
  used_at: number | null;
  revoked_at: number | null;
}

export interface NewInvite {
  id: string;
  kind: InviteKind;
  link: string;
}

export interface RoomLead {
  account_id: string;
  display_name: string;
  owner: boolean;
}

/** A person who may not enter the room. */
export interface Ban {
  participant: string;
  name: string;
  banned_at: number;
}

/** A browser in which the account is signed in. */
export interface Session {
  id: string;
  signed_in_at: number;
  last_seen_at: number;
  /** The browser that asks. */
  current: boolean;
}

/** A room as the desk lists it. */
export interface RoomCard {
  id: string;
  kind: RoomKind;
  format: string;
  title: string;
  topics: string[];
  capacity: number;
  rehearsal: boolean;
  created_at: number;
  meeting: RunningMeeting | null;
  leads: RoomLead[];
  invites: Invite[];
}

export interface Room extends RoomCard {
  suits: string;
  not_for: string;
  share_ms: number;
  agenda: AgendaItem[];
  guidelines: string[];
  guidelines_version: number;
  settings: Settings;
  /** The rounds in which not everyone has time, when the room is full. */
  tight: Tight[];
}

export interface RoomDetails {
  title: string;
  topics: string[];
  suits: string;
  not_for: string;
  capacity: number;
  share_ms: number;
  agenda: AgendaItem[];
  guidelines: string[];
  settings?: Settings;
}

export interface NewRoom extends RoomDetails {
  kind: RoomKind;
  format: string;
}

/** An agenda that a host keeps, to make rooms from. */
export interface TemplateDraft {
  name: string;
  kind: RoomKind;
  /** The format it came from. */
  format: string;
  share_ms: number;
  agenda: AgendaItem[];
}

export interface Template extends TemplateDraft {
  id: string;
  created_at: number;
  changed_at: number;
}

/** What somebody with an invite sees of a room before joining. */
export interface RoomFace {
  id: string;
  kind: RoomKind;
  format_name: string;
  title: string;
  topics: string[];
  suits: string;
  not_for: string;
  capacity: number;
  minutes: number;
  /** As it is announced: what is read in the meeting is read there. */
  agenda: Pick<AgendaItem, 'name' | 'minutes' | 'mode'>[];
  guidelines: string[];
  guidelines_version: number;
  rehearsal: boolean;
}

export interface InviteLook {
  kind: InviteKind;
  needs_account: boolean;
  room: RoomFace;
  retention: 'erased_at_end';
  /** This browser already has a seat in this room. */
  known: boolean;
  name?: string;
}

export interface Redeemed {
  room: string;
  participant: string;
  recovery_code: string | null;
}

export interface NameCheck {
  free: boolean;
  code?: string;
}

export interface Seat {
  participant: string;
  name: string;
  room: RoomFace;
}

export interface EntryToken {
  token: string;
  expires_at: number;
  room: string;
  participant: string;
}
