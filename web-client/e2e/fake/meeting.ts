/** A peer-led check-in round in the middle of it, and a therapist-led group. */
import type {
  AgendaItem,
  Floor,
  MeetingView,
  Settings,
  Stage,
  Timing,
  Turn,
} from '../../src/protocol/generated.ts';
import { id, message, NAMES, person, slot } from './people.ts';

/** Meeting time at which every scene stands. */
export const NOW = 1_000_000;

const timing: Timing = {
  handover_ms: 10_000,
  breath_ms: 5_000,
  share_ms_min: 45_000,
  offer_nudge_ms: 45_000,
  offer_away_ms: 90_000,
  first_key_ms: 20_000,
  warning_ms_min: 15_000,
  warning_ms_max: 60_000,
  grace_ms: 30_000,
  hard_draft_ms: 10_000,
  extension_ms: 60_000,
  objection_ms: 10_000,
  feedback_choice_ms: 20_000,
  feedback_ms: 60_000,
  unheard_ms: 30_000,
  naming_ms: 20_000,
  hand_offline_ms: 120_000,
  held_ms: 60_000,
  held_bonus_ms: 15_000,
  held_share_ms_min: 60_000,
  silence_ms: 120_000,
  overrun_ms: 300_000,
  lead_lost_ms: 30_000,
  volunteer_ms: 10_000,
  leaderless_ms: 600_000,
  restart_ms: 60_000,
  empty_ms: 600_000,
};

export const settings: Settings = {
  admission: 'one_by_one',
  limit: 'soft',
  show_earlier: false,
  reactions: false,
  timekeeper_calls: false,
  co_facilitator_ends: false,
  observer_whispers: false,
  keep_days: 0,
  feedback_replies: 3,
  timing,
};

const item = (name: string, minutes: number, over: Partial<AgendaItem> = {}): AgendaItem => ({
  name,
  text: '',
  script: '',
  prompts: '',
  minutes,
  mode: 'round',
  crosstalk: 'on_request',
  share_ms: 120_000,
  presenter_advances: false,
  closing: false,
  pages: [],
  chooses_topics: false,
  one_by_one: false,
  reactions: null,
  ...over,
});

export const agenda: AgendaItem[] = [
  item('Gathering', 5, { mode: 'open' }),
  item('Welcome and guidelines', 5, { mode: 'directed' }),
  item('Check-in round', 20, { text: 'What are you carrying this week?' }),
  item('Choose topics', 5, { mode: 'directed' }),
  item('Discussion', 40, { mode: 'queue' }),
  item('Closing round', 10, { closing: true }),
  item('Goodbye', 5, { mode: 'directed' }),
];

export const turnOf = (name: string, stage: Stage, over: Partial<Turn> = {}): Turn => ({
  id: 9,
  holder: id(name),
  share_ms: 120_000,
  extended: false,
  stage,
  ...over,
});

export const speaking = (leftMs: number): Stage => ({ type: 'speaking', ends_ms: NOW + leftMs });

const empty: Floor = {
  turn: null,
  round: null,
  set_aside: null,
  round_held: false,
  sealed: null,
  queue: [],
  shares: [],
  more_time: null,
};
export const floor = (over: Partial<Floor> = {}): Floor => ({ ...empty, ...over });

const kit = message('Kit', 'The house sold on Thursday. I keep walking to the old bus stop.', {
  turn: 5,
});
const kitToo = message('Kit', 'I’m all right. Just quieter than usual.', { turn: 5 });
const ines = message(
  'Inés',
  'First week I slept through. I woke up and felt guilty about it, which I know is not fair on me.',
  { turn: 6 },
);
const tomasz = [
  'It would have been his birthday on Sunday.',
  'I bought the cake anyway. It felt foolish at the till and right at the table.',
  'My sister came. We didn’t say much.',
].map((text) => message('Tomasz', text, { turn: 9 }));

/** Tomasz has the floor; Odile is next, then the viewer. */
export function checkIn(viewer: string, over: Partial<MeetingView> = {}): MeetingView {
  return {
    room: 'room',
    meeting: 'meeting',
    kind: 'peer_led',
    format: 'peer_checkin',
    capacity: 10,
    settings,
    door: 'everyone',
    planned_end_ms: null,
    phase: { type: 'running' },
    agenda,
    item: 2,
    item_times: [
      { item: 0, started_ms: 0, ended_ms: 300_000 },
      { item: 1, started_ms: 300_000, ended_ms: 400_000 },
      { item: 2, started_ms: 400_000, ended_ms: null },
    ],
    coming: agenda.map((_, i) => i).slice(3),
    page: 0,
    topics: { proposed: [], current: null, count: 0 },
    clock: { floor_ms: NOW, running_since_ms: NOW },
    pause: null,
    pause_until_ms: null,
    everyone_muted: false,
    people: NAMES.map((name, i) =>
      person(name, i, {
        role: name === 'Wren' ? 'facilitator' : name === 'Odile' ? 'co_facilitator' : 'member',
        connected: name !== 'Ash',
      }),
    ),
    duties: [],
    lead: id('Wren'),
    lead_lost: null,
    floor: floor({
      turn: turnOf('Tomasz', speaking(75_000)),
      round: {
        id: 1,
        share_ms: 120_000,
        phase: { type: 'turns' },
        slots: [
          slot('Kit', 'done'),
          slot('Inés', 'done'),
          slot('Wren', 'done'),
          slot('Bo', 'passed'),
          slot('Tomasz', 'speaking'),
          slot('Odile', 'pending'),
          slot('Marlow', 'pending'),
          slot('Juniper', 'pending'),
          slot('Ash', 'away'),
        ],
      },
      shares: [],
    }),
    messages: [kit, kitToo, ines, ...tomasz],
    whispers: [],
    offers: [],
    observer_questions: [],
    me: {
      id: id(viewer),
      warned_turn: null,
      multiplier_percent: 100,
      sealed: null,
      unheard: null,
      observer_answers: {},
    },
    ...over,
  };
}

/** The round with another turn in it. */
export function withTurn(view: MeetingView, turn: Turn | null): MeetingView {
  const before = view.floor.turn?.holder;
  const { round } = view.floor;
  const slots = round?.slots.map((s) => {
    if (s.who === turn?.holder) return { ...s, state: 'speaking' as const };
    if (s.who === before) return { ...s, state: 'done' as const };
    return s;
  });
  return {
    ...view,
    floor: { ...view.floor, turn, round: round && slots ? { ...round, slots } : null },
  };
}

/** The viewer, Marlow, after Tomasz and Odile. */
export function myTurn(stage: Stage, over: Partial<Turn> = {}): MeetingView {
  const odile = [
    'My daughter asked where the blue coat went. I said I’d given it away. I hadn’t. It’s in the car.',
    'That’s me. Thank you.',
  ].map((text) => message('Odile', text, { turn: 10 }));
  const view = withTurn(withTurn(checkIn('Marlow'), turnOf('Odile', stage, { id: 10 })), {
    ...turnOf('Marlow', stage, { id: 11 }),
    ...over,
  });
  const began = stage.type !== 'offered' && stage.type !== 'accepted';
  const mine = began
    ? [message('Marlow', 'Hello. I nearly didn’t come tonight.', { turn: 11 })]
    : [];
  return { ...view, messages: [...view.messages, ...odile, ...mine] };
}

/** A therapist-led group: the lead gives the floor, hands are raised. */
export function therapy(viewer: string, over: Partial<MeetingView> = {}): MeetingView {
  const names = ['Dr Amadi', 'Lena', 'Noor', 'Petra', 'Sam', 'Ilya', 'Bea', 'Cato'];
  return checkIn(viewer, {
    kind: 'therapist_led',
    format: 'skills_group',
    agenda: [
      item('Check-in', 10, { mode: 'directed' }),
      item('Practice: how it went', 20, {
        mode: 'directed',
        text: 'What did you try, and what got in the way?',
      }),
      item('New material', 20, { mode: 'presenter' }),
      item('Practice', 15, { mode: 'directed' }),
      item('Closing', 10, { closing: true }),
    ],
    item: 1,
    item_times: [
      { item: 0, started_ms: 0, ended_ms: 600_000 },
      { item: 1, started_ms: 600_000, ended_ms: null },
    ],
    coming: [2, 3, 4],
    people: names.map((name, i) =>
      person(name, i, {
        role: name === 'Dr Amadi' ? 'therapist' : name === 'Lena' ? 'co_therapist' : 'member',
      }),
    ),
    lead: id('Dr Amadi'),
    floor: floor({
      turn: turnOf('Petra', speaking(40_000), { id: 4 }),
      queue: ['Sam', 'Noor'].map((name) => ({
        who: id(name),
        raised_ms: NOW,
        falls_ms: null,
        share_ms_min: 0,
      })),
      shares: [{ who: id('Bea'), shares: 1 }],
    }),
    messages: [
      message('Dr Amadi', 'Let’s look at the practice from last week. Petra, would you begin?', {
        kind: 'lead',
        item: 1,
      }),
      message(
        'Petra',
        'I did the breathing three times. The third time I fell asleep, so maybe it works.',
        {
          turn: 4,
          item: 1,
        },
      ),
    ],
    ...over,
  });
}
