/** Two hosts' tabs on one room: nobody is overwritten unasked, and nothing that was typed is lost. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { makeFirstAccount, makeRoom } from './host.ts';

const title = (page: Page) => page.getByLabel('Title', { exact: true });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test('two tabs edit one room at the same time', async ({ server, arrives }) => {
  const { step } = test;
  const hanne = await arrives('Hanne');
  await makeFirstAccount(hanne, server.link('setup'));
  const room = await makeRoom(hanne, { format: /^Short check-in/, title: 'Slow mornings' });
  const other = await hanne.page.context().newPage();
  for (const page of [hanne.page, other]) {
    await page.goto(room);
    await press(page, 'Edit');
  }

  await step('the first who saves is not overwritten by the second', async () => {
    await title(hanne.page).fill('Early mornings');
    await title(other).fill('Late evenings');
    await press(hanne.page, 'Save');
    await expect(hanne.page.getByRole('heading', { name: 'Early mornings' })).toBeVisible();
    await press(other, 'Save');
    const conflict = other.getByRole('region', { name: /^Someone else changed this/ });
    await expect(conflict).toContainText('Early mornings');
    await expect(title(other)).toHaveValue('Late evenings');
    await hanne.page.reload();
    await expect(hanne.page.getByRole('heading', { name: 'Early mornings' })).toBeVisible();
  });

  await step('the second saves theirs, who has read what is stored', async () => {
    await press(other, 'Save mine');
    await expect(other.getByRole('heading', { name: 'Late evenings' })).toBeVisible();
  });

  await step(
    'nobody is asked when something else changed: a date is planned meanwhile',
    async () => {
      await hanne.page.reload();
      await press(hanne.page, 'Edit');
      await title(hanne.page).fill('Quiet evenings');
      const planned = await other.evaluate(async (path) => {
        const body = {
          schedule: {
            zone: 'Europe/Berlin',
            start: '2035-03-20T19:00',
            ends: { type: 'never' },
            repeat: { type: 'weekly', every: 1, on: ['tuesday'] },
          },
        };
        const headers = { 'Content-Type': 'application/json' };
        const sent = { method: 'PUT', headers, body: JSON.stringify(body) };
        return (await fetch(`/api${path}/schedule`, sent)).status;
      }, new URL(room, server.origin).pathname);
      expect(planned).toBe(200);
      await press(hanne.page, 'Save');
      await expect(hanne.page.getByRole('heading', { name: 'Quiet evenings' })).toBeVisible();
    },
  );
});
