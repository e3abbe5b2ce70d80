/** The agenda, topics and pages, by keyboard and by hand, against a stand-in for the hub. */
import type { Page } from '@playwright/test';
import type { MeetingView } from '../src/protocol/generated.ts';
import { expect, test } from './fixtures.ts';
import { FakeHub } from './fake/hub.ts';
import { arranged, choosing, presenting } from './fake/item-scenes.ts';
import { agenda, floor, therapy } from './fake/meeting.ts';
import { id } from './fake/people.ts';

test.use({ viewport: { width: 1280, height: 800 }, contextOptions: { reducedMotion: 'reduce' } });

async function enter(page: Page, view: MeetingView): Promise<FakeHub> {
  const hub = await FakeHub.open(page, { view });
  await page.goto('/meet/room');
  await hub.greeted;
  return hub;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('a lead arranges what comes by keyboard, hears it, and takes it back', async ({ page }) => {
  const hub = await enter(page, arranged('Wren'));
  const topics = button(page, 'What to do with “Choose topics”');
  await topics.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('e');
  await expect(page.getByRole('menuitem', { name: 'Earlier' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('“Choose topics” comes before “Discussion” now.')).toBeVisible();
  hub.tell({ type: 'agenda_arranged', coming: [3, 4, 5], by: id('Wren') });
  await expect(page.getByText('You changed what comes')).toBeVisible();
  await expect(topics).toBeFocused();
  await button(page, 'Undo').press('Enter');
  await expect(page.getByText('The order is as before.')).toBeVisible();
  await expect(topics).toBeFocused();
  expect(hub.commands).toEqual([
    { type: 'arrange_agenda', current: 2, coming: [3, 4, 5] },
    { type: 'arrange_agenda', current: 2, coming: [4, 3, 5] },
  ]);
});

test('nobody is cut off by going on, and borrowed minutes say whose they were', async ({
  page,
}) => {
  const hub = await enter(page, arranged('Wren'));
  hub.answer = ({ type }) => (type === 'advance' ? 'floor_taken' : null);
  await button(page, 'What to do with “Discussion”').click();
  await page.getByRole('menuitem', { name: 'Go here now' }).click();
  await expect(page.getByText('nobody is cut off')).toBeVisible();
  await button(page, 'What to do with “Check-in round”').click();
  await page.getByRole('menuitem', { name: 'Borrow minutes…' }).click();
  await page.getByRole('radio', { name: 'Choose topics' }).check();
  await expect(button(page, 'Move 4 minutes')).toBeVisible();
  await page.getByLabel('How many minutes?').fill('9');
  await page.keyboard.press('Enter');
  await expect(page.getByText('A whole number from 1 to 4.')).toBeVisible();
  await page.getByLabel('How many minutes?').fill('3');
  await button(page, 'Move 3 minutes').click();
  await expect(page.getByRole('dialog')).toBeHidden();
  hub.tell({
    type: 'time_moved',
    from: 3,
    from_minutes: 2,
    to: 2,
    to_minutes: 23,
    by: id('Odile'),
  });
  await expect(
    page.getByText('Odile moved 3 minutes from Choose topics to Check-in round'),
  ).toBeVisible();
  expect(hub.commands).toEqual([
    { type: 'advance', from: 2, to: 4 },
    { type: 'move_time', current: 2, from: 3, to: 2, minutes: 3 },
  ]);
});

test('a process group is told its end, and nothing of a plan within it', async ({ page }) => {
  const group = { ...agenda[0]!, name: 'Group', minutes: 90 };
  const only = {
    agenda: [group],
    item: 0,
    coming: [],
    item_times: [{ item: 0, started_ms: 0, ended_ms: null }],
  };
  const view = therapy('Dr Amadi', { ...only, format: 'process', floor: floor(), messages: [] });
  // It ends on time only where nothing may be added to its time.
  const timing = { ...view.settings.timing, overrun_ms: 0 };
  await enter(page, { ...view, settings: { ...view.settings, timing } });
  await expect(page.getByText('The group ends on time')).toBeVisible();
  await expect(page.getByText(/so far|the plan|at the latest/)).toHaveCount(0);
  await expect(button(page, 'What to do with “Group”')).toHaveCount(0);
});

test('members propose and choose; what is refused stays in the field', async ({ page }) => {
  const hub = await enter(page, choosing('Marlow'));
  const field = page.getByLabel('Propose a topic');
  hub.answer = ({ type }) => (type === 'propose_topic' ? 'topic_known' : null);
  await field.fill('Sleep');
  await field.press('Enter');
  await expect(page.getByText('Somebody has already proposed this topic.')).toBeVisible();
  await expect(field).toHaveValue('Sleep');
  hub.answer = () => null;
  await field.fill('Sleeping alone');
  await field.press('Enter');
  await expect(field).toHaveValue('');
  const choice = button(page, 'I’d like this: Birthdays of those who are gone');
  await expect(choice).toHaveAttribute('aria-pressed', 'false');
  await choice.click();
  hub.tell(
    { type: 'topic_chosen', topic: 1, who: id('Marlow'), on: true },
    {
      type: 'topic_proposed',
      topic: { id: 4, by: id('Kit'), text: 'The garden', chosen_by: [id('Kit')] },
    },
  );
  await expect(choice).toHaveAttribute('aria-pressed', 'true');
  await expect(
    page.getByRole('status').filter({ hasText: 'Kit proposed: The garden' }),
  ).toHaveCount(1);
  await expect(page.getByRole('list', { name: 'Topics' }).getByRole('listitem')).toContainText([
    '4 hands',
    '3 hands',
    '1 hand',
    'The garden',
  ]);
  expect(hub.commands.slice(1)).toEqual([
    { type: 'propose_topic', text: 'Sleeping alone' },
    { type: 'choose_topic', topic: 1, on: true },
  ]);
});

test('a lead takes a topic up, also later, and takes one back after asking', async ({ page }) => {
  const hub = await enter(page, choosing('Wren'));
  await button(page, 'What to do with “Sleep”').click();
  await page.getByRole('menuitem', { name: 'Take it back' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
  await button(page, 'Another topic').click();
  await page.getByRole('menuitemcheckbox', { name: 'Birthdays' }).click();
  hub.tell({ type: 'topic_taken_up', topic: 1, by: id('Wren') });
  await expect(page.getByRole('log')).toContainText(
    'The topic now: Birthdays of those who are gone',
  );
  expect(hub.commands).toEqual([
    { type: 'withdraw_topic', topic: 3 },
    { type: 'take_up_topic', topic: 1 },
  ]);
});

test('a presenter turns the pages with the arrow keys', async ({ page }) => {
  const hub = await enter(page, presenting('Bo'));
  await page.getByRole('region', { name: 'Page 2 of 3' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => hub.commands).toEqual([{ type: 'turn_page', item: 2, page: 2 }]);
  hub.tell({ type: 'page_turned', item: 2, page: 2, by: id('Bo') });
  await expect(page.getByRole('region', { name: 'Page 3 of 3' })).toContainText(
    'Try it for three minutes',
  );
  await expect(button(page, 'Next page')).toBeDisabled();
});

test('others look back on their own, and return to what is shown', async ({ page }) => {
  const hub = await enter(page, presenting('Marlow'));
  const shown = page.getByRole('region', { name: 'Page 2 of 3' });
  await expect(shown.getByRole('link')).toHaveAttribute('rel', 'noopener noreferrer');
  await button(page, 'Look at the page before').click();
  await expect(page.getByText('The body listens to the breath')).toBeVisible();
  hub.tell({ type: 'page_turned', item: 2, page: 2, by: id('Bo') });
  await expect(page.getByText('The body listens to the breath')).toBeVisible();
  await button(page, 'Back to what is shown: page 3').click();
  await expect(page.getByText('Try it for three minutes')).toBeVisible();
  expect(hub.commands).toEqual([]);
});
