/** A small world for the browser tests, in the shapes of the HTTP interface. */
import type * as T from '../src/api/generated.ts';
import { DEFAULT_SETTINGS } from '../src/protocol/generated.ts';

const item = (
  name: string,
  minutes: number,
  mode: T.Mode,
  seconds = 0,
  crosstalk: T.AgendaItem['crosstalk'] = 'none',
): T.AgendaItem => ({
  name,
  text: '',
  script: '',
  prompts: '',
  minutes,
  mode,
  share_ms: seconds * 1000,
  crosstalk,
  presenter_advances: false,
  one_by_one: false,
  closing: false,
  pages: [],
  chooses_topics: false,
  reactions: null,
  advance: ['facilitator', 'co_facilitator'],
});

const checkIn: T.Format = {
  id: 'peer_checkin',
  name: 'Peer support meeting',
  about: 'Everyone checks in, and the group chooses what to talk about.',
  kind: 'peer_led',
  minutes: 90,
  size: [4, 12],
  share_ms: 120_000,
  joining: 'open',
  items: [
    item('Gathering', 5, 'open', 0, 'free'),
    item('Welcome, guidelines, agreement', 5, 'directed'),
    item('Check-in round', 20, 'round', 120),
    item('Choose topics', 5, 'directed'),
    item('Discussion', 40, 'queue', 180, 'on_request'),
    item('Closing round', 10, 'round', 60),
    item('Announcements and goodbye', 5, 'directed'),
  ],
};

export const formats: T.Format[] = [
  checkIn,
  {
    id: 'mini',
    name: 'Short check-in',
    about: 'Half an hour for each other.',
    kind: 'peer_led',
    minutes: 30,
    size: [3, 8],
    share_ms: 90_000,
    joining: 'open',
    items: [
      item('Opening', 3, 'directed'),
      item('Check-in', 15, 'round', 90),
      item('Responses', 7, 'queue', 60, 'on_request'),
      item('Closing round', 5, 'round', 30),
    ],
  },
  {
    id: 'psychoed',
    name: 'Educational workshop',
    about: 'A presenter teaches a topic.',
    kind: 'either',
    minutes: 90,
    size: [6, 30],
    share_ms: 120_000,
    joining: 'open',
    items: [
      item('Welcome and aims', 5, 'directed'),
      item('One-line check-in', 5, 'open'),
      item('Presentation', 25, 'presenter'),
      item('Questions', 15, 'queue', 60, 'on_request'),
      item('Break', 5, 'open', 0, 'free'),
      item('Practice', 15, 'silent'),
      item('Debrief', 12, 'queue', 120, 'on_request'),
      item('Handouts, next step, evaluation', 8, 'directed'),
    ],
  },
  {
    id: 'process',
    name: 'Process group',
    about: 'One open space.',
    kind: 'therapist_led',
    minutes: 90,
    size: [5, 10],
    share_ms: 0,
    joining: 'slow_open',
    items: [item('Group', 90, 'open', 0, 'free')],
  },
];

/** What a link carries. */
export const SECRET = '7k2qm94xtdrb0v8hz6wpage517k2qm94xtdrb0v8hz6wpage51a0';

export const about: T.About = {
  name: 'Rondo',
  version: '0.1.0',
  setup_needed: false,
  identity_provider: null,
  demo: false,
  guidelines: {
    peer_led: [
      'What is said here stays here.',
      'Speak from your own life.',
      'No advice unless it is asked for.',
      'Let each person finish.',
    ],
    therapist_led: ['What is said here stays here.', 'Come on time, stay to the end.'],
  },
  kept: [],
  guidelines_default: [],
  topics: {
    peer_led: ['grief', 'illness', 'addiction', 'parenting', 'life changes'],
    therapist_led: ['anxiety', 'trauma', 'depression'],
  },
};

/** Beside the password of an account: nothing yet. */
export const secondFactor: T.SecondFactorState = {
  app_since: null,
  passkeys: [],
  passkeys_at: null,
  codes_left: 0,
};

export const passkeys: T.Passkey[] = [
  { id: 'AQID', name: 'My phone', created_at: 1_762_000_000_000, used_at: 1_762_600_000_000 },
  { id: 'BAUG', name: 'The computer at work', created_at: 1_762_500_000_000, used_at: null },
];

/** A meeting of which one can read what was written, and what that is. */
export const past: T.PastMeeting[] = [
  {
    meeting: 'm1',
    opened_at: Date.UTC(2026, 10, 17, 18),
    until: Date.UTC(2026, 10, 24, 19, 30),
  },
];
const written = (seq: number, name: string, text: string, more: Partial<T.WrittenLine> = {}) => ({
  seq,
  name,
  text,
  own: false,
  item: 'Check-in',
  note: null,
  ...more,
});
export const lines: T.WrittenLine[] = [
  written(4, 'Marlow', 'I am early today.', { item: null, own: true }),
  written(9, 'Ada', 'Welcome. We begin with a word each.'),
  written(12, 'Odile', 'It was a long week.\nI am glad to be here.'),
  written(15, 'Wren', 'On Sunday it happened again.', { note: 'self-harm' }),
  written(21, 'Marlow', 'Thank you for saying it.', { item: 'Open space', own: true }),
];

export const host: T.Me = {
  id: 'hanne',
  name: 'hanne',
  display_name: 'Hanne',
  is_admin: true,
  is_host: true,
  is_therapist: false,
  has_password: true,
  lacks_second_factor: false,
};

export const accounts: T.Account[] = [
  { ...host, disabled: false, has_password: true, created_at: Date.UTC(2026, 8, 2) },
  {
    id: 'amadi',
    name: 'amadi',
    display_name: 'Dr Amadi',
    is_admin: false,
    is_host: true,
    is_therapist: true,
    disabled: false,
    has_password: true,
    created_at: Date.UTC(2026, 8, 9),
  },
  {
    id: 'sol',
    name: 'sol',
    display_name: 'Sol',
    is_admin: false,
    is_host: true,
    is_therapist: false,
    disabled: false,
    has_password: false,
    created_at: Date.UTC(2026, 10, 20),
  },
  {
    id: 'perrin',
    name: 'perrin',
    display_name: 'Perrin',
    is_admin: false,
    is_host: false,
    is_therapist: false,
    disabled: true,
    has_password: true,
    created_at: Date.UTC(2026, 9, 1),
  },
];

const invite = (id: string, kind: T.InviteKind, created_at: number): T.InviteView => ({
  id,
  kind,
  created_at,
  used_at: null,
  revoked_at: null,
  seats: kind === 'member' ? 3 : null,
  held_at: null,
  expires_at: null,
  expired: false,
  paused_until: null,
  label: null,
  public: false,
  personal: false,
  shows: true,
});

export const room: T.Room = {
  id: 'tuesday',
  kind: 'peer_led',
  format: checkIn.id,
  title: 'Tuesday circle',
  topics: ['After a loss', 'Grief'],
  suits: 'Anyone who has lost someone close, however long ago.',
  not_for: 'The first days after a death, or a crisis that needs someone beside you now.',
  capacity: 10,
  share_ms: 120_000,
  agenda: checkIn.items,
  guidelines: about.guidelines.peer_led,
  guidelines_version: 4,
  settings: DEFAULT_SETTINGS.peer_led,
  tight: [],
  may: { own: true, plan: true, rehearse: true, leave: false },
  rehearsal: false,
  shared: false,
  desk_leads: [],
  created_at: Date.UTC(2026, 8, 2),
  next: null,
  entry: { type: 'open' },
  asking: 0,
  planned: { schedule: null, dates: [], now: Date.UTC(2026, 10, 24) },
  meeting: { id: 'm1', phase: 'gathering', present: 8, waiting: 2 },
  leads: [
    { account_id: host.id, display_name: 'Hanne', owner: true },
    { account_id: 'wren', display_name: 'Wren', owner: false },
  ],
  invites: [
    invite('i1', 'member', Date.UTC(2026, 10, 3)),
    invite('i2', 'member', Date.UTC(2026, 10, 17)),
  ],
};

/** Nothing written yet. */
export const listing: T.Listing = {
  listed_at: null,
  page: 'http://127.0.0.1/groups/tuesday',
  joinable: false,
  language: null,
  led_by: '',
  asks: '',
  happens: '',
  suits: room.suits,
  not_for: room.not_for,
  cost: '',
};

export const template: T.Template = {
  id: 't1',
  name: 'Our evening',
  kind: 'peer_led',
  format: 'mini',
  share_ms: 60_000,
  agenda: [item('Arriving', 5, 'silent'), item('How are you, really?', 30, 'round', 60)],
  created_at: Date.UTC(2026, 10, 1),
  changed_at: Date.UTC(2026, 10, 1),
};

const card = (more: Partial<T.RoomCard>): T.RoomCard => ({ ...room, meeting: null, ...more });

export const rooms: T.RoomCard[] = [
  card({ id: 'teens', title: 'Parents of teens', capacity: 12, leads: room.leads.slice(0, 1) }),
  card({ meeting: room.meeting ?? null }),
  card({
    id: 'steady',
    title: 'Steady ground',
    kind: 'therapist_led',
    format: 'process',
    capacity: 8,
    meeting: { id: 'm2', phase: 'running', present: 7, waiting: 0 },
    leads: [
      { account_id: 'amadi', display_name: 'Dr Amadi', owner: true },
      { account_id: 'lena', display_name: 'Lena Roth', owner: false },
    ],
  }),
  card({ id: 'mornings', title: 'Slow mornings', format: 'mini', capacity: 8, invites: [] }),
];

export const look: T.Seen = {
  kind: 'member',
  needs_account: false,
  room: {
    ...room,
    minutes: 90,
    keep_days: 0,
    scheduled: false,
    places: { seats: null, absence: null },
    dates: [],
    now: Date.UTC(2026, 10, 24),
  },
  known: false,
};

/** Nobody has said anything of any date. */
export const places: T.RoomPlaces = {
  rule: { sign_up: false, capacity: null, absence: null },
  seats: null,
  dates: [],
  members: [],
  attendance: [],
  now: Date.UTC(2026, 10, 24),
};

export const RECOVERY_CODE = '7K2QM-94XTD-RB0V8-HZ6WP-AGE51';

export const bans: T.Ban[] = [
  { participant: 'kit', name: 'Kit', banned_at: Date.UTC(2026, 10, 10) },
];

export const sessions: T.Session[] = [
  {
    id: 's1',
    signed_in_at: Date.UTC(2026, 10, 20),
    last_seen_at: Date.UTC(2026, 10, 24),
    current: true,
  },
  {
    id: 's2',
    signed_in_at: Date.UTC(2026, 10, 2),
    last_seen_at: Date.UTC(2026, 10, 19),
    current: false,
  },
];

export const seatMail = { sends: true, address: null, confirmed: false, refused: false };

export const roomMail = {
  sends: true,
  names_group: false,
  reminders: [1440, 60],
  on_call: null as T.OnCallView | null,
  undelivered: ['Bea'],
  outbox: [
    { id: 'm1', kind: 'reminder', to: 'Robin', due_at: 1_900_000_000_000, state: 'sent' },
    { id: 'm2', kind: 'invitation', to: null, due_at: 1_899_000_000_000, state: 'sent' },
    { id: 'm3', kind: 'confirmation', to: 'Bea', due_at: 1_898_000_000_000, state: 'failed' },
  ],
};

export const duties: T.DutiesView = {
  ways: [],
  dates: [],
  swaps: [],
  asked: true,
  people: [],
  now: Date.now(),
};

/** What a therapy room asks consent to. */
export const consent = {
  version: 2,
  text: 'Confidentiality. What is said here stays in the group.\n\nIn an emergency, call your local emergency number.',
  since: Date.UTC(2026, 9, 1, 12),
};

/** A seat in a room without dates. */
export const seat: T.Seat = {
  participant: 'p1',
  name: 'Robin',
  host: null,
  begins: null,
  newcomers: 0,
  room: look.room,
};

/** What the page of that seat reads. */
export const noDates: T.SeatDates = {
  places: { seats: null, absence: null },
  dates: [],
  gone: [],
  attendance: [],
  now: Date.UTC(2026, 9, 5, 12),
};
