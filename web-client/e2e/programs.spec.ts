/** Keys for programs, on the page of those who administer the server. */
import type { ProgramKey } from '../src/api/generated';
import { expect, test } from './fixtures.ts';
import { everywhere, lookAt } from './looks.ts';
import { serve, signedIn } from './server.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('a key is made, shown once, and revoked', async ({ page }) => {
  let keys: ProgramKey[] = [];
  const asked = await serve(page, {
    ...signedIn,
    'GET /api/keys': () => ({ body: { keys } }),
    'POST /api/keys': ((body: { name: string; scopes: ProgramKey['scopes'] }) => {
      const key = { id: 'k1', account: 'hanne', created_at: 1, expired: false, last_used_at: null };
      keys = [{ ...key, ...body, expires_at: Date.UTC(2027, 1, 24, 12) }];
      return { status: 201, body: { key: keys[0], secret: 'rondo_7k2qm94x' } };
    }) as never,
    'DELETE /api/keys/k1': () => {
      keys = [];
      return { status: 204 };
    },
  });
  await page.goto('/people');
  await expect(page.getByText('There is no key.')).toBeVisible();
  await page.getByRole('button', { name: 'Make a key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('calendar');
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  await expect(dialog.getByText('Choose at least one.')).toBeVisible();
  await lookAt(page, 'key-adding', everywhere);
  await dialog.getByLabel('Read rooms, their schedules and listings').check();
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  await expect(page.getByLabel('The new key')).toHaveValue('rondo_7k2qm94x');
  await expect(page.getByText(/works until 24 February 2027[\s\S]*never used/)).toBeVisible();
  const sent = asked.find(({ request }) => request === 'POST /api/keys');
  expect(sent?.body).toEqual({ name: 'calendar', scopes: ['rooms_read'], days: 90 });
  await lookAt(page, 'keys', everywhere, { fullPage: true });
  await page.getByRole('button', { name: 'Revoke the key calendar' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('There is no key.')).toBeVisible();
  await expect(page.getByLabel('The new key')).toHaveCount(0);
});
