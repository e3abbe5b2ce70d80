/** Signing in by an organisation's own provider, with a real one. */
import { expect, test as base } from './fixtures.ts';
import { makeFirstAccount } from './host.ts';
import type { Person } from './person.ts';
import { IdentityProvider } from './provider.ts';

const PASSWORD = 'seven lamps along the quiet harbour';

const test = base.extend<{ provider: IdentityProvider }>({
  provider: async ({}, use) => {
    const provider = await IdentityProvider.start();
    await use(provider);
    await provider.stop();
  },
  command: async ({ provider }, use) => use(provider.settings),
});

const rooms = (person: Person) => person.page.getByRole('heading', { name: 'No rooms yet' });

async function leave(person: Person): Promise<void> {
  await person.page.goto('/sign-in');
  await person.press('Sign in with the clinic');
}

test('an account is connected, signed in to, and disconnected', async ({
  provider,
  server,
  arrives,
}) => {
  provider.knows(server.origin);
  const ada = await arrives('Ada');
  const card = ada.page.locator('section.card', { hasText: 'Sign in with the clinic' });
  await makeFirstAccount(ada, server.link('setup'));
  await ada.page.goto('/account');
  await card.locator('summary', { hasText: 'Connect this account' }).click();
  await card.getByLabel('Current password', { exact: true }).fill(PASSWORD);
  await ada.look('connecting');
  await card.getByRole('button', { name: 'Go there' }).click();
  await provider.signIn(ada, 'ada');
  await expect(card.getByText(/^Connected since/)).toBeVisible();
  expect(ada.page.url()).toBe(`${server.origin}/account`);
  await ada.look('connected');

  await ada.press('Sign out');
  await ada.page.goto('/sign-in');
  await ada.look('sign-in');
  await leave(ada);
  await expect(rooms(ada)).toBeVisible();

  await ada.page.goto('/account');
  await card.locator('summary', { hasText: 'Disconnect this account' }).click();
  await card.getByLabel('Current password', { exact: true }).fill(PASSWORD);
  await card.getByRole('button', { name: 'Disconnect' }).click();
  await expect(card.getByText('Disconnected.')).toBeVisible();
  await ada.press('Sign out');
  await leave(ada);
  await expect(ada.page.getByText('you have no account here')).toBeVisible();
});

test('whoever has no account, comes back without signing in, or too late, is told', async ({
  provider,
  server,
  arrives,
}) => {
  provider.knows(server.origin);
  const [ada, robin] = [
    await arrives('Ada'),
    await arrives('Robin', { phone: true, german: true }),
  ];
  await makeFirstAccount(ada, server.link('setup'));
  const { page } = robin;
  const leaving = async () => {
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Anmelden über the clinic' }).click();
    // Until the page is there, its cookie may not be.
    await expect(page).toHaveURL(new RegExp(`^${provider.issuer}/`));
  };
  await leaving();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await expect(page.getByText('Du bist ohne Anmeldung zurückgekommen.')).toBeVisible();
  await robin.look('cancelled');
  await page.getByRole('link', { name: 'Zurück' }).click();
  await page.getByRole('button', { name: 'Anmelden über the clinic' }).click();
  await provider.signIn(robin, 'robin');
  await expect(page.getByText('Deine Organisation kennt dich')).toBeVisible();
  await robin.look('no-account');
  expect(page.url()).toBe(`${server.origin}/sign-in/provider`);

  await page.context().clearCookies();
  await leaving();
  await page.context().clearCookies({ name: /rondo_provider/ });
  await provider.signIn(robin, 'robin');
  await expect(page.getByText('Fang noch einmal an.')).toBeVisible();

  // A server that was restarted meanwhile still knows what it asked.
  await page.context().clearCookies();
  await leaving();
  await server.kill();
  await server.startAgain();
  await provider.signIn(robin, 'robin');
  await expect(page.getByText('Deine Organisation kennt dich')).toBeVisible();
});

test.describe('where newcomers are wanted', () => {
  test.use({
    command: async ({ provider }, use) => use([...provider.settings, '--oidc-newcomers', 'hosts']),
  });

  test('they get an account that may make rooms', async ({ provider, server, arrives }) => {
    provider.knows(server.origin);
    const [ada, robin] = [await arrives('Ada'), await arrives('Robin', { phone: true })];
    await makeFirstAccount(ada, server.link('setup'));
    await leave(robin);
    await provider.signIn(robin, 'robin');
    await expect(rooms(robin)).toBeVisible();
    await robin.page.goto('/account');
    await expect(robin.page.locator('main bdi', { hasText: 'robin of the clinic' })).toBeVisible();
    await expect(robin.page.getByText('This is your only way in.')).toBeVisible();
    await expect(robin.page.getByText('Change the password')).toHaveCount(0);
    await robin.look('newcomer');
    await ada.page.goto('/people');
    await expect(ada.page.getByRole('group', { name: 'robin of the clinic' })).toBeVisible();
    await ada.look('people');
  });
});
