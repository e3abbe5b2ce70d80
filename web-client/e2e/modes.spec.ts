/** The pages under other conditions: 400 % zoom, German, high contrast, forced colours, right to left. */
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { serve } from './server.ts';
import { views, type View } from './views.ts';
import { picture } from './pictures.ts';

const still = { contextOptions: { reducedMotion: 'reduce' } } as const;
const telling = ['join', 'desk', 'room', 'new-room', 'people', 'help'];
const some = views.filter((view) => telling.includes(view.name));

async function open(page: Parameters<typeof serve>[0], view: View) {
  await serve(page, view.answers);
  await page.goto(view.path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

test.describe('at 320 px, as with 400 % zoom', () => {
  test.use({ ...still, viewport: { width: 320, height: 640 } });
  for (const view of views.filter(({ name }) => name !== 'desk-loading')) {
    test(view.name, async ({ page }) => {
      await open(page, view);
      await view.act?.(page);
      await expectNoSidewaysScroll(page);
      await page.screenshot({ path: picture(`${view.name}-320`) });
    });
  }
});

test.describe('in German on a phone', () => {
  test.use({ ...still, viewport: { width: 360, height: 780 }, locale: 'de-DE' });
  for (const view of views.filter(({ act }) => !act)) {
    test(view.name, async ({ page }) => {
      await open(page, view);
      await expect(page.locator('html')).toHaveAttribute('lang', 'de');
      await expectNoSidewaysScroll(page);
      await page.screenshot({ path: picture(`${view.name}-de`), fullPage: true });
    });
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`with more contrast, ${colorScheme}`, () => {
    const contextOptions = { ...still.contextOptions, contrast: 'more' } as const;
    test.use({ contextOptions, colorScheme });
    for (const view of some) {
      test(view.name, async ({ page }) => {
        await open(page, view);
        await expectAccessible(page);
        await page.screenshot({ path: picture(`${view.name}-contrast-${colorScheme}`) });
      });
    }
  });
}

test.describe('with forced colours', () => {
  test.use({ contextOptions: { ...still.contextOptions, forcedColors: 'active' } });
  for (const view of some) {
    test(view.name, async ({ page }) => {
      await open(page, view);
      await page.screenshot({ path: picture(`${view.name}-forced`) });
    });
  }
});

test.describe('from right to left', () => {
  for (const width of [390, 1280]) {
    test.describe(`${width} px`, () => {
      test.use({ ...still, viewport: { width, height: 800 } });
      for (const view of some) {
        test(view.name, async ({ page }) => {
          await open(page, view);
          await page.evaluate(() => (document.documentElement.dir = 'rtl'));
          await expectNoSidewaysScroll(page);
          await page.screenshot({ path: picture(`${view.name}-rtl-${width}`) });
        });
      }
    });
  }
});
