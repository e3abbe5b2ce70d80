/** What the page says is so: at the door, in the meeting, and after it. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { FakeHub, room, type Scene } from './fake/hub.ts';
import { checkIn } from './fake/meeting.ts';
import { scenes } from './fake/scenes.ts';

async function enter(page: Page, scene: Scene): Promise<FakeHub> {
  const hub = await FakeHub.open(page, scene);
  await page.goto('/meet/room');
  await hub.greeted;
  return hub;
}

const scene = (name: string) => {
  const found = scenes.find((scene) => scene.name === name);
  if (!found) throw new Error(`no scene “${name}”`);
  return found;
};

test('somebody at the door reads who waits, whether a lead is here, and what comes next', async ({
  page,
}) => {
  const { waiting } = scene('waiting');
  await enter(page, {
    waiting: {
      ...waiting!,
      lead: null,
      phase: { type: 'gathering' },
      present: 0,
      waiting: 3,
      card: null,
    },
  });
  await expect(page.getByText('Three are here')).toBeVisible();
  await expect(page.getByText('2 others wait too.')).toBeVisible();
  await expect(page.getByText('No lead is here yet.')).toBeVisible();
});

/** A lead may move them forward as soon as they are in: then the circle alone knows. */
test('where a latecomer stands in the round is foretold at the door, and inside shown by the circle', async ({
  page,
}) => {
  const hub = await enter(page, scene('waiting'));
  const foretold = page.getByText('You’ll be added at the end of the round.');
  await expect(foretold).toBeVisible();
  hub.show(checkIn('Odile'));
  await expect(page.getByText('You came in while the meeting was going on')).toBeVisible();
  await expect(foretold).toHaveCount(0);
});

test('a room that nobody may lead says so, with help lines', async ({ page }) => {
  const { waiting } = scene('waiting');
  await enter(page, {
    waiting: { ...waiting!, lead: null, phase: { type: 'gathering' }, present: 0, card: null },
    room: { has_lead: false },
  });
  await expect(
    page.getByRole('heading', { name: 'This room has nobody to lead it now' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Help lines' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('who waits is told at once when the room loses its lead, and when it has one again', async ({
  page,
}) => {
  const { waiting } = scene('waiting');
  const hub = await enter(page, {
    waiting: { ...waiting!, lead: null, phase: { type: 'gathering' }, present: 0, card: null },
  });
  const told = page.getByRole('status').filter({ hasText: /lead/ });
  await expect(told).toContainText('No lead is here yet.');
  hub.say({ type: 'room', room: { ...room, has_lead: false } });
  await expect(told).toContainText('This room has nobody to lead it now');
  await expect(page.getByRole('button', { name: 'Help lines' })).toBeVisible();
  hub.say({ type: 'room', room });
  await expect(told).toContainText('No lead is here yet.');
});

test('a meeting that ends while one waits says so, and the start leads back to the room', async ({
  page,
}) => {
  const { waiting } = scene('waiting');
  await enter(page, {
    waiting: { ...waiting!, phase: { type: 'ended', reason: 'ended_by_lead' }, card: null },
  });
  await expect(page.getByRole('heading', { name: 'The meeting is over' })).toBeVisible();
  await expect(page.getByText('You were not let in before it ended.')).toBeVisible();
  await expect(page.getByText('The circle has closed')).toHaveCount(0);
  await page.getByRole('link', { name: 'Back to the start' }).click();
  await expect(page.getByRole('link', { name: 'To the room' })).toBeVisible();
});

test('a ready-made sentence goes into the field and is sent by its lead', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const hub = await enter(page, scene('lead'));
  await page.getByRole('button', { name: 'A quiet minute together.' }).click();
  const field = page.getByRole('textbox', { name: 'Your words' });
  await expect(field).toHaveValue('A quiet minute together.');
  await expect(field).toBeFocused();
  expect(hub.commands.filter(({ type }) => type === 'post')).toEqual([]);
});
