/** A planned evening as its people live it: too early, at the door, in the meeting, afterwards. */
import { expect, test } from './fixtures.ts';
import { makeFirstAccount, makeInvite } from './host.ts';
import type { Person } from './person.ts';

const MINUTE_MS = 60_000;

/** A day and a time so many minutes from now, as fields take them, on the clock of the page. */
const inMinutes = ({ page }: Person, minutes: number) =>
  page.evaluate(
    (at) => {
      const date = new Date(at);
      const two = (number: number) => String(number).padStart(2, '0');
      return {
        day: `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
        time: `${two(date.getHours())}:${two(date.getMinutes())}`,
      };
    },
    Date.now() + minutes * MINUTE_MS,
  );

test('a planned evening is waited for, held across a restart, and leads to the next one', async ({
  server,
  arrives,
}) => {
  const { step } = test;
  const hanne = await arrives('Hanne', { phone: true });
  const marlow = await arrives('Marlow', { phone: true });
  const kit = await arrives('Kit');
  const everyone = [hanne, marlow, kit];
  let link = '';

  await step('the series is planned on a phone', async () => {
    await makeFirstAccount(hanne, server.link('setup'));
    await hanne.press('New room', 'link');
    await hanne.touch(hanne.page.getByRole('radio', { name: /^Short check-in/ }));
    await hanne.fill('Title', 'Tuesday circle');
    await hanne.page.getByRole('radio', { name: /On dates/ }).check();
    const { day, time } = await inMinutes(hanne, 22);
    await hanne.page.getByLabel('First date').fill(day);
    await hanne.page.getByLabel('Time', { exact: true }).fill(time);
    await hanne.look('plan');
    await hanne.press('Make the room');
    await expect(
      hanne.page.getByRole('heading', { name: 'Tuesday circle', level: 1 }),
    ).toBeVisible();
    link = await makeInvite(hanne);
  });

  await step('who comes too early reads when the room opens', async () => {
    await marlow.takeSeat(link);
    await expect(marlow.page.getByText(/^The doors open in [67] minutes/)).toBeVisible();
    await marlow.look('early');
  });

  await step('the date is moved nearer, and the door opens', async () => {
    const { page } = hanne;
    await page
      .getByRole('region', { name: 'Dates', exact: true })
      .getByRole('listitem')
      .first()
      .getByRole('button')
      .click();
    await page.getByRole('menuitem', { name: 'Move', exact: true }).click();
    const { day, time } = await inMinutes(hanne, 10);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Day').fill(day);
    await dialog.getByLabel('Time').fill(time);
    await hanne.look('move');
    await dialog.getByRole('button', { name: 'Move it' }).click();
    await expect(dialog).toBeHidden();
    await hanne.look('moved');
    await marlow.page.reload();
    await expect(
      marlow.page.getByRole('heading', { name: marlow.words.atDoor('Marlow') }),
    ).toBeVisible();
    await marlow.look('door');
    await kit.join(link);
  });

  await step('the desk begins with today, and leads into the room', async () => {
    await hanne.press('Rondo', 'link');
    const today = hanne.page.getByRole('region', { name: 'Today' });
    await expect(today).toContainText('Tuesday circle');
    await hanne.look('desk');
    await hanne.page.goBack();
    await hanne.comeInToLead();
    await hanne.look('before-opening');
    await hanne.press('Open the meeting');
    await hanne.choose('More for leads', 'Next: Check-in');
    await hanne.press('Start the round');
    await hanne.share();
    await hanne.say('A good week.');
    await hanne.done();
  });

  await step('the server dies in the middle, and nothing is lost', async () => {
    await marlow.share();
    await marlow.say('A hard one.');
    await server.kill();
    await server.startAgain();
    for (const person of everyone) await person.hasRead(['A good week.', 'A hard one.']);
    await marlow.say('That is all.');
    await marlow.done();
    await kit.pass();
  });

  await step('afterwards each of them reads when the next one is', async () => {
    await hanne.choose('More for leads', 'End the meeting');
    await hanne.look('ending');
    await hanne.press('End it now');
    for (const person of [marlow, kit]) {
      await expect(person.page.getByRole('heading', { name: person.words.ended })).toBeVisible();
      await person.look(`${person.name.toLowerCase()}-ended`);
    }
    await marlow.page.reload();
    await expect(marlow.page.getByRole('heading', { name: 'The meeting is over' })).toBeVisible();
    await marlow.look('held');
    await marlow.page.goto('/');
    await expect(marlow.page.getByText(/^Next: /)).toBeVisible();
    await marlow.look('home');
    await hanne.page.goto('/');
    await hanne.look('desk-after');
  });
});
