/** A host's own agenda: edited, kept, used for another room, and announced to who is invited. */
import { expect, test } from './fixtures.ts';
import { makeFirstAccount, makeInvite, makeRoom } from './host.ts';

test('an agenda that was edited is kept, used again and announced', async ({ server, arrives }) => {
  const { step } = test;
  const host = await arrives('Hanne');
  const { page } = host;
  await makeFirstAccount(host, server.link('setup'));
  await makeRoom(host, { format: /Short check-in/, title: 'Slow mornings' });

  await step('the agenda and a clock are changed', async () => {
    await host.press('Edit');
    await host.press('Add an item');
    await host.fill('Name', 'A walk outside');
    await page.getByText('Clocks of the floor').click();
    await page.getByLabel('Grace (seconds)').fill('45');
    await host.press('Keep this agenda as a template');
    await host.fill('Name of the template', 'With a walk');
    await host.press('Keep it');
    await expect(page.getByText('Kept as With a walk.')).toBeVisible();
    await host.press('Save');
    await expect(page.getByText('40 minutes in all')).toBeVisible();
    await host.look('edited');
    await host.press('Edit');
    await page.getByText('Clocks of the floor').click();
    await expect(page.getByLabel('Grace (seconds)')).toHaveValue('45');
  });

  await step(
    'another room is made from it, and the invitation says how a meeting goes',
    async () => {
      await host.press('Desk', 'link');
      await makeRoom(host, { format: /With a walk/, title: 'Long evenings' });
      const guest = await arrives('Gus', { phone: true });
      await guest.page.goto(await makeInvite(host));
      await guest.page.getByText('How a meeting goes').click();
      await expect(guest.page.getByText('A walk outside')).toBeVisible();
      await guest.look('invitation');
    },
  );
});
