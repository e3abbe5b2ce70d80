/** A series is planned, changed and put away on the real server, and a member sees when to come. */
import { expect, test } from './fixtures.ts';
import { makeFirstAccount, makeInvite } from './host.ts';

const DAY_MS = 24 * 3_600_000;
/** A day from now on, as a field takes it, at noon in UTC. */
const day = (days: number): string =>
  new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

test('a host plans a series, and a member sees when to come', async ({ server, arrives }) => {
  const { step } = test;
  const hanne = await arrives('Hanne');
  const { page } = hanne;
  const dates = page.getByRole('region', { name: 'Dates', exact: true }).getByRole('listitem');
  const choose = async (nth: number, item: string) => {
    await dates.nth(nth).getByRole('button').click();
    await page.getByRole('menuitem', { name: item, exact: true }).click();
  };

  await step('the room is made with its dates', async () => {
    await makeFirstAccount(hanne, server.link('setup'));
    await hanne.press('New room', 'link');
    await hanne.fill('Title', 'Tuesday circle');
    await page.getByRole('radio', { name: /On dates/ }).check();
    await page.getByLabel('First date').fill(day(-3));
    await expect(page.getByText('This is in the past.')).toBeVisible();
    await page.getByLabel('First date').fill(day(7));
    await page.getByLabel('Time zone').fill('Berlin');
    await page.getByLabel('Ends').selectOption('After so many dates');
    await page.getByLabel('Dates in all').fill('4');
    await expect(page.getByText('4 of 4')).toBeVisible();
    await hanne.look('plan');
    await hanne.press('Make the room');
    await expect(dates).toHaveCount(4);
  });

  await step('one date is cancelled, and another one added at the end', async () => {
    await choose(1, 'Cancel this date');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Note').fill('Holidays');
    await dialog.getByLabel('Add one at the end').check();
    await dialog.getByRole('button', { name: 'Cancel this date' }).click();
    await expect(dates).toHaveCount(5);
    await expect(dates.nth(1)).toContainText('Cancelled');
    await expect(dates.nth(4)).toContainText('4 of 4');
    await hanne.press('Undo');
    await expect(page.getByText('It is as it was.')).toBeVisible();
    await expect(dates).toHaveCount(4);
    await choose(1, 'Cancel this date');
    await dialog.getByLabel('Note').fill('Holidays');
    await dialog.getByRole('button', { name: 'Cancel this date' }).click();
    await expect(dates.nth(1)).toContainText('Holidays');
  });

  await step(
    'a start that is taken is refused beside its field, and keeps what was typed',
    async () => {
      await choose(2, 'Move');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Day').fill(day(28));
      await dialog.getByLabel('Note').fill('A week later');
      await dialog.getByRole('button', { name: 'Move it' }).click();
      await expect(dialog.getByText('There is a date at that time already.')).toBeVisible();
      await expect(dialog.getByLabel('Note')).toHaveValue('A week later');
      await dialog.getByLabel('Day').fill(day(22));
      await dialog.getByRole('button', { name: 'Move it' }).click();
      await expect(dates.nth(2)).toContainText('Moved');
      await choose(2, 'Put it back');
      await expect(dates.nth(2)).not.toContainText('Moved');
    },
  );

  await step('from one date on it meets an hour later', async () => {
    await choose(2, 'Change from here on');
    await page.getByLabel('Time', { exact: true }).fill('20:00');
    await expect(page.getByText(/1 of 3|1 of 2/).first()).toBeVisible();
    await hanne.press('Save the schedule');
    await expect(dates).toHaveCount(4);
    await expect(dates.nth(0)).toContainText('19:00');
    await expect(dates.nth(2)).toContainText('20:00');
  });

  await step('a member sees in the invitation when to come', async () => {
    const link = await makeInvite(hanne);
    const marlow = await arrives('Marlow', { phone: true });
    await marlow.page.goto(link);
    await expect(marlow.page.getByText('It is in 7 days.')).toBeVisible();
    await expect(marlow.page.getByText('Holidays')).toBeVisible();
    await marlow.look('invitation');
  });

  await step('the desk shows the dates, and the room is put away and brought back', async () => {
    await page.getByRole('link', { name: 'Rondo' }).first().click();
    await expect(page.getByRole('region', { name: 'The coming weeks' })).toContainText(
      'Tuesday circle',
    );
    await hanne.look('desk');
    await page.getByRole('link', { name: 'Tuesday circle', exact: true }).click();
    await hanne.press('Archive the room');
    await hanne.press('Archive');
    await expect(page.getByRole('heading', { name: 'No rooms yet' })).toBeVisible();
    await page.getByText('Archived rooms').click();
    await hanne.press('Bring back Tuesday circle');
    await page.getByRole('dialog').getByRole('button', { name: 'Bring back' }).click();
    await expect(page.getByRole('heading', { name: 'Tuesday circle', level: 1 })).toBeVisible();
    await expect(dates).toHaveCount(4);
    await expect(page.getByText('Nobody can join until there is a link.')).toBeVisible();
  });
});
