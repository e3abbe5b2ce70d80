/** The meeting page in its states: looked at by people, checked by axe. */
import { expect, expectAccessible, expectLargeTargets, expectNoSidewaysScroll, test } from './fixtures.ts';
import { FakeHub } from './fake/hub.ts';
import { scenes } from './fake/scenes.ts';
import { picture } from './pictures.ts';

const title = ({ room }: (typeof scenes)[number]) => room?.title ?? 'Tuesday circle';

const sizes = [
  { name: 'phone', width: 390, height: 844 },
  { name: 'small', width: 360, height: 740 },
  { name: 'tablet', width: 820, height: 1180 },
  { name: 'desktop', width: 1280, height: 800 },
] as const;

for (const { name: size, ...viewport } of sizes) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${size}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } });
      for (const scene of scenes) {
        test(scene.name, async ({ page }) => {
          const hub = await FakeHub.open(page, scene);
          await page.goto('/meet/room');
          await hub.greeted;
          await expect(page.getByRole('heading', { level: 1, name: title(scene) })).toBeVisible();
          await scene.act?.(page, hub);
          await page.evaluate(() => document.fonts.ready);
          await page.waitForTimeout(150);
          await page.screenshot({ path: picture(`meet-${scene.name}-${size}-${colorScheme}`) });
          await expectAccessible(page);
          await expectNoSidewaysScroll(page);
          await expectLargeTargets(page);
        });
      }
    });
  }
}
