/** What people do by writing: the habits of a text chat, slash commands, writing ahead. */
import type { Page } from '@playwright/test';
import type { MeetingView } from '../src/protocol/generated.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import { FakeHub, type Scene } from './fake/hub.ts';
import { checkIn, floor, myTurn, NOW, speaking, turnOf } from './fake/meeting.ts';
import { id } from './fake/people.ts';

test.use({ viewport: { width: 1280, height: 800 }, contextOptions: { reducedMotion: 'reduce' } });

async function enter(page: Page, scene: Scene): Promise<FakeHub> {
  const hub = await FakeHub.open(page, scene);
  await page.goto('/meet/room');
  await hub.greeted;
  await expect(page.getByRole('heading', { name: 'Tuesday circle', level: 1 })).toBeVisible();
  // Enter does no harm at first, as its meaning has just changed.
  await page.waitForTimeout(1_600);
  return hub;
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Your words' });
const options = (page: Page) => page.getByRole('listbox').getByRole('option');
async function say(page: Page, text: string) {
  await field(page).fill(text);
  await page.keyboard.press('Enter');
}

test('done ends the turn, unless it is taken back; then it is a message', async ({ page }) => {
  test.slow();
  // With twice the time there is twice the time to undo, too.
  const view = myTurn(speaking(90_000));
  const hub = await enter(page, { view: { ...view, me: { ...view.me, multiplier_percent: 200 } } });
  await say(page, 'Done.');
  await expect(
    page.getByRole('status').filter({ hasText: 'Your turn ends in a moment.' }),
  ).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(field(page)).toHaveValue('Done.');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => hub.commands).toEqual([{ type: 'post', text: 'Done.', note: null }]);
  await say(page, '...');
  await expect(page.getByText('The others see that more is coming.')).toBeVisible();
  await say(page, 'done');
  await page.getByRole('button', { name: 'Undo' }).click();
  await say(page, 'done');
  await page.keyboard.press('Enter');
  await expect.poll(() => hub.commands.at(-1)).toEqual({ type: 'post', text: 'done', note: null });
  await say(page, 'fertig');
  await expect
    .poll(() => hub.commands.at(-1), { timeout: 20_000 })
    .toEqual({ type: 'done', turn: 11 });
});

test('an offered turn is passed by a word, and is not taken by typing it', async ({ page }) => {
  const hub = await enter(page, { view: checkIn('Marlow') });
  await field(page).focus();
  const offered = turnOf('Marlow', { type: 'offered', since_ms: NOW, nudged: false }, { id: 12 });
  hub.tell({ type: 'turn_changed', turn: offered, cause: 'offered' });
  await expect(page.getByRole('heading', { name: 'Would you like to share?' })).toBeVisible();
  await page.waitForTimeout(1_600);
  await page.keyboard.type('pass');
  await page.keyboard.press('Enter');
  await expect(page.getByText('You pass in a moment.')).toBeVisible();
  expect(hub.commands).toEqual([]);
  await expect.poll(() => hub.commands, { timeout: 15_000 }).toEqual([{ type: 'pass', turn: 12 }]);
});

test('a hand is raised by a mark; others are shown that more is coming', async ({ page }) => {
  const view = {
    ...checkIn('Juniper', { item: 4, coming: [5, 6] }),
    floor: floor({ turn: turnOf('Bo', speaking(60_000)) }),
  };
  const hub = await enter(page, { view });
  hub.say({ type: 'typing', who: id('Bo'), turn: 9, more: true });
  await expect(page.getByText('Bo: more is coming')).toBeVisible();
  await say(page, '!');
  await expect.poll(() => hub.commands).toEqual([{ type: 'raise_hand' }]);
  await expect(field(page)).toHaveValue('');
});

test('a slash offers what one may do now, and keys complete it', async ({ page }) => {
  const asWren: MeetingView = checkIn('Wren');
  const hub = await enter(page, { view: asWren, role: 'facilitator' });
  await field(page).fill('/gi');
  await expect(options(page)).toHaveText(['/give Give the floor to a person']);
  await page.keyboard.press('Tab');
  await expect(field(page)).toHaveValue('/give ');
  await page.keyboard.press('ArrowDown');
  await expect(options(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  await expectAccessible(page);
  await field(page).pressSequentially('in');
  await page.keyboard.press('Enter');
  await expect(field(page)).toHaveValue('/give Inés');
  await page.keyboard.press('Enter');
  await expect.poll(() => hub.commands).toEqual([{ type: 'give_floor', from: 9, to: 'ines' }]);
  await expect(field(page)).toHaveValue('');

  await field(page).fill('/');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toBeHidden();
  await expect(field(page)).toHaveValue('/');

  await say(page, '/dance');
  await expect(page.getByText('There is no command “/dance”.')).toBeVisible();
  await expect(field(page)).toHaveValue('/dance');
  await say(page, '/remove Kit safety');
  await expect(page.getByRole('radio', { name: 'For somebody’s safety' })).toBeChecked();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  expect(hub.commands.at(-1)).toEqual({ type: 'remove', who: 'kit', reason: 'safety' });
  await say(page, '//dance');
  await expect
    .poll(() => hub.commands.at(-1))
    .toEqual({ type: 'post', text: '/dance', note: null });
});

test('what is refused comes back into the field', async ({ page }) => {
  const hub = await enter(page, { view: checkIn('Marlow') });
  hub.answer = () => 'turned_off';
  await say(page, '/lead could I go last?');
  await expect(page.getByText('This room does not use that.')).toBeVisible();
  await expect(field(page)).toHaveValue('/lead could I go last?');
});

test('the draft stays over a reload, an offer and a missed turn, and is gone with the meeting', async ({
  page,
}) => {
  const hub = await enter(page, { view: checkIn('Marlow') });
  await field(page).fill('I was going to say');
  await page.reload();
  await expect(field(page)).toHaveValue('I was going to say');
  const offered = turnOf('Marlow', { type: 'offered', since_ms: NOW, nudged: false }, { id: 12 });
  hub.tell({ type: 'turn_changed', turn: offered, cause: 'offered' });
  await expect(page.getByRole('heading', { name: 'Would you like to share?' })).toBeVisible();
  await expect(field(page)).toHaveValue('I was going to say');
  await page.reload();
  await expect(field(page)).toHaveValue('I was going to say');
  hub.tell({ type: 'turn_ended', turn: 12, holder: 'marlow', reason: 'no_answer', shared: false });
  await expect(field(page)).toHaveValue('I was going to say');
  expect(hub.commands).toEqual([]);
  hub.tell({ type: 'ended', reason: 'ended_by_lead', by: 'wren' });
  await expect(page.getByText('I was going to say')).toBeVisible();
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
});

test('in the last seconds of a hard limit, words are sent or kept to oneself', async ({ page }) => {
  const hub = await enter(page, { view: myTurn({ type: 'last_draft', ends_ms: NOW + 8_000 }) });
  await field(page).fill('One more thing');
  await page.getByRole('button', { name: 'Don’t send' }).click();
  await expect(field(page)).toHaveValue('');
  expect(hub.commands).toEqual([{ type: 'done', turn: 11 }]);
});

test('whoever keeps the time is told so, and has the buttons for it', async ({ page }) => {
  const hub = await enter(page, { view: checkIn('Marlow') });
  await expect(page.getByRole('button', { name: 'One more minute' })).toBeHidden();
  hub.tell({ type: 'service_changed', who: 'marlow', service: 'timekeeper', on: true, by: 'wren' });
  await expect(page.getByText('You can nudge, and give one more minute.')).toBeVisible();
  await page.getByRole('button', { name: 'Nudge' }).click();
  await page.getByRole('button', { name: 'One more minute' }).click();
  expect(hub.commands).toEqual([
    { type: 'nudge', turn: 9 },
    { type: 'extend', turn: 9 },
  ]);
});
