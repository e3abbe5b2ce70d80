/** Sign-up and the waitlist on two phones and a desk: a place is taken, given up, offered and taken again. */
import { expect, test } from './fixtures.ts';
import { makeFirstAccount, makeInvite } from './host.ts';

const DAY_MS = 24 * 3_600_000;
const inDays = (days: number): string =>
  new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

test('a place is taken, given up and offered to who waits', async ({ server, arrives }) => {
  const { step } = test;
  const hanne = await arrives('Hanne');
  const { page } = hanne;
  const card = page.getByRole('region', { name: 'Who comes' });
  let link = '';

  await step('the host plans a series with one place for each date', async () => {
    await makeFirstAccount(hanne, server.link('setup'));
    await hanne.press('New room', 'link');
    await hanne.fill('Title', 'Tuesday circle');
    await page.getByRole('radio', { name: /On dates/ }).check();
    await page.getByLabel('First date').fill(inDays(7));
    await hanne.press('Make the room');
    await card.locator('summary', { hasText: 'How people come' }).click();
    await card.getByRole('radio', { name: /Sign-up for each date/ }).check();
    await card.getByLabel('Places for each date').fill('1');
    await card.getByRole('button', { name: 'Save' }).click();
    await expect(card.getByText('Saved.')).toBeVisible();
    await expect(card).toContainText('0 of 1 place');
    link = await makeInvite(hanne);
  });
  const room = page.url().split('/').at(-1) ?? '';

  const marlow = await arrives('Marlow', { phone: true });
  const bea = await arrives('Bea', { phone: true });
  const first = (person: typeof marlow) =>
    person.page.getByRole('region', { name: /^Next meeting/ });

  await step('one signs up, and the other one waits', async () => {
    for (const person of [marlow, bea]) {
      await person.page.goto(link);
      await expect(person.page.getByText('You sign up for each date')).toBeVisible();
      await person.takeSeat(link);
      await person.page.goto(new URL(`/seat/${room}`, link).href);
      await expect(person.page.getByRole('heading', { name: 'Your dates' })).toBeVisible();
    }
    await bea.page.goto(new URL('/', link).href);
    await marlow.touch(first(marlow).getByRole('button', { name: /^Sign up/ }));
    await expect(first(marlow)).toContainText('You have a place.');
    await bea.page.goto(new URL(`/seat/${room}`, link).href);
    await bea.touch(first(bea).getByRole('button', { name: /^Wait for a place/ }));
    await expect(first(bea)).toContainText('You wait, and are the next.');
    await bea.look('places-waiting');
  });

  await step('the place is given up, offered and taken', async () => {
    await marlow.page.reload();
    await marlow.touch(first(marlow).getByRole('button', { name: /^I can’t come/ }));
    const dialog = marlow.page.getByRole('dialog');
    await expect(dialog).toContainText('One person waits');
    await marlow.touch(dialog.getByRole('button', { name: 'I can’t come' }));
    await expect(first(marlow)).toContainText('You said that you can’t come.');
    await bea.page.reload();
    await expect(first(bea)).toContainText('A place is kept for you until');
    await bea.look('places-offered');
    await bea.touch(first(bea).getByRole('button', { name: /^Take the place/ }));
    await expect(first(bea)).toContainText('You have a place.');
  });

  await step('the host sees who comes, and takes the place back', async () => {
    await page.reload();
    await expect(card).toContainText('1 of 1 place · one can’t come');
    await hanne.press('More for Bea');
    await hanne.press('Take the place back', 'menuitem');
    await page.getByRole('dialog').getByRole('button', { name: 'Take the place back' }).click();
    await expect(card).toContainText('place taken back');
    await hanne.look('places-room');
    await bea.page.reload();
    await expect(first(bea)).toContainText('A lead took your place back.');
  });
});
