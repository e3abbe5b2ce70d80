/** The states of the meeting page that look different. */
import { expect, type Page } from '@playwright/test';
import type { WaitingView } from '../../src/protocol/generated.ts';
import { itemScenes } from './item-scenes.ts';
import {
  agenda,
  checkIn,
  floor,
  myTurn,
  NOW,
  settings,
  speaking,
  therapy,
  turnOf,
  withTurn,
} from './meeting.ts';
import { id, message, MORE, NAMES, person, slot } from './people.ts';
import { sealed } from './sealed.ts';
import type { Shown } from './shown.ts';

const waiting: WaitingView = {
  room: 'room',
  meeting: 'meeting',
  kind: 'peer_led',
  phase: { type: 'running' },
  date: null,
  me: 'marlow',
  name: 'Marlow',
  capacity: 10,
  present: 6,
  waiting: 2,
  place: 2,
  lead: 'Wren',
  door: 'one_by_one',
  sent_back: false,
  put_off: false,
  observes: false,
  observers: [],
  card: {
    item: 2,
    agenda_item: agenda[2]!,
    items: 7,
    round_has_room: true,
    earlier_shown: false,
  },
  whispers: [
    message('Wren', 'Good to have you here. First time in a text circle?', {
      kind: 'door',
      to: 'marlow',
      turn: null,
    }),
  ],
  help: null,
};

const listening = checkIn('Marlow');
const perrin = person('Perrin', null, { place: 'waiting', arrived_ms: NOW - 120_000 });
const leading = checkIn('Wren', {
  people: [...checkIn('Wren').people, perrin],
  whispers: [message('Juniper', 'Could I go last tonight?', { kind: 'whisper', turn: null })],
  floor: { ...checkIn('Wren').floor, turn: turnOf('Tomasz', speaking(35_000)) },
});
const queue = {
  ...checkIn('Odile', { item: 4, coming: [5, 6] }),
  messages: [],
  floor: floor({
    turn: turnOf('Bo', speaking(100_000)),
    queue: ['Marlow', 'Kit', 'Odile'].map((name) => ({
      who: id(name),
      raised_ms: 0,
      falls_ms: null,
      share_ms_min: 0,
    })),
  }),
};

const twelve = () => {
  const view = checkIn('Juniper');
  const names = [...NAMES, ...MORE];
  return {
    ...view,
    people: names.map((name, i) => person(name, i)),
    floor: {
      ...view.floor,
      turn: turnOf('Odile', speaking(80_000)),
      round: {
        ...view.floor.round!,
        slots: names.map((name, i) =>
          slot(name, i < 5 ? 'done' : i === 5 ? 'speaking' : 'pending'),
        ),
      },
    },
  };
};

const writing = (page: Page, text: string) =>
  page.getByRole('textbox', { name: 'Your words' }).fill(text);

export const scenes: Shown[] = [
  {
    name: 'listening',
    view: listening,
    act: async (page, hub) => {
      hub.tell({ type: 'feedback_asked', turn: 5, who: id('Kit'), kind: 'nothing' });
      hub.say({ type: 'typing', who: id('Tomasz'), turn: 9, more: false });
      await expect(page.getByText('Tomasz is writing')).toBeVisible();
    },
  },
  { name: 'offer', view: myTurn({ type: 'offered', since_ms: NOW, nudged: false }) },
  {
    name: 'mine',
    view: myTurn(speaking(85_000)),
    act: (page) =>
      writing(page, 'The evenings are the hard part. I set two plates on Friday without'),
  },
  {
    name: 'more-coming',
    view: listening,
    act: async (page, hub) => {
      hub.say({ type: 'typing', who: id('Tomasz'), turn: 9, more: true });
      await expect(page.getByText('Tomasz: more is coming')).toBeVisible();
    },
  },
  {
    name: 'new-task',
    view: listening,
    act: async (page, hub) => {
      hub.tell({
        type: 'service_changed',
        who: 'marlow',
        service: 'timekeeper',
        on: true,
        by: 'wren',
      });
      await expect(page.getByText('You keep the time in this meeting.')).toBeVisible();
    },
  },
  { name: 'grace', view: myTurn({ type: 'grace', ends_ms: NOW + 20_000 }) },
  {
    name: 'feedback-choice',
    view: {
      ...myTurn({ type: 'choosing_feedback', until_ms: NOW + 20_000 }),
      settings: { ...settings, reactions: true },
    },
  },
  {
    name: 'receiving',
    view: myTurn({
      type: 'feedback',
      kind: 'questions',
      until_ms: NOW + 50_000,
      replies_left: 2,
      replied: [],
    }),
  },
  {
    name: 'reply',
    view: withTurn(
      listening,
      turnOf('Tomasz', {
        type: 'feedback',
        kind: 'suggestions',
        until_ms: NOW + 50_000,
        replies_left: 3,
        replied: [],
      }),
    ),
  },
  {
    name: 'held',
    view: withTurn(
      listening,
      turnOf('Tomasz', { type: 'held', until_ms: NOW + 50_000, left_ms: 70_000, begun: true }),
    ),
  },
  {
    name: 'paused',
    view: { ...listening, pause: 'crisis', clock: { floor_ms: NOW, running_since_ms: null } },
  },
  {
    name: 'muted',
    view: {
      ...listening,
      people: listening.people.map((p) =>
        p.id === 'marlow' ? { ...p, mute: { until_ms: NOW + 240_000 } } : p,
      ),
    },
  },
  {
    name: 'refused',
    view: { ...listening, item: 0, floor: floor() },
    act: async (page, hub) => {
      hub.answer = ({ type }) => (type === 'post' ? 'floor_taken' : null);
      await writing(page, 'I felt that too');
      const words = page.getByRole('region', { name: 'Your words' });
      await words.getByRole('button', { name: 'Send' }).click();
      hub.tell(
        { type: 'item_started', item: 2, by: null, floor_ms: NOW, coming: [3, 4, 5, 6] },
        { type: 'turn_changed', turn: listening.floor.turn!, cause: 'offered' },
      );
      await expect(page.getByText('this wasn’t sent')).toBeVisible();
    },
  },
  {
    name: 'cover',
    view: {
      ...listening,
      messages: [
        message('Odile', 'It came back, and it is bigger.', { turn: 7, note: 'illness' }),
        ...listening.messages.slice(3),
      ],
    },
  },
  {
    name: 'reactions',
    view: {
      ...listening,
      settings: { ...settings, reactions: true },
      messages: listening.messages.map((m, i) =>
        i === 1
          ? {
              ...m,
              reactions: [
                { who: 'ines', reaction: 'heard' as const },
                { who: 'marlow', reaction: 'with_you' as const },
              ],
            }
          : m,
      ),
    },
  },
  { name: 'queue', view: queue },
  {
    name: 'open',
    view: {
      ...listening,
      item: 0,
      floor: floor(),
      messages: [
        message('Wren', 'Good evening, everyone. Take your time arriving.', {
          kind: 'lead',
          item: 0,
        }),
        message('Bo', 'Evening. I made it.', { kind: 'open', item: 0 }),
        message('Kit', 'Hello from the train.', { kind: 'open', item: 0 }),
      ],
    },
  },
  {
    name: 'tag',
    view: {
      ...myTurn({ type: 'naming', until_ms: NOW + 20_000 }),
      agenda: agenda.map((item, i) => (i === 2 ? { ...item, mode: 'tag' as const } : item)),
    },
  },
  { name: 'twelve', view: twelve() },
  { name: 'lead', as: 'Wren', view: leading, role: 'facilitator' },
  {
    name: 'lead-people',
    as: 'Wren',
    view: leading,
    role: 'facilitator',
    act: async (page) => {
      await page.getByRole('button', { name: 'More', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Everyone here' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'lead-menu',
    as: 'Wren',
    view: leading,
    role: 'facilitator',
    act: (page) => page.getByRole('button', { name: 'More for leads' }).click(),
  },
  {
    name: 'slash-list',
    as: 'Wren',
    view: leading,
    role: 'facilitator',
    act: (page) => writing(page, '/'),
  },
  ...(['help', 'task Kit', 'part', 'mute nobody'] as const).map((command) => ({
    name: `slash-${command.replace(' ', '-')}`,
    as: 'Wren',
    view: leading,
    role: 'facilitator' as const,
    act: async (page: Page) => {
      await writing(page, `/${command}`);
      const words = page.getByRole('region', { name: 'Your words' });
      await words.getByRole('button', { name: 'Send' }).click();
    },
  })),
  {
    name: 'lead-start',
    as: 'Wren',
    view: {
      ...leading,
      phase: { type: 'gathering' },
      item: null,
      item_times: [],
      messages: [],
      floor: floor(),
    },
    role: 'facilitator',
  },
  {
    name: 'lead-lost',
    view: {
      ...listening,
      lead_lost: {
        since_ms: 0,
        held_until_ms: 0,
        closes_ms: NOW + 500_000,
        volunteer: null,
        volunteer_until_ms: null,
      },
    },
  },
  {
    name: 'therapy',
    as: 'Sam',
    view: therapy('Sam'),
    room: { kind: 'therapist_led', title: 'Steady ground' },
  },
  {
    name: 'therapy-lead',
    as: 'Dr Amadi',
    view: therapy('Dr Amadi'),
    role: 'therapist',
    room: { kind: 'therapist_led', title: 'Steady ground' },
  },
  {
    name: 'rehearsal',
    view: {
      ...listening,
      people: listening.people.map((p) => (p.id === 'marlow' ? p : { ...p, simulated: true })),
    },
    room: { rehearsal: true },
  },
  ...itemScenes,
  {
    name: 'sealed',
    view: sealed('Marlow', {}, { type: 'words', text: 'A four today.', note: 'sleep' }),
  },
  { name: 'sealed-lead', as: 'Wren', view: sealed('Wren'), role: 'facilitator' },
  { name: 'waiting', waiting },
  {
    name: 'waiting-alone',
    waiting: {
      ...waiting,
      phase: { type: 'gathering' },
      lead: null,
      present: 0,
      waiting: 1,
      place: 1,
      card: null,
      whispers: [],
    },
  },
  { name: 'join' },
  { name: 'join-name', pseudonym: null },
  {
    name: 'ended',
    view: listening,
    act: async (page, hub) => {
      await writing(page, 'I wanted to say thank you to Kit.');
      hub.tell({ type: 'ended', reason: 'ended_by_lead', by: 'wren' });
      await expect(page.getByRole('heading', { name: 'The circle has closed' })).toBeVisible();
    },
  },
  {
    name: 'removed',
    view: listening,
    act: async (page, hub) => {
      await hub.close(4005);
      await expect(
        page.getByRole('heading', { name: 'You can’t take part in this meeting' }),
      ).toBeVisible();
    },
  },
  {
    name: 'offline',
    view: listening,
    act: async (page, hub) => {
      hub.silent = true;
      await hub.close(1011);
      await expect(page.getByText('You’re offline.')).toBeVisible();
    },
  },
];
