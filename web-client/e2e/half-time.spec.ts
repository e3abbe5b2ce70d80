/** At half of the planned time leads read who was not heard yet, and offer them the floor by one tap. */
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { FakeHub } from './fake/hub.ts';
import { checkIn, floor } from './fake/meeting.ts';
import { id, message } from './fake/people.ts';

const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test.describe(width, () => {
    test.use({ viewport, contextOptions: { reducedMotion: 'reduce' } });

    test('a lead reads names, offers the floor, and puts the note away', async ({ page }) => {
      const view = checkIn('Wren', { floor: floor(), messages: [] });
      view.agenda = view.agenda.map((item, i) =>
        i === view.item ? { ...item, mode: 'directed', crosstalk: 'none' } : item,
      );
      const hub = await FakeHub.open(page, { view });
      await page.goto('/meet/room');
      await hub.greeted;
      const note = page.getByText('Half of the time is over.');
      await expect(note).toBeHidden();
      hub.tell({ type: 'half_time_told', unheard: [id('Kit'), id('Odile')] });
      await expect(note).toBeVisible();
      await expect(page.getByText('Kit and Odile.')).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await page.screenshot({ path: `test-results/half-time-${width}.png` });
      await page.getByRole('button', { name: 'Offer the floor to Kit' }).click();
      await expect
        .poll(() => hub.commands)
        .toEqual([{ type: 'give_floor', from: null, to: id('Kit') }]);
      await note.locator('..').locator('..').getByRole('button', { name: 'All right' }).click();
      await expect(note).toBeHidden();
      await page.reload();
      await hub.greeted;
      await expect(note).toBeHidden();
    });

    test('it goes with the last name, and members are told nothing', async ({ page }) => {
      const view = checkIn('Wren', { floor: floor(), messages: [] });
      view.me.unheard = [id('Kit')];
      const hub = await FakeHub.open(page, { view });
      await page.goto('/meet/room');
      await hub.greeted;
      const note = page.getByText('Half of the time is over.');
      await expect(note).toBeVisible();
      hub.tell({ type: 'posted', message: message('Kit', 'Here I am.') });
      await expect(note).toBeHidden();
    });
  });
}
