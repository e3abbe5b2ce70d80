import { describe, expect, it } from 'vitest';
import { doors as german } from '../i18n/de/meeting/doors';
import { doors as english } from '../i18n/en/meeting/doors';
import { formatter } from '../i18n/formatter';
import type { WaitingView } from '../protocol/generated';
import { hereAt, waitOf, WAITS, waitWords } from './waiting';

const view = (over: Partial<WaitingView>): WaitingView => ({
  room: 'room',
  meeting: 'meeting',
  kind: 'peer_led',
  phase: { type: 'gathering' },
  date: null,
  me: 'cy',
  name: 'Cy',
  capacity: 10,
  present: 0,
  waiting: 3,
  place: 2,
  lead: 'Ada',
  door: 'everyone',
  sent_back: false,
  put_off: false,
  observes: false,
  observers: [],
  card: null,
  whispers: [],
  help: null,
  ...over,
});
const running = { phase: { type: 'running' } } as const;
const led = { has_lead: true, last_meeting: null };
const unled = { has_lead: false, last_meeting: null };

/** Every way to wait, and what is said of it. */
const CELLS: Record<(typeof WAITS)[number], [WaitingView, typeof led, string, string]> = {
  sent_back: [
    view({ ...running, door: 'one_by_one', sent_back: true }),
    led,
    'Your place in the order is kept',
    'Dein Platz in der Reihenfolge bleibt',
  ],
  put_off: [
    view({ ...running, door: 'one_by_one', put_off: true }),
    led,
    'asked you to wait a little longer',
    'bittet dich, noch etwas zu warten',
  ],
  door_closed: [
    view({ ...running, door: 'closed' }),
    led,
    'closed the door for today',
    'Tür für heute geschlossen',
  ],
  nobody_leads: [view({ lead: null }), unled, 'can’t be opened', 'nicht eröffnen'],
  no_lead_yet: [view({ lead: null }), led, 'No lead is here yet', 'noch nicht da'],
  no_lead_now: [
    view({ ...running, door: 'one_by_one', lead: null }),
    led,
    'no lead is here just now',
    'gerade nicht da',
  ],
  opens_for_all: [view({}), led, 'Everyone comes in when', 'Alle kommen herein, wenn'],
  opens_one_by_one: [view({ door: 'one_by_one' }), led, 'one by one', 'einzeln'],
  one_by_one: [view({ ...running, door: 'one_by_one' }), led, 'lets each person in', 'einzeln'],
  full: [view({ ...running, lead: null }), led, 'full just now', 'gerade voll'],
};

describe.each(WAITS)('waiting while “%s”', (wait) => {
  const [at, room, en, de] = CELLS[wait];

  it('is told what comes next, in both languages', () => {
    expect(waitOf(at, room)).toBe(wait);
    expect(waitWords(at, room, english(formatter('en')).waiting).next).toContain(en);
    expect(waitWords(at, room, german(formatter('de')).waiting).next).toContain(de);
  });
});

const words = english(formatter('en')).waiting;

it('counts those who wait with those who are in', () => {
  expect(hereAt(view({ present: 1 }))).toBe(4);
  expect(waitWords(view({}), led, words).others).toBe('2 others wait too.');
  expect(waitWords(view({ waiting: 1 }), led, words).others).toBe('Nobody else waits just now.');
});

it('names the meeting that has just ended to those who come after it, and to nobody else', () => {
  const last = (opened: boolean) => ({ has_lead: true, last_meeting: { ended_at: 0, opened } });
  const before = (at: WaitingView, opened: boolean) => waitWords(at, last(opened), words).before;
  expect(before(view({ lead: null }), true)).toMatch(/^The last meeting here ended at /);
  expect(before(view({ lead: null }), false)).toContain('was not opened');
  expect(before(view({}), true)).toBe('');
});
