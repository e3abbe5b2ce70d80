/** What a room says that it keeps, and what others are told of a share that takes longer. */
import type { Page } from '@playwright/test';
import { german } from '../src/i18n/de/index.ts';
import { english } from '../src/i18n/en/index.ts';
import { formatter } from '../src/i18n/formatter.ts';
import { KEPT } from '../src/protocol/generated.ts';
import { SECRET } from './data.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { FakeHub } from './fake/hub.ts';
import { checkIn, speaking, turnOf } from './fake/meeting.ts';
import { scenes } from './fake/scenes.ts';
import { picture } from './pictures.ts';
import { serve, signedIn } from './server.ts';

const LANGUAGES = { en: english(formatter('en')).kept, de: german(formatter('de')).kept };
const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const everyones = KEPT.filter(({ of }) => of === 'everyone');

/** Everything that is kept is named, how long, and who can read it. */
async function names(page: Page, language: keyof typeof LANGUAGES, list: typeof KEPT) {
  const words = LANGUAGES[language];
  const main = page.getByRole('main');
  await expect(main).toContainText(words.forgets.operator);
  await expect(main).toContainText(words.forgets.words);
  await expect(main).toContainText(words.forgets.rest);
  await page.getByText(words.all).click();
  const details = page.locator('details', { hasText: words.all });
  for (const { thing, until, read_by } of list) {
    const row = details.locator('dd').filter({ has: page.getByText(words.things[thing].name) });
    await expect(row).toContainText(words.readBy[read_by]);
    await expect(details.locator('dt', { hasText: words.until[until] }).first()).toBeVisible();
  }
}

for (const [size, viewport] of Object.entries(SIZES)) {
  test.describe(size, () => {
    test.use({ viewport });

    for (const [language, locale] of [
      ['en', 'en-GB'],
      ['de', 'de-DE'],
    ] as const) {
      test.describe(language, () => {
        test.use({ locale });
        test('before joining one reads all that is kept', async ({ page }) => {
          await serve(page);
          await page.goto(`/join#${SECRET}`);
          await names(page, language, everyones);
          await expectAccessible(page);
          await expectNoSidewaysScroll(page);
          await page.screenshot({ path: picture(`kept-join-${language}-${size}`), fullPage: true });
        });
      });
    }

    test('at every meeting one can read it again', async ({ page }) => {
      const scene = scenes.find(({ name }) => name === 'join');
      const hub = await FakeHub.open(page, scene!);
      await page.goto('/meet/room');
      await hub.greeted;
      await names(page, 'en', everyones);
      await expectNoSidewaysScroll(page);
      await page.screenshot({ path: picture(`kept-door-${size}`), fullPage: true });
    });

    test('a host reads what members read, and what is kept of accounts', async ({ page }) => {
      await serve(page, signedIn);
      await page.goto('/rooms/tuesday');
      await names(page, 'en', KEPT);
      await expectNoSidewaysScroll(page);
      await page.screenshot({ path: picture(`kept-room-${size}`), fullPage: true });
    });

    test('a lead reads of a long share that it goes on, and can give a minute', async ({
      page,
    }) => {
      const view = checkIn('Wren');
      const turn = turnOf('Tomasz', speaking(-90_000));
      const hub = await FakeHub.open(page, { view: { ...view, floor: { ...view.floor, turn } } });
      await page.goto('/meet/room');
      await hub.greeted;
      await expect(page.getByText(/had the usual time, and goes on/).first()).toBeVisible();
      await page.getByRole('button', { name: 'One more minute' }).click();
      expect(hub.commands).toEqual([{ type: 'extend', turn: turn.id }]);
      await page.screenshot({ path: picture(`goes-on-${size}`) });
    });
  });
}
