/** The desk: today first, with one room and with forty; by keyboard, on a phone, in both languages. */
import type { Page } from '@playwright/test';
import type * as T from '../src/api/generated.ts';
import * as data from './data.ts';
import { NOW, tuesday } from './dates.ts';
import {
  expect,
  expectAccessible,
  expectLargeTargets,
  expectNoSidewaysScroll,
  test,
} from './fixtures.ts';
import { serve, signedIn, type Answers } from './server.ts';

const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NAMES = [
  'Tuesday circle',
  'Steady ground',
  'Parents of teens',
  'Slow mornings',
  'After work',
];

const card = (i: number, more: Partial<T.RoomCard> = {}): T.RoomCard => ({
  ...data.rooms[0]!,
  id: `room${i}`,
  title: i < NAMES.length ? NAMES[i]! : `Group ${i}`,
  leads: data.room.leads,
  meeting: null,
  next: null,
  ...more,
});

const NOBODY = { seats: null, coming: 0, late: 0, absent: 0, waiting: 0 };

/** Weekly from so many hours from now on. */
function weekly(room: T.RoomCard, hours: number, more: Partial<T.DateView> = {}): T.ComingDate[] {
  return Array.from({ length: 6 }, (_, n) => {
    const starts_at = NOW + hours * HOUR_MS + 7 * n * DAY_MS;
    const leads_from = starts_at - HOUR_MS / 2;
    const date = tuesday(n, { key: `${room.id}-${n}`, starts_at, leads_from, ...more });
    return { room: room.id, date, places: NOBODY, needs_lead: false };
  });
}

function desk(rooms: T.RoomCard[], coming: T.ComingDate[]): Answers {
  const dates = coming.toSorted((a, b) => a.date.starts_at - b.date.starts_at);
  const next = (id: string) =>
    dates.find(({ room, date }) => room === id && !date.cancelled)?.date ?? null;
  return {
    'GET /api/rooms': { body: { rooms: rooms.map((room) => ({ ...room, next: next(room.id) })) } },
    'GET /api/me/dates': { body: { dates, missing: [], now: NOW } },
  };
}

async function open(page: Page, answers: Answers) {
  await page.clock.setFixedTime(NOW);
  const asked = await serve(page, { ...signedIn, ...answers });
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return asked;
}

async function look(page: Page, name: string) {
  await expectNoSidewaysScroll(page);
  await page.screenshot({ path: `test-results/schedule/${name}.png`, fullPage: true });
}

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

const few = [
  card(0, { meeting: { id: 'm', phase: 'gathering', present: 0, waiting: 2 } }),
  card(1, { kind: 'therapist_led' }),
  card(2, { leads: data.room.leads.slice(0, 1) }),
  card(3, { rehearsal: true, meeting: { id: 'r', phase: 'running', present: 6, waiting: 0 } }),
];
const fewDates = [
  ...weekly(few[0]!, 0.25),
  ...weekly(few[1]!, 8),
  ...weekly(few[2]!, 50, { note: 'Bring a photo' }).map((each, n) =>
    n === 1 ? { ...each, date: { ...each.date, cancelled: true, note: 'Holidays' } } : each,
  ),
];

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test.describe(width, () => {
    test.use({
      viewport,
      timezoneId: 'Europe/Berlin',
      contextOptions: { reducedMotion: 'reduce' },
    });

    test('today stands first, then what needs the host, the weeks and the rooms', async ({
      page,
    }) => {
      await open(page, desk(few, fewDates));
      await expect(page.getByText('2 meetings today. 2 things need you.')).toBeVisible();
      const today = section(page, 'Today').getByRole('listitem');
      await expect(today).toHaveCount(3);
      await expect(today.nth(0)).toContainText('Tuesday circle');
      await expect(today.nth(0)).toContainText('2 people are waiting');
      await expect(
        today.nth(0).getByRole('link', { name: 'Enter Tuesday circle' }),
      ).toBeInViewport();
      await expect(today.nth(1)).toContainText('19:00');
      await expect(today.nth(2)).toContainText('Slow mornings');
      const heads = page.getByRole('heading', { level: 2 });
      await expect(heads).toHaveText([
        ...['Today', 'Needs you', 'The coming weeks', 'Rooms'],
        'Shared desk',
      ]);
      const coming = section(page, 'The coming weeks');
      await expect(coming.getByRole('heading', { level: 3 }).nth(1)).toHaveText('Next week');
      await expect(coming.getByText('Bring a photo').first()).toBeVisible();
      await expect(coming.getByText('Holidays')).toBeVisible();
      await expect(coming.getByRole('listitem')).toHaveCount(12);
      await coming.getByRole('button', { name: 'Show more dates' }).click();
      await expect(coming.getByRole('listitem')).toHaveCount(16);
      await expect(section(page, 'Rooms').getByText(/^Next: .* · today$/)).toHaveCount(1);
      await look(page, `desk-few-${width}`);
      await expectAccessible(page);
      await expectLargeTargets(page);
    });

    test('forty rooms are not too many', async ({ page }) => {
      const rooms = Array.from({ length: 40 }, (_, i) => card(i));
      await open(
        page,
        desk(
          rooms,
          rooms.flatMap((room, i) => weekly(room, 5 + 4 * i)),
        ),
      );
      await expect(section(page, 'Rooms').getByRole('listitem')).toHaveCount(12);
      await look(page, `desk-forty-${width}`);
      await page.getByLabel('Find a room').fill('teens parents');
      await expect(section(page, 'Rooms').getByRole('listitem')).toHaveCount(1);
      await page.getByLabel('Find a room').fill('nothing like it');
      await expect(page.getByText('No room has these words')).toBeVisible();
      await page.getByLabel('Find a room').fill('');
      await page.getByRole('button', { name: 'Show all 40 rooms' }).click();
      await expect(section(page, 'Rooms').getByRole('listitem')).toHaveCount(40);
      await expectAccessible(page);
    });

    test('an archived room is brought back, and says what is lost', async ({ page }) => {
      const asked = await open(page, {
        ...desk(few, []),
        'GET /api/me/archive': {
          body: {
            rooms: [
              { id: 'tuesday', kind: 'peer_led', title: 'Old circle', archived_at: NOW - DAY_MS },
            ],
          },
        },
        'POST /api/me/archive/tuesday/restore': { body: data.room },
      });
      await page.getByText('Archived rooms').click();
      await page.getByRole('button', { name: 'Bring back Old circle' }).click();
      const dialog = page.getByRole('dialog', { name: 'Bring back Old circle?' });
      await expect(dialog).toContainText('Nobody has a seat in it any more');
      await dialog.getByRole('button', { name: 'Bring back', exact: true }).click();
      await expect(page).toHaveURL(/rooms\/tuesday$/);
      expect(asked.some(({ request }) => request.startsWith('POST /api/me/archive'))).toBe(true);
    });
  });
}

test.describe('a week at a time', () => {
  test.use({ viewport: WIDTHS.desktop, timezoneId: 'Europe/Berlin' });

  test('the week is a grid on a wide screen, and stays so', async ({ page }) => {
    await open(page, desk(few, fewDates));
    const coming = section(page, 'The coming weeks');
    await coming.getByRole('button', { name: 'Week', exact: true }).click();
    await expect(coming.getByRole('heading', { level: 4 })).toHaveCount(7);
    await expect(coming.getByRole('heading', { level: 4 }).first()).toContainText('23');
    await expect(coming.getByRole('link', { name: /Parents of teens/ })).toBeVisible();
    await look(page, 'desk-week');
    await expectAccessible(page);
    await coming.getByRole('button', { name: 'The week after' }).click();
    await expect(coming.getByRole('heading', { level: 3 })).toHaveText('Next week');
    await page.reload();
    await expect(coming.getByRole('heading', { level: 4 })).toHaveCount(7);
    await page.setViewportSize(WIDTHS.phone);
    await expect(coming.getByRole('heading', { level: 4 })).toHaveCount(0);
  });
});

test.describe('in German, in the dark, far away', () => {
  test.use({
    locale: 'de-DE',
    colorScheme: 'dark',
    timezoneId: 'America/New_York',
    viewport: WIDTHS.phone,
  });

  test('the desk', async ({ page }) => {
    await open(page, desk(few, fewDates));
    await expect(page.getByText('13:00 (Berlin 19:00)').first()).toBeVisible();
    await look(page, 'desk-de');
    await expectAccessible(page);
  });
});
