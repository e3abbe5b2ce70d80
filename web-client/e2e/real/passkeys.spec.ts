/** Passkeys in a real browser, whose devices are Chromium's virtual ones. */
import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { makeFirstAccount } from './host.ts';
import type { Person } from './person.ts';

/** What keeps passkeys beside one page. */
class Device {
  readonly #cdp: CDPSession;
  readonly #authenticatorId: string;

  private constructor(cdp: CDPSession, authenticatorId: string) {
    this.#cdp = cdp;
    this.#authenticatorId = authenticatorId;
  }

  static async of(page: Page): Promise<Device> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
      },
    });
    return new Device(cdp, authenticatorId);
  }

  /** The same passkey, but made for another site. */
  async holdsOneOfAnotherSite(like: Device): Promise<void> {
    const { credentials } = await like.#cdp.send('WebAuthn.getCredentials', {
      authenticatorId: like.#authenticatorId,
    });
    for (const credential of credentials) {
      await this.#cdp.send('WebAuthn.addCredential', {
        authenticatorId: this.#authenticatorId,
        credential: { ...credential, rpId: 'other.example' },
      });
    }
  }

  /** The finger of its owner is no longer recognised. */
  async isInOtherHands(): Promise<void> {
    await this.#cdp.send('WebAuthn.setUserVerified', {
      authenticatorId: this.#authenticatorId,
      isUserVerified: false,
    });
  }
}

const PASSWORD = 'seven lamps along the quiet harbour';
/** Passkeys are for names, and this machine has one. */
const named = (address: string) => address.replace('127.0.0.1', 'localhost');

async function signIn(person: Person, origin: string): Promise<void> {
  await person.page.goto(`${origin}/sign-in`);
  await person.fill('Sign-in name', 'ada');
  await person.fill('Password', PASSWORD);
  await person.press('Sign in');
}

async function signOut(person: Person, origin: string): Promise<void> {
  await person.page.goto(`${origin}/account`);
  await person.press('Sign out');
  await expect(person.page.getByRole('button', { name: 'Sign out', exact: true })).toHaveCount(0);
}

test('a passkey beside the password: added, asked for, replaced by a code, removed', async ({
  server,
  arrives,
}) => {
  const [ada, elsewhere] = [
    await arrives('Ada', { keyboard: true }),
    await arrives('Ada', { phone: true }),
  ];
  const origin = named(server.origin);
  const device = await Device.of(ada.page);
  const card = ada.page.locator('section.card', { hasText: 'More than a password' });
  const open = card.locator('details[open]');
  const rooms = (person: Person) => person.page.getByRole('heading', { name: 'No rooms yet' });

  await makeFirstAccount(ada, named(server.link('setup')));
  await ada.page.goto(`${origin}/account`);
  await ada.touch(card.locator('summary', { hasText: 'Add a passkey' }));
  await ada.write(open.getByLabel('What you call it'), 'My key');
  await ada.write(open.getByLabel('Current password', { exact: true }), PASSWORD);
  await ada.touch(open.getByRole('button', { name: 'Make the passkey' }));
  await expect(card.getByRole('heading', { name: 'Keep these recovery codes' })).toBeVisible();
  await ada.look('codes');
  const code = (await card.locator('.codes li').first().innerText()).trim();
  await ada.press('I have kept them');
  await expect(card.getByText('My key', { exact: true })).toBeVisible();
  await expect(card.getByText('Added. You are signed in only here now.')).toBeVisible();
  await ada.look('account');

  await signOut(ada, origin);
  await signIn(ada, origin);
  await expect(rooms(ada)).toBeVisible();
  await server.kill();
  await server.startAgain();
  await signOut(ada, origin);
  await signIn(ada, origin);
  await expect(rooms(ada)).toBeVisible();

  // Another device has one like it, for another site.
  await (await Device.of(elsewhere.page)).holdsOneOfAnotherSite(device);
  await signIn(elsewhere, origin);
  await expect(elsewhere.page.getByText('No passkey was shown.')).toBeVisible();
  await elsewhere.look('sign-in');
  await elsewhere.fill('Code', code);
  await elsewhere.press('Sign in');
  await expect(rooms(elsewhere)).toBeVisible();

  await ada.page.goto(`${origin}/account`);
  await expect(card.getByText(/last used on/)).toBeVisible();
  await expect(card.getByText('9 recovery codes are left.')).toBeVisible();
  await ada.touch(card.locator('summary', { hasText: 'Remove “My key”' }));
  await ada.write(open.getByLabel('Current password', { exact: true }), PASSWORD);
  await ada.look('removing');
  await ada.touch(open.getByRole('button', { name: 'Remove it' }));
  await expect(card.getByText('Removed.')).toBeVisible();
  await signOut(ada, origin);
  await signIn(ada, origin);
  await expect(rooms(ada)).toBeVisible();
});

test('a passkey opens for its owner alone, and only at the server’s own address', async ({
  server,
  arrives,
}) => {
  const ada = await arrives('Ada', { phone: true });
  const origin = named(server.origin);
  const device = await Device.of(ada.page);
  const card = ada.page.locator('section.card', { hasText: 'More than a password' });

  // By its address the server has none.
  await makeFirstAccount(ada, server.link('setup'));
  await ada.page.goto('/account');
  await expect(card.getByText('They work only at')).toBeVisible();
  await ada.look('elsewhere');
  await card.getByRole('link', { name: origin }).click();
  await signIn(ada, origin);
  await expect(ada.page.getByRole('heading', { name: 'No rooms yet' })).toBeVisible();
  await ada.page.goto(`${origin}/account`);
  await card.locator('summary', { hasText: 'Add a passkey' }).click();
  await card
    .locator('details[open]')
    .getByLabel('Current password', { exact: true })
    .fill(PASSWORD);
  await ada.press('Make the passkey');
  await expect(card.getByText('Enter a name.')).toBeVisible();
  await card.getByLabel('What you call it').fill('My phone');
  await ada.press('Make the passkey');
  await ada.look('codes-phone');
  await ada.press('I have kept them');
  await ada.look('account-phone');

  await signIn(ada, server.origin);
  await expect(
    ada.page.getByText('Your passkey works only at the server’s own address.'),
  ).toBeVisible();
  await ada.look('sign-in-elsewhere');
  await device.isInOtherHands();
  await signOut(ada, origin);
  await signIn(ada, origin);
  await expect(ada.page.getByText('No passkey was shown.')).toBeVisible();
});
