/** Forty rooms on the desk, walked by keyboard: on a phone and by the week, in German, with long names. */
import type { Page } from '@playwright/test';
import type * as T from '../src/api/generated.ts';
import * as data from './data.ts';
import { NOW, tuesday } from './dates.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { picture } from './pictures.ts';
import { serve, signedIn } from './server.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NAMES = [
  'Trauergruppe für früh Verwitwete mit kleinen Kindern am Dienstagabend',
  'Selbsthilfegruppenverantwortlichenvorbereitungstreffenkreis',
  'Ruhige Morgen',
  'Angehörige von Menschen mit bipolaren Erkrankungen und Depressionen',
];

const rooms = Array.from({ length: 40 }, (_, i): T.RoomCard => ({
  ...data.rooms[0]!,
  id: `room${i}`,
  title: `${NAMES[i % NAMES.length]!} ${i + 1}`,
  leads: data.room.leads,
  meeting: null,
  next: null,
}));

/** Six weeks of each, a few hours apart, and one that lacks a lead. */
const dates = rooms
  .flatMap((room, i) =>
    Array.from({ length: 6 }, (_, n): T.ComingDate => {
      const starts_at = NOW + (5 + 4 * i) * HOUR_MS + 7 * n * DAY_MS;
      const date = tuesday(n, {
        key: `${room.id}-${n}`,
        starts_at,
        leads_from: starts_at - HOUR_MS / 2,
      });
      const places = { seats: 8, coming: i % 9, late: 0, absent: 0, waiting: i % 4 };
      return { room: room.id, date, places, needs_lead: n === 0 && i % 5 === 0 };
    }),
  )
  .toSorted((one, other) => one.date.starts_at - other.date.starts_at);

test.use({ locale: 'de-DE', contextOptions: { reducedMotion: 'reduce' } });

async function open(page: Page, path = '/') {
  await page.clock.setFixedTime(NOW);
  const next = (id: string) => dates.find(({ room }) => room === id)?.date ?? null;
  await serve(page, {
    ...signedIn,
    'GET /api/rooms': { body: { rooms: rooms.map((room) => ({ ...room, next: next(room.id) })) } },
    'GET /api/me/dates': { body: { dates, missing: [], now: NOW } },
  });
  await page.goto(path);
  await expect(page.getByRole('heading', { name: 'Räume', exact: true })).toBeVisible();
}

interface Focus {
  href: string | null;
  words: string;
  /** Which region it is in. */
  region: string;
  /** It has an outline, is in sight, and nothing lies over it. */
  seen: boolean;
}

const focus = (page: Page) =>
  page.evaluate((): Focus => {
    const at = document.activeElement ?? document.body;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
    const marked =
      (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
    // A name over two lines has two.
    const inSight = [...at.getClientRects()].some(({ left, top, width, height }) =>
      at.contains(document.elementFromPoint(left + width / 2, top + height / 2)),
    );
    const region = at.closest('section')?.querySelector('h2')?.textContent ?? '';
    return {
      href: at.getAttribute('href'),
      words: at.textContent?.trim() ?? '',
      region,
      seen: marked && inSight,
    };
  });

const LAST = 'Räume';

/** Tab by Tab to the end of the rooms; what is found there is pressed until it goes. */
async function walk(page: Page, press: readonly string[]): Promise<Focus[]> {
  const way: Focus[] = [];
  for (let steps = 0; steps < 700; steps += 1) {
    await page.keyboard.press('Tab');
    let at = await focus(page);
    while (press.includes(at.words)) {
      await page.keyboard.press('Enter');
      const after = await focus(page);
      expect(after.region, `the focus after ${at.words}`).not.toBe('');
      at = after;
    }
    if (at.region !== LAST && way.some(({ region }) => region === LAST)) break;
    way.push(at);
  }
  return way;
}

const roomsIn = (way: readonly Focus[], region: string) =>
  new Set(way.flatMap((at) => (at.region === region && at.href ? [at.href] : []))).size;

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, timezoneId: 'America/New_York' });

  test('every room and every date is reached by Tab, and nothing is cut off', async ({ page }) => {
    await open(page);
    await expectNoSidewaysScroll(page);
    await page.screenshot({ path: picture('forty-phone-top') });
    await walk(page, ['Alle 40 Räume zeigen', 'Weitere Termine zeigen']);
    await page.getByRole('heading', { level: 1 }).click();
    const way = await walk(page, []);
    expect(way.filter(({ seen }) => !seen)).toEqual([]);
    expect(roomsIn(way, 'Räume')).toBe(40);
    expect(roomsIn(way, 'Die kommenden Wochen')).toBe(40);
    await expect(page.getByRole('region', { name: 'Räume' }).getByRole('listitem')).toHaveCount(40);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.screenshot({ path: picture('forty-phone-end') });
    await page.screenshot({ path: picture('forty-phone'), fullPage: true });

    const cut = await page
      .getByRole('region', { name: 'Räume' })
      .locator('li *')
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length);
    expect(cut).toBe(0);
  });
});

test.describe('by the week', () => {
  test.use({ viewport: { width: 1440, height: 900 }, timezoneId: 'Europe/Berlin' });

  test('every room is in one of the next two weeks', async ({ page }) => {
    await open(page);
    const coming = page.getByRole('region', { name: 'Die kommenden Wochen' });
    await coming.getByRole('button', { name: 'Woche', exact: true }).press('Enter');
    const hrefs = async () =>
      coming
        .locator('ol a')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    const found = await hrefs();
    await page.screenshot({ path: picture('forty-week') });
    const links = coming.locator('ol a');
    await links.first().focus();
    for (let n = 1; n < (await links.count()); n += 1) {
      await page.keyboard.press('Tab');
      await expect(links.nth(n)).toBeFocused();
      expect((await focus(page)).seen).toBe(true);
    }
    await coming.getByRole('button', { name: 'Die Woche danach' }).press('Enter');
    found.push(...(await hrefs()));
    expect(new Set(found).size).toBe(40);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.screenshot({ path: picture('forty-week-next'), fullPage: true });
  });
});
