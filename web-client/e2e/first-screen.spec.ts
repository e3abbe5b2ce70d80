/** What is seen before the client is there, and what the meeting needs until it can be used. */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { FakeHub } from './fake/hub.ts';
import { checkIn } from './fake/meeting.ts';

const START = /\/assets\/start-[^/]*\.js$/;
const shell = (page: Page) => page.locator('#shell');

/** Holds back the client itself; the answer lets it come. */
async function hold(page: Page): Promise<() => void> {
  let come = () => {};
  const asked = new Promise<void>((resolve) => (come = resolve));
  await page.route(START, async (route) => {
    await asked;
    await route.continue();
  });
  return come;
}

for (const [locale, opening, exit] of [
  ['en-GB', 'Rondo is opening.', 'Quick exit'],
  ['de-AT', 'Rondo wird geöffnet.', 'Schnell weg'],
] as const) {
  test.describe(locale, () => {
    test.use({ locale, viewport: { width: 390, height: 844 } });

    test('the shell speaks before the client does, and is gone with it', async ({ page }) => {
      await FakeHub.open(page, { view: checkIn('Marlow') });
      const come = await hold(page);
      await page.goto('/meet/room', { waitUntil: 'commit' });
      await expect(shell(page).getByText(opening)).toBeVisible();
      await expect(shell(page).locator('p:visible')).toHaveCount(1);
      await expect(shell(page).getByRole('link', { name: exit })).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      come();
      await expect(page.getByRole('textbox')).toBeVisible();
      await expect(shell(page)).toHaveCount(0);
    });
  });
}

test('a choice of language counts in the shell, too', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('rondo.language', 'de'));
  await hold(page);
  await page.goto('/help', { waitUntil: 'commit' });
  await expect(shell(page).getByText('Rondo wird geöffnet.')).toBeVisible();
});

test('leaving works before the client is there', async ({ page }) => {
  await page.route('https://www.wikipedia.org/', (route) =>
    route.fulfill({ contentType: 'text/html', body: 'elsewhere' }),
  );
  await hold(page);
  await page.goto('/help', { waitUntil: 'commit' });
  await shell(page).getByRole('link').click();
  await expect(page.getByText('elsewhere')).toBeVisible();
});

test('a client that does not come is said to be missing, in place of the shell', async ({
  page,
}) => {
  await page.route(START, (route) => route.abort());
  await page.goto('/help');
  await expect(page.getByRole('heading', { name: 'Rondo can’t start' })).toBeVisible();
  await expect(shell(page)).toBeHidden();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says so, and no shell promises more', async ({ page }) => {
    await page.goto('/meet/room');
    // Text that stands in `noscript` is not looked through by `getByText`.
    await expect(page.locator('noscript')).toBeVisible();
    await expect(shell(page)).toBeHidden();
  });
});

test('a part that does not come is said to be missing, and tried again', async ({ page }) => {
  const LATER = /\/assets\/(tools|Panels|meeting-later)-/;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.route(LATER, (route) => route.abort());
  const hub = await FakeHub.open(page, { view: checkIn('Wren') });
  await page.goto('/meet/room');
  await hub.greeted;
  const again = page.getByRole('button', { name: 'Try again' });
  await expect(again).toBeVisible();
  await page.unroute(LATER);
  await again.click();
  await expect(again).toBeHidden();
  await expect(page.locator('.modbar')).toBeVisible();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Everyone here' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('the meeting comes in few requests, without what only leads need', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.setViewportSize({ width: 390, height: 844 });
  const hub = await FakeHub.open(page, { view: checkIn('Marlow') });
  await page.goto('/meet/room');
  await hub.greeted;
  await expect(page.getByRole('textbox')).toBeVisible();
  // Nothing waits for a font or an icon.
  const soFar = asked.filter((path) => !/favicon|manifest|woff2/.test(path));
  expect(soFar.length, soFar.join(' ')).toBeLessThan(10);
  expect(soFar.filter((path) => path === '/api/rooms/room/token')).toHaveLength(1);
  expect(soFar.filter((path) => /\/(tools|Panels|MenuSheet|invitation|more)-/.test(path))).toEqual(
    [],
  );
  // One language, and of it what a meeting shows.
  expect(soFar.filter((path) => /\/first-/.test(path))).toHaveLength(1);
  // What may be needed later comes by itself.
  await expect.poll(() => asked.some((path) => /\/Panels-/.test(path))).toBe(true);
  expect(asked.filter((path) => /\/more-/.test(path))).toHaveLength(1);
  expect(asked.filter((path) => /\/tools-/.test(path))).toEqual([]);
});

test('a part that shows more words waits for them', async ({ page }) => {
  const MORE = /\/assets\/more-/;
  let asked = 0;
  await page.route(MORE, (route) => {
    asked += 1;
    return route.abort();
  });
  await page.setViewportSize({ width: 390, height: 844 });
  const hub = await FakeHub.open(page, { view: checkIn('Wren') });
  await page.goto('/meet/room');
  await hub.greeted;
  await expect(page.getByRole('textbox')).toBeVisible();
  const again = page.getByRole('button', { name: 'Try again' });
  await expect(again).toBeVisible();
  expect(asked).toBeGreaterThan(0);
  await page.unroute(MORE);
  await again.click();
  await expect(page.locator('.modbar')).toBeVisible();
});

test('the fonts come after the first screen, and keep nothing of it back', async ({ page }) => {
  const fonts: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.woff2')) fonts.push(request.url());
  });
  const MEETING = /\/assets\/meeting-[^/]*\.js$/;
  let come = () => {};
  const held = new Promise<void>((resolve) => (come = resolve));
  await page.route(MEETING, async (route) => {
    await held;
    await route.continue();
  });
  await FakeHub.open(page, { view: checkIn('Marlow') });
  await page.goto('/meet/room', { waitUntil: 'commit' });
  await expect(page.locator('#app main')).toBeVisible();
  await expect(shell(page)).toHaveCount(0);
  expect(fonts).toEqual([]);
  come();
  await expect(page.getByRole('textbox')).toBeVisible();
  await expect.poll(() => fonts.length).toBeGreaterThan(0);
  await page.evaluate(() => document.fonts.ready);
  expect(await page.evaluate(() => document.fonts.check('16px Literata'))).toBe(true);
});

test('who comes back finds the fonts with the first screen', async ({ page }) => {
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.querySelector('#app main') === null) return;
      window.fontsFirst ??= 'fonts' in document.documentElement.dataset;
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
  const fontsFirst = async () => {
    await page.goto('/help');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.evaluate(() => document.fonts.ready);
    return page.evaluate(() => window.fontsFirst);
  };
  expect(await fontsFirst()).toBe(false);
  expect(await fontsFirst()).toBe(true);
});

declare global {
  interface Window {
    fontsFirst?: boolean;
  }
}
