/** Words that are taken back, covered, and written again, against a stand-in for the hub. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { FakeHub, type Scene } from './fake/hub.ts';
import { checkIn, floor, settings } from './fake/meeting.ts';
import { id, message } from './fake/people.ts';
import { lookAt, everywhere } from './looks.ts';
import type { Event, MeetingView } from '../src/protocol/generated.ts';

test.use({ viewport: { width: 1280, height: 800 }, contextOptions: { reducedMotion: 'reduce' } });

async function enter(page: Page, scene: Scene): Promise<FakeHub> {
  const hub = await FakeHub.open(page, scene);
  await page.goto('/meet/room');
  await hub.greeted;
  await expect(page.getByRole('heading', { name: 'Tuesday circle', level: 1 })).toBeVisible();
  return hub;
}

const log = (page: Page) => page.getByRole('region', { name: 'Conversation' });
const field = (page: Page) => page.getByRole('textbox', { name: 'Your words' });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const choose = (page: Page, name: string) => page.getByRole('menuitem', { name }).click();
const said = (page: Page, text: string) =>
  page.getByRole('status').filter({ hasText: text }).first();

const marlow = message('Marlow', 'My street is Elm Street.', { kind: 'open', note: 'home' });
const kit = message('Kit', 'How it happened, in every detail.', { kind: 'open' });
const juniper = message('Juniper', 'I heard you.', { kind: 'open' });
const open = (me: string, over: Partial<MeetingView> = {}): MeetingView =>
  checkIn(me, { item: 0, floor: floor(), messages: [marlow, kit, juniper], ...over });

const takenBack = (of: typeof kit, by: 'writer' | 'lead', lead: string | null = null): Event => ({
  type: 'taken_back',
  messages: [of.id],
  from: of.from,
  by,
  lead: lead && id(lead),
  reason: lead === null ? null : 'privacy',
});

test('one’s own words are taken back by keyboard, and can be written again', async ({ page }) => {
  const hub = await enter(page, { view: open('Marlow') });
  await page.getByRole('button', { name: 'Your message: My street is Elm Street.' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => hub.commands).toEqual([{ type: 'take_back', message: marlow.id }]);
  hub.tell(takenBack(marlow, 'writer'));
  await expect(log(page).getByText('You took back a message')).toBeVisible();
  await expect(log(page)).not.toContainText('Elm Street');
  // The menu is gone; the focus is where the words were.
  const again = page.getByRole('button', { name: 'Write it again' });
  await expect(again).toBeFocused();
  await field(page).fill('and more');
  await again.focus();
  await page.keyboard.press('Enter');
  await expect(field(page)).toHaveValue('My street is Elm Street.\nand more');
  await expect(field(page)).toBeFocused();
  await expect(again).toBeHidden();
});

test('/take-back takes back the newest of one’s words, whispers too', async ({ page }) => {
  const whisper = message('Marlow', 'About Kit.', { kind: 'whisper', turn: null });
  const hub = await enter(page, { view: open('Marlow', { whispers: [whisper] }) });
  await field(page).fill('/take-back');
  await press(page, 'Send');
  await expect.poll(() => hub.commands).toEqual([{ type: 'take_back', message: whisper.id }]);
  hub.tell({
    type: 'taken_back',
    messages: [whisper.id],
    from: id('Marlow'),
    by: 'writer',
    lead: null,
    reason: null,
  });
  await press(page, 'More');
  await choose(page, 'Whispers');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('You took back a message')).toBeVisible();
  await dialog.getByRole('button', { name: 'Write it again' }).click();
  await expect(dialog.getByRole('textbox')).toHaveValue('About Kit.');
});

test('what others take back goes in its place, calmly, with its reactions', async ({ page }) => {
  const marked = { ...kit, reactions: [{ who: id('Bo'), reaction: 'heard' as const }] };
  const view = open('Marlow', {
    messages: [marlow, marked, juniper],
    settings: { ...settings, reactions: true },
  });
  const hub = await enter(page, { view });
  await expect(log(page)).toContainText('Bo: I hear you');
  hub.tell(takenBack(kit, 'writer'));
  await expect(log(page).getByText('Kit took back a message')).toBeVisible();
  await expect(log(page)).not.toContainText('in every detail');
  await expect(log(page)).not.toContainText('Bo: I hear you');
  await expect(said(page, 'Kit took back a message')).toBeAttached();
  hub.tell(takenBack(juniper, 'lead'));
  await expect(log(page).getByText('A lead took back a message')).toBeVisible();
  // Nobody but its writer writes it again.
  await expect(page.getByRole('button', { name: 'Write it again' })).toBeHidden();
  await expect(page.getByRole('button', { name: /^Message by Kit/ })).toBeHidden();
});

test('words that a lead covers wait to be opened', async ({ page }) => {
  const hub = await enter(page, { view: open('Marlow') });
  hub.tell({ type: 'covered', message: kit.id, from: kit.from, note: 'violence', by: null });
  await expect(log(page).getByText('Content note: violence')).toBeVisible();
  await expect(log(page).getByText('A lead covered this. Open it if you like.')).toBeVisible();
  await expect(log(page)).not.toContainText('in every detail');
  await expect(said(page, 'A lead covered a message by Kit')).toBeAttached();
  const cover = log(page).locator('article', { hasText: 'violence' });
  await cover.getByRole('button', { name: 'Open' }).click();
  await expect(log(page)).toContainText('in every detail');
});

test('who comes back reads older words as they are by now', async ({ page }) => {
  const old = message('Kit', 'My number is 555.', { kind: 'open' });
  const hundred = Array.from({ length: 100 }, (_, i) =>
    message('Bo', `Line ${i + 1}.`, { kind: 'open' }),
  );
  const hub = await enter(page, { view: open('Marlow', { messages: hundred }) });
  hub.older = [old];
  await press(page, 'Show earlier messages');
  await expect(log(page)).toContainText('My number is 555.');
  // It was taken back while this page was not connected.
  hub.older = [{ ...old, text: '', taken_back_by: 'writer' }];
  hub.show(open('Marlow', { messages: hundred }));
  await expect(log(page).getByText('Kit took back a message')).toBeAttached();
  await expect(log(page)).not.toContainText('My number is 555.');
});

for (const [where, viewport] of [
  ['at a desk', { width: 1440, height: 900 }],
  ['on a phone', { width: 390, height: 844 }],
] as const) {
  test.describe(`a lead ${where}`, () => {
    test.use({ viewport });

    test('covers with a note and takes back with a reason', async ({ page }) => {
      const hub = await enter(page, { view: open('Wren'), role: 'facilitator' });
      const ofKit = page.getByRole('button', { name: /^Message by Kit/ });
      await ofKit.click();
      await choose(page, 'Cover with a content note…');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Cover it' }).click();
      await expect(dialog.getByText('Write what it is about.')).toBeVisible();
      await dialog.getByLabel('Content note').fill('violence');
      await dialog.getByRole('button', { name: 'Cover it' }).click();
      await ofKit.click();
      await choose(page, 'Take back…');
      await dialog.getByRole('radio', { name: /^Tells who somebody is/ }).check();
      await dialog.getByRole('button', { name: 'Take it back' }).click();
      await expect
        .poll(() => hub.commands)
        .toEqual([
          { type: 'cover', message: kit.id, note: 'violence' },
          { type: 'take_back_other', message: kit.id, reason: 'privacy' },
        ]);
    });

    test('sends somebody away with all that they wrote', async ({ page }) => {
      const hub = await enter(page, { view: open('Wren'), role: 'facilitator' });
      await press(page, 'More');
      await choose(page, 'Everyone here');
      await press(page, 'What to do for Kit');
      await choose(page, 'Remove from this meeting');
      const box = page.getByRole('checkbox', { name: /^Also take back everything/ });
      await expect(box).not.toBeChecked();
      await box.check();
      await press(page, 'Remove');
      await expect
        .poll(() => hub.commands)
        .toEqual([
          { type: 'remove', who: 'kit', reason: 'guidelines' },
          { type: 'take_back_all', who: 'kit', reason: 'removed' },
        ]);
    });
  });
}

test('gone, covered and standing words, looked at', async ({ page }) => {
  const gone = { text: '', reactions: [], taken_back_by: 'lead' as const };
  const messages = [
    { ...marlow, text: '', note: null, taken_back_by: 'writer' as const },
    { ...kit, note: 'violence', noted_by_lead: true },
    message('Juniper', 'Standing words, long enough to fill the line and go on to the next one.', {
      kind: 'open',
    }),
    { ...message('Bo', '', { kind: 'open' }), ...gone },
    { ...message('Bo', '', { kind: 'open' }), ...gone },
    message('Wren', 'My own words.', { kind: 'open' }),
  ];
  await enter(page, { view: open('Wren', { messages }), role: 'facilitator' });
  await expect(log(page).getByText('A lead took back 2 messages')).toBeVisible();
  await lookAt(page, 'meet-taken-back', everywhere);
});
