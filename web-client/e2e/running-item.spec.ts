/** What leads find for the item that runs: how it is held, and sentences that fit it. */
import type { Page } from '@playwright/test';
import type { AgendaItem, MeetingView } from '../src/protocol/generated.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { FakeHub } from './fake/hub.ts';
import { checkIn, floor } from './fake/meeting.ts';

const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };

async function lead(page: Page, change: Partial<AgendaItem>): Promise<[FakeHub, MeetingView]> {
  const view = checkIn('Wren', { floor: floor(), messages: [] });
  view.agenda = view.agenda.map((item, i) => (i === view.item ? { ...item, ...change } : item));
  const hub = await FakeHub.open(page, { view });
  await page.goto('/meet/room');
  await hub.greeted;
  return [hub, view];
}

async function choose(page: Page, item: string) {
  await page.getByRole('button', { name: 'More for leads' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test.describe(width, () => {
    test.use({ viewport, contextOptions: { reducedMotion: 'reduce' } });

    test('reactions are switched beside how the item is held', async ({ page }) => {
      const held = { mode: 'queue', crosstalk: 'none', reactions: null } as const;
      const [hub, view] = await lead(page, held);
      view.settings.reactions = false;
      await choose(page, 'Hold this part as…');
      const dialog = page.getByRole('dialog');
      const reactions = dialog.getByLabel('People can react to what is said');
      await expect(reactions).not.toBeChecked();
      await reactions.check();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await page.screenshot({ path: `test-results/running-item/reactions-${width}.png` });
      await dialog.getByRole('button', { name: 'Hold it this way' }).click();
      const item = view.item!;
      await expect.poll(() => hub.commands).toEqual([{ type: 'switch_reactions', item, on: true }]);
      hub.tell({ type: 'reactions_switched', item, on: true, by: view.me.id });
      await expect(page.getByText('You can react to what is said in this part')).toBeVisible();

      // What stays as it is is not sent; both are when both change.
      await choose(page, 'Hold this part as…');
      await expect(reactions).toBeChecked();
      await dialog.getByRole('button', { name: 'Hold it this way' }).click();
      await expect(dialog).toBeHidden();
      await choose(page, 'Hold this part as…');
      await dialog.getByRole('radio', { name: /Open to all/ }).check();
      await reactions.uncheck();
      await dialog.getByRole('button', { name: 'Hold it this way' }).click();
      await expect
        .poll(() => hub.commands.slice(1))
        .toEqual([
          { type: 'change_mode', item, mode: 'open', crosstalk: 'none' },
          { type: 'switch_reactions', item, on: false },
        ]);
    });

    for (const [mode, crosstalk, spared] of [
      ['round', 'none', true],
      ['queue', 'on_request', true],
      ['directed', 'on_request', false],
      ['open', 'free', false],
    ] as const) {
      test(`the sentences fit: ${mode}, answers ${crosstalk}`, async ({ page }) => {
        await lead(page, { mode, crosstalk });
        await choose(page, 'Ready-made sentences');
        const dialog = page.getByRole('dialog', { name: 'Ready-made sentences' });
        await expect(
          dialog.getByRole('button', { name: /come back to the question/ }),
        ).toBeVisible();
        const experience = dialog.getByRole('button', { name: /our own experience/ });
        await expect(experience).toHaveCount(spared ? 1 : 0);
      });
    }
  });
}
