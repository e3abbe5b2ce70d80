/** Two people change the same thing: nothing that was typed is lost, and nobody is overwritten unasked. */
import type { Page } from '@playwright/test';
import type * as T from '../src/api/generated.ts';
import * as data from './data.ts';
import { refusal, serve, signedIn, type Answers } from './server.ts';
import { expect, expectAccessible, test } from './fixtures.ts';

/** A server on which somebody else changes the room once this page has read it. */
function changing(theirs: Partial<T.Room>) {
  const sent: { tag: string | undefined; body: unknown }[] = [];
  let tag = '"1"';
  let room: T.Room = data.room;
  const answers: Answers = {
    ...signedIn,
    'GET /api/rooms/tuesday': () => ({ body: room, headers: { ETag: tag } }),
    'PATCH /api/rooms/tuesday': (body: Partial<T.Room>) => {
      if (sent.at(-1)?.tag !== tag) return refusal(412, 'changed_meanwhile');
      room = { ...room, ...body };
      tag = '"3"';
      return { body: room, headers: { ETag: tag } };
    },
  };
  return {
    sent,
    answers,
    async watch(page: Page) {
      page.on('request', (request) => {
        if (request.method() !== 'PATCH') return;
        sent.push({ tag: request.headers()['if-match'], body: request.postDataJSON() });
      });
    },
    somebodyElse() {
      room = { ...room, ...theirs };
      tag = '"2"';
    },
  };
}

const title = (page: Page) => page.getByLabel('Title', { exact: true });
const conflict = (page: Page) =>
  page.getByRole('region', { name: 'Someone else changed this while you were writing.' });

async function write(page: Page, server: ReturnType<typeof changing>) {
  await server.watch(page);
  await serve(page, server.answers);
  await page.goto('/rooms/tuesday');
  await page.getByRole('button', { name: 'Edit' }).click();
  await title(page).fill('Mine');
  server.somebodyElse();
  await page.getByRole('button', { name: 'Save' }).click();
}

for (const viewport of [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
]) {
  test.describe(`at ${viewport.width}`, () => {
    test.use({ viewport, contextOptions: { reducedMotion: 'reduce' } });

    test('what was typed stays beside what is stored, and is saved over it', async ({ page }) => {
      const server = changing({ title: 'Theirs', capacity: 7 });
      await write(page, server);
      await expect(conflict(page)).toBeVisible();
      await expect(conflict(page)).toContainText('Theirs');
      await expect(conflict(page)).toContainText('7');
      await expect(conflict(page)).not.toContainText(data.room.suits);
      await expect(title(page)).toHaveValue('Mine');
      await expectAccessible(page);
      await page.screenshot({ path: `test-results/conflict-${viewport.width}.png` });
      await page.getByRole('button', { name: 'Save mine' }).click();
      await expect(page.getByRole('heading', { name: 'Mine' })).toBeVisible();
      expect(server.sent.map(({ tag }) => tag)).toEqual(['"1"', '"2"']);
    });
  });
}

test('what is stored is taken instead', async ({ page }) => {
  const server = changing({ title: 'Theirs' });
  await write(page, server);
  await page.getByRole('button', { name: 'Take what is stored' }).click();
  await expect(page.getByRole('heading', { name: 'Theirs' })).toBeVisible();
  expect(server.sent).toHaveLength(1);
});

/** Writes, and loads the page again, whose draft is then older than what is stored. */
async function writeAndReload(page: Page, server: ReturnType<typeof changing>) {
  await server.watch(page);
  await serve(page, server.answers);
  await page.goto('/rooms/tuesday');
  await page.getByRole('button', { name: 'Edit' }).click();
  await title(page).fill('Mine');
  server.somebodyElse();
  await again(page);
}

async function again(page: Page) {
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await page.getByRole('button', { name: 'Edit' }).click();
  await expect(page.getByText('What you had written is here again.')).toBeVisible();
  await expect(title(page)).toHaveValue('Mine');
}

test('what came back after a reload is held to the room as it was then', async ({ page }) => {
  const server = changing({ title: 'Theirs', capacity: 7 });
  await writeAndReload(page, server);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(conflict(page)).toContainText('Theirs');
  await expect(conflict(page)).toContainText('7');
  // What was shown once is what it goes over, also after another reload.
  await again(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Mine' })).toBeVisible();
  expect(server.sent.map(({ tag }) => tag)).toEqual(['"1"', '"2"']);
});

test('what came back and is thrown away makes room for what is stored', async ({ page }) => {
  const server = changing({ title: 'Theirs' });
  await writeAndReload(page, server);
  await page.getByRole('button', { name: 'Back to what is saved' }).click();
  await expect(title(page)).toHaveValue('Theirs');
  await title(page).fill('Ours');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Ours' })).toBeVisible();
  expect(server.sent.map(({ tag }) => tag)).toEqual(['"2"']);
});

test('nobody is asked when something else of the room changed', async ({ page }) => {
  const server = changing({ asking: 3 });
  await write(page, server);
  await expect(page.getByRole('heading', { name: 'Mine' })).toBeVisible();
  expect(server.sent.map(({ tag }) => tag)).toEqual(['"1"', '"2"']);
});

test('a list of many people comes page by page, by keyboard and said aloud', async ({ page }) => {
  const many = Array.from({ length: 120 }, (_, n) => ({
    ...data.accounts[0]!,
    id: `a${n}`,
    name: `person${n}`,
    display_name: `Person ${n}`,
  }));
  await serve(page, signedIn);
  await page.route('**/api/accounts*', (route) => {
    const after = Number(new URL(route.request().url()).searchParams.get('after') ?? 0);
    const next = after + 50 < many.length ? String(after + 50) : null;
    return route.fulfill({ json: { accounts: many.slice(after, after + 50), next } });
  });
  await page.goto('/people');
  const people = page.getByText(/^Person \d+$/);
  await expect(people).toHaveCount(50);
  const more = page.getByRole('button', { name: 'Show more' });
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('100 are shown.')).toBeVisible();
  await expect(people).toHaveCount(100);
  await expect(more).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('All 120 are shown.')).toBeVisible();
  await expect(people).toHaveCount(120);
  await expect(more).toHaveCount(0);
});
