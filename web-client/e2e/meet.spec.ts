/** What people do in a meeting, by keyboard and by hand, against a stand-in for the hub. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { FakeHub, type Scene } from './fake/hub.ts';
import { checkIn, floor, myTurn, NOW, speaking, turnOf, withTurn } from './fake/meeting.ts';
import { id, message, person } from './fake/people.ts';
import { picture } from './pictures.ts';

test.use({ viewport: { width: 1280, height: 800 }, contextOptions: { reducedMotion: 'reduce' } });

async function enter(page: Page, scene: Scene): Promise<FakeHub> {
  const hub = await FakeHub.open(page, scene);
  await page.goto('/meet/room');
  await hub.greeted;
  await expect(page.getByRole('heading', { name: 'Tuesday circle', level: 1 })).toBeVisible();
  return hub;
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Your words' });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const offer = myTurn({ type: 'offered', since_ms: NOW, nudged: false });

test('the floor is offered: share brings the place to write', async ({ page }) => {
  const hub = await enter(page, { view: offer });
  await expect(field(page)).toBeHidden();
  await press(page, 'Share');
  await expect(field(page)).toBeFocused();
  expect(hub.commands).toEqual([{ type: 'accept', turn: 11 }]);
});

test('who writes ahead keeps the field and every letter when the floor comes', async ({ page }) => {
  const view = checkIn('Marlow');
  const hub = await enter(page, { view });
  await field(page).pressSequentially('I was going to sa');
  hub.tell(
    { type: 'turn_ended', turn: 9, holder: id('Tomasz'), reason: 'done', shared: true },
    {
      type: 'turn_changed',
      turn: turnOf('Marlow', { type: 'offered', since_ms: NOW, nudged: false }, { id: 12 }),
      cause: 'offered',
    },
  );
  await expect(page.getByRole('heading', { name: 'Would you like to share?' })).toBeVisible();
  await expect(field(page)).toBeFocused();
  // Enter does no harm just now; typing takes the turn.
  await page.keyboard.press('Enter');
  await expect(page.getByText('The floor has just moved, so nothing was sent.')).toBeVisible();
  await field(page).pressSequentially('y this');
  await expect(field(page)).toHaveValue('I was going to say this');
  expect(hub.commands).toEqual([{ type: 'start_timer', turn: 12 }]);
});

test('Enter sends, Shift and Enter makes a line; the words show until they arrive', async ({
  page,
}) => {
  const hub = await enter(page, { view: myTurn(speaking(90_000)) });
  await page.waitForTimeout(1_600);
  await page.keyboard.press('F6');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('One');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('two');
  hub.pending = true;
  await page.keyboard.press('Enter');
  await expect(field(page)).toHaveValue('');
  await expect(page.getByText('sending…')).toBeVisible();
  expect(hub.commands.at(-1)).toEqual({ type: 'post', text: 'One\ntwo', note: null });
  hub.tell({ type: 'posted', message: message('Marlow', 'One\ntwo', { turn: 11 }) });
  await expect(page.getByText('sending…')).toBeHidden();
  await expect(page.getByRole('region', { name: 'You are sharing now' })).toContainText('One');
});

test('a draft outlives a reload', async ({ page }) => {
  await enter(page, { view: checkIn('Marlow') });
  await field(page).fill('not yet');
  await page.reload();
  await expect(field(page)).toHaveValue('not yet');
});

test('words that were not answered are sent again after the wire was lost', async ({ page }) => {
  const hub = await enter(page, { view: { ...checkIn('Marlow'), item: 0, floor: floor() } });
  hub.pending = true;
  await field(page).fill('still here?');
  await press(page, 'Send');
  await expect(page.getByText('sending…')).toBeVisible();
  const [first] = hub.ids;
  hub.pending = false;
  await hub.close(1006);
  await expect.poll(() => hub.ids.length, { timeout: 5_000 }).toBe(2);
  expect(hub.ids[1]).toBe(first);
  await expect(page.getByText('sending…')).toBeHidden();
});

test('quick exit blanks the page and leaves without a word', async ({ page }) => {
  await page.route('https://www.wikipedia.org/', (route) => route.fulfill({ body: 'neutral' }));
  const hub = await enter(page, { view: checkIn('Marlow') });
  await press(page, 'Quick exit');
  await expect(page).toHaveURL('https://www.wikipedia.org/');
  expect(hub.commands).toEqual([{ type: 'leave', quiet: true }]);
});

test('a covered share opens for oneself, and a person can be hidden', async ({ page }) => {
  const covered = message('Odile', 'It came back.', { turn: 7, note: 'illness' });
  await enter(page, { view: { ...checkIn('Marlow'), messages: [covered] } });
  await expect(page.getByText('It came back.')).toBeHidden();
  await press(page, 'Open');
  await expect(page.getByText('It came back.')).toBeVisible();
  await press(page, 'Show as a list');
  await press(page, 'What to do for Odile');
  await page.getByRole('menuitem', { name: 'Hide Odile for me' }).click();
  await expect(page.getByText('Words by Odile, hidden by you')).toBeVisible();
});

test.describe('leading', () => {
  const perrin = person('Perrin', null, { place: 'waiting', arrived_ms: NOW - 60_000 });
  const asWren = checkIn('Wren');
  const leading: Scene = {
    view: { ...asWren, people: [...asWren.people, perrin] },
    role: 'facilitator',
  };

  test('names the turn it moves from', async ({ page }) => {
    const hub = await enter(page, leading);
    await press(page, 'Thank, then Odile');
    await press(page, 'One more minute');
    await press(page, 'Let in');
    expect(hub.commands).toEqual([
      { type: 'call_next', from: 9 },
      { type: 'extend', turn: 9 },
      { type: 'admit', who: 'perrin' },
    ]);
  });

  test('a refusal says why, beside nothing lost', async ({ page }) => {
    const hub = await enter(page, leading);
    hub.answer = () => 'stale';
    await press(page, 'Thank, then Odile');
    await expect(page.getByText('The meeting has moved on in the meantime.')).toBeVisible();
  });

  test('changes the order by keyboard', async ({ page }) => {
    const hub = await enter(page, leading);
    await press(page, 'Show as a list');
    await page.getByRole('button', { name: 'What to do for Juniper' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await page.keyboard.press('e');
    await expect(page.getByRole('menuitem', { name: 'Earlier in the order' })).toBeFocused();
    await page.keyboard.press('Enter');
    expect(hub.commands).toEqual([{ type: 'move_in_order', who: 'juniper', before: 'marlow' }]);
  });

  test('ends the meeting only after asking', async ({ page }) => {
    const hub = await enter(page, leading);
    await press(page, 'More for leads');
    await page.getByRole('menuitem', { name: 'End the meeting' }).click();
    expect(hub.commands).toEqual([]);
    await press(page, 'End it now');
    expect(hub.commands).toEqual([{ type: 'end_meeting' }]);
  });

  test('a warning stands ready in a whisper, and goes when the lead sends it', async ({ page }) => {
    const hub = await enter(page, leading);
    await press(page, 'More');
    await page.getByRole('menuitem', { name: 'Everyone here' }).click();
    await press(page, 'What to do for Kit');
    await page.getByRole('menuitem', { name: 'Warn in private' }).click();
    const field = page.getByRole('textbox', { name: 'Whisper to Kit' });
    await expect(field).toHaveValue(/^Please keep to what we ask of each other here/);
    expect(hub.commands).toEqual([]);
    await page.screenshot({ path: picture('meet-warning-1280') });
    await field.fill('Kit, please let others finish.');
    await page.keyboard.press('Enter');
    await expect(field).toHaveValue('');
    const text = 'Kit, please let others finish.';
    expect(hub.commands).toEqual([{ type: 'whisper', to: 'kit', text }]);
  });

  test('a removal carries its reason', async ({ page }) => {
    const hub = await enter(page, leading);
    await press(page, 'More');
    await page.getByRole('menuitem', { name: 'Everyone here' }).click();
    await press(page, 'What to do for Kit');
    await page.getByRole('menuitem', { name: 'Remove from this meeting' }).click();
    await page.getByRole('radio', { name: 'For somebody’s safety' }).check();
    await press(page, 'Remove');
    expect(hub.commands).toEqual([{ type: 'remove', who: 'kit', reason: 'safety' }]);
  });
});

test('those who listen hear of the floor once, and of their own turn at once', async ({ page }) => {
  const view = checkIn('Marlow');
  const hub = await enter(page, { view });
  const status = page.getByRole('status').filter({ hasText: 'has the floor' });
  await expect(status).toHaveText('Tomasz has the floor. You are second, after Odile.');
  hub.show(
    withTurn(view, turnOf('Marlow', { type: 'offered', since_ms: NOW, nudged: false }, { id: 12 })),
  );
  await expect(page.getByRole('alert').filter({ hasText: 'your turn' })).toHaveCount(1);
  await expect(page).toHaveTitle('Your turn · Rondo');
});

test('what others do does not take Enter away', async ({ page }) => {
  const hub = await enter(page, { view: { ...checkIn('Marlow'), item: 0, floor: floor() } });
  await page.waitForTimeout(1_600);
  await field(page).fill('Evening');
  hub.tell({ type: 'connection_lost', who: id('Bo') });
  await page.keyboard.press('Enter');
  await expect.poll(() => hub.commands).toEqual([{ type: 'post', text: 'Evening', note: null }]);
});

test('who was here for a hundred messages finds the older ones after a reload', async ({
  page,
}) => {
  const spoken = Array.from({ length: 101 }, (_, i) => message('Kit', `Line ${i + 1}.`));
  const hub = await enter(page, { view: checkIn('Marlow', { messages: spoken.slice(1) }) });
  hub.older = spoken.slice(0, 1);
  await expect(page.getByText('Line 1.', { exact: true })).toBeHidden();
  await press(page, 'Show earlier messages');
  await expect(page.getByText('Line 1.', { exact: true })).toBeAttached();
  await expect(page.getByRole('button', { name: 'Show earlier messages' })).toBeHidden();
});
