/** Every page under every condition: no findings, and a picture of each. */
import type { Page } from '@playwright/test';
import { expect, expectNoSidewaysScroll, test } from './fixtures.ts';
import { besides, everywhere, lookAt } from './looks.ts';
import { picture } from './pictures.ts';
import { serve } from './server.ts';
import { views, type View } from './views.ts';

const telling = ['join', 'desk', 'room', 'new-room', 'people', 'help'];

test.use({ contextOptions: { reducedMotion: 'reduce' } });

async function open(page: Page, view: View): Promise<void> {
  await serve(page, view.answers);
  await page.goto(view.path);
  if (view.name !== 'desk-loading') {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
}

for (const view of views) {
  test(view.name, async ({ page }) => {
    await open(page, view);
    await view.act?.(page);
    await expect(page).toHaveTitle(/^[\w ]+ · Rondo$/);
    expect(await page.title()).not.toMatch(/circle|loss/i);
    const looks = telling.includes(view.name) ? [...everywhere, ...besides] : everywhere;
    await lookAt(page, view.name, looks, { fullPage: !view.act });
  });
}

test.describe('in German on a phone', () => {
  test.use({ viewport: { width: 360, height: 780 }, locale: 'de-DE' });
  for (const view of views.filter(({ act }) => !act)) {
    test(view.name, async ({ page }) => {
      await open(page, view);
      await expect(page.locator('html')).toHaveAttribute('lang', 'de');
      await expectNoSidewaysScroll(page);
      await page.screenshot({ path: picture(`${view.name}-de`), fullPage: true });
    });
  }
});
