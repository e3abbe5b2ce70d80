/** Access ends when its ground ends: sessions, links, the door, and a shared computer, in browsers. */
import { expect, test } from './fixtures.ts';
import { quickly } from './host.ts';

const PASSWORD = 'seven lamps along the quiet harbour';
const NEW_PASSWORD = 'four other lamps beside the river';

test('who may not be here any more is out, and who was sent away stays away', async ({
  server,
  arrives,
}) => {
  const { step } = test;
  const hanne = await arrives('Hanne');
  const tablet = await arrives('Hanne');
  const bea = await arrives('Bea', { phone: true });
  const kit = await arrives('Kit');
  const again = await arrives('Someone');
  const nell = await arrives('Nell');
  const late = await arrives('Late', { phone: true });
  const about = { format: 'open_share', title: 'Slow mornings' };
  const { room, invite } = await quickly(hanne, server.link('setup'), about);

  await step('a host leads in two browsers, and two members come', async () => {
    await bea.join(invite);
    await kit.join(invite);
    await hanne.page.goto(room);
    await hanne.comeInToLead();
    await hanne.press('Open the meeting');
    await tablet.page.goto('/');
    await tablet.ask('/api/session', { name: 'hanne', password: PASSWORD });
    await tablet.page.goto(room);
    await tablet.press(/^(Open|Enter) the room$/, 'link');
    await expect(tablet.page.getByRole('group', { name: 'Leading' })).toBeVisible();
    await expect(kit.log).toBeVisible();
  });

  await step('a new password ends the meeting in the other browser, and only there', async () => {
    const data = { current: PASSWORD, new: NEW_PASSWORD };
    await expect(await hanne.page.request.post('/api/me/password', { data })).toBeOK();
    await expect(tablet.page.getByText('You are signed out here')).toBeVisible({ timeout: 2_000 });
    await tablet.look('signed-out');
    await expect(hanne.page.getByRole('group', { name: 'Leading' })).toBeVisible();
  });

  await step(
    'a ban holds: the same link lets nobody straight in until it is replaced',
    async () => {
      await hanne.chooseFor('Kit', 'Ban from this room');
      await hanne.touch(hanne.page.getByRole('dialog').getByRole('button', { name: 'Ban' }));
      await expect(kit.page.getByText('You can’t take part in this meeting')).toBeVisible();
      await expect(
        hanne.page.getByText('Newcomers by the same link now wait for a lead.'),
      ).toBeVisible();
      await again.join(invite);
      await expect(again.page.getByText('A lead lets each person in.')).toBeVisible();
      await hanne.look('lead-held');
      await hanne.press('Replace the link');
      const link = await hanne.page.getByLabel('The new link').inputValue();
      await hanne.press('All right');
      await nell.takeSeat(link);
      await expect(nell.log).toBeVisible();
      await expect(again.log).toBeHidden();
    },
  );

  await step('somebody is sent back to the door, and let in again', async () => {
    await hanne.chooseFor('Bea', 'Send back to the waiting room');
    await expect(bea.page.getByText('Your place in the order is kept.')).toBeVisible();
    await bea.look('sent-back');
    const slip = hanne.page.getByText('Bea', { exact: true }).locator('..');
    await hanne.touch(slip.getByRole('button', { name: 'Let in' }));
    await expect(bea.log).toBeVisible();
    await expect(bea.page.getByText('You came in while')).toBeHidden();
  });

  await step('the door is closed while the meeting runs', async () => {
    await hanne.page.getByLabel('New people').selectOption('closed');
    const made = await hanne.ask<{ link: string }>(`/api${room}/invites`, { kind: 'member' });
    await late.takeSeat(made.link);
    await expect(
      late.page.getByRole('heading', { name: 'The door is closed for today' }),
    ).toBeVisible();
    await late.look('door-closed');
    await hanne.page.getByLabel('New people').selectOption('everyone');
    await late.press('Try again');
    await late.touch(late.page.getByRole('checkbox'));
    await late.press('Go to the waiting room');
    await expect(late.log).toBeVisible();
  });

  await step('the next person at the same computer is not taken for the one before', async () => {
    await late.choose('More', 'Leave the meeting');
    await late.touch(
      late.page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }),
    );
    await late.press('Forget me on this device');
    await late.press('Forget me here');
    await expect(late.page.getByText('This device has forgotten you.')).toBeVisible();
    await late.page.reload();
    await expect(late.page.getByText('You have no seat in this room')).toBeVisible();
  });
});
