/** A lead's acts against the real server: everyone muted in a round, who comes late, and who is not heard. */
import { expect, test } from './fixtures.ts';
import { quickly } from './host.ts';
import { item, settings } from './rooms.ts';

test('everyone is muted in a round, and nobody loses their turn by it', async ({
  server,
  arrives,
}) => {
  const { step } = test;
  const hanne = await arrives('Hanne', { phone: true });
  const marlow = await arrives('Marlow', { phone: true });
  const kit = await arrives('Kit');
  const agenda = [item('Check-in', 'round'), item('Words of the lead', 'directed')];
  const about = {
    format: 'mini',
    title: 'Slow mornings',
    agenda,
    settings: settings({ admission: 'one_by_one' }),
  };
  const { room, invite } = await quickly(hanne, server.link('setup'), about);

  await step('one is let in before the meeting is open', async () => {
    await marlow.join(invite);
    await hanne.page.goto(room);
    await hanne.comeInToLead();
    await hanne.press('Let in');
    await expect(marlow.page.getByRole('heading', { name: 'Slow mornings' })).toBeVisible();
    await hanne.press('Open the meeting');
  });

  await step('everyone is muted in the middle of the round', async () => {
    await hanne.press('Start the round');
    await hanne.share();
    await hanne.say('I begin.');
    await hanne.done();
    await marlow.share();
    await marlow.say('It was a long week.');
    await hanne.choose('More for leads', 'Mute everyone');
    await marlow.isTold('Everyone is muted for now.');
    await expect(marlow.page.getByRole('button', { name: 'Send' })).toBeHidden();
  });

  await step('it holds for who comes later', async () => {
    await kit.join(invite);
    await hanne.press('Let in');
    await kit.isTold('Everyone is muted for now.');
    expect(await kit.forge([{ type: 'post', text: 'hello', note: null }])).toEqual(['muted']);
  });

  await step('lifted, the share goes on, and the round names who was not heard', async () => {
    await hanne.press('Let everyone write again');
    await marlow.say('But here I am.');
    await marlow.done();
    await expect(kit.page.getByRole('heading', { name: 'Would you like to share?' })).toBeVisible();
    await hanne.choose('More for leads', 'Close the round');
    const asked = hanne.page.getByRole('dialog', { name: 'Close the round now?' });
    await expect(asked).toContainText('Not heard yet: Kit.');
    await asked.getByRole('button', { name: 'Close the round' }).click();
    await hanne.sees('The round is closed. Not heard: Kit');
    await marlow.sees('The round is closed');
  });

  await step('in a directed item the floor is given in two taps', async () => {
    await hanne.press('Next: Words of the lead');
    await hanne.press('Give the floor to…');
    await hanne.page.getByRole('dialog').getByRole('button', { name: 'Kit' }).click();
    await expect(kit.page.getByRole('heading', { name: 'Would you like to share?' })).toBeVisible();
  });
});
