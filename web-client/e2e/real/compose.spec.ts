/** Names and words in any script, words before the opening, and coming back to what one had read. */
import { expect, test } from './fixtures.ts';
import { makeFirstAccount, makeInvite, makeRoom } from './host.ts';

test('people in several scripts write, leave, and come back to what they had read', async ({
  server,
  arrives,
}) => {
  const { step } = test;
  const hanne = await arrives('Hanne');
  const ali = await arrives('علی\u200cرضا');
  const maria = await arrives('Maria ❤️', { phone: true });

  const { room, invite } = await step('the host pastes a guideline with a tab', async () => {
    await makeFirstAccount(hanne, server.link('setup'));
    const room = await makeRoom(hanne, { format: /^Short check-in/, title: 'Slow mornings' });
    return { room, invite: await makeInvite(hanne) };
  });

  await step('names with joiners are taken as they are', async () => {
    await ali.takeSeat(invite);
    await maria.join(invite);
  });

  await step('before the opening, words to an empty room are kept, and it is said', async () => {
    await hanne.page.goto(room);
    await hanne.comeInToLead();
    await expect(hanne.page.getByText('Nobody else can read this yet.')).toBeVisible();
    await hanne.field.fill('Good evening');
    await hanne.field.press('Control+Enter');
    await expect(hanne.field).toHaveValue('Good evening');
    await hanne.press('Open the meeting');
  });

  await step('pasted tabs, several scripts and a crisis line go through', async () => {
    await hanne.say('week 1\tgood. Call 0800 111 0 111');
    await maria.sees('Call');
    await expect(maria.page.getByRole('link', { name: '0800 111 0 111' })).toHaveAttribute(
      'href',
      'tel:08001110111',
    );
  });

  await step('who leaves and comes back reads again what they had read', async () => {
    await ali.sees('week 1');
    await ali.choose('More', 'Leave the meeting');
    await ali.page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click();
    await expect(ali.page.getByRole('heading', { name: 'You left the meeting' })).toBeVisible();
    await hanne.say('Said while Ali is away');
    await ali.page.reload();
    await ali.touch(ali.page.getByRole('checkbox'));
    await ali.press('Go to the waiting room');
    await ali.sees('week 1');
    await expect(ali.log.getByText('Said while Ali is away')).toBeHidden();
    await hanne.say('Welcome back');
    await ali.sees('Welcome back');
  });
});
