/** Observers: everybody who takes part is asked in private, one no is enough, and nobody learns whose. */
import { expect, test } from './fixtures.ts';
import { makeInvite, makeTherapyRoom } from './host.ts';
import type { Person } from './person.ts';

const question = ({ page }: Person, name: RegExp) =>
  page.getByRole('status').filter({ hasText: name });

test('somebody observes a therapy group only while everybody agrees', async ({
  server,
  arrives,
}) => {
  const { step } = test;
  const ada = await arrives('Ada');
  const thea = await arrives('Thea');
  const odile = await arrives('Odile');
  const marlow = await arrives('Marlow', { phone: true, german: true });
  const nora = await arrives('Nora', { phone: true });
  const nils = await arrives('Nils');
  const kit = await arrives('Kit', { phone: true });
  const slip = (name: string) => thea.page.getByText(name, { exact: true }).locator('..');
  const atDoor = (name: string, button: string) =>
    slip(name).getByRole('button', { name: button, exact: true }).click();

  const invites = await step('a therapist gathers a group of two', async () => {
    await makeTherapyRoom(ada, thea, server.link('setup'), {
      format: /^Process group/,
      title: 'Monday group',
    });
    const links: string[] = [];
    for (let n = 0; n < 5; n += 1) links.push(await makeInvite(thea));
    await odile.join(links[0]!);
    await marlow.join(links[1]!);
    await thea.comeInToLead();
    await thea.press('Open the meeting');
    await thea.press('Let all 2 in');
    await expect(marlow.log).toBeVisible();
    return links;
  });

  await step('somebody comes as an observer, and everybody is asked', async () => {
    await nora.join(invites[2]!);
    await atDoor('Nora', 'Comes as an observer');
    await expect(nora.page.getByText(/^You come as an observer\./)).toBeVisible();
    await nora.look('phone-observer-waits');
    await atDoor('Nora', 'Ask everyone');
    await expect(slip('Nora').getByText('Everyone is being asked.')).toBeVisible();
    await expect(question(odile, /May Nora observe this meeting\?/)).toBeVisible();
    await expect(question(marlow, /Darf Nora dieses Treffen beobachten\?/)).toBeVisible();
    await odile.look('desk-asked');
    await marlow.look('phone-de-asked');
    await thea.look('lead-asked');
  });

  await step('one no is enough, and shows only once all have answered', async () => {
    await odile.press('I don’t agree');
    await expect(question(odile, /You don’t agree\. You can change it/)).toBeVisible();
    await expect(slip('Nora').getByText('Everyone is being asked.')).toBeVisible();
    await marlow.press('Ich bin einverstanden');
    await expect(nora.page.getByText('You can’t observe this meeting')).toBeVisible();
    await nora.look('phone-not-agreed');
    await thea.sees('Nora doesn’t observe today');
    await odile.sees('Nora doesn’t observe today');
    await marlow.sees('Nora beobachtet heute nicht');
    await thea.look('lead-not-agreed');
    for (const person of [thea, marlow, nora]) {
      const heard = person.heard.join('\n');
      expect(heard).not.toMatch(/"yes":false/);
    }
    // They read the same when they try again, and are asked nothing first.
    await nora.page.reload();
    await expect(nora.page.getByText('You can’t observe this meeting')).toBeVisible();
  });

  await step('everybody agrees to another, who reads along and writes nothing', async () => {
    await nils.join(invites[3]!);
    await atDoor('Nils', 'Comes as an observer');
    await atDoor('Nils', 'Ask everyone');
    await odile.press('I agree');
    await marlow.press('Ich bin einverstanden');
    await expect(nils.log).toBeVisible();
    await odile.say('I did not sleep.');
    await nils.sees('I did not sleep.');
    await expect(nils.field).toBeHidden();
    await nils.look('desk-observes');
  });

  await step('a latecomer is asked at the door', async () => {
    await kit.join(invites[4]!);
    await expect(kit.page.getByText('Nils observes this meeting.')).toBeVisible();
    await kit.look('phone-latecomer');
    await kit.press('I agree');
    await expect(kit.page.getByText('You agree.')).toBeVisible();
    await atDoor('Kit', 'Let in');
    await expect(kit.log).toBeVisible();
  });

  await step('consent is withdrawn, and the observing ends at once', async () => {
    await kit.chooseFor('Nils', 'No longer agree to being observed');
    await kit.look('phone-withdrawing');
    await kit.press('No longer agree');
    await expect(nils.page.getByText('You can’t observe this meeting')).toBeVisible();
    await thea.sees('Nils doesn’t observe today');
    for (const person of [thea, odile, marlow]) {
      // Odile's own no of before is her own.
      const others = person === odile ? 1 : 0;
      expect(person.heard.join('\n').match(/"yes":false/g) ?? []).toHaveLength(others);
    }
    await odile.say('Now it is us again.');
    await kit.sees('Now it is us again.');
  });

  await step('whoever is in the meeting is asked themselves before the others', async () => {
    // The list of people is open from before.
    await kit.page.keyboard.press('Escape');
    await thea.chooseFor('Odile', 'Role and tasks…');
    await thea.touch(thea.page.getByRole('radio', { name: /^observer/i }));
    await expect(odile.page.getByText('Thea asks you to observe this meeting')).toBeVisible();
    await expect(question(kit, /May Odile observe/)).toBeHidden();
    await odile.look('desk-asked-to-observe');
    await odile.press('Yes, I will');
    await kit.press('I agree');
    await marlow.press('Ich bin einverstanden');
    await expect(odile.field).toBeHidden();
  });
});
