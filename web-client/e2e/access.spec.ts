/** Who may be here: shared computers, the door, and links of people who were sent away. */
import type { Page } from '@playwright/test';
import type { Event } from '../src/protocol/generated.ts';
import * as data from './data.ts';
import { FakeHub, type Scene } from './fake/hub.ts';
import { checkIn } from './fake/meeting.ts';
import { id } from './fake/people.ts';
import { scenes } from './fake/scenes.ts';
import {
  expect,
  expectAccessible,
  expectLargeTargets,
  expectNoSidewaysScroll,
  test,
} from './fixtures.ts';
import { picture } from './pictures.ts';
import { serve, signedIn } from './server.ts';

const phone = { width: 390, height: 844 };
const desk = { width: 1440, height: 900 };

async function looksRight(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries({ phone, desk })) {
    await page.setViewportSize(viewport);
    await page.screenshot({ path: picture(`access-${name}-${size}`) });
    await expectAccessible(page);
    await expectLargeTargets(page);
    await expectNoSidewaysScroll(page);
  }
}

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test.describe('a shared computer', () => {
  test('the next person gives the seat up and joins under a name of their own', async ({
    page,
  }) => {
    let known = true;
    const asked = await serve(page, {
      'POST /api/invites/look': () => ({
        body: known ? { ...data.look, known, name: 'Bea' } : data.look,
      }),
      'DELETE /api/seat/tuesday': () => {
        known = false;
        return { status: 204 };
      },
    });
    await page.setViewportSize(phone);
    await page.goto(`/join#${data.SECRET}`);
    await expect(page.getByRole('heading', { name: 'Welcome back, Bea' })).toBeVisible();
    await page.getByRole('button', { name: 'This is not me' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('The seat itself stays.');
    await looksRight(page, 'not-me');
    await page.setViewportSize(phone);
    await dialog.getByRole('button', { name: 'Give it up here' }).click();
    await expect(page.getByText('Welcome back')).toBeHidden();
    await page.getByRole('button', { name: 'I accept these. Choose a name' }).click();
    await page.getByLabel('A name for this room').fill('Cy');
    await page.getByRole('radio', { name: /^Until I close the browser/ }).check();
    await page.getByRole('checkbox').check();
    await looksRight(page, 'remember');
    await page.getByRole('button', { name: 'Go to the waiting room' }).click();
    await expect(page.getByRole('heading', { name: 'Your code' })).toBeVisible();
    const redeem = asked.find(({ request }) => request === 'POST /api/invites/redeem');
    expect(redeem?.body).toMatchObject({ name: 'Cy', remember: 'visit' });
  });

  test('a code closes the seat elsewhere unless one says no', async ({ page }) => {
    const asked = await serve(page, {
      'POST /api/recover': { body: { room: 'tuesday', participant: 'p1' } },
    });
    const code = 'ABCDE-FGHJK-MNPQR-STVWX-YZ012';
    for (const close_elsewhere of [true, false]) {
      await page.goto('/recover');
      await page.getByRole('textbox').fill(code);
      const box = page.getByRole('checkbox', { name: 'Close my seat on all other devices' });
      await expect(box).toBeChecked();
      if (close_elsewhere) await looksRight(page, 'recover');
      else await box.uncheck();
      await page.getByRole('button', { name: 'Open my seat' }).click();
      await expect(page).toHaveURL('/meet/tuesday');
      const recover = asked.findLast(({ request }) => request === 'POST /api/recover');
      expect(recover?.body).toMatchObject({ code, close_elsewhere, remember: 'month' });
    }
  });

  test('who leaves can be forgotten by the device', async ({ page }) => {
    await FakeHub.open(page, { view: checkIn('Marlow') });
    let forgotten = false;
    await page.route('**/api/seat/room', (route) => {
      forgotten = route.request().method() === 'DELETE';
      return route.fulfill({ status: 204 });
    });
    await page.goto('/meet/room');
    await page.getByRole('button', { name: 'More', exact: true }).first().click();
    await page.getByRole('menuitem', { name: 'Leave the meeting' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click();
    await page.getByRole('button', { name: 'Forget me on this device' }).click();
    await page.getByRole('button', { name: 'Forget me here' }).click();
    await expect(page.getByText('This device has forgotten you.')).toBeVisible();
    expect(forgotten).toBe(true);
    await looksRight(page, 'forgotten');
  });

  test('who was signed out elsewhere is told what happened', async ({ page }) => {
    const hub = await FakeHub.open(page, { view: checkIn('Marlow') });
    await page.goto('/meet/room');
    await hub.greeted;
    hub.say({ type: 'goodbye', code: 'signed_out', retry_after_ms: null });
    await hub.close(4011);
    await expect(page.getByRole('heading', { name: 'You are signed out here' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'I have a code' })).toBeVisible();
    await looksRight(page, 'signed-out');
  });
});

test.describe('the door', () => {
  const waiting = scenes.find(({ name }) => name === 'waiting')?.waiting;
  const wait = async (page: Page, over: object) => {
    if (!waiting) throw new Error('no such scene');
    const hub = await FakeHub.open(page, { waiting: { ...waiting, card: null, ...over } });
    await page.goto('/meet/room');
    await hub.greeted;
  };

  test('what people who wait read is so in each of its states', async ({ page }) => {
    await wait(page, { door: 'one_by_one' });
    await expect(page.getByText('A lead lets each person in.')).toBeVisible();
    await wait(page, { door: 'closed' });
    await expect(page.getByText('The lead has closed the door for today.')).toBeVisible();
    await looksRight(page, 'door-closed-waiting');
    await wait(page, { door: 'everyone', phase: { type: 'gathering' } });
    await expect(page.getByText('Everyone comes in when a lead opens the meeting.')).toBeVisible();
    await wait(page, { door: 'one_by_one', sent_back: true });
    await expect(page.getByText('Your place in the order is kept.')).toBeVisible();
    await looksRight(page, 'sent-back');
  });

  test('a newcomer is told kindly that it is closed, and may try again', async ({ page }) => {
    const hub = await FakeHub.open(page, {});
    hub.answer = (command) => (command.type === 'join' ? 'door_closed' : null);
    await page.goto('/meet/room');
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Go to the waiting room' }).click();
    await expect(page.getByRole('heading', { name: 'The door is closed for today' })).toBeVisible();
    await looksRight(page, 'door-closed');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('button', { name: 'Go to the waiting room' })).toBeVisible();
  });

  for (const [name, viewport] of Object.entries({ phone, desk })) {
    test(`a lead sets it and sends somebody back, on a ${name}`, async ({ page }) => {
      await page.setViewportSize(viewport);
      const scene: Scene = { view: checkIn('Wren'), role: 'facilitator' };
      const hub = await FakeHub.open(page, scene);
      await page.goto('/meet/room');
      await hub.greeted;
      if (name === 'phone') {
        await page.getByRole('button', { name: 'More', exact: true }).first().click();
        await page.getByRole('menuitem', { name: 'Everyone here' }).click();
      }
      const door = page.getByLabel('New people');
      await expect(door).toHaveValue('everyone');
      await door.selectOption('closed');
      expect(hub.commands).toEqual([{ type: 'set_door', door: 'closed' }]);
      hub.tell({ type: 'door_changed', door: 'closed', by: id('Wren') });
      await expect(page.getByText(/They read that you closed the door/)).toBeVisible();
      await page.screenshot({ path: picture(`access-lead-door-${name}`) });
      hub.answer = () => 'already_so';
      await door.selectOption('everyone');
      await expect(door).toHaveValue('closed');
    });
  }

  test('after a ban the host replaces the link right there', async ({ page }) => {
    const hub = await FakeHub.open(page, { view: checkIn('Wren'), role: 'facilitator' });
    const invite = {
      ...data.room.invites[0],
      id: 'i1',
      kind: 'member',
      held_at: 1,
      revoked_at: null,
    };
    await page.route('**/api/rooms/room', (route) =>
      route.fulfill({ json: { ...data.room, invites: [invite] } }),
    );
    await page.route('**/api/rooms/room/invites/i1/replace', (route) =>
      route.fulfill({
        status: 201,
        json: { id: 'i2', kind: 'member', link: `https://rondo.example/join#${data.SECRET}` },
      }),
    );
    await page.setViewportSize(phone);
    await page.goto('/meet/room');
    await hub.greeted;
    hub.tell(gone('Kit'));
    await expect(page.getByText('Newcomers by the same link now wait for a lead.')).toBeVisible();
    await looksRight(page, 'held');
    await page.setViewportSize(phone);
    await page.getByRole('button', { name: 'Replace the link' }).click();
    await expect(page.getByLabel('The new link')).toHaveValue(/join#/);
    await looksRight(page, 'replaced');
    await page.getByRole('button', { name: 'All right', exact: true }).click();
    await expect(page.getByLabel('The new link')).toBeHidden();
  });

  test('a lead without an account is told who can replace the link', async ({ page }) => {
    const hub = await FakeHub.open(page, { view: checkIn('Wren'), role: 'facilitator' });
    await page.goto('/meet/room');
    await hub.greeted;
    hub.tell(gone('Kit'));
    await expect(page.getByText(/The host can replace the link/)).toBeVisible();
  });
});

const gone = (name: string): Event => ({
  type: 'departed',
  who: id(name),
  was: 'present',
  seemed_in: true,
  how: 'banned',
  by: id('Wren'),
  reason: 'safety',
});

test('the room’s page replaces a link that is held', async ({ page }) => {
  const held = { ...data.room.invites[0], kind: 'member', held_at: 1_900_000_000_000 };
  const asked = await serve(page, {
    ...signedIn,
    'GET /api/rooms/tuesday': { body: { ...data.room, invites: [{ ...held, id: 'i1' }] } },
    'POST /api/rooms/tuesday/invites/i1/replace': {
      status: 201,
      body: { id: 'i2', kind: 'member', link: `https://rondo.example/join#${data.SECRET}` },
    },
    'DELETE /api/rooms/tuesday/invites/i1/hold': { status: 204 },
  });
  await page.goto('/rooms/tuesday');
  await expect(page.getByText(/Somebody who came by it was sent away/)).toBeVisible();
  await looksRight(page, 'room-held');
  await page.getByRole('button', { name: /^Replace the invite/ }).click();
  await expect(page.getByText('It takes the place of the old link')).toBeVisible();
  await page.getByRole('button', { name: /work as before$/ }).click();
  await expect.poll(() => asked.some(({ request }) => request.endsWith('/hold'))).toBe(true);
});
