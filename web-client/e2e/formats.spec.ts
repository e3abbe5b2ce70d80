/** The words of a format: the question in the offer, a script for leads, and a new room in one's language. */
import type { Page } from '@playwright/test';
import type { MeetingView } from '../src/protocol/generated.ts';
import * as data from './data.ts';
import { expect, test } from './fixtures.ts';
import { FakeHub } from './fake/hub.ts';
import { agenda, checkIn, myTurn, NOW } from './fake/meeting.ts';
import { picture } from './pictures.ts';
import { serve, signedIn } from './server.ts';

const SCRIPT = 'Go first if the group is new: a short, honest answer shows what is enough.';
const phone = { viewport: { width: 390, height: 844 } };
const desk = { viewport: { width: 1280, height: 800 } };
const scripted = agenda.map((item, i) => (i === 2 ? { ...item, script: SCRIPT } : item));

async function enter(page: Page, view: MeetingView): Promise<void> {
  const hub = await FakeHub.open(page, { view });
  await page.goto('/meet/room');
  await hub.greeted;
}

for (const [name, looks] of Object.entries({ phone, desk })) {
  test.describe(`on a ${name}`, () => {
    test.use(looks);

    test('the offer repeats the question of the item', async ({ page }) => {
      await enter(page, myTurn({ type: 'offered', since_ms: NOW, nudged: false }));
      const offer = page.locator('.ask').filter({ hasText: 'Would you like to share?' });
      await expect(offer.getByText('What are you carrying this week?')).toBeVisible();
      await page.screenshot({ path: picture(`formats-offer-${name}`) });
    });

    test('a lead reads the script of the item, and folds it away', async ({ page }) => {
      await enter(page, checkIn('Wren', { agenda: scripted }));
      const fold = page.locator('summary', { hasText: 'For you as a lead' });
      await expect(fold).toBeVisible();
      if (name === 'phone') await fold.click();
      await expect(page.getByText(SCRIPT)).toBeVisible();
      await page.screenshot({ path: picture(`formats-script-${name}`) });
      await fold.click();
      await expect(page.getByText(SCRIPT)).toBeHidden();
    });
  });
}

test.describe('a new room', () => {
  test.use(desk);

  test('shows each item’s question, its script and its material before it is made', async ({
    page,
  }) => {
    const [first, ...others] = data.formats;
    const items = first!.items.map((item, i) =>
      i === 2 ? { ...item, text: 'How are you arriving today?', script: SCRIPT } : item,
    );
    const asked = await serve(page, {
      ...signedIn,
      'GET /api/formats': { body: { formats: [{ ...first, items }, ...others] } },
    });
    await page.goto('/rooms/new');
    await expect(page.getByText('How are you arriving today?')).toBeVisible();
    await expect(page.getByText(SCRIPT)).toBeHidden();
    await page.locator('summary', { hasText: 'For the lead alone' }).click();
    await expect(page.getByText(SCRIPT)).toBeVisible();

    const offered = () => asked.filter(({ request }) => request === 'GET /api/formats').length;
    expect(offered()).toBe(1);
    await page.getByRole('spinbutton').first().fill('7');
    await page.getByRole('button', { name: 'Deutsch' }).click();
    await expect.poll(offered).toBe(2);
    await expect(page.getByRole('spinbutton').first()).toHaveValue('7');
  });
});
