/** The agenda under a lead's hands, and what belongs to the current item: topics, pages, a handout. */
import { expect, type Page } from '@playwright/test';
import type { AgendaItem, MeetingView, Topic } from '../../src/protocol/generated.ts';
import { agenda, checkIn, floor, NOW } from './meeting.ts';
import { id } from './people.ts';
import type { Shown } from './shown.ts';

const at = (
  item: number,
  coming: number[],
  change: Partial<AgendaItem> = {},
): Partial<MeetingView> => ({
  agenda: agenda.map((each, i) => (i === item ? { ...each, ...change } : each)),
  item,
  item_times: [
    { item: 0, started_ms: 0, ended_ms: 300_000 },
    { item: 1, started_ms: 300_000, ended_ms: 820_000 },
    { item, started_ms: 820_000, ended_ms: null },
  ],
  coming,
  floor: floor(),
  messages: [],
});

const topic = (n: number, name: string, text: string, hands: string[]): Topic => ({
  id: n,
  by: id(name),
  text,
  chosen_by: hands.map(id),
});
const proposed = [
  topic(1, 'Juniper', 'Birthdays of those who are gone', ['Juniper', 'Tomasz', 'Kit']),
  topic(
    2,
    'Bo',
    'What to say when people ask how you are, and you would rather not answer at all',
    ['Bo', 'Marlow', 'Wren'],
  ),
  topic(3, 'Marlow', 'Sleep', ['Marlow']),
];

/** In “Choose topics”, with three on the list. */
export const choosing = (viewer: string): MeetingView => ({
  ...checkIn(viewer, at(3, [4, 5, 6], { chooses_topics: true })),
  topics: { proposed, current: null, count: 3 },
});

const pages = [
  {
    title: 'What a slow breath does',
    text: 'The body listens to the breath before it listens to words.',
  },
  {
    title: 'Four steps',
    text: 'Sit so that your back is held.\nBreathe in through the nose, and count to four.\nLet it out slowly, and count to six.\n\nMore of it: https://breath.example/slow (about five minutes to read).\n\nIf it makes you dizzy, breathe as you always do. Nothing has to be reached.\nSome people like to put a hand on the belly, others look at one thing in the room. Both are fine.',
  },
  { title: '', text: 'Try it for three minutes. You can stop at any time.' },
];

/** A presenter’s second page of three; Bo presents. */
export const presenting = (viewer: string): MeetingView => {
  const view = checkIn(
    viewer,
    at(2, [3, 4, 5, 6], {
      name: 'Breathing',
      mode: 'presenter',
      presenter_advances: true,
      text: '',
      pages,
    }),
  );
  const people = view.people.map((each) =>
    each.id === 'bo' ? { ...each, services: ['presenter' as const] } : each,
  );
  return { ...view, page: 1, people };
};

/** The check-in took longer; the discussion was put before the topics, and the goodbye left out. */
export const arranged = (viewer: string): MeetingView => ({
  ...checkIn(viewer, { ...at(2, [4, 3, 5]), topics: { proposed, current: 1, count: 3 } }),
});

const handedOut = checkIn('Marlow', {
  agenda: agenda.map((each, i) =>
    i === 2 ? { ...each, mode: 'open' as const, pages: pages.slice(1, 2) } : each,
  ),
  topics: { proposed, current: 1, count: 3 },
  floor: {
    ...checkIn('Marlow').floor,
    round: null,
    turn: null,
    set_aside: checkIn('Marlow').floor.round,
  },
});

export async function openAgenda(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Today’s agenda' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
}

export const itemScenes: Shown[] = [
  { name: 'agenda', as: 'Wren', view: arranged('Wren'), role: 'facilitator', act: openAgenda },
  {
    name: 'move-time',
    as: 'Wren',
    view: { ...arranged('Wren'), clock: { floor_ms: NOW, running_since_ms: null } },
    role: 'facilitator',
    async act(page) {
      await openAgenda(page);
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'What to do with “Check-in round”' }).click();
      await page.getByRole('menuitem', { name: 'Borrow minutes…' }).click();
      await expect(page.getByRole('heading', { name: 'Borrow minutes for' })).toBeVisible();
    },
  },
  {
    name: 'mode',
    as: 'Wren',
    view: { ...arranged('Wren'), agenda: handedOut.agenda, floor: handedOut.floor },
    role: 'facilitator',
    async act(page) {
      await page.getByRole('button', { name: 'More for leads' }).click();
      await page.getByRole('menuitem', { name: 'Hold this part as…' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  { name: 'topics', as: 'Wren', view: choosing('Wren'), role: 'facilitator' },
  {
    name: 'pages',
    view: presenting('Marlow'),
    act: (page) => page.getByRole('button', { name: 'Look at the page before' }).click(),
  },
  { name: 'presenting', as: 'Bo', view: presenting('Bo') },
  { name: 'handout', view: handedOut, act: (page) => page.getByText('Read the handout').click() },
];
