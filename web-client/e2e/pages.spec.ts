/** Every page, on a phone and a desk, by day and by night: no findings, and a picture of each. */
import {
  expect,
  expectAccessible,
  expectLargeTargets,
  expectNoSidewaysScroll,
  test,
} from './fixtures.ts';
import { picture } from './pictures.ts';
import { serve } from './server.ts';
import { views } from './views.ts';

const widths = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 800 } };

for (const [width, viewport] of Object.entries(widths)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${width}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } });
      for (const view of views) {
        test(view.name, async ({ page }) => {
          await serve(page, view.answers);
          await page.goto(view.path);
          if (view.name !== 'desk-loading') {
            await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          }
          await view.act?.(page);
          await page.evaluate(() => document.fonts.ready);
          await page.screenshot({
            path: picture(`${view.name}-${width}-${colorScheme}`),
            fullPage: !view.act,
          });
          await expectAccessible(page);
          await expectLargeTargets(page);
          await expectNoSidewaysScroll(page);
          await expect(page).toHaveTitle(/^[\w ]+ · Rondo$/);
          expect(await page.title()).not.toMatch(/circle|loss/i);
        });
      }
    });
  }
}
