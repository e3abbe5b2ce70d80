/** Planning a series, and changing single dates: with the keyboard and on a phone, in any zone. */
import type { Page } from '@playwright/test';
import type * as T from '../src/api/generated.ts';
import * as data from './data.ts';
import { key, NOW, preview, schedule, tuesday, tuesdays } from './dates.ts';
import {
  expect,
  expectAccessible,
  expectLargeTargets,
  expectNoSidewaysScroll,
  test,
} from './fixtures.ts';
import { refusal, serve, signedIn, type Answers } from './server.ts';

const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
const ROOM = '/api/rooms/tuesday';
const twelve = schedule({ ends: { type: 'after', dates: 12 } });
const numbered: T.DateView[] = tuesdays(12).map((date, n) => ({
  ...date,
  number: { session: n + 1, of: 12 },
}));

const roomOn = (dates: T.DateView[], view: T.ScheduleView | null = twelve): T.Room => ({
  ...data.room,
  meeting: null,
  next: dates.find(({ cancelled }) => !cancelled) ?? null,
  planned: { schedule: view, dates, now: NOW },
});

async function open(page: Page, path: string, answers: Answers = {}) {
  await page.clock.setFixedTime(NOW);
  const asked = await serve(page, { ...signedIn, ...answers });
  await page.goto(path);
  return asked;
}

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).click();
const choose = (page: Page, name: string) =>
  page.getByRole('menuitem', { name, exact: true }).click();
const sent = (asked: { request: string; body: unknown }[], request: string) =>
  asked.filter((one) => one.request === request).map(({ body }) => body);

async function look(page: Page, name: string) {
  await expectNoSidewaysScroll(page);
  await page.screenshot({ path: `test-results/schedule/${name}.png`, fullPage: true });
}

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test.describe(width, () => {
    test.use({
      viewport,
      timezoneId: 'Europe/Berlin',
      contextOptions: { reducedMotion: 'reduce' },
    });

    test('a series is planned with the room, and shows what it brings', async ({ page }) => {
      const asked = await open(page, '/rooms/new', {
        'POST /api/schedules/preview': ({ schedule }: T.Draft) =>
          schedule.zone === 'Europe/Atlantis'
            ? refusal(422, 'schedule_invalid', 'zone')
            : {
                body: preview(tuesdays(12), {
                  overlaps: [
                    { date: tuesday(1), room: 'steady', title: 'Steady ground', other: tuesday(1) },
                  ],
                }),
              },
        'POST /api/rooms': { status: 201, body: data.room },
      });
      await page.getByLabel('Title', { exact: true }).fill('Tuesday circle');
      await page.getByRole('radio', { name: /On dates/ }).check();
      await expect(page.getByText('Choose the first date to see')).toBeVisible();
      await press(page, 'Make the room');
      await expect(page.getByLabel('First date')).toBeFocused();
      await expect(page.getByText('Choose the day of the first date.')).toBeVisible();
      await page.getByLabel('First date').fill('2026-12-01');
      await expect(page.getByText('Every Tuesday, 19:00').first()).toBeVisible();
      await expect(page.getByText('Tuesday 8 December, 19:00: with Steady ground')).toBeVisible();
      await page.getByText('What members see').click();
      await expect(page.getByText('It is in 5 days.')).toBeVisible();
      await page.getByLabel('Repeats').selectOption({ label: 'Monthly, on the first Tuesday' });
      await expect(page.getByText('On the first Tuesday of every month').first()).toBeVisible();
      await page.getByLabel('Repeats').selectOption('By the week');
      await page.getByLabel('Ends').selectOption('After so many dates');
      await page.getByText('Doors', { exact: true }).click();
      await look(page, `plan-${width}`);
      await expectAccessible(page);
      await expectLargeTargets(page);
      await page.getByLabel('Time zone').fill('Lisbon');
      await page.getByLabel('Time zone').blur();
      await expect(page.getByLabel('Time zone')).toHaveValue('Europe/Lisbon');
      await expect(page.getByText('In Lisbon it is 10:00 now.')).toBeVisible();
      await press(page, 'Make the room');
      await expect(page).toHaveURL(/rooms\/tuesday$/);
      expect(sent(asked, 'POST /api/rooms')[0]).toMatchObject({
        schedule: {
          zone: 'Europe/Lisbon',
          start: '2026-12-01T19:00',
          repeat: { type: 'weekly', every: 1, on: ['tuesday'] },
          ends: { type: 'after', dates: 12 },
          doors: { leads_minutes: 30, members_minutes: 15, late_minutes: null, missed_minutes: 15 },
        },
      });
    });

    test('a date is moved; what was typed outlives somebody else’s change, and it is undone', async ({
      page,
    }) => {
      let dates = numbered;
      let conflicts = 1;
      const moved = {
        ...tuesday(1, { moved: true, note: 'A day later' }),
        local: '2026-12-09T18:00',
      };
      const asked = await open(page, '/rooms/tuesday', {
        [`GET ${ROOM}`]: () => ({ body: roomOn(dates) }),
        [`PATCH ${ROOM}/dates/${encodeURIComponent(key(1))}`]: ({ starts }: T.DateChange) => {
          if (conflicts-- > 0) return refusal(409, 'schedule_changed');
          const there =
            starts === moved.local
              ? { ...moved, starts_at: tuesday(1).starts_at + 82_800_000 }
              : numbered[1]!;
          dates = numbered.map((date, n) => (n === 1 ? there : date));
          return { body: roomOn(dates).planned };
        },
      });
      await expect(page.getByText('Every Tuesday, 19:00. 12 dates in all.')).toBeVisible();
      await expect(page.getByText('in 5 days')).toBeVisible();
      await look(page, `dates-${width}`);
      await expectAccessible(page);
      await expectLargeTargets(page);
      // All of it by keyboard.
      await page.getByRole('button', { name: 'Change Tuesday 8 December, 19:00' }).focus();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('menuitem').first()).toBeFocused();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Day').fill('2026-12-09');
      await dialog.getByLabel('Time').fill('18:00');
      await dialog.getByLabel('Note').fill('A day later');
      await look(page, `move-${width}`);
      await dialog.getByRole('button', { name: 'Move it' }).click();
      await expect(dialog.getByText('Somebody else changed the dates meanwhile.')).toBeVisible();
      await expect(dialog.getByLabel('Note')).toHaveValue('A day later');
      await dialog.getByRole('button', { name: 'Move it' }).click();
      await expect(dialog).toBeHidden();
      await expect(page.getByText('Moved to Wednesday 9 December, 18:00.')).toBeVisible();
      await expect(page.getByText('A day later')).toBeVisible();
      await look(page, `moved-${width}`);
      await press(page, 'Undo');
      await expect(page.getByText('It is as it was.')).toBeVisible();
      expect(sent(asked, `PATCH ${ROOM}/dates/${encodeURIComponent(key(1))}`)).toEqual([
        { starts: '2026-12-09T18:00', note: 'A day later' },
        { starts: '2026-12-09T18:00', note: 'A day later' },
        { starts: key(1), cancelled: false, note: '' },
      ]);
    });

    test('a date is cancelled with a note and one more at the end, and held after all', async ({
      page,
    }) => {
      let dates = numbered;
      const asked = await open(page, '/rooms/tuesday', {
        [`GET ${ROOM}`]: () => ({ body: roomOn(dates) }),
        [`GET ${ROOM}/dates`]: () => ({ body: { dates, now: NOW } }),
        [`PUT ${ROOM}/schedule`]: ({ schedule }: T.Plan) => ({
          body: { schedule: { ...schedule, sequence: 2 }, dates, now: NOW },
        }),
        [`PATCH ${ROOM}/dates/${encodeURIComponent(key(3))}`]: ({
          cancelled,
          note,
        }: T.DateChange) => {
          const more = { cancelled: cancelled ?? false, note: note ?? '' };
          dates = numbered.map((date, n) => (n === 3 ? { ...date, ...more } : date));
          return { body: roomOn(dates).planned };
        },
      });
      await press(page, 'Change Tuesday 22 December, 19:00');
      await choose(page, 'Cancel this date');
      const dialog = page.getByRole('dialog', { name: /Cancel Tuesday 22 December/ });
      await dialog.getByLabel('Note').fill('Holidays');
      await dialog.getByLabel('Add one at the end').check();
      await look(page, `cancel-${width}`);
      await expectAccessible(page);
      await dialog.getByRole('button', { name: 'Cancel this date' }).click();
      await expect(page.getByText(/is cancelled, and there is one more at the end/)).toBeVisible();
      await expect(page.getByText('Holidays')).toBeVisible();
      await look(page, `cancelled-${width}`);
      expect(sent(asked, `PUT ${ROOM}/schedule`)).toMatchObject([
        { from: key(0), schedule: { start: key(0), ends: { type: 'after', dates: 13 } } },
      ]);
      await press(page, 'Undo');
      await expect(page.getByText('It is as it was.')).toBeVisible();
      expect(sent(asked, `PATCH ${ROOM}/dates/${encodeURIComponent(key(3))}`)).toEqual([
        { cancelled: true, note: 'Holidays' },
        { starts: key(3), cancelled: false, note: '' },
      ]);
    });

    test('a date that could not be added at the end is said, and the other stays cancelled', async ({
      page,
    }) => {
      const begun = schedule({ start: '2024-01-02T19:00', ends: { type: 'after', dates: 300 } });
      const asked = await open(page, '/rooms/tuesday', {
        [`GET ${ROOM}`]: { body: roomOn(tuesdays(12), begun) },
        [`GET ${ROOM}/dates`]: { body: { dates: tuesdays(100), now: NOW } },
        [`PATCH ${ROOM}/dates/${encodeURIComponent(key(3))}`]: {
          body: roomOn(tuesdays(12), begun).planned,
        },
      });
      await press(page, 'Change Tuesday 22 December, 19:00');
      await choose(page, 'Cancel this date');
      const dialog = page.getByRole('dialog', { name: /Cancel Tuesday 22 December/ });
      await dialog.getByLabel('Add one at the end').check();
      await dialog.getByRole('button', { name: 'Cancel this date' }).click();
      await expect(page.getByText('the one at the end could not be added')).toBeVisible();
      expect(sent(asked, `PUT ${ROOM}/schedule`)).toEqual([]);
    });

    test('the rule is changed from one date on, and says what becomes of single changes', async ({
      page,
    }) => {
      const cancelled = tuesday(3, { cancelled: true });
      const dates = tuesdays(12).map((date, n) => (n === 3 ? cancelled : date));
      const asked = await open(page, '/rooms/tuesday', {
        [`GET ${ROOM}`]: { body: roomOn(dates, schedule()) },
        [`GET ${ROOM}/dates`]: { body: { dates, now: NOW } },
        [`POST ${ROOM}/schedule/preview`]: {
          body: preview(tuesdays(12), {
            effects: [
              { date: cancelled, effect: { type: 'follows', to: '2026-12-23T19:00' } },
              { date: tuesday(4, { moved: true }), effect: { type: 'stays' } },
            ],
          }),
        },
        [`PUT ${ROOM}/schedule`]: { body: roomOn(dates).planned },
      });
      await press(page, 'Change Tuesday 8 December, 19:00');
      await choose(page, 'Change from here on');
      await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
      await expect(page.getByLabel('From', { exact: true })).toHaveValue('2026-12-08');
      await page.getByLabel('From', { exact: true }).fill('2026-12-09');
      await expect(page.getByText('now holds for the date planned for')).toBeVisible();
      await expect(
        page.getByText('Tuesday 29 December, 19:00 stays, as an extra date.'),
      ).toBeVisible();
      await look(page, `from-here-${width}`);
      await expectAccessible(page);
      await page.getByRole('link', { name: 'Rondo' }).first().click();
      await page.getByRole('dialog').getByRole('button', { name: 'Keep writing' }).click();
      await press(page, 'Save the schedule');
      await expect(page.getByRole('heading', { name: 'Tuesday circle' })).toBeVisible();
      expect(sent(asked, `PUT ${ROOM}/schedule`)).toMatchObject([
        {
          from: key(1),
          schedule: { start: '2026-12-09T19:00', repeat: { type: 'weekly', on: ['wednesday'] } },
        },
      ]);
    });

    test('a member sees in an invitation when to come', async ({ page }) => {
      const dates = [
        tuesday(0, { cancelled: true, note: 'The room is being painted' }),
        tuesday(1, { note: 'Bring a photo', number: { session: 1, of: 11 } }),
        tuesday(2),
      ];
      const face = { ...data.look.room, scheduled: true, dates, now: NOW };
      await open(page, `/join#${data.SECRET}`, {
        'POST /api/invites/look': { body: { ...data.look, room: face } },
      });
      await expect(page.getByText('Tuesday 8 December, 19:00', { exact: true })).toBeVisible();
      await expect(page.getByText('It is in 12 days.')).toBeVisible();
      await expect(page.getByText('Tuesday 1 December, 19:00 is cancelled.')).toBeVisible();
      await expect(page.getByText('Bring a photo')).toBeVisible();
      await look(page, `invitation-${width}`);
      await expectAccessible(page);
    });
  });
}

test.describe('far away, in German', () => {
  test.use({ locale: 'de-DE', timezoneId: 'America/New_York', viewport: WIDTHS.phone });

  test('times are the reader’s own, with the host’s beside them', async ({ page }) => {
    await open(page, '/rooms/tuesday', {
      [`GET ${ROOM}`]: { body: roomOn(numbered) },
      [`GET ${ROOM}/dates`]: { body: { dates: numbered, now: NOW } },
      [`POST ${ROOM}/schedule/preview`]: { body: preview(tuesdays(12)) },
    });
    await expect(page.getByText('13:00 (Berlin 19:00)').first()).toBeVisible();
    await expect(page.getByText('Jede Woche am Dienstag, 19:00 in Berlin')).toBeVisible();
    await look(page, 'dates-de');
    await press(page, 'Den Plan ändern');
    await expect(page.getByLabel('Zeitzone')).toHaveValue('Europe/Berlin');
    await look(page, 'edit-de');
  });
});

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark', timezoneId: 'Europe/Berlin', viewport: WIDTHS.desktop });

  test('the dates of a room', async ({ page }) => {
    const dates = numbered.map((date, n) => (n === 1 ? { ...date, cancelled: true } : date));
    await open(page, '/rooms/tuesday', { [`GET ${ROOM}`]: { body: roomOn(dates) } });
    await expect(page.getByText('Cancelled', { exact: true })).toBeVisible();
    await look(page, 'dates-dark');
    await expectAccessible(page);
  });
});

test('a room without dates says so, and gets a schedule', async ({ page }) => {
  const asked = await open(page, '/rooms/tuesday', {
    [`GET ${ROOM}/dates`]: { body: { dates: [], now: NOW } },
    [`POST ${ROOM}/schedule/preview`]: { body: preview(tuesdays(12)) },
    [`PUT ${ROOM}/schedule`]: { body: roomOn(numbered).planned },
  });
  await expect(page.getByText('It has no dates: leads open it when they like.')).toBeVisible();
  await press(page, 'Plan dates');
  await page.getByLabel('First date').fill('2026-12-01');
  await press(page, 'Save the schedule');
  await expect(page.getByRole('heading', { name: 'Tuesday circle' })).toBeVisible();
  expect(sent(asked, `PUT ${ROOM}/schedule`)).toHaveLength(1);
  expect(sent(asked, `PUT ${ROOM}/schedule`)[0]).not.toHaveProperty('from');
});

test('a room is duplicated, with its schedule or without it', async ({ page }) => {
  const asked = await open(page, '/rooms/tuesday', {
    [`GET ${ROOM}`]: { body: roomOn(numbered) },
    'POST /api/schedules/preview': { body: preview(tuesdays(12)) },
    'POST /api/rooms': { status: 201, body: data.room },
  });
  await page.getByRole('link', { name: 'Duplicate' }).click();
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Tuesday circle (2)');
  await expect(page.getByLabel('First date')).toHaveValue('2026-12-01');
  await press(page, 'Make the room');
  await expect(page).toHaveURL(/rooms\/tuesday$/);
  expect(sent(asked, 'POST /api/rooms')[0]).toMatchObject({
    title: 'Tuesday circle (2)',
    suits: data.room.suits,
    agenda: data.room.agenda,
    guidelines: data.room.guidelines,
    schedule: { start: key(0), ends: { type: 'after', dates: 12 } },
  });
  await page.goto('/rooms/tuesday/copy');
  await page.getByRole('radio', { name: /Without dates/ }).check();
  await press(page, 'Make the room');
  await expect(page).toHaveURL(/rooms\/tuesday$/);
  expect(sent(asked, 'POST /api/rooms')[1]).not.toHaveProperty('schedule');
});
