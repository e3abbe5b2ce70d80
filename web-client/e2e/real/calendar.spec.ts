/** The dates of a room in calendars, on the real server: an address follows what the host changes. */
import { expect, test } from './fixtures.ts';
import { makeFirstAccount, makeInvite } from './host.ts';

const DAY_MS = 24 * 3_600_000;
const day = (days: number): string =>
  new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

test('a member subscribes, and the calendar follows the host', async ({ server, arrives }) => {
  const { step } = test;
  const hanne = await arrives('Hanne');
  const { page } = hanne;
  const dates = page.getByRole('region', { name: 'Dates', exact: true }).getByRole('listitem');

  await makeFirstAccount(hanne, server.link('setup'));
  await hanne.press('New room', 'link');
  await hanne.fill('Title', 'Tuesday circle');
  await page.getByRole('radio', { name: /On dates/ }).check();
  await page.getByLabel('First date').fill(day(7));
  await page.getByLabel('Ends').selectOption('After so many dates');
  await page.getByLabel('Dates in all').fill('4');
  await hanne.press('Make the room');
  await expect(dates).toHaveCount(4);
  const link = await makeInvite(hanne);

  const marlow = await arrives('Marlow', { phone: true });
  const read = async (address: string) => {
    const answer = await marlow.page.request.get(address);
    return { status: answer.status(), text: await answer.text() };
  };
  const address = marlow.page.getByLabel('Address of your calendar');
  let first = '';

  await step('one date is a file, once one has a seat', async () => {
    await marlow.takeSeat(link);
    const add = marlow.page.getByRole('link', { name: /Add to my calendar/ });
    const file = await read((await add.getAttribute('href')) ?? '');
    expect(file.status).toBe(200);
    expect(file.text).toContain(`DTSTART;TZID=`);
    expect(file.text).not.toContain('Tuesday circle');
    await marlow.look('door');
  });

  await step('all dates have an address, which follows what is changed', async () => {
    await marlow.press('Your dates', 'link');
    await marlow.press('All dates in my calendar', 'link');
    await marlow.press('Make an address');
    first = await address.inputValue();
    expect((await read(first)).text).toContain('RRULE:FREQ=WEEKLY;INTERVAL=1;');
    expect((await read(first)).text).not.toContain('EXDATE');
    await marlow.look('address');
    await dates.nth(1).getByRole('button').click();
    await page.getByRole('menuitem', { name: 'Cancel this date', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel this date' }).click();
    await expect(dates.nth(1)).toContainText('Cancelled');
    expect((await read(first)).text).toContain('EXDATE;TZID=');
  });

  await step('another address takes its place, and is turned off', async () => {
    await marlow.press('Make another address');
    await marlow.page
      .getByRole('dialog')
      .getByRole('button', { name: 'Make another address' })
      .click();
    await expect(address).not.toHaveValue(first);
    const second = await address.inputValue();
    expect((await read(first)).status).toBe(404);
    expect((await read(second)).status).toBe(200);
    await marlow.press('Turn it off');
    await marlow.page.getByRole('dialog').getByRole('button', { name: 'Turn it off' }).click();
    await expect(marlow.page.getByText('It is off.')).toBeVisible();
    expect((await read(second)).status).toBe(404);
  });
});
