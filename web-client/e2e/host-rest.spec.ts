/** What a host is told of a start that nobody made, and what outlives a reload of a form. */
import type { Page } from '@playwright/test';
import type * as T from '../src/api/generated.ts';
import * as data from './data.ts';
import { NOW, schedule, tuesday } from './dates.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { serve, signedIn } from './server.ts';

const DAY_MS = 24 * 3_600_000;
const missed = tuesday(0, { key: 'gone', starts_at: NOW - DAY_MS });
const next = tuesday(1, { key: 'next', starts_at: NOW + 6 * DAY_MS });
const room: T.Room = { ...data.room, missed, next, planned: { ...data.room.planned, now: NOW } };
const card: T.RoomCard = { ...data.rooms[0]!, meeting: null, leads: data.room.leads, missed, next };

async function look(page: Page, name: string) {
  await expectNoSidewaysScroll(page);
  await page.screenshot({ path: `test-results/host-rest/${name}.png`, fullPage: true });
}

for (const [name, size] of Object.entries({
  phone: { width: 390, height: 844 },
  desktop: { width: 1440, height: 900 },
})) {
  test(`a start that nobody made waits on the desk, and can be put away and back: ${name}`, async ({
    page,
  }) => {
    await page.setViewportSize(size);
    await page.clock.setFixedTime(NOW);
    await serve(page, { ...signedIn, 'GET /api/rooms': { body: { rooms: [card] } } });
    await page.goto('/');
    const needs = page.getByRole('complementary');
    await expect(needs.getByRole('link', { name: 'Nobody opened the meeting' })).toBeVisible();
    await expect(needs).toContainText('Next: ');
    await look(page, `desk-${name}`);
    await expectAccessible(page);
    await needs.getByRole('button', { name: /Dismiss “Nobody opened the meeting”/ }).click();
    await expect(needs.getByRole('link', { name: 'Nobody opened the meeting' })).toBeHidden();
    await page.keyboard.press('Tab');
    await expect(needs.getByRole('button', { name: 'Undo' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(needs.getByRole('link', { name: 'Nobody opened the meeting' })).toBeVisible();
  });
}

test('the page of the room says so, and a note for the next date is one press away', async ({
  page,
}) => {
  await page.clock.setFixedTime(NOW);
  await serve(page, { ...signedIn, [`GET /api/rooms/${room.id}`]: { body: room } });
  await page.goto(`/rooms/${room.id}`);
  const dates = page.getByRole('region', { name: 'Dates', exact: true });
  await expect(dates).toContainText('No lead opened the meeting of');
  await dates.getByRole('button', { name: /^Write a note for/ }).click();
  await expect(page.getByRole('dialog', { name: /^Note for/ })).toBeVisible();
});

test('a schedule that is half written outlives a reload, and can be thrown away', async ({
  page,
}) => {
  await page.clock.setFixedTime(NOW);
  page.on('dialog', (dialog) => void dialog.accept());
  const fresh: T.Room = {
    ...room,
    missed: null,
    planned: { schedule: null, dates: [], now: NOW },
  };
  await serve(page, {
    ...signedIn,
    [`GET /api/rooms/${room.id}`]: { body: fresh },
    [`GET /api/rooms/${room.id}/dates`]: { body: { dates: [], now: NOW } },
    [`POST /api/rooms/${room.id}/schedule/preview`]: {
      body: { dates: [next], effects: [], overlaps: [], now: NOW },
    },
  });
  await page.goto(`/rooms/${room.id}`);
  const plan = page.getByRole('button', { name: 'Plan dates' });
  await plan.click();
  await page.getByLabel('First date').fill('2026-12-01');
  await page.getByLabel('Time', { exact: true }).fill('18:15');
  await page.reload();
  await plan.click();
  await expect(page.getByText('What you had written is here again')).toBeVisible();
  await expect(page.getByLabel('First date')).toHaveValue('2026-12-01');
  await expect(page.getByLabel('Time', { exact: true })).toHaveValue('18:15');
  await page.getByRole('button', { name: 'Back to what is saved' }).click();
  await expect(page.getByLabel('First date')).toHaveValue('');
  await page.reload();
  await plan.click();
  await expect(page.getByLabel('First date')).toHaveValue('');
});

test('a new room that is half written outlives a reload, with its kind, format and dates', async ({
  page,
}) => {
  await page.clock.setFixedTime(NOW);
  page.on('dialog', (dialog) => void dialog.accept());
  await serve(page, {
    ...signedIn,
    'POST /api/schedules/preview': { body: { dates: [next], effects: [], overlaps: [], now: NOW } },
  });
  await page.goto('/rooms/new');
  await page.getByLabel('Title', { exact: true }).fill('Night owls');
  await page.getByRole('radio', { name: /On dates/ }).check();
  await page.getByLabel('First date').fill('2026-12-01');
  await page.reload();
  await expect(page.getByText('What you had written is here again')).toBeVisible();
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Night owls');
  await expect(page.getByLabel('First date')).toHaveValue('2026-12-01');
});

test('the way in, the places and the listing that are half written outlive a reload', async ({
  page,
}) => {
  await page.clock.setFixedTime(NOW);
  page.on('dialog', (dialog) => void dialog.accept());
  const planned: T.Planned = { schedule: schedule(), dates: [next], now: NOW };
  const dated: T.Room = { ...room, missed: null, planned };
  const asked = await serve(page, {
    ...signedIn,
    [`GET /api/rooms/${room.id}`]: { body: dated },
    [`GET /api/rooms/${room.id}/listing`]: { body: data.listing },
    [`PUT /api/rooms/${room.id}/places`]: {
      body: { ...data.places, rule: { sign_up: true, capacity: 5, absence: null }, seats: 5 },
    },
  });
  const again = page.getByText('What you had written is here again');

  await page.goto(`/rooms/${room.id}`);
  const way = page.getByRole('button', { name: /How people get in/ });
  await way.click();
  await page.getByRole('radio', { name: /By asking/ }).check();
  await page.getByLabel('Question 1').fill('What brings you?');
  await page.reload();
  await way.click();
  await expect(again).toBeVisible();
  await expect(page.getByLabel('Question 1')).toHaveValue('What brings you?');
  await page.getByRole('button', { name: 'Back to what is saved' }).click();
  await expect(page.getByRole('radio', { name: /^Open/ })).toBeChecked();

  await page.goto(`/rooms/${room.id}`);
  const rule = page.getByRole('region', { name: 'Who comes' });
  await rule.locator('summary', { hasText: 'How people come' }).click();
  await rule.getByRole('radio', { name: /Sign-up for each date/ }).check();
  await rule.getByLabel('Places for each date').fill('5');
  await page.reload();
  await expect(again).toBeVisible();
  await expect(rule.getByLabel('Places for each date')).toHaveValue('5');
  await rule.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(rule.getByText('Saved.')).toBeVisible();
  await expect(again).toBeHidden();
  expect(asked.find(({ request }) => request.startsWith('PUT'))?.body).toEqual({
    sign_up: true,
    capacity: 5,
    absence: null,
  });

  await page.goto(`/rooms/${room.id}/listing`);
  await page.getByLabel('Who leads').fill('We take turns.');
  await page.reload();
  await expect(again).toBeVisible();
  await expect(page.getByLabel('Who leads')).toHaveValue('We take turns.');
});
