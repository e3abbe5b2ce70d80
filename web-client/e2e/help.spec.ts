/** Help and whispers reach a person, at every width. */
import type { Page } from '@playwright/test';
import type { Event, HelpCall, Message } from '../src/protocol/generated.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { FakeHub, type Scene } from './fake/hub.ts';
import { checkIn, NOW } from './fake/meeting.ts';
import { id, message, person } from './fake/people.ts';
import { picture } from './pictures.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const WIDTHS = {
  'a small phone': { width: 360, height: 740 },
  'a phone': { width: 390, height: 844 },
  'a tablet': { width: 820, height: 1180 },
  'a desktop': { width: 1440, height: 900 },
};

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function enter(page: Page, scene: Scene): Promise<FakeHub> {
  const hub = await FakeHub.open(page, scene);
  await page.goto('/meet/room');
  await hub.greeted;
  await expect(page.getByRole('heading', { level: 1, name: 'Tuesday circle' })).toBeVisible();
  return hub;
}

const called = (who: string, over: Partial<HelpCall> = {}): Event => ({
  type: 'help_changed',
  who: id(who),
  call: {
    asked_ms: NOW,
    told: ['wren'],
    read_by: [],
    repeated: false,
    for_backup: false,
    claimed_by: null,
    answered_by: null,
    ...over,
  },
});

const whispered = (from: string, text: string, over: Partial<Message> = {}): Event => ({
  type: 'whispered',
  message: message(from, text, { kind: 'whisper', at_ms: NOW, ...over }),
});

/** With six people at the door, as on a busy evening. */
const leading: Scene = {
  role: 'facilitator',
  view: checkIn('Wren', {
    people: [
      ...checkIn('Wren').people,
      ...['Perrin', 'Noor', 'Sol', 'Ida', 'Jo', 'Max'].map((name) =>
        person(name, null, { place: 'waiting', arrived_ms: NOW - 60_000 }),
      ),
    ],
  }),
};

for (const [name, viewport] of Object.entries(WIDTHS)) {
  test.describe(`on ${name}`, () => {
    test.use({ viewport });

    test('a call for help stands before the lead until it is answered', async ({ page }) => {
      const hub = await enter(page, leading);
      hub.tell(whispered('Kit', 'I can’t breathe'), called('Kit'));
      const alert = page.getByRole('alert').filter({ hasText: 'Kit asked for help.' });
      await expect(alert).toBeInViewport();
      await expect(page).toHaveTitle('(2) Somebody needs you · Rondo');
      const call = page.getByRole('region', { name: 'Kit asked for help.' });
      await expect(call.getByText('I can’t breathe')).toBeInViewport();
      await expect(call.getByText('Kit and all leads can read this.')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Move to last' })).toBeHidden();
      await expect.poll(() => hub.commands).toEqual([{ type: 'see_help', who: 'kit' }]);
      await page.screenshot({ path: picture(`help-lead-${viewport.width}`) });
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);

      await call.getByRole('textbox').fill('I am here.');
      await call.getByRole('button', { name: 'Send' }).click();
      await call.getByRole('button', { name: 'I’m with them' }).click();
      await call.getByRole('button', { name: 'Pause the floor' }).click();
      expect(hub.commands.slice(1)).toEqual([
        { type: 'whisper', to: 'kit', text: 'I am here.' },
        { type: 'claim_help', who: 'kit', on: true },
        { type: 'pause_floor' },
      ]);
      hub.tell(called('Kit', { read_by: ['wren'], answered_by: 'wren', claimed_by: 'wren' }));
      await expect(page.getByText('You have answered Kit’s call. They were told.')).toBeVisible();
      await expect(alert).toBeHidden();
      await press(page, 'All right');
      await expect(page.getByText('You have answered Kit’s call.')).toBeHidden();
    });

    test('a whisper shows at once, and can be answered there', async ({ page }) => {
      const hub = await enter(page, { view: checkIn('Marlow') });
      hub.tell(whispered('Wren', 'Take all the time you need.', { to: 'marlow' }));
      const notice = page.getByRole('region', { name: 'Wren whispers to you.' });
      await expect(notice.getByText('Take all the time you need.')).toBeInViewport();
      await expect(
        page.getByRole('status').filter({ hasText: 'Wren whispers to you.' }),
      ).toHaveText(/Take all the time/);
      await expect(page).toHaveTitle('(1) Meeting · Rondo');
      await expect(page.getByRole('button', { name: 'Whispers, 1 unread' })).toBeVisible();
      await expect(
        notice.getByText('Wren and Odile can read this, and nobody else.'),
      ).toBeVisible();
      await page.screenshot({ path: picture(`help-whisper-${viewport.width}`) });
      await expectAccessible(page);
      await notice.getByRole('textbox').fill('Thank you.');
      await notice.getByRole('button', { name: 'Send' }).click();
      expect(hub.commands).toEqual([{ type: 'whisper', to: null, text: 'Thank you.' }]);
      await expect(notice).toBeHidden();
      await expect(page).toHaveTitle('Meeting · Rondo');
    });

    test('leads have a channel of their own', async ({ page }) => {
      const hub = await enter(page, leading);
      await page.getByRole('button', { name: 'Whispers', exact: true }).first().click();
      const panel = page.getByRole('dialog');
      await expect(panel.getByText('Only Odile can read this.')).toBeVisible();
      await panel.getByRole('textbox').fill('Shall we pause?');
      await panel.getByRole('button', { name: 'Send' }).click();
      expect(hub.commands).toEqual([{ type: 'whisper', to: null, text: 'Shall we pause?' }]);
      await expect(panel.getByRole('button', { name: /question/ })).toBeHidden();
    });
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: WIDTHS['a phone'] });

  test('the answer to a call is the truth at each moment', async ({ page }) => {
    const hub = await enter(page, { view: checkIn('Marlow'), room: { on_call: true } });
    await press(page, 'Help');
    const sheet = page.getByRole('dialog');
    const onCall = sheet.getByText(/^Somebody is on call for this group/);
    await expect(sheet.getByText('Tells Wren and Odile, and nobody else.')).toBeVisible();
    await sheet.getByRole('button', { name: 'I need help' }).click();
    expect(hub.commands).toEqual([{ type: 'ask_for_help' }]);
    hub.tell(called('Marlow'));
    await expect(sheet.getByText(/^Wren has been told and can write to you here/)).toBeVisible();
    hub.tell(called('Marlow', { repeated: true }));
    await expect(sheet.getByText(/^Wren has not seen this yet/)).toBeVisible();
    await expect(onCall).toBeVisible();
    await page.screenshot({ path: picture('help-on-call-390') });
    hub.tell(called('Marlow', { read_by: ['wren'] }));
    await expect(sheet.getByText(/^Wren has seen this/)).toBeVisible();
    await expect(onCall).toBeHidden();
    await page.screenshot({ path: picture('help-seen-390') });
    await press(page, 'Close');
    await expect(page.getByText('Wren has seen that you need help.')).toBeVisible();
    hub.tell(
      whispered('Wren', 'I am here.', { to: 'marlow' }),
      called('Marlow', { read_by: ['wren'], answered_by: 'wren' }),
    );
    await expect(page.getByText('Wren has seen that you need help.')).toBeHidden();
    await expect(page.getByRole('region', { name: 'Wren whispers to you.' })).toBeVisible();
    await press(page, 'Help');
    await expect(sheet.getByText(/^Wren has written to you/)).toBeVisible();
  });

  test('with no lead here the help lines come first', async ({ page }) => {
    const view = checkIn('Marlow');
    const people = view.people.map((p) => (p.role === 'member' ? p : { ...p, connected: false }));
    const hub = await enter(page, { view: { ...view, people } });
    await press(page, 'Help');
    const sheet = page.getByRole('dialog');
    const call = sheet.getByRole('button', { name: 'I need help' });
    await expect(sheet.getByText(/^No lead is here now/)).toBeVisible();
    const line = sheet.getByRole('link').first();
    expect((await line.boundingBox())!.y).toBeLessThan((await call.boundingBox())!.y);
    await call.click();
    hub.tell(called('Marlow', { told: [] }));
    await expect(sheet.getByText(/nobody in the room has seen this yet/)).toBeInViewport();
    await expect(sheet.getByText(/is on call for this group/)).toBeHidden();
    await expect(line).toBeInViewport();
    await page.screenshot({ path: picture('help-nobody-390') });
  });

  test('the answer outlives a reload', async ({ page }) => {
    const view = checkIn('Marlow');
    const { call } = called('Marlow', { read_by: ['wren'] }) as { call: HelpCall };
    const people = view.people.map((p) => (p.id === 'marlow' ? { ...p, help: call } : p));
    await enter(page, { view: { ...view, people } });
    await press(page, 'Help');
    await expect(page.getByRole('dialog').getByText(/^Wren has seen this/)).toBeVisible();
  });

  test('a call shows over whatever the lead has open, and was not seen before', async ({
    page,
  }) => {
    const hub = await enter(page, leading);
    await press(page, 'More');
    await page.getByRole('menuitem', { name: 'Everyone here' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    hub.tell(called('Kit'));
    await expect(dialog.getByText('Kit asked for help.')).toBeInViewport();
    expect(hub.commands).toEqual([]);
    await dialog.getByRole('button', { name: 'Show' }).click();
    await expect(page.getByRole('region', { name: 'Kit asked for help.' })).toBeVisible();
    await expect.poll(() => hub.commands).toEqual([{ type: 'see_help', who: 'kit' }]);
  });

  test('a member writes to one lead alone', async ({ page }) => {
    const hub = await enter(page, { view: checkIn('Marlow') });
    await press(page, 'Whispers');
    const panel = page.getByRole('dialog');
    await expect(panel.getByText('Wren and Odile can read this, and nobody else.')).toBeVisible();
    await panel.getByLabel('To', { exact: true }).selectOption('Odile alone');
    await expect(panel.getByText('Only Odile can read this, not the other leads.')).toBeVisible();
    await panel.getByRole('textbox').fill('About Wren');
    await panel.getByRole('button', { name: 'Send' }).click();
    expect(hub.commands).toEqual([{ type: 'whisper_alone', to: 'odile', text: 'About Wren' }]);
    await page.screenshot({ path: picture('help-alone-390') });
    await expectAccessible(page);
  });

  test('whoever steps in for the lead reads a call that was repeated', async ({ page }) => {
    const view = checkIn('Marlow');
    const people = view.people.map((p) =>
      p.id === 'marlow' ? { ...p, services: ['backup' as const] } : p,
    );
    const hub = await enter(page, { view: { ...view, people } });
    hub.tell(called('Kit', { repeated: true, for_backup: true, told: ['wren', 'marlow'] }));
    const call = page.getByRole('region', { name: 'Kit asked for help.' });
    await expect(call.getByText('Nobody has answered for a minute.')).toBeVisible();
    await expect(call.getByRole('button', { name: 'Pause the floor' })).toBeHidden();
    await call.getByRole('textbox').fill('I am with you.');
    await call.getByRole('button', { name: 'Send' }).click();
    await expect
      .poll(() => hub.commands)
      .toEqual([
        { type: 'see_help', who: 'kit' },
        { type: 'whisper', to: 'kit', text: 'I am with you.' },
      ]);
  });
});

test.describe('a concern about a lead', () => {
  test.use({ viewport: WIDTHS['a phone'] });

  async function open(page: Page, host: string) {
    const sent: unknown[] = [];
    await enter(page, { view: checkIn('Marlow') });
    await page.route('**/api/seat/room', (route) =>
      route.fulfill({ json: { participant: 'marlow', name: 'Marlow', room: {}, host } }),
    );
    await page.route('**/api/seat/room/concerns', (route) => {
      sent.push(route.request().postDataJSON());
      return route.fulfill({ status: 204 });
    });
    await press(page, 'More');
    await page.getByRole('menuitem', { name: 'A concern about a lead…' }).click();
    return sent;
  }

  test('is left for the host, unnamed unless one wants it', async ({ page }) => {
    const sent = await open(page, 'somebody-else');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(/^Only the host, who runs this room, reads it/)).toBeVisible();
    await dialog.getByRole('textbox').fill('I was not let finish.');
    await page.screenshot({ path: picture('help-concern-390') });
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Leave it for the host' }).click();
    await expect(dialog.getByText('It is left for the host. Only they can read it.')).toBeVisible();
    expect(sent).toEqual([{ text: 'I was not let finish.', named: false, token: null }]);
  });

  test('says plainly that the host leads this meeting', async ({ page }) => {
    await open(page, 'wren');
    await expect(
      page.getByText('Wren runs this room and leads this meeting, so they read this themselves.'),
    ).toBeVisible();
  });
});
