/** What a browser lacks or forbids is noticed before anything is asked, and said in words. */
import { test as plain, type Page } from '@playwright/test';
import * as data from './data.ts';
import { FakeHub } from './fake/hub.ts';
import { checkIn } from './fake/meeting.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { picture } from './pictures.ts';
import { serve } from './server.ts';

const join = `/join#${data.SECRET}`;

const blockCookies = (page: Page) =>
  page.addInitScript(() => {
    Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: () => {} });
  });
const blockStorage = (page: Page) =>
  page.addInitScript(() => {
    for (const area of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, area, {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    }
  });
const removeSockets = (page: Page) =>
  page.addInitScript(() => {
    delete (window as { WebSocket?: unknown }).WebSocket;
  });

for (const [name, forbid, title] of [
  ['cookies', blockCookies, 'This browser blocks cookies here'],
  ['cookies-de', blockCookies, 'Dieser Browser blockiert hier Cookies'],
] as const) {
  test.describe(name, () => {
    test.use({
      locale: name.endsWith('de') ? 'de-DE' : 'en-GB',
      viewport: { width: 390, height: 844 },
    });
    test('nothing is asked or made', async ({ page }) => {
      await forbid(page);
      await blockStorage(page);
      const asked = await serve(page);
      for (const path of [join, '/recover', '/sign-in', '/meet/tuesday']) {
        await page.goto(path);
        await expect(page.getByRole('heading', { name: title })).toBeVisible();
        await expect(page.getByRole('textbox')).toHaveCount(0);
      }
      expect(asked.filter(({ request }) => request.startsWith('POST'))).toEqual([]);
      await page.goto(join);
      await expect(page.getByRole('heading', { name: title })).toBeVisible();
      // Once they are allowed a reload goes on: the link is still there.
      expect(page.url()).toContain(data.SECRET);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await page.screenshot({ path: picture(`limits-${name}`), fullPage: true });
    });
  });
}

test('help is there for any browser', async ({ page }) => {
  await blockCookies(page);
  await serve(page);
  await page.goto('/help');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('blocks cookies')).toHaveCount(0);
});

test('an interface that is missing is named before the client starts', async ({ page }) => {
  await removeSockets(page);
  const asked = await serve(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(join);
  await expect(page.getByText('Rondo can’t start in this browser')).toBeVisible();
  await expect(page.getByText('Rondo kann in diesem Browser nicht starten')).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expect(page.locator('#app')).toBeEmpty();
  await expect(page.getByText('Rondo can’t start in this browser')).toBeInViewport();
  expect(asked).toEqual([]);
  await page.screenshot({ path: picture('limits-old') });
});

test.describe('a script that does not come', () => {
  test('is said instead of a blank page', async ({ page }) => {
    await serve(page);
    await page.route('**/assets/*.js', (route) => route.abort('connectionfailed'));
    await page.goto(join);
    await expect(page.getByText('Rondo can’t start in this browser')).toBeVisible();
  });
});

test('without JavaScript there are words', async ({ page }) => {
  const [, words] = /<noscript>(.*)<\/noscript>/s.exec(
    await (await page.request.get('/join')).text(),
  )!;
  for (const [language, said] of [
    ['en', 'Rondo needs JavaScript'],
    ['de', 'Rondo braucht JavaScript'],
  ]) {
    expect(words).toContain(`<section lang="${language}">`);
    expect(words).toContain(said);
  }
});

test('without storage one can join, and knows that drafts are lost', async ({ page }) => {
  await blockStorage(page);
  const asked = await serve(page);
  await page.goto(join);
  await expect(page.getByText('This browser keeps nothing for this page.')).toBeVisible();
  await page.screenshot({ path: picture('limits-storage') });
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('This browser keeps nothing')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Tuesday circle' })).toBeVisible();
  expect(asked.filter(({ request }) => request === 'POST /api/invites/look')).toHaveLength(2);
});

/** As a translation does it: every text not marked otherwise is replaced by a `font` of its own. */
const translate = (page: Page, heedsMarks: boolean) =>
  page.evaluate((heeds) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    const marked = (text: Text) =>
      text.parentElement?.closest('[translate]')?.getAttribute('translate') === 'no';
    for (const text of texts) {
      if (!text.data.trim() || (heeds && marked(text))) continue;
      const font = document.createElement('font');
      font.textContent = `«${text.data}»`;
      text.replaceWith(font);
    }
    document.documentElement.classList.add('translated-ltr');
    return document.querySelectorAll('font').length;
  }, heedsMarks);

test('a translation is noticed; it finds nothing that people wrote', async ({ page }) => {
  const hub = await FakeHub.open(page, { view: checkIn('Marlow') });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/meet/room');
  await hub.greeted;
  await expect(page.getByRole('heading', { name: 'Tuesday circle', level: 1 })).toBeVisible();
  expect(await translate(page, true)).toBe(0);
  await expect(page.getByText('Your browser is translating this page.')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: picture('limits-translated') });
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('Your browser is translating this page.')).toHaveCount(0);
});

test('a translation that heeds no marks breaks nothing on the way in', async ({ page }) => {
  const asked = await serve(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(join);
  await expect(page.getByRole('heading', { name: 'Tuesday circle' })).toBeVisible();
  expect(await translate(page, false)).toBeGreaterThan(5);
  await expect(page.getByText('Your browser is translating this page.')).toBeVisible();
  await page.locator('input[name=name]').fill('Marlow');
  await page.locator('input[name=adult]').check();
  await page.locator('form button').last().click();
  await expect(page.getByText(data.RECOVERY_CODE)).toBeAttached();
  expect(asked.map(({ request }) => request)).toContain('POST /api/invites/redeem');
});

test('a host’s own words may be translated on the way in, and only they', async ({ page }) => {
  await serve(page);
  await page.goto(join);
  await expect(page.getByRole('heading', { name: 'Tuesday circle' })).toBeVisible();
  await translate(page, true);
  await expect(page.getByText('«What is said here stays here.»')).toBeVisible();
  await expect(page.getByText('«Tuesday circle»')).toHaveCount(0);
});

// The browser itself reports each connection that fails.
plain('what lets no live connection through is named after the third try', async ({ page }) => {
  await serve(page, {
    'POST /api/rooms/room/token': {
      body: { token: 'token', expires_at: Date.now() + 900_000, room: 'room', participant: 'p' },
    },
  });
  await page.setViewportSize({ width: 390, height: 844 });
  // The preview of the client has no `/ws/room`: like a proxy that upgrades nothing.
  await page.goto('/meet/room');
  await expect(page.getByText('The live connection doesn’t come through.')).toBeVisible({
    timeout: 20_000,
  });
  await page.screenshot({ path: picture('limits-barred') });
});
