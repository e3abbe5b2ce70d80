/** One page makes a series: its dates, how people come to them and how they get in. */
import type { Page } from '@playwright/test';
import type * as T from '../src/api/generated.ts';
import * as data from './data.ts';
import { key, NOW, preview, schedule, tuesdays } from './dates.ts';
import {
  expect,
  expectAccessible,
  expectLargeTargets,
  expectNoSidewaysScroll,
  test,
} from './fixtures.ts';
import { refusal, serve, signedIn, type Answers } from './server.ts';

const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
const numbered: T.DateView[] = tuesdays(12).map((date, n) => ({
  ...date,
  number: { session: n + 1, of: 12 },
}));
const bySchedule: Answers = {
  'POST /api/schedules/preview': { body: preview(numbered) },
};

async function open(page: Page, path: string, answers: Answers = {}) {
  await page.clock.setFixedTime(NOW);
  const asked = await serve(page, { ...signedIn, ...bySchedule, ...answers });
  await page.goto(path);
  return asked;
}

const made = (asked: { request: string; body: unknown }[]) =>
  asked.filter(({ request }) => request === 'POST /api/rooms').map(({ body }) => body);
const fold = (page: Page, name: string) => page.locator('summary', { hasText: name });
const open12 = async (page: Page) => {
  await page.getByLabel('Title', { exact: true }).fill('Tuesday circle');
  await page.getByRole('radio', { name: /On dates/ }).check();
  await page.getByLabel('First date').fill('2026-12-01');
  await page.getByLabel('Ends').selectOption('After so many dates');
};

async function look(page: Page, name: string) {
  await expectNoSidewaysScroll(page);
  await page.screenshot({ path: `test-results/new-series/${name}.png`, fullPage: true });
}

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test.describe(width, () => {
    test.use({
      viewport,
      timezoneId: 'Europe/Berlin',
      contextOptions: { reducedMotion: 'reduce' },
    });

    test('a series is made with its places and its way in, and shows what members see', async ({
      page,
    }) => {
      let refused = true;
      const wrong: T.Wrong[] = [{ field: 'places.capacity', reason: 'too_large', limit: 9 }];
      const asked = await open(page, '/rooms/new', {
        'POST /api/rooms': () => {
          if (!refused) return { status: 201, body: data.room };
          refused = false;
          const answer = refusal(422, 'settings_invalid', 'places.capacity');
          return { ...answer, body: { ...(answer.body as object), errors: wrong } };
        },
      });
      await open12(page);
      await expect(fold(page, 'How people come')).toContainText('Without sign-up');
      await expect(fold(page, 'How people get in')).toContainText('Open');

      await fold(page, 'How people come').click();
      await page.getByRole('radio', { name: /Sign-up for each date/ }).check();
      await page.getByLabel('Places for each date').fill('6');
      await fold(page, 'How people get in').click();
      await page.getByRole('radio', { name: /Closed/ }).check();
      await page.getByLabel('No newcomers after a session').check();
      await expect(page.getByLabel('Until session, of 12')).toHaveValue('3');
      await fold(page, 'What members see').click();
      const face = page.locator('details', { has: fold(page, 'What members see') });
      await expect(face.getByText('Tuesday circle')).toBeVisible();
      await expect(face.getByText('It is in 5 days.')).toBeVisible();
      await expect(face.getByText('there are 6 places')).toBeVisible();
      await expect(face.getByText('Newcomers come until session 3.')).toBeVisible();
      await look(page, `whole-${width}`);
      await expectAccessible(page);
      await expectLargeTargets(page);

      // Folded away, and unfolded where something is wrong.
      await fold(page, 'How people come').click();
      await page.getByRole('button', { name: 'Make the room' }).click();
      await expect(page.getByLabel('Places for each date')).toBeFocused();
      await look(page, `wrong-${width}`);
      await page.getByLabel('Places for each date').fill('5');
      await page.getByRole('button', { name: 'Make the room' }).click();
      await expect(page).toHaveURL(/rooms\/tuesday$/);
      expect(made(asked)[1]).toMatchObject({
        schedule: { start: '2026-12-01T19:00', ends: { type: 'after', dates: 12 } },
        places: { sign_up: true, capacity: 5, absence: null },
        entry: { type: 'closed', until_session: 3 },
      });
    });

    test('what is chosen outlives a reload, with the dates on which modules start', async ({
      page,
    }) => {
      const asked = await open(page, '/rooms/new', {
        'POST /api/rooms': { status: 201, body: data.room },
      });
      await open12(page);
      await fold(page, 'How people get in').click();
      await page.getByRole('radio', { name: /At the start of a module/ }).check();
      await page.getByRole('checkbox', { name: / 1 of 12/ }).check();
      await page.getByRole('checkbox', { name: / 5 of 12/ }).check();
      await fold(page, 'How people come').click();
      await page.getByRole('radio', { name: /Sign-up for each date/ }).check();
      await look(page, `modules-${width}`);
      page.on('dialog', (dialog) => void dialog.accept());
      await page.reload();
      await expect(fold(page, 'How people come')).toContainText('Sign-up for each date');
      await expect(fold(page, 'How people get in')).toContainText('At the start of a module');
      await fold(page, 'How people get in').click();
      await expect(page.getByRole('checkbox', { name: / 5 of 12/ })).toBeChecked();
      await page.getByRole('button', { name: 'Make the room' }).click();
      await expect(page).toHaveURL(/rooms\/tuesday$/);
      expect(made(asked)[0]).toMatchObject({
        places: { sign_up: true, capacity: null },
        entry: { type: 'modules', starts: [key(0), key(4)] },
      });
    });
  });
}

test('a duplicate comes to its dates and gets in as the room that it is like', async ({ page }) => {
  const rule: T.PlacesRule = { sign_up: true, capacity: 4, absence: null };
  const view = schedule({ ends: { type: 'after', dates: 12 } });
  const places: T.RoomPlaces = { ...data.places, rule, seats: 4, now: NOW };
  const room: T.Room = {
    ...data.room,
    meeting: null,
    next: numbered[0] ?? null,
    planned: { schedule: view, dates: numbered, now: NOW },
    entry: { type: 'asking', questions: ['What brings you?'] },
  };
  const asked = await open(page, '/rooms/tuesday/copy', {
    'GET /api/rooms/tuesday': { body: room },
    'GET /api/rooms/tuesday/places': { body: places },
    'POST /api/rooms': { status: 201, body: data.room },
  });
  await expect(fold(page, 'How people come')).toContainText('Sign-up for each date');
  await page.getByRole('button', { name: 'Make the room' }).click();
  await expect(page).toHaveURL(/rooms\/tuesday$/);
  expect(made(asked)[0]).toMatchObject({ places: rule, entry: room.entry });
});

test.describe('in German, with the keyboard', () => {
  test.use({ locale: 'de-DE', timezoneId: 'Europe/Berlin' });

  test('a room without dates asks who comes', async ({ page }) => {
    const asked = await open(page, '/rooms/new', {
      'POST /api/rooms': { status: 201, body: data.room },
    });
    await page.getByLabel('Titel', { exact: true }).fill('Dienstagskreis');
    await fold(page, 'Wie man dazukommt').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.getByLabel('Frage 1').fill('Was führt dich her?');
    await look(page, 'german');
    await page.getByRole('button', { name: 'Raum anlegen' }).press('Enter');
    await expect(page).toHaveURL(/rooms\/tuesday$/);
    expect(made(asked)[0]).toMatchObject({
      entry: { type: 'asking', questions: ['Was führt dich her?'] },
    });
    expect(made(asked)[0]).not.toHaveProperty('places');
  });
});
