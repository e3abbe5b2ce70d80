/** A group that keeps what is written: chosen by the host, said at the door, read afterwards, gone with a seat. */
import { expect, test } from './fixtures.ts';
import { quickly } from './host.ts';

test('what was written is read for the days that the host has chosen, by those who were there', async ({
  server,
  arrives,
}) => {
  const { step } = test;
  const hanne = await arrives('Hanne', { phone: true });
  const odile = await arrives('Odile', { phone: true });
  const kit = await arrives('Kit', { phone: true, german: true });
  const { room, invite } = await quickly(hanne, server.link('setup'), {
    format: 'peer_checkin',
    title: 'Slow mornings',
  });

  await step('the host chooses seven days', async () => {
    await hanne.page.goto(room);
    await hanne.press('Edit');
    await hanne.page.getByLabel('What was written can be read afterwards').selectOption('7');
    await hanne.look('choosing');
    await hanne.press('Save');
    await expect(hanne.page.getByText('for 7 days after a meeting')).toBeVisible();
  });

  await step('everyone reads it before they join', async () => {
    await odile.page.goto(invite);
    await expect(odile.page.getByText('for 7 days after a meeting')).toBeVisible();
    await odile.join(invite);
    await kit.page.goto(invite);
    await expect(kit.page.getByText('7 Tage lang wieder lesen')).toBeVisible();
    await kit.join(invite);
  });

  await step('they meet', async () => {
    await hanne.page.goto(room);
    await hanne.comeInToLead();
    await hanne.press('Open the meeting');
    await hanne.say('Good morning to all of you.');
    await odile.sees('Good morning to all of you.');
    await kit.sees('Good morning to all of you.');
    await hanne.choose('More for leads', 'End the meeting');
    await hanne.press('End it now');
    await expect(odile.page.getByText('For 7 days you can read again')).toBeVisible();
    await odile.look('over');
    await kit.look('over');
  });

  await step('they read it, also after a restart, and nobody reads it on the disk', async () => {
    await server.kill();
    await server.startAgain();
    await odile.press('What was written', 'link');
    await odile.page.getByText(/^Meeting of/).click();
    await expect(odile.page.getByText('Good morning to all of you.')).toBeVisible();
    await odile.look('reading');
    await hanne.page.goto(room);
    await hanne.page.getByText(/^Meeting of/).click();
    await expect(hanne.page.getByText('Good morning to all of you.')).toBeVisible();
    await hanne.look('reading');
    expect(await server.filesWith('Good morning to all of you.')).toEqual([]);
  });
});
