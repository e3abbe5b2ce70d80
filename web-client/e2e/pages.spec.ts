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

test('help lines are those of the operator, each with the day it was checked', async ({ page }) => {
  const line = { country: 'GB', emergency: '999', name: 'Our own line', number: '0800 123 456' };
  await serve(page, {
    'GET /api/help-lines': {
      body: {
        lines: [
          { ...line, checked: '2026-11-20' },
          { ...line, name: 'An old line', checked: '2020-01-02' },
        ],
      },
    },
  });
  await page.goto('/help');
  const item = (name: string) => page.getByRole('listitem').filter({ hasText: name });
  await expect(item('Our own line')).toContainText('Checked on 20 November 2026.');
  await expect(item('Our own line')).not.toContainText('more than a year ago');
  await expect(item('An old line')).toContainText('more than a year ago: it may have changed');
  await expect(page.getByText('Samaritans')).toHaveCount(1);
});

test('without an answer of the server there are help lines all the same', async ({ page }) => {
  await serve(page, { 'GET /api/help-lines': { offline: true } });
  await page.goto('/help');
  await expect(page.getByText('Samaritans').first()).toBeVisible();
});
