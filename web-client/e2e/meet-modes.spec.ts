/** The meeting under other conditions: keyboard open, 400 % zoom, German, contrast, forced colours, right to left. */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { FakeHub } from './fake/hub.ts';
import { scenes, type Shown } from './fake/scenes.ts';
import { picture } from './pictures.ts';

const still = { contextOptions: { reducedMotion: 'reduce' } } as const;
const telling = ['listening', 'offer', 'mine', 'lead', 'queue', 'waiting', 'join', 'reply'];
const some = scenes.filter(
  ({ name, act }) => telling.includes(name) && (name !== 'listening' || act),
);

async function open(page: Page, scene: Shown): Promise<void> {
  const hub = await FakeHub.open(page, scene);
  await page.goto('/meet/room');
  await hub.greeted;
  await expect(page.getByRole('heading', { level: 1, name: 'Tuesday circle' })).toBeVisible();
}

const conditions = [
  {
    name: 'with the keyboard open',
    short: 'keyboard',
    use: { viewport: { width: 390, height: 460 } },
  },
  { name: 'at 400 %', short: '320', use: { viewport: { width: 320, height: 256 } } },
  { name: 'at 320 px', short: 'narrow', use: { viewport: { width: 320, height: 640 } } },
  {
    name: 'in German',
    short: 'de',
    use: { viewport: { width: 360, height: 740 }, locale: 'de-DE' },
  },
  {
    name: 'in German on a desktop',
    short: 'de-desktop',
    use: { viewport: { width: 1280, height: 800 }, locale: 'de-DE' },
  },
] as const;

for (const { name, short, use } of conditions) {
  test.describe(name, () => {
    test.use({ ...still, ...use });
    for (const scene of some) {
      test(scene.name, async ({ page }) => {
        await open(page, scene);
        await page.screenshot({ path: picture(`meet-${scene.name}-${short}`) });
        await expectNoSidewaysScroll(page);
        await expectAccessible(page);
      });
    }
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`with more contrast, ${colorScheme}`, () => {
    test.use({ contextOptions: { ...still.contextOptions, contrast: 'more' }, colorScheme });
    for (const scene of some) {
      test(scene.name, async ({ page }) => {
        await open(page, scene);
        await page.screenshot({ path: picture(`meet-${scene.name}-contrast-${colorScheme}`) });
        await expectAccessible(page);
      });
    }
  });
}

test.describe('with forced colours', () => {
  test.use({ contextOptions: { ...still.contextOptions, forcedColors: 'active' } });
  for (const scene of some) {
    test(scene.name, async ({ page }) => {
      await open(page, scene);
      await page.screenshot({ path: picture(`meet-${scene.name}-forced`) });
    });
  }
});

test.describe('right to left', () => {
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1280, height: 800 },
  ]) {
    test.describe(`${viewport.width} px`, () => {
      test.use({ ...still, viewport });
      for (const scene of some) {
        test(scene.name, async ({ page }) => {
          await open(page, scene);
          // The build writes `:dir(rtl)` as a list of languages, so the language counts, too.
          await page.evaluate(() =>
            Object.assign(document.documentElement, { dir: 'rtl', lang: 'ar' }),
          );
          await page.waitForTimeout(100);
          await page.screenshot({ path: picture(`meet-${scene.name}-rtl-${viewport.width}`) });
          await expectNoSidewaysScroll(page);
        });
      }
    });
  }
});
