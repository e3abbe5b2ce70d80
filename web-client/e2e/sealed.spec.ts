/** A sealed round: what is handed in, what leads can do, and what becomes of the words when something fails. */
import type { Page } from '@playwright/test';
import type { MeetingView, SealedShare } from '../src/protocol/generated.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { FakeHub } from './fake/hub.ts';
import { sealed } from './fake/sealed.ts';

const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
const WORDS: SealedShare = { type: 'words', text: 'A four today.', note: null };

async function enter(page: Page, view: MeetingView): Promise<FakeHub> {
  const hub = await FakeHub.open(page, { view });
  await page.goto('/meet/room');
  await hub.greeted;
  await expect(page.getByRole('heading', { name: 'Tuesday circle', level: 1 })).toBeVisible();
  return hub;
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Your words' });
const act = (page: Page, name: string) =>
  page
    .getByRole('region', { name: 'Your words' })
    .or(page.getByRole('group', { name: 'Leading' }))
    .getByRole('button', { name, exact: true });
const handedIn = (page: Page) => page.locator('.handed');

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test.describe(width, () => {
    test.use({ viewport, contextOptions: { reducedMotion: 'reduce' } });

    test('a share is handed in, changed and taken back, and its words are never lost', async ({
      page,
    }) => {
      const hub = await enter(page, sealed('Marlow'));
      await expect(
        page.getByRole('status').filter({
          hasText: 'Everyone writes: 2 of 7 are in. Nobody reads anything before it is opened.',
        }),
      ).toBeAttached();
      await field(page).fill('A four today.');
      await act(page, 'Hand in').click();
      const write = { type: 'write_sealed', round: 3, text: 'A four today.', note: null };
      await expect.poll(() => hub.commands).toEqual([write]);
      await expect(field(page)).toHaveValue('');
      hub.tell({ type: 'sealed_share_changed', who: 'marlow', share: WORDS });
      await expect(handedIn(page)).toContainText('A four today.');
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);

      await act(page, 'Change it').click();
      await expect(field(page)).toHaveValue('A four today.');
      await field(page).fill('A five today.');
      await act(page, 'Hand in instead').click();
      await expect.poll(() => hub.commands.at(-1)).toEqual({ ...write, text: 'A five today.' });

      await act(page, 'Take it back').click();
      await expect.poll(() => hub.commands.at(-1)).toEqual({ type: 'take_back_sealed', round: 3 });
      hub.tell({ type: 'sealed_share_changed', who: 'marlow', share: null });
      await expect(handedIn(page)).toBeHidden();
      await expect(field(page)).toHaveValue('A four today.');
    });

    test('what comes too late is in the field again, and is there after a reload', async ({
      page,
    }) => {
      const hub = await enter(page, sealed('Marlow'));
      hub.answer = ({ type }) => (type === 'write_sealed' ? 'too_late' : null);
      await field(page).fill('Just a moment more');
      await act(page, 'Hand in').click();
      await expect(page.getByText('The time for it is over.')).toBeVisible();
      await expect(field(page)).toHaveValue('Just a moment more');
      hub.answer = () => null;
      hub.pending = true;
      await act(page, 'Hand in').click();
      await expect(field(page)).toHaveValue('');
      await page.reload();
      await expect(field(page)).toHaveValue('Just a moment more');
    });

    test('what a muted person handed in is not shown, and is in their field again', async ({
      page,
    }) => {
      const view = sealed('Marlow', {}, WORDS);
      const muted = view.people.map((person) =>
        person.id === 'marlow' ? { ...person, mute: { until_ms: null } } : person,
      );
      const hub = await enter(page, { ...view, people: muted });
      await expect(handedIn(page)).toContainText('A four today.');
      const round = { ...view.floor.sealed!, stage: 'opened' as const, shown: 3 };
      hub.tell({ type: 'sealed_changed', sealed: round, by: null });
      await expect(handedIn(page)).toBeHidden();
      await expect(field(page)).toHaveValue('A four today.');
    });

    test('passing is by a button, by the word and by a command', async ({ page }) => {
      const hub = await enter(page, sealed('Marlow'));
      await act(page, 'Pass').click();
      for (const text of ['pass', '/pass']) {
        await field(page).fill(text);
        await act(page, 'Do it').or(act(page, 'Hand in')).first().click();
        await expect(field(page)).toHaveValue('');
      }
      const pass = { type: 'pass_sealed', round: 3 };
      await expect.poll(() => hub.commands).toEqual([pass, pass, pass]);
      hub.tell({ type: 'sealed_share_changed', who: 'marlow', share: { type: 'passed' } });
      await expect(handedIn(page)).toContainText('You pass this time.');
      await expect(act(page, 'Pass')).toBeHidden();
    });

    test('a lead opens it, and is asked while somebody still writes', async ({ page }) => {
      const hub = await enter(page, sealed('Wren'));
      await act(page, 'Open now · 2 of 7').click();
      const dialog = page.getByRole('dialog', { name: 'Open the round now?' });
      await expect(dialog).toContainText('2 of 7 are in.');
      await expectAccessible(page);
      await dialog.getByRole('button', { name: 'Let it go on' }).click();
      expect(hub.commands).toEqual([]);
      await act(page, 'Open now · 2 of 7').click();
      await dialog.getByRole('button', { name: 'Open it now' }).click();
      await expect.poll(() => hub.commands).toEqual([{ type: 'open_sealed', round: 3, shown: 0 }]);
      hub.show(sealed('Wren', { stage: 'showing', shown: 1 }));
      await act(page, 'Show the next').click();
      await expect
        .poll(() => hub.commands.at(-1))
        .toEqual({ type: 'open_sealed', round: 3, shown: 1 });
    });

    test('a lead who is in speaks as lead again', async ({ page }) => {
      const hub = await enter(page, sealed('Wren', {}, WORDS));
      await expect(handedIn(page)).toContainText('A four today.');
      await field(page).fill('Two more minutes.');
      await act(page, 'Send').click();
      await expect
        .poll(() => hub.commands)
        .toEqual([{ type: 'post', text: 'Two more minutes.', note: null }]);
    });
  });
}
