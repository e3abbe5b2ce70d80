/** Webhooks, on the page of those who administer the server. */
import type { Delivery, Webhook } from '../src/api/generated';
import { expect, test } from './fixtures.ts';
import { everywhere, lookAt } from './looks.ts';
import { refusal, serve, signedIn } from './server.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const NOW = Date.UTC(2026, 10, 26, 12);
const made: Webhook = {
  id: 'w1',
  url: 'https://groups.example/rondo',
  events: ['date.cancelled', 'meeting.ended'],
  created_at: NOW,
  stopped_at: null,
};
const failed: Delivery = {
  id: 'd1',
  event: 'date.cancelled',
  room: 'tuesday',
  state: 'waiting',
  due_at: NOW,
  attempts: 2,
  retry_at: NOW + 120_000,
  failure: 'http_failed',
};

test('a webhook is made, tried, followed, switched off and deleted', async ({ page }) => {
  let hooks: Webhook[] = [];
  let deliveries = [failed];
  let refused = true;
  const asked = await serve(page, {
    ...signedIn,
    'GET /api/webhooks': () => ({ body: { webhooks: hooks } }),
    'POST /api/webhooks': () => {
      if (refused) {
        refused = false;
        return refusal(422, 'webhook_url', 'url');
      }
      hooks = [made];
      return { status: 201, body: { webhook: made, secret: 'whsec_abc' } };
    },
    'PATCH /api/webhooks/w1': () => {
      hooks = [{ ...made, stopped_at: NOW }];
      return { body: hooks[0] };
    },
    'POST /api/webhooks/w1/test': { body: { taken: false, failure: 'unreachable' } },
    'POST /api/webhooks/w1/secret': { body: { webhook: made, secret: 'whsec_new' } },
    'GET /api/webhooks/w1/deliveries': () => ({ body: { deliveries } }),
    'POST /api/webhooks/w1/deliveries/d1/again': () => {
      deliveries = [{ ...failed, state: 'done', retry_at: null }];
      return { status: 204 };
    },
    'DELETE /api/webhooks/w1': () => {
      hooks = [];
      return { status: 204 };
    },
  });
  await page.goto('/people');
  await expect(page.getByText('No program is told.')).toBeVisible();
  await page.getByRole('button', { name: 'Add a webhook' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Add it' }).click();
  await expect(dialog.getByText('Choose at least one.')).toBeVisible();
  await dialog.getByLabel('A date was cancelled').check();
  await dialog.getByLabel('Address').fill('https://10.0.0.1/');
  await dialog.getByRole('button', { name: 'Add it' }).click();
  await expect(dialog.getByText(/lead to the public internet/)).toBeVisible();
  await lookAt(page, 'webhook-adding', everywhere);
  await dialog.getByLabel('Address').fill('https://groups.example/rondo');
  await dialog.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByRole('textbox', { name: 'The secret', exact: true })).toHaveValue(
    'whsec_abc',
  );

  const choose = async (item: string) => {
    await page.getByRole('button', { name: 'More for https://groups.example/rondo' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await choose('Send a test');
  await expect(
    page.getByText('The program did not take the test: It can’t be reached.'),
  ).toBeVisible();
  await page.getByText('What it was told').click();
  await expect(page.getByText('A date was cancelled · waiting')).toBeVisible();
  await lookAt(page, 'webhooks', everywhere, { fullPage: true });
  await page.getByRole('button', { name: 'Try again now' }).click();
  await expect(page.getByText('A date was cancelled · done')).toBeVisible();
  await choose('Turn off');
  await expect(page.getByText(/off since 26 November 2026/)).toBeVisible();
  await choose('Renew the secret');
  await page.getByRole('dialog').getByRole('button', { name: 'Renew the secret' }).click();
  await expect(page.getByRole('textbox', { name: 'The secret', exact: true })).toHaveValue(
    'whsec_new',
  );
  await choose('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('No program is told.')).toBeVisible();
  const sent = asked.filter(({ request }) => request === 'POST /api/webhooks').at(-1);
  expect(sent?.body).toEqual({
    url: 'https://groups.example/rondo',
    events: ['date.cancelled'],
  });
});
