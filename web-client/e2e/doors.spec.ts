/** The doors of a room that meets on dates: before them, while people gather, and after. */
import type { Page } from '@playwright/test';
import type { DateView } from '../src/protocol/generated.ts';
import * as data from './data.ts';
import {
  expect,
  expectAccessible,
  expectLargeTargets,
  expectNoSidewaysScroll,
  test,
} from './fixtures.ts';
import { FakeHub, room } from './fake/hub.ts';
import { NOW as MEETING_NOW } from './fake/meeting.ts';
import { scenes } from './fake/scenes.ts';
import { picture } from './pictures.ts';
import { refusal, serve, type Answers } from './server.ts';

const MINUTE_MS = 60_000;
const NOW = Date.UTC(2026, 11, 1, 17);

const date = (start: number, over: Partial<DateView> = {}): DateView => ({
  key: new Date(start).toISOString().slice(0, 16),
  zone: 'UTC',
  local: new Date(start).toISOString().slice(0, 16),
  starts_at: start,
  ends_at: start + 90 * MINUTE_MS,
  leads_from: start - 30 * MINUTE_MS,
  members_from: start - 15 * MINUTE_MS,
  missed_at: start + 15 * MINUTE_MS,
  late_at: null,
  moved: false,
  added: false,
  cancelled: false,
  number: null,
  note: '',
  ...over,
});
const NEXT = date(NOW + 25 * MINUTE_MS, { number: { session: 4, of: 12 } });

const door = (over: object, opens_at: number | null = NEXT.members_from): Answers => ({
  'POST /api/rooms/room/token': refusal(409, 'doors_closed'),
  'GET /api/rooms/room/door': {
    body: {
      room: { ...data.look.room, scheduled: true, last: null, dates: [NEXT], now: NOW, ...over },
      opens_at,
      leads: false,
    },
  },
});

async function look(page: Page, name: string): Promise<void> {
  for (const [size, width, height] of [
    ['phone', 390, 844],
    ['desktop', 1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: picture(`${name}-${size}`) });
  }
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name });

test('before the doors open, the page says when, and comes in by itself', async ({ page }) => {
  await page.clock.install();
  const hub = await FakeHub.open(page, { waiting: waitingFor(30) });
  const asked = await serve(page, door({}));
  await page.goto('/meet/room');
  await expect(heading(page, 'It isn’t time yet')).toBeVisible();
  await expect(page.getByText('4 of 12')).toBeVisible();
  await expect(page.getByText('The doors open in 10 minutes.')).toBeVisible();
  await page.clock.runFor(4 * MINUTE_MS);
  await expect(page.getByText('The doors open in 6 minutes.')).toBeVisible();
  const before = asked.filter(({ request }) => request.endsWith('/token')).length;
  await page.unroute('**/api/**');
  await serve(page, { 'POST /api/rooms/room/token': { body: token } });
  await page.clock.runFor(6 * MINUTE_MS + 5_000);
  await hub.greeted;
  await expect(heading(page, 'You’re at the door')).toBeVisible();
  expect(before).toBe(1);
});

const token = {
  token: 't',
  expires_at: NOW,
  expires_in_ms: 900_000,
  room: 'room',
  participant: 'p',
};

function waitingFor(minutes: number) {
  const { waiting } = scenes.find(({ name }) => name === 'waiting')!;
  return {
    ...waiting!,
    phase: { type: 'gathering' as const },
    card: null,
    lead: null,
    date: {
      key: NEXT.key,
      starts_ms: MEETING_NOW + minutes * MINUTE_MS,
      ends_ms: MEETING_NOW + (minutes + 90) * MINUTE_MS,
      late_ms: null,
      missed_ms: MEETING_NOW + (minutes + 15) * MINUTE_MS,
    },
  };
}

for (const [outcome, title] of [
  ['held', 'The meeting is over'],
  ['missed', 'The meeting was not opened'],
  ['cancelled', 'This meeting is cancelled'],
] as const) {
  test(`after a date that was ${outcome}, the link says so and names the next one`, async ({
    page,
  }) => {
    const last = date(NOW - 120 * MINUTE_MS, {
      note: outcome === 'cancelled' ? 'The lead is ill.' : '',
    });
    const next = date(NOW + 7 * 24 * 60 * MINUTE_MS);
    const dates = [date(NOW + 60 * MINUTE_MS, { cancelled: true }), next];
    await serve(page, door({ last: { date: last, outcome }, dates }, next.members_from));
    await page.goto('/meet/room');
    await expect(heading(page, title)).toBeVisible();
    await expect(page.getByText('The next meeting')).toBeVisible();
    await expect(page.getByText(/The doors open at/)).toBeVisible();
    await expect(page.getByText('Cancelled:')).toBeVisible();
    await expect(page.getByText('The lead is ill.')).toHaveCount(outcome === 'cancelled' ? 1 : 0);
    await page.getByRole('button', { name: 'Help lines' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await expectLargeTargets(page);
    await look(page, `doors-${outcome}`);
  });
}

test('without another date the page says whom to ask', async ({ page }) => {
  await serve(page, door({ dates: [] }, null));
  await page.goto('/meet/room');
  await expect(page.getByText('No more dates are planned. Ask whoever invited you.')).toBeVisible();
});

test('who gathers reads when it begins, and then how long a lead is waited for', async ({
  page,
}) => {
  const view = waitingFor(12);
  const hub = await FakeHub.open(page, { waiting: view, room: { ...room, date: NEXT } });
  await page.goto('/meet/room');
  await hub.greeted;
  await expect(page.getByText(/It begins at .*, in 12 minutes\./)).toBeVisible();
  await look(page, 'doors-gathering');
  hub.say({ type: 'waiting', at_ms: MEETING_NOW + 13 * MINUTE_MS, view });
  await expect(
    page.getByText(/Everyone waits 14 more minutes for a lead to open it\./),
  ).toBeVisible();
});

test('a missed start says so with the next date, and help lines first', async ({ page }) => {
  const next = date(NOW + 7 * 24 * 60 * MINUTE_MS);
  const hub = await FakeHub.open(page, {
    waiting: { ...waitingFor(0), phase: { type: 'ended', reason: 'missed' } },
    room: { ...room, date: NEXT, next },
  });
  await page.goto('/meet/room');
  await hub.greeted;
  await expect(heading(page, 'The meeting was not opened')).toBeVisible();
  await expect(page.getByText('The next meeting')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Your dates' })).toHaveAttribute(
    'href',
    '/seat/room',
  );
  await expect(page.getByRole('button', { name: 'Help lines' })).toHaveClass(/filled/);
  await look(page, 'doors-missed-start');
});
