/** The server is killed in the middle of a round, and started again. */
import { expect, test } from './fixtures.ts';
import { beginRound } from './host.ts';
import type { Person } from './person.ts';

const banner = ({ page }: Person, title: string) => page.getByText(title, { exact: true });

test('a killed server loses nothing, and everyone is back in place', async ({
  server,
  arrives,
}) => {
  const { step } = test;
  const hanne = await arrives('Hanne');
  const marlow = await arrives('Marlow', { phone: true });
  const kit = await arrives('Kit');
  const everyone = [hanne, marlow, kit];

  await step('a round is going on', async () => {
    await beginRound(server.link('setup'), hanne, [marlow, kit]);
    await hanne.share();
    await hanne.say('A good week.');
    await hanne.done();
    await marlow.share();
    await marlow.say('A hard one.');
    await kit.fill('Your words', 'Mine was');
  });

  await step('the server dies', async () => {
    await marlow.fill('Your words', 'But it is over.');
    await server.kill();
    await marlow.press('Send');
    await expect(marlow.page.getByText('sending…')).toBeVisible();
    for (const person of everyone) await expect(banner(person, 'You’re offline.')).toBeVisible();
    await kit.fill('Your words', 'Mine was long.');
    await marlow.look('phone-offline');
    await hanne.look('lead-offline');
  });

  await step('until the one who shares is back, all clocks stand', async () => {
    await marlow.goOffline();
    await server.startAgain();
    for (const person of [hanne, kit]) {
      await expect(banner(person, 'The meeting stood still for a moment.')).toBeVisible();
      await expect(banner(person, 'You’re offline.')).toBeHidden();
    }
    await hanne.look('lead-paused');
    await kit.look('paused');
  });

  await step('everyone is back in place, with every word once', async () => {
    await marlow.comeBack();
    const said = ['A good week.', 'A hard one.', 'But it is over.'];
    for (const person of everyone) {
      await person.hasRead(said);
      await expect(banner(person, 'The meeting stood still for a moment.')).toBeHidden();
    }
    await expect(marlow.page.getByText('sending…')).toBeHidden();
    await expect(kit.field).toHaveValue('Mine was long.');
    await marlow.say('That is all.');
    await marlow.look('phone-back');
    await marlow.done();
  });

  await step('the round goes on', async () => {
    await kit.press('Share');
    await kit.press('Send');
    for (const person of everyone) {
      await person.hasRead(['A good week.', 'A hard one.', 'That is all.', 'Mine was long.']);
    }
  });
});
