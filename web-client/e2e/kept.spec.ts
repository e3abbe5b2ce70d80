/** What somebody wrote and did not send outlives a reload, in its tab alone, and is gone once it was sent. */
import type { Page } from '@playwright/test';
import type * as T from '../src/api/generated.ts';
import * as data from './data.ts';
import { key, NOW, schedule, tuesday, tuesdays } from './dates.ts';
import { expect, test } from './fixtures.ts';
import { FakeHub } from './fake/hub.ts';
import { checkIn } from './fake/meeting.ts';
import { lookAt, everywhere } from './looks.ts';
import { refusal, serve, signedIn } from './server.ts';

test.use({
  contextOptions: { reducedMotion: 'reduce' },
  viewport: { width: 390, height: 844 },
  timezoneId: 'Europe/Berlin',
});

const phone = everywhere.filter(({ name }) => name === 'phone-light');
const question = 'What brings you here?';
const restored = (page: Page) => page.getByText('What you had written is here again');
const forms = (page: Page) => page.evaluate(() => sessionStorage.getItem('rondo.forms') ?? '');

/** Whoever leaves what is not saved is asked by the browser. */
async function reload(page: Page): Promise<void> {
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  page.removeAllListeners('dialog');
}

test('a request to join', async ({ page, context }) => {
  const server: Parameters<typeof serve>[1] = {
    'POST /api/invites/look': {
      body: {
        ...data.look,
        room: { ...data.look.room, now: NOW },
        offer: { type: 'ask', questions: [question], days: 14 },
      },
    },
    'POST /api/invites/ask': { status: 201, body: { room: 'tuesday', expires_at: NOW } },
    'GET /api/request/tuesday': {
      body: {
        state: 'pending',
        room: { ...data.look.room, now: NOW },
        name: 'Robin',
        note: '',
        suggestion: null,
        begins: null,
        asked_at: NOW,
        decided_at: null,
        expires_at: NOW + 14 * 86_400_000,
      } satisfies T.AskedView,
    },
  };
  await serve(page, server);
  const begin = (page: Page) => page.getByRole('button', { name: 'I accept these. Go on' });
  const answer = (page: Page) => page.getByLabel(question);
  await page.goto(`/join#${data.SECRET}`);
  await begin(page).click();
  await answer(page).fill('My father died in May.');
  await page.getByRole('textbox', { name: /A name for/ }).fill('Robin');
  await page.goto(`/join#${data.SECRET}`);
  await page.reload();
  await expect(restored(page)).toBeVisible();
  await expect(answer(page)).toHaveValue('My father died in May.');
  await expect(page.getByRole('textbox', { name: /A name for/ })).toHaveValue('Robin');
  await lookAt(page, 'kept-request', phone, { fullPage: true });

  const other = await context.newPage();
  await other.setViewportSize({ width: 390, height: 844 });
  await serve(other, server);
  await other.goto(`/join#${data.SECRET}`);
  await begin(other).click();
  await expect(answer(other)).toHaveValue('');
  await other.close();

  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Ask to join' }).click();
  await expect(page).toHaveURL(/\/ask\/tuesday$/);
  expect(await forms(page)).toBe('');
  await page.goto(`/join#${data.SECRET}`);
  await page.reload();
  await begin(page).click();
  await expect(answer(page)).toHaveValue('');
  await expect(restored(page)).toBeHidden();
});

test('a concern about a lead', async ({ page }) => {
  const open = async () => {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'A concern about a lead…' }).click();
  };
  const field = page.getByRole('dialog').getByRole('textbox');
  const hub = await FakeHub.open(page, { view: checkIn('Marlow') });
  await page.route('**/api/seat/room', (route) =>
    route.fulfill({ json: { participant: 'marlow', name: 'Marlow', room: {}, host: 'other' } }),
  );
  await page.route('**/api/seat/room/concerns', (route) => route.fulfill({ status: 204 }));
  await page.goto('/meet/room');
  await hub.greeted;
  await open();
  await field.fill('I was not let finish.');
  await page.reload();
  await hub.greeted;
  await open();
  await expect(field).toHaveValue('I was not let finish.');
  await page.getByRole('button', { name: 'Leave it for the host' }).click();
  await expect(page.getByText('It is left for the host.')).toBeVisible();
  expect(await forms(page)).not.toContain('finish');
  await page.reload();
  await hub.greeted;
  await open();
  await expect(field).toHaveValue('');
});

test('addresses to invite', async ({ page }) => {
  await serve(page, {
    ...signedIn,
    'POST /api/rooms/tuesday/mail/invitations': { status: 201, body: { queued: 2, already: 0 } },
  });
  await page.goto('/rooms/tuesday');
  const field = page.getByLabel('Mail addresses, one on each line');
  await page.getByText('Invite by mail').click();
  await field.fill('kim@example.org\nbo@example.org');
  await reload(page);
  await expect(restored(page)).toBeVisible();
  await expect(field).toHaveValue('kim@example.org\nbo@example.org');
  await field.scrollIntoViewIfNeeded();
  await lookAt(page, 'kept-invite', phone);
  await page.getByRole('button', { name: 'Send the invitations' }).click();
  await expect(page.getByText('2 invitations')).toBeVisible();
  await expect(restored(page)).toBeHidden();
  expect(await forms(page)).toBe('');
});

test('a line to somebody who asked', async ({ page }) => {
  const entry = { type: 'asking', questions: [question] } as const;
  let requests: T.RequestView[] = [
    { id: 'kim', name: 'Kim', asked_at: NOW, expires_at: NOW + 86_400_000, answers: [] },
  ];
  await serve(page, {
    ...signedIn,
    'GET /api/rooms/tuesday': { body: { ...data.room, entry, asking: 1 } },
    'GET /api/rooms/tuesday/requests': () => ({ body: { requests, now: NOW } }),
    'POST /api/rooms/tuesday/requests/kim/decline': () => {
      requests = [];
      return { status: 204 };
    },
  });
  await page.goto('/rooms/tuesday');
  const decline = page.getByRole('button', { name: 'Decline: Kim' });
  const dialog = page.getByRole('dialog');
  await decline.click();
  await dialog.getByRole('textbox').fill('We are full until summer.');
  await reload(page);
  await decline.click();
  await expect(dialog.getByRole('textbox')).toHaveValue('We are full until summer.');
  await lookAt(page, 'kept-decision', phone);
  await dialog.getByRole('button', { name: 'Decline' }).click();
  await expect(page.getByText('Nobody is waiting for an answer.')).toBeVisible();
  expect(await forms(page)).toBe('');
});

test('a note to a date that somebody else moved meanwhile', async ({ page }) => {
  await page.clock.setFixedTime(NOW);
  let dates = tuesdays(12);
  let tag = '"1"';
  const tags: (string | undefined)[] = [];
  const at = `/api/rooms/tuesday/dates/${encodeURIComponent(key(1))}`;
  page.on('request', (request) => {
    if (request.method() === 'PATCH') tags.push(request.headers()['if-match']);
  });
  const room = (): T.Room => {
    const planned = { schedule: schedule(), dates, now: NOW };
    return { ...data.room, meeting: null, planned };
  };
  await serve(page, {
    ...signedIn,
    'GET /api/rooms/tuesday': () => ({ body: room(), headers: { ETag: tag } }),
    [`PATCH ${at}`]: () =>
      tags.at(-1) === tag ? { body: room().planned } : refusal(412, 'changed_meanwhile'),
  });
  const dialog = page.getByRole('dialog');
  const open = async (name: string) => {
    await page.getByRole('button', { name: `Change ${name}` }).click();
    await page.getByRole('menuitem', { name: 'Write a note', exact: true }).click();
  };
  await page.goto('/rooms/tuesday');
  await open('Tuesday 8 December, 19:00');
  await dialog.getByLabel('Note').fill('Bring a photo.');
  dates = dates.map((date, n) => (n === 1 ? tuesday(1, { note: 'Room 2' }) : date));
  tag = '"2"';
  await reload(page);
  await open('Tuesday 8 December, 19:00');
  await expect(dialog.getByLabel('Note')).toHaveValue('Bring a photo.');
  await dialog.getByRole('button', { name: 'Save the note' }).click();
  await expect(dialog.getByText('Somebody else changed this meanwhile.')).toBeVisible();
  await lookAt(page, 'kept-note', phone);
  await dialog.getByRole('button', { name: 'Save the note' }).click();
  await expect(dialog).toBeHidden();
  expect(tags).toEqual(['"1"', '"2"']);
  expect(await forms(page)).toBe('');
});
