/** Dates in one's own calendar: one as a file, and all of them by an address to subscribe to. */
import type { Page } from '@playwright/test';
import type * as T from '../src/api/generated';
import * as data from './data.ts';
import { NOW, schedule, tuesday, tuesdays } from './dates.ts';
import {
  expect,
  expectAccessible,
  expectLargeTargets,
  expectNoSidewaysScroll,
  test,
} from './fixtures.ts';
import { picture } from './pictures.ts';
import { refusal, serve, signedIn, type Answers } from './server.ts';

const ADDRESS =
  'https://rondo.example/api/calendar/7k2qm94xtdrb0v8hz6wpage517k2qm94xtdrb0v8hz6wpage51a0/dates.ics';
const FILE = '/api/rooms/tuesday/dates/2026-12-01T19%3A00/date.ics?lang=en';

/** A calendar that is made and turned off. */
function calendar(path: string): Answers {
  let since: number | null = null;
  return {
    [`GET ${path}`]: () => ({ body: { since } }),
    [`PUT ${path}`]: () => {
      since = Date.UTC(2026, 10, 26);
      return { body: { address: ADDRESS, since } };
    },
    [`DELETE ${path}`]: () => {
      since = null;
      return { status: 204 };
    },
  };
}

async function fits(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectLargeTargets(page);
  await expectNoSidewaysScroll(page);
}

for (const viewport of [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
]) {
  test.describe(`at ${viewport.width}`, () => {
    test.use({ viewport });

    test('a member makes an address, makes another one, and turns it off', async ({ page }) => {
      const path = '/api/seat/tuesday/calendar';
      const asked = await serve(page, calendar(path));
      await page.goto('/seat/tuesday/calendar');
      await expect(page).toHaveTitle('Calendar · Rondo');
      await expect(page.getByText('Each date is called “Meeting”')).toBeVisible();
      await page.getByRole('button', { name: 'Make an address' }).click();
      await expect(page.getByLabel('Address of your calendar')).toHaveValue(ADDRESS);
      expect(asked.find(({ request }) => request.startsWith('PUT'))?.body).toEqual({ lang: 'en' });
      const open = page.getByRole('link', { name: 'Open in my calendar' });
      await expect(open).toHaveAttribute('href', ADDRESS.replace('https:', 'webcal:'));
      await fits(page);
      await page.screenshot({ path: picture(`calendar-seat-${viewport.width}`), fullPage: true });

      await page.reload();
      await expect(page.getByText('Your calendar has an address since')).toBeVisible();
      await expect(page.getByLabel('Address of your calendar')).toBeHidden();
      await page.getByRole('button', { name: 'Make another address' }).click();
      const dialog = page.getByRole('dialog');
      await expect(dialog).toContainText('The one before stops working at once.');
      await dialog.getByRole('button', { name: 'Make another address' }).click();
      await expect(page.getByLabel('Address of your calendar')).toHaveValue(ADDRESS);

      await page.getByRole('button', { name: 'Turn it off' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Turn it off' }).click();
      await expect(page.getByText('It is off.')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Make an address' })).toBeVisible();
    });

    test('a host subscribes on the desk', async ({ page }) => {
      await serve(page, { ...signedIn, ...calendar('/api/me/calendar') });
      await page.goto('/');
      await page.getByText('All dates in my calendar').click();
      await expect(page.getByText('of all rooms that you lead')).toBeVisible();
      await page.getByRole('button', { name: 'Make an address' }).click();
      await expect(page.getByLabel('Address of your calendar')).toHaveValue(ADDRESS);
      await fits(page);
      await page.screenshot({ path: picture(`calendar-desk-${viewport.width}`), fullPage: true });
    });

    test('everybody subscribes to a public group', async ({ page }) => {
      const { topics, capacity } = data.look.room;
      const dates = tuesdays(2).map(({ starts_at, ends_at, zone, local }) => {
        return { starts_at, ends_at, zone, local };
      });
      const group: T.GroupPage = {
        ...data.listing,
        id: 'tuesday',
        kind: 'peer_led',
        title: 'Grief',
        topics,
        capacity,
        language: 'en',
        minutes: 90,
        dates,
        joinable: false,
        join: null,
        entry: { way: 'open', until_session: null, begins: null },
      };
      await serve(page, { 'GET /api/groups/tuesday': { body: group } });
      await page.goto('/groups/tuesday');
      await page.getByText('The dates in your calendar').click();
      const address = page.getByLabel('Address of this group’s calendar');
      await expect(address).toHaveValue(/\/api\/groups\/tuesday\/dates\.ics$/);
      await fits(page);
      await page.screenshot({ path: picture(`calendar-group-${viewport.width}`), fullPage: true });
    });
  });
}

test.describe('one date', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('is taken from the invitation by who has a seat, and by nobody else', async ({ page }) => {
    const room = { ...data.look.room, scheduled: true, last: null, dates: tuesdays(2), now: NOW };
    const look = (name: string | null) => ({
      'POST /api/invites/look': { body: { ...data.look, room, name, known: name !== null } },
    });
    await serve(page, look(null));
    await page.goto('/join#7k2qm94xtdrb0v8hz6wpage517k2qm94xtdrb0v8hz6wpage51a0');
    await expect(page.getByText('Next meeting')).toBeVisible();
    await expect(page.getByRole('link', { name: /Add to my calendar/ })).toBeHidden();
    await serve(page, look('Robin'));
    await page.reload();
    const add = page.getByRole('link', { name: /Add to my calendar/ });
    await expect(add).toHaveAttribute('href', FILE.replace('tuesday', room.id));
    await expect(page.getByRole('link', { name: 'Your dates' })).toBeVisible();
    await page.screenshot({ path: picture('calendar-known-seat') });
  });

  test('is taken before the doors open', async ({ page }) => {
    const room = { ...data.look.room, id: 'tuesday', scheduled: true, last: null };
    await serve(page, {
      'POST /api/rooms/tuesday/token': refusal(409, 'doors_closed'),
      'GET /api/rooms/tuesday/door': {
        body: { room: { ...room, dates: [tuesday(0)], now: NOW }, opens_at: null, leads: false },
      },
    });
    await page.goto('/meet/tuesday');
    await expect(page.getByRole('link', { name: /Add to my calendar/ })).toHaveAttribute(
      'href',
      FILE,
    );
    await page.screenshot({ path: picture('calendar-door') });
    await page.getByRole('link', { name: 'Your dates' }).click();
    await expect(page).toHaveURL(/\/seat\/tuesday$/);
  });

  test('is taken from the host’s list', async ({ page }) => {
    const planned = { schedule: schedule(), dates: tuesdays(3), now: NOW };
    await serve(page, {
      ...signedIn,
      'GET /api/rooms/tuesday': { body: { ...data.room, planned } },
    });
    const files: string[] = [];
    await page.route('**/date.ics?*', async (route) => {
      files.push(route.request().url());
      await route.fulfill({ status: 204 });
    });
    await page.goto('/rooms/tuesday');
    const dates = page.getByRole('region', { name: 'Dates', exact: true }).getByRole('listitem');
    await dates.first().getByRole('button').click();
    await page.getByRole('menuitem', { name: 'Add to my calendar' }).click();
    await expect.poll(() => files.map((url) => url.slice(url.indexOf('/api/')))).toEqual([FILE]);
  });
});
