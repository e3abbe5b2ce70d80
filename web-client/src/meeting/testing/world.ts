/** A small meeting for the tests: Ada leads; Bo, Cy and Dee are members; the viewer is Cy. */
import type {
  AgendaItem,
  Event,
  MeetingView,
  Message,
  Mode,
  Person,
  Slot,
  SlotState,
  Settings,
  Stage,
  Turn,
} from '../../protocol/generated';

export const person = (
  id: string,
  position: number | null,
  over: Partial<Person> = {},
): Person => ({
  id,
  name: id[0]!.toUpperCase() + id.slice(1),
  role: 'member',
  services: [],
  place: 'present',
  connected: true,
  mute: null,
  aside: null,
  asks_to_speak: false,
  listening: false,
  simulated: false,
  circle_position: position,
  arrived_ms: position ?? 9,
  help: null,
  door_note: null,
  ...over,
});

export const item = (mode: Mode, over: Partial<AgendaItem> = {}): AgendaItem => ({
  name: mode,
  text: '',
  script: '',
  prompts: '',
  minutes: 10,
  mode,
  crosstalk: 'none',
  reactions: null,
  share_ms: 120_000,
  presenter_advances: false,
  closing: false,
  pages: [],
  chooses_topics: false,
  one_by_one: false,
  ...over,
});

export const slot = (who: string, state: SlotState, over: Partial<Slot> = {}): Slot => ({
  who,
  state,
  deferred_once: false,
  share_ms_min: 0,
  returned: false,
  ...over,
});

export const turn = (holder: string, stage: Stage, over: Partial<Turn> = {}): Turn => ({
  id: 1,
  holder,
  share_ms: 120_000,
  extended: false,
  stage,
  ...over,
});

export const offered: Stage = { type: 'offered', since_ms: 0, nudged: false };
export const speaking: Stage = { type: 'speaking', ends_ms: 120_000 };

export const settings = {
  admission: 'everyone',
  limit: 'soft',
  show_earlier: false,
  reactions: false,
  timekeeper_calls: false,
  co_facilitator_ends: false,
  observer_whispers: false,
  feedback_replies: 3,
  timing: { extension_ms: 60_000, offer_away_ms: 90_000, first_key_ms: 20_000 },
} as Settings;

export function world(over: Partial<MeetingView> = {}): MeetingView {
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
    agenda: [item('round'), item('queue'), item('open')],
    item: 0,
    item_times: [{ item: 0, started_ms: 0, ended_ms: null }],
    coming: [1, 2],
    page: 0,
    topics: { proposed: [], current: null, count: 0 },
    clock: { floor_ms: 0, running_since_ms: 0 },
    pause: null,
    pause_until_ms: null,
    everyone_muted: false,
    people: [
      person('ada', 0, { role: 'facilitator' }),
      person('bo', 1),
      person('cy', 2),
      person('dee', 3),
    ],
    duties: [],
    lead: 'ada',
    lead_lost: null,
    floor: {
      turn: null,
      round: null,
      set_aside: null,
      round_held: false,
      sealed: null,
      queue: [],
      shares: [],
      more_time: null,
    },
    messages: [],
    whispers: [],
    offers: [],
    observer_questions: [],
    me: {
      id: 'cy',
      warned_turn: null,
      multiplier_percent: 100,
      sealed: null,
      unheard: null,
      observer_answers: {},
    },
    ...over,
  };
}

/** A round in which Bo speaks, Cy and Dee are to come. */
export function round(over: Partial<MeetingView['floor']> = {}): MeetingView {
  const view = world();
  return {
    ...view,
    floor: {
      ...view.floor,
      turn: turn('bo', speaking),
      round: {
        id: 1,
        share_ms: 120_000,
        phase: { type: 'turns' },
        slots: [
          slot('ada', 'done'),
          slot('bo', 'speaking'),
          slot('dee', 'pending'),
          slot('cy', 'pending'),
        ],
      },
      ...over,
    },
  };
}

export const message = (id: number, from: string, over: Partial<Message> = {}): Message => ({
  id,
  at_ms: id * 1000,
  from,
  name: from,
  kind: 'share',
  turn: 1,
  item: 0,
  to: null,
  alone: false,
  text: `${id}`,
  note: null,
  noted_by_lead: false,
  reactions: [],
  taken_back_by: null,
  ...over,
});

export const numbered = (event: Event, seq = 1) => ({ seq, at_ms: seq, event });
