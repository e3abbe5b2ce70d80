/** What leads do: each act does what it says and no more, on a phone and on a desktop. */
import type { Page } from '@playwright/test';
import type { MeetingView, Person } from '../src/protocol/generated.ts';
import { countTones, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { FakeHub, type Scene } from './fake/hub.ts';
import { checkIn, floor, NOW, speaking, turnOf } from './fake/meeting.ts';
import { id, person } from './fake/people.ts';

const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };

async function enter(page: Page, scene: Scene): Promise<FakeHub> {
  const hub = await FakeHub.open(page, scene);
  await page.goto('/meet/room');
  await hub.greeted;
  await expect(page.getByRole('heading', { name: 'Tuesday circle', level: 1 })).toBeVisible();
  return hub;
}

const bar = (page: Page) => page.getByRole('group', { name: 'Leading' });
const button = (page: Page, name: string | RegExp) => bar(page).getByRole('button', { name });
const menu = async (page: Page, item: string | RegExp) => {
  await button(page, 'More for leads').click();
  await page.getByRole('menuitem', { name: item }).click();
};
const leading = (over: Partial<MeetingView> = {}) => checkIn('Wren', over);
const nobody = (item: number) =>
  leading({ item, coming: [item + 1, item + 2], floor: floor(), messages: [] });

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test.describe(width, () => {
    test.use({ viewport, contextOptions: { reducedMotion: 'reduce' } });

    test('a round that is due leads, and is the one filled button', async ({ page }) => {
      const hub = await enter(page, { view: nobody(2) });
      await expect(button(page, 'Start the round')).toHaveClass(/filled/);
      await expect(bar(page).locator('.filled, .soft')).toHaveCount(1);
      await button(page, 'Start the round').click();
      expect(hub.commands).toEqual([{ type: 'start_round', item: 2 }]);
      hub.show({
        ...nobody(2),
        floor: floor({ shares: [{ who: id('Bo'), shares: 1 }] }),
      });
      await expect(button(page, 'Start the round')).toBeHidden();
      await expect(button(page, 'Next: Choose topics')).toBeVisible();
    });

    test('where the lead gives the floor, that takes two taps', async ({ page }) => {
      const hub = await enter(page, { view: nobody(3) });
      await expect(bar(page).locator('.filled, .soft')).toHaveText(['Give the floor to…']);
      await button(page, 'Give the floor to…').click();
      const dialog = page.getByRole('dialog', { name: 'Give the floor to…' });
      await expectAccessible(page);
      await dialog.getByRole('button', { name: 'Tomasz' }).click();
      await expect(dialog).toBeHidden();
      expect(hub.commands).toEqual([{ type: 'give_floor', from: null, to: id('Tomasz') }]);
    });

    test('closing a round and going on name who is not heard', async ({ page }) => {
      const hub = await enter(page, { view: leading() });
      await menu(page, 'Close the round');
      const dialog = page.getByRole('dialog', { name: 'Close the round now?' });
      await expect(dialog).toContainText('Tomasz is sharing and would be cut off.');
      await expect(dialog).toContainText('Not heard yet: Odile, Marlow, Juniper and Ash.');
      await dialog.getByRole('button', { name: 'Let it go on' }).click();
      expect(hub.commands).toEqual([]);
      await menu(page, /^Next:/);
      const onward = page.getByRole('dialog', { name: 'Go on to “Choose topics” now?' });
      await expect(onward).toContainText('Not heard yet: Odile, Marlow, Juniper and Ash.');
      await onward.getByRole('button', { name: 'Go on', exact: true }).click();
      expect(hub.commands).toEqual([{ type: 'advance', from: 2, to: null }]);
    });

    test('a slash command asks the same', async ({ page }) => {
      const hub = await enter(page, { view: leading() });
      await page.getByRole('textbox', { name: 'Your words' }).fill('/close');
      // Enter does no harm in the first moment.
      await page.waitForTimeout(1_600);
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Close the round now?' });
      await dialog.getByRole('button', { name: 'Close the round' }).click();
      await expect.poll(() => hub.commands).toEqual([{ type: 'close_round', round: 1 }]);
    });

    test('ending the meeting says who is cut off and who waits', async ({ page }) => {
      const view = leading({
        item: 4,
        coming: [5, 6],
        floor: floor({
          turn: turnOf('Tomasz', speaking(60_000)),
          queue: [{ who: id('Bo'), raised_ms: NOW, falls_ms: null, share_ms_min: 0 }],
        }),
      });
      await enter(page, { view });
      await menu(page, 'End the meeting');
      const dialog = page.getByRole('dialog');
      await expect(dialog).toContainText('Tomasz is sharing and would be cut off.');
      await expect(dialog).toContainText('Not heard yet: Bo.');
    });

    test('“complete” is not said while somebody was not heard', async ({ page }) => {
      const hub = await enter(page, { view: leading() });
      hub.tell({ type: 'round_closed', round: 1, unheard: [id('Juniper'), id('Ash')] });
      await expect(page.getByText('The round is closed. Not heard: Juniper, Ash')).toBeVisible();
      await expect(page.getByText(/complete/)).toBeHidden();
      const member = await page.context().newPage();
      const other = await enter(member, { view: checkIn('Marlow') });
      other.tell({ type: 'round_closed', round: 1, unheard: [id('Juniper')] });
      await expect(member.getByText('The round is closed', { exact: true })).toBeVisible();
      other.tell({ type: 'round_closed', round: 1, unheard: [] });
      await expect(member.getByText('The round is complete', { exact: true })).toBeVisible();
    });

    test('everyone is muted until a lead lifts it', async ({ page }) => {
      const stopped = { floor_ms: NOW, running_since_ms: null };
      const hub = await enter(page, { view: leading() });
      await menu(page, 'Mute everyone');
      expect(hub.commands).toEqual([{ type: 'mute_all' }]);
      hub.tell({ type: 'everyone_muted', on: true, by: id('Wren'), clock: stopped });
      await expect(
        page.locator('.notice', { hasText: 'Everyone is muted for now.' }),
      ).toBeVisible();
      await expect(bar(page).locator('.filled, .soft')).toHaveText(['Let everyone write again']);
      await expectNoSidewaysScroll(page);
      await page.screenshot({ path: `test-results/acts/muted-lead-${width}.png` });
      await button(page, 'Let everyone write again').click();
      expect(hub.commands.at(-1)).toEqual({ type: 'unmute_all' });
      const running = { floor_ms: NOW, running_since_ms: NOW };
      hub.tell({ type: 'everyone_muted', on: false, by: id('Wren'), clock: running });
      await expect(page.locator('.notice', { hasText: 'Everyone is muted' })).toBeHidden();

      const member = await page.context().newPage();
      const other = await enter(member, { view: { ...checkIn('Marlow'), everyone_muted: true } });
      await expect(member.getByText('nobody loses their place')).toBeVisible();
      await expect(member.getByRole('button', { name: 'Send' })).toBeHidden();
      await member.screenshot({ path: `test-results/acts/muted-member-${width}.png` });
      expect(other.commands).toEqual([]);
    });

    test('a press that was meant for the person before lets nobody else in', async ({ page }) => {
      const waits = (name: string, ms: number) =>
        person(name, null, { place: 'waiting', arrived_ms: NOW - ms });
      const [sol, noor] = [waits('Sol', 60_000), waits('Noor', 30_000)];
      const view = leading({ people: [...leading().people, sol, noor] });
      const hub = await enter(page, { view });
      const letIn = page.getByRole('button', { name: 'Let in' }).first();
      const box = (await letIn.boundingBox())!;
      const press = () => page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      // The other lead was faster by a moment.
      const admitted = { ...sol, place: 'present' as const, circle_position: 9 };
      hub.tell({ type: 'admitted', person: admitted, by: id('Odile'), seemed_in: false });
      await expect(page.getByText('Noor').first()).toBeVisible();
      await expect(letIn).toHaveAttribute('aria-disabled', 'true');
      await press();
      expect(hub.commands).toEqual([]);
      await expect(letIn).toHaveAttribute('aria-disabled', 'false');
      await letIn.click();
      expect(hub.commands).toEqual([{ type: 'admit', who: id('Noor') }]);
    });

    test('people are let in before the meeting is open', async ({ page }) => {
      const sol = person('Sol', null, { place: 'waiting', arrived_ms: NOW - 60_000 });
      const view = leading({
        phase: { type: 'gathering' },
        item: null,
        people: [...leading().people.slice(0, 3), sol],
        floor: floor(),
        messages: [],
      });
      const hub = await enter(page, { view });
      await page.getByRole('button', { name: 'Let in' }).first().click();
      expect(hub.commands).toEqual([{ type: 'admit', who: id('Sol') }]);
    });

    test('the door tells who is new and by which invitation, and has not yet and all at once', async ({
      page,
    }) => {
      const waits = (name: string, door_note: Person['door_note'] = null) =>
        person(name, null, { place: 'waiting', arrived_ms: NOW - 60_000, door_note });
      const sol = waits('Sol', { first_time: true, label: 'Sol, Monday call', put_off: false });
      const view = leading({ people: [...leading().people, sol, waits('Noor'), waits('Ines')] });
      const hub = await enter(page, { view });
      if (width === 'phone')
        await page.getByRole('button', { name: /and 2 more are at the door/ }).click();
      const door = page
        .locator('section')
        .filter({ has: page.getByRole('heading', { name: 'At the door' }) })
        .filter({ visible: true });
      await expect(door.getByText('Here for the first time')).toHaveCount(1);
      await expect(door.getByText('Invited as “Sol, Monday call”')).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await page.screenshot({ path: `test-results/acts/door-${width}.png` });
      await door.getByRole('button', { name: 'Not yet' }).first().click();
      const dialog = page.getByRole('dialog', { name: 'Ask Sol to wait a little longer?' });
      await expectAccessible(page);
      await dialog.getByRole('textbox').fill('Five minutes.');
      await dialog.getByRole('button', { name: 'Ask them to wait' }).click();
      expect(hub.commands).toEqual([{ type: 'put_off', who: id('Sol'), word: 'Five minutes.' }]);
      hub.tell({ type: 'put_off', who: id('Sol'), by: id('Wren') });
      if (width === 'phone' && !(await door.isVisible()))
        await page.getByRole('button', { name: /and 2 more are at the door/ }).click();
      await expect(door.getByText('You asked them to wait.')).toBeVisible();
      await door.getByRole('button', { name: 'Let all 2 in' }).click();
      expect(hub.commands.slice(1)).toEqual([
        { type: 'admit', who: id('Noor') },
        { type: 'admit', who: id('Ines') },
      ]);
    });

    test('nothing public is sent from among the whispers', async ({ page }) => {
      const view = leading();
      const hub = await enter(page, { view });
      await menu(page, 'Ready-made sentences');
      const dialog = page.getByRole('dialog', { name: 'Ready-made sentences' });
      await expect(dialog.getByRole('button', { name: /Let’s come back/ })).toBeVisible();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'More', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Whispers' }).click();
      const whispers = page.getByRole('dialog', { name: 'Whispers' });
      await expect(whispers).toBeVisible();
      await expect(whispers.getByRole('button', { name: /Let’s come back/ })).toHaveCount(0);
      expect(hub.commands).toEqual([]);
    });
  });
}

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test.describe(`a silence, ${width}`, () => {
    test.use({ viewport, contextOptions: { reducedMotion: 'reduce' } });
    const silent = (name: string) =>
      checkIn(name, { pause: 'silence', pause_until_ms: NOW + 120_000 });

    test('is held as long as a lead chooses, and can be ended sooner', async ({ page }) => {
      const hub = await enter(page, { view: leading() });
      await menu(page, 'Hold a silence…');
      const dialog = page.getByRole('dialog', { name: 'Hold a silence?' });
      await expect(dialog.getByRole('radio', { name: 'a minute', exact: true })).toBeChecked();
      await dialog.getByRole('radio', { name: 'two minutes', exact: true }).check();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await dialog.getByRole('button', { name: 'Hold it now' }).click();
      expect(hub.commands).toEqual([{ type: 'hold_silence', seconds: 120 }]);
      hub.show(silent('Wren'));
      await expect(
        page.getByText('About two minutes left. Nobody’s time is running.'),
      ).toBeVisible();
      await expectAccessible(page);
      await button(page, 'End the silence').click();
      expect(hub.commands.at(-1)).toEqual({ type: 'resume_floor' });
    });

    test('is told to everyone and ends with a bell', async ({ page }) => {
      const tones = await countTones(page);
      const hub = await enter(page, { view: silent('Marlow') });
      await expect(page.getByText('A silence is held.').first()).toBeVisible();
      await expect(page.getByText('A silence is held. What you write is kept.')).toBeVisible();
      await expectAccessible(page);
      await page.getByRole('textbox', { name: 'Your words' }).fill('for later');
      expect(await tones()).toBe(0);
      hub.show(checkIn('Marlow'));
      await expect.poll(tones).toBeGreaterThan(0);
      await expect(page.getByText('A silence is held.')).toHaveCount(0);
      await expect(page.getByRole('textbox', { name: 'Your words' })).toHaveValue('for later');
    });

    test('rings no bell where it was turned off, nor when a crisis takes its place', async ({
      page,
    }) => {
      const tones = await countTones(page);
      const hub = await enter(page, { view: silent('Marlow') });
      hub.show({ ...checkIn('Marlow'), pause: 'crisis' });
      await expect(page.getByText('The floor is paused.').first()).toBeVisible();
      await page.getByRole('button', { name: 'More', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Notices…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('checkbox', { name: 'With a soft bell' }).uncheck();
      await page.keyboard.press('Escape');
      hub.show(silent('Marlow'));
      await expect(page.getByText('A silence is held.').first()).toBeVisible();
      hub.show(checkIn('Marlow'));
      await expect(page.getByText('A silence is held.')).toHaveCount(0);
      expect(await tones()).toBe(0);
    });
  });
}

/** Minutes by which the device's clock is wrong from the start. */
for (const minutes of [15, -15, 24 * 60, -24 * 60]) {
  test(`a device clock that is wrong by ${minutes} minutes changes nothing`, async ({ page }) => {
    await page.addInitScript((ms) => {
      const now = Date.now.bind(Date);
      let wrong = ms;
      Date.now = () => now() + wrong;
      // It is set again while the page is open.
      setInterval(() => (wrong = -wrong), 200);
    }, minutes * 60_000);
    const hub = await enter(page, { view: checkIn('Marlow') });
    await page.waitForTimeout(2_000);
    expect(hub.renewals).toBe(0);
    await expect(page.getByText('Tomasz has the floor.').first()).toBeAttached();
  });
}
