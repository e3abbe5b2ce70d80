/** A sealed round with a lead on a phone, a member at a desk and one on a German phone. */
import { expect, test } from './fixtures.ts';
import { quickly } from './host.ts';
import { item } from './rooms.ts';

test('everyone writes, nobody reads, and all is shown together', async ({ server, arrives }) => {
  const { step } = test;
  const hanne = await arrives('Hanne', { phone: true });
  const odile = await arrives('Odile', { keyboard: true });
  const kit = await arrives('Kit', { phone: true, german: true });
  const { room, invite } = await quickly(hanne, server.link('setup'), {
    format: 'peer_checkin',
    title: 'Slow mornings',
    agenda: [item('Mood', 'sealed', { text: 'How are you, from 1 to 10?' }), item('Talk', 'open')],
  });

  await step('they come, and the round begins', async () => {
    await odile.join(invite);
    await kit.join(invite);
    await hanne.page.goto(room);
    await hanne.comeInToLead();
    await hanne.press('Open the meeting');
    await odile.isTold(/^Everyone writes: 0 of 3 are in\./);
    await kit.isTold(/^Alle schreiben: 0 von 3 haben abgegeben\./);
    await odile.look('writing');
  });

  await step('two hand in, and nobody reads a word of it', async () => {
    await odile.write(odile.field, 'A four. I slept badly.');
    await odile.press('Hand in');
    await expect(odile.page.locator('.handed')).toContainText('A four. I slept badly.');
    await odile.look('handed-in');
    await kit.write(kit.field, 'Eine Sieben.');
    await kit.press('Abgeben');
    await expect(kit.page.locator('.handed')).toContainText('Eine Sieben.');
    await kit.look('handed-in');
    await expect(hanne.page.locator('.sentence')).toContainText('2 of 3 are in');
    await hanne.look('leading');
    await odile.page.reload();
    await expect(odile.page.locator('.handed')).toContainText('A four. I slept badly.');
    expect(hanne.heard.join('')).not.toMatch(/slept badly|Sieben/);
    expect(odile.heard.join('')).not.toContain('Sieben');
    expect(kit.heard.join('')).not.toContain('slept badly');
  });

  await step('the lead writes too, which opens it for all', async () => {
    await hanne.write(hanne.field, 'A six, with tea.');
    await hanne.press('Hand in');
    for (const person of [hanne, odile, kit]) {
      await person.sees('A four. I slept badly.');
      await person.sees('Eine Sieben.');
      await person.sees('A six, with tea.');
    }
    await odile.isTold(/^All shares are open\./);
    await expect(odile.page.locator('.handed')).toBeHidden();
    await hanne.look('opened');
    await hanne.press('Next: Talk');
    await odile.isTold(/^Anyone may write\./);
  });
});
