/** Who serves when, on the real server: people take a date, give it back and exchange theirs, on phones. */
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../fixtures.ts';
import { expect, test } from './fixtures.ts';
import { makeFirstAccount, makeInvite } from './host.ts';

const DAY_MS = 24 * 3_600_000;
const day = (days: number): string =>
  new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** A date on the page of one's own dates: the next one in full, or a later one, opened. */
async function date(page: Page, nth: number): Promise<Locator> {
  if (nth === 0) return page.getByRole('region', { name: /^Next meeting/ });
  const row = page.locator('li:has(> details)').nth(nth - 1);
  if ((await row.locator('details[open]').count()) === 0) await row.locator('summary').click();
  return row;
}

test('people take a date, give it back and exchange theirs', async ({ server, arrives }) => {
  test.setTimeout(120_000);
  const { step } = test;
  const hanne = await arrives('Hanne');
  let room = '';
  let link = '';

  await step('the host lets people take the time, and names nobody', async () => {
    await makeFirstAccount(hanne, server.link('setup'));
    await hanne.press('New room', 'link');
    await hanne.fill('Title', 'Tuesday circle');
    await hanne.page.getByRole('radio', { name: /On dates/ }).check();
    await hanne.page.getByLabel('First date').fill(day(7));
    await hanne.press('Make the room');
    const card = hanne.page.getByRole('region', { name: 'Who serves when' });
    await card.getByText('How people are found').click();
    room = new URL(hanne.page.url()).pathname.split('/').pop() ?? '';
    await card.getByLabel('How somebody is found: Timekeeper').selectOption('People take it');
    await expect(card.getByRole('status').first()).toContainText('Timekeeper: People take it.');
    await card.getByRole('button', { name: 'Undo' }).click();
    await expect(card.getByRole('status').first()).toContainText('It is as it was.');
    await card.getByLabel('How somebody is found: Timekeeper').selectOption('People take it');
    await hanne.look('duties');
    link = await makeInvite(hanne);
  });

  const robin = await arrives('Robin', { phone: true });
  const kit = await arrives('Kit', { phone: true });
  await step('two members take a date each', async () => {
    for (const [person, nth] of [
      [robin, 0],
      [kit, 1],
    ] as const) {
      await person.takeSeat(link);
      await person.page.goto(`/seat/${room}/duties`);
      const row = await date(person.page, nth);
      await row.getByRole('button', { name: /^Take Timekeeper/ }).click();
      await expect(person.page.getByText(/Timekeeper on .* is yours/)).toBeVisible();
      await expect(row).toContainText('You');
    }
    await expectAccessible(robin.page);
    await expectNoSidewaysScroll(robin.page);
    await robin.look('duties');
  });

  await step('giving back is undone', async () => {
    const row = await date(robin.page, 0);
    await row.getByRole('button', { name: /^What to do about Timekeeper/ }).click();
    await robin.page.getByRole('menuitem', { name: 'Give it back' }).click();
    await expect(row).toContainText('Open');
    await robin.page.getByRole('button', { name: 'Undo' }).click();
    await expect(row).toContainText('You');
  });

  await step('one asks to exchange, and the other agrees', async () => {
    await robin.page.reload();
    const mine = await date(robin.page, 0);
    await mine.getByRole('button', { name: /^What to do about Timekeeper/ }).click();
    await robin.page.getByRole('menuitem', { name: /somebody/ }).click();
    await expect(robin.page.getByText(/You asked somebody to exchange/)).toBeVisible();
    await kit.page.reload();
    await expect(kit.page.getByText(/somebody asks to exchange/)).toBeVisible();
    await kit.page.getByRole('button', { name: 'Agree' }).click();
    await expect(await date(kit.page, 0)).toContainText('You');
    await robin.page.reload();
    await expect(await date(robin.page, 1)).toContainText('You');
  });

  await step('the host sees it, and puts people in turn', async () => {
    await hanne.page.reload();
    const card = hanne.page.getByRole('region', { name: 'Who serves when' });
    await expect(card.getByLabel(/^Timekeeper,/).first()).toContainText('Kit');
    await card.getByText('How people are found').click();
    await card.getByLabel('How somebody is found: Greeter').selectOption('In turn');
    const dialog = hanne.page.getByRole('dialog');
    await dialog.getByLabel('Add somebody').selectOption('Robin');
    await dialog.getByLabel('Add somebody').selectOption('Kit');
    await dialog.getByRole('button', { name: 'Move Kit up' }).click();
    await dialog.getByRole('button', { name: 'Save the order' }).click();
    await expect(dialog).toBeHidden();
    const greets = card.getByLabel(/^Greeter,/);
    for (const [nth, name] of ['Kit', 'Robin', 'Kit'].entries()) {
      const chosen = greets.nth(nth).locator('option:checked');
      await expect(chosen).toHaveText(name);
    }
    await hanne.look('duties-in-turn');
  });
});
