/** The way home: the seats of this browser, on this device only. */
import type { Page } from '@playwright/test';
import * as data from './data.ts';
import {
  expect,
  expectAccessible,
  expectLargeTargets,
  expectNoSidewaysScroll,
  test,
} from './fixtures.ts';
import { picture } from './pictures.ts';
import { refusal, serve, signedIn, type Answers } from './server.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const date = (at: number, cancelled = false) => ({
  key: '2026-12-01T19:00',
  zone: 'Europe/Berlin',
  local: '2026-12-01T19:00',
  starts_at: at,
  ends_at: at + 5_400_000,
  leads_from: at,
  members_from: at,
  missed_at: at,
  late_at: null,
  moved: false,
  cancelled,
  number: null,
  note: '',
});
const seat = (title: string, over: object = {}) => ({
  body: {
    participant: 'p',
    name: 'Marlow',
    host: null,
    room: { ...data.look.room, title, scheduled: true, dates: [], now: NOW, ...over },
  },
});

const rooms: Answers = {
  'GET /api/seat/tuesday': seat('Tuesday circle', {
    dates: [date(Date.UTC(2026, 10, 24, 18), true), date(Date.UTC(2026, 11, 1, 18))],
  }),
  'GET /api/seat/open': seat('Any time', { scheduled: false }),
  'GET /api/seat/gone': refusal(404, 'no_seat'),
  'GET /api/seat/shut': refusal(403, 'banned'),
  'GET /api/seat/away': { offline: true },
};

/** The list as this browser kept it. */
const keeps = (page: Page, ...list: [room: string, name: string | null][]) =>
  page.addInitScript(
    (list) => {
      if (localStorage.getItem('rondo.seats') === null)
        localStorage.setItem('rondo.seats', JSON.stringify(list));
    },
    list.map(([room, name], i) => ({ room, name, number: i + 1 })),
  );

const kept = (page: Page) =>
  page.evaluate(() => JSON.parse(localStorage.getItem('rondo.seats') ?? '[]') as unknown[]);

test.use({ timezoneId: 'America/New_York', contextOptions: { reducedMotion: 'reduce' } });

for (const [locale, size] of [
  ['en-GB', { width: 1440, height: 900 }],
  ['de-DE', { width: 390, height: 844 }],
] as const) {
  test.describe(locale, () => {
    test.use({ locale, viewport: size });

    test('lists each seat with its next date, and says what is gone', async ({ page }) => {
      await serve(page, rooms);
      await keeps(
        page,
        ['tuesday', 'Tuesdays'],
        ['open', null],
        ['gone', null],
        ['shut', null],
        ['away', null],
      );
      await page.goto('/');
      const de = locale === 'de-DE';
      const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });
      await expect(row('Tuesdays')).toContainText(
        de ? 'Dienstag, 1. Dezember, 13:00' : 'Tuesday 1 December, 13:00',
      );
      await expect(row(de ? 'Gruppe 2' : 'Group 2')).toContainText(
        de ? 'wenn eine Leitung öffnet' : 'when a lead opens it',
      );
      await expect(row(de ? 'Gruppe 3' : 'Group 3')).toContainText(
        de ? 'nicht mehr offen' : 'not open here any more',
      );
      await expect(row(de ? 'Gruppe 4' : 'Group 4')).toContainText(
        de ? 'für dich geschlossen' : 'closed to you',
      );
      await expect(row(de ? 'Gruppe 5' : 'Group 5')).toContainText(
        de ? 'nicht laden' : 'can’t be loaded now',
      );
      // A title stands nowhere unless its owner takes it.
      await expect(page.getByText('Tuesday circle')).toHaveCount(0);
      await expectAccessible(page);
      await expectLargeTargets(page);
      await expectNoSidewaysScroll(page);
      await page.screenshot({ path: picture(`home-${locale}`), fullPage: true });
    });
  });
}

test('is renamed and left by keyboard, and remembers it', async ({ page }) => {
  await serve(page, rooms);
  await keeps(page, ['tuesday', null]);
  await page.goto('/');
  await expect(page.getByText('13:00')).toBeVisible();
  const more = page.getByRole('button', { name: 'More for Group 1' });
  await more.press('Enter');
  await page.getByRole('menuitem', { name: 'Rename' }).press('Enter');
  const field = page.getByLabel('What you call this group here');
  await expect(field).toBeFocused();
  await field.fill('Evenings');
  await field.press('Escape');
  await expect(page.getByRole('heading', { name: 'Group 1' })).toBeVisible();
  await more.press('Enter');
  await page.getByRole('menuitem', { name: 'Rename' }).press('Enter');
  await page.getByRole('button', { name: 'Use the room’s own name' }).click();
  await expect(field).toHaveValue('Tuesday circle');
  await field.fill('Evenings');
  await field.press('Enter');
  await expect(page.getByRole('link', { name: 'To the room: Evenings' })).toBeFocused();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Evenings' })).toBeVisible();
  await page.getByRole('button', { name: 'More for Evenings' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Take off this list' }).press('Enter');
  await page.getByRole('button', { name: 'Take it off' }).click();
  await expect(page.getByRole('heading', { name: 'My groups' })).toHaveCount(0);
  expect(await page.evaluate(() => localStorage.getItem('rondo.seats'))).toBeNull();
});

for (const [remember, listed] of [
  ['Only for this visit', false],
  ['For 30 days', true],
] as const) {
  test(`a seat that is remembered ${remember.toLowerCase()} is ${listed ? '' : 'not '}listed`, async ({
    page,
  }) => {
    await serve(page, rooms);
    await page.goto(`/join#${data.SECRET}`);
    const next = page.getByRole('button', { name: 'I accept these. Choose a name' });
    const name = page.getByLabel('A name for this room');
    await expect(next.or(name)).toBeVisible();
    if (await next.isVisible()) await next.click();
    await name.fill('Marlow');
    await page.getByRole('checkbox').first().check();
    await page
      .getByRole('radio')
      .nth(listed ? 1 : 0)
      .check();
    await page.getByRole('button', { name: /waiting room|Join|Come in/ }).click();
    await expect(page.getByText(data.RECOVERY_CODE)).toBeVisible();
    expect(await kept(page)).toEqual(listed ? [{ room: 'tuesday', number: 1, name: null }] : []);
  });
}

test('is below the desk for those who lead, and nowhere without a seat', async ({ page }) => {
  await serve(page, { ...rooms, ...signedIn });
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'My groups' })).toHaveCount(0);
  await page.evaluate(() =>
    localStorage.setItem('rondo.seats', '[{"room":"open","number":1,"name":"Fridays"}]'),
  );
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Fridays' })).toBeVisible();
  await expectAccessible(page);
});
