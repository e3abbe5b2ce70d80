/** What people do with their own account: signing in, and what that needs. */
import * as data from './data.ts';
import { expect, test } from './fixtures.ts';
import { picture } from './pictures.ts';
import { refusal, serve, signedIn } from './server.ts';

const secret = {
  secret: 'GEZDGNBVGY3TQOJQ',
  link: 'otpauth://totp/rondo.example:hanne?secret=GEZDGNBVGY3TQOJQ&issuer=rondo.example',
};

test.describe('people with an account', () => {
  test.use({ viewport: { width: 1280, height: 800 } });

  test('set up an app, keep the codes, make new ones, and turn it off', async ({ page }) => {
    let state = data.secondFactor;
    const asked = await serve(page, {
      ...signedIn,
      'GET /api/me/second-factor': () => ({ body: state }),
      'POST /api/me/second-factor/app': { status: 201, body: secret },
      'POST /api/me/second-factor/app/confirm': ({ code }: { code: string }) => {
        if (code !== '287082') return refusal(403, 'second_factor_wrong', 'code');
        state = { ...state, app_since: 1_762_000_000_000, codes_left: 2 };
        return { body: { codes: ['ABCDE-FGHJK', 'MNPQR-STVWX'] } };
      },
      'POST /api/me/second-factor/codes': () => {
        state = { ...state, codes_left: 3 };
        return { body: { codes: ['00000-11111', '22222-33333', '44444-55555'] } };
      },
      'DELETE /api/me/second-factor/app': () => {
        state = data.secondFactor;
        return { status: 204 };
      },
    });
    await page.goto('/account');
    const card = page.locator('section.card', { hasText: 'More than a password' });
    const open = card.locator('details[open]');
    const prove = async (code?: string) => {
      await open.getByLabel('Current password', { exact: true }).fill('four quiet words here');
      if (code) await open.getByLabel('Code of the app').fill(code);
    };
    await card.locator('summary', { hasText: 'Set up an app' }).press('Enter');
    await expect(open.getByLabel('Code of the app')).toHaveCount(0);
    await prove();
    await open.getByRole('button', { name: 'Begin' }).press('Enter');
    await expect(card.getByRole('img', { name: /QR code/ })).toBeVisible();
    await expect(card.getByText('GEZDGNBVGY3TQOJQ')).toBeVisible();
    await card.getByLabel('Code that the app shows').fill('000000');
    await card.getByRole('button', { name: 'Turn it on' }).press('Enter');
    await expect(card.getByText('This code is wrong')).toBeVisible();
    await card.getByLabel('Code that the app shows').fill('287082');
    await card.getByRole('button', { name: 'Turn it on' }).press('Enter');
    await expect(card.getByText('ABCDE-FGHJK')).toBeVisible();
    await card.getByRole('button', { name: 'I have kept them' }).press('Enter');
    await expect(card.getByText('ABCDE-FGHJK')).toHaveCount(0);
    await expect(card.getByText('2 recovery codes are left.')).toBeVisible();
    await card.getByText('Make new recovery codes').press('Enter');
    await prove('MNPQR-STVWX');
    await open.getByRole('button', { name: 'Make new codes' }).press('Enter');
    await expect(card.getByText('44444-55555')).toBeVisible();
    await card.getByRole('button', { name: 'I have kept them' }).press('Enter');
    await expect(card.getByText('3 recovery codes are left.')).toBeVisible();
    await card.locator('summary', { hasText: 'Turn it off' }).press('Enter');
    await prove();
    await open.getByRole('button', { name: 'Turn it off' }).press('Enter');
    await expect(open.getByText('Enter the code that your app shows.')).toBeVisible();
    await prove('ABCDE-FGHJK');
    await open.getByRole('button', { name: 'Turn it off' }).press('Enter');
    await expect(card.getByText('Removed.')).toBeVisible();
    const ended = asked.find(({ request }) => request === 'DELETE /api/me/second-factor/app');
    expect(ended?.body).toEqual({ password: 'four quiet words here', code: 'ABCDE-FGHJK' });
  });

  test('set up what they need before anything else, and go on where they wanted', async ({
    page,
  }) => {
    let lacks = true;
    await serve(page, {
      ...signedIn,
      'GET /api/me': () => ({ body: { account: { ...data.host, lacks_second_factor: lacks } } }),
      'GET /api/me/second-factor': () => ({
        body: lacks ? data.secondFactor : { ...data.secondFactor, app_since: 1_762_000_000_000 },
      }),
      'POST /api/me/second-factor/app': { status: 201, body: secret },
      'POST /api/me/second-factor/app/confirm': () => {
        lacks = false;
        return { body: { codes: ['ABCDE-FGHJK', 'MNPQR-STVWX'] } };
      },
    });
    await page.goto('/people');
    await expect(page).toHaveURL(/\/account$/);
    await expect(page.getByText('everything else opens then')).toBeVisible();
    await page.screenshot({ path: picture('second-factor-needed') });
    const card = page.locator('section.card', { hasText: 'More than a password' });
    await card.locator('summary', { hasText: 'Set up an app' }).click();
    await card.getByLabel('Current password', { exact: true }).fill('four quiet words here');
    await page.keyboard.press('Enter');
    await card.getByLabel('Code that the app shows').fill('287082');
    await page.keyboard.press('Enter');
    await expect(page.getByText('everything else opens then')).toBeHidden();
    await card.getByRole('button', { name: 'I have kept them' }).click();
    await expect(page).toHaveURL(/\/people$/);
  });

  test('choose their organisation in place of a password, once it answers', async ({ page }) => {
    let away = true;
    const asked = await serve(page, {
      'GET /api/about': { body: { ...data.about, identity_provider: 'the clinic' } },
      'POST /api/claim/provider': () =>
        away
          ? refusal(503, 'provider_unreachable')
          : { body: { url: '/sign-in/provider?code=a&state=b' } },
      'POST /api/session/provider/finish': { body: data.host },
    });
    await page.goto(`/claim#${data.SECRET}`);
    await page.getByRole('button', { name: 'Sign in with the clinic' }).click();
    await expect(page.getByText('The sign-in of your organisation does not answer.')).toBeVisible();
    away = false;
    await page.getByRole('button', { name: 'Sign in with the clinic' }).press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page).not.toHaveURL(/sign-in|code=/);
    const bodies = asked
      .filter(({ request }) => request.startsWith('POST'))
      .map(({ body }) => body);
    expect(bodies).toEqual([
      { secret: data.SECRET },
      { secret: data.SECRET },
      { code: 'a', state: 'b' },
    ]);
  });

  test('are told where passkeys work, or that they work nowhere', async ({ page }) => {
    let at: string | null = 'https://rondo.example';
    await serve(page, {
      ...signedIn,
      'GET /api/me/second-factor': () => ({ body: { ...data.secondFactor, passkeys_at: at } }),
    });
    await page.goto('/account');
    await expect(page.getByText('They work only at')).toBeVisible();
    await expect(page.getByRole('link', { name: 'https://rondo.example' })).toBeVisible();
    at = null;
    await page.reload();
    await expect(page.getByText('They don’t work on this server')).toBeVisible();
    at = new URL(page.url()).origin;
    await page.addInitScript(() => Reflect.deleteProperty(window, 'PublicKeyCredential'));
    await page.reload();
    await expect(page.getByText('This browser has none.')).toBeVisible();
    await expect(page.getByText('Add a passkey')).toHaveCount(0);
  });

  test('are asked for the code of the app when they sign in', async ({ page }) => {
    await serve(page, {
      'POST /api/session': ({ code }: { code: string | null }) =>
        code === null ? refusal(401, 'second_factor_required') : { body: data.host },
    });
    await page.goto('/sign-in');
    await expect(page.getByLabel('Code')).toHaveCount(0);
    await page.getByLabel('Sign-in name').fill('hanne');
    await page.getByLabel('Password', { exact: true }).fill('four quiet words here');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByLabel('Code')).toBeFocused();
    await page.getByLabel('Code').fill('287082');
    await page.getByLabel('Code').press('Enter');
    await expect(page).not.toHaveURL(/sign-in/);
  });

  test('sign out elsewhere', async ({ page }) => {
    let sessions = data.sessions;
    const only = (ended: string) => () => {
      sessions = sessions.filter(({ id }) => id !== ended);
      return { status: 204 };
    };
    await serve(page, {
      ...signedIn,
      'GET /api/me/sessions': () => ({ body: { sessions } }),
      'DELETE /api/me/sessions/s2': only('s2'),
    });
    await page.goto('/account');
    await expect(page.getByRole('button', { name: 'Sign out everywhere else' })).toBeVisible();
    await page.getByRole('button', { name: /signed in on 2 November/ }).click();
    await expect(page.getByText('You are signed out there.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Sign out everywhere else' })).toHaveCount(0);
  });

  test('sign in again when the session has ended, and come back', async ({ page }) => {
    let ended = true;
    await serve(page, {
      ...signedIn,
      'GET /api/rooms/tuesday': () =>
        ended ? refusal(401, 'sign_in_required') : { body: data.room },
      'POST /api/session': () => {
        ended = false;
        return { body: data.host };
      },
    });
    await page.goto('/rooms/tuesday');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('Sign-in name').fill('hanne');
    await page.getByLabel('Password', { exact: true }).fill('four quiet words here');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { name: 'Tuesday circle' })).toBeVisible();
  });

  test('are told how long to wait', async ({ page }) => {
    await serve(page, {
      'POST /api/session': {
        ...refusal(429, 'too_many_attempts'),
        headers: { 'Retry-After': '30' },
      },
    });
    await page.goto('/sign-in');
    await page.getByLabel('Sign-in name').fill('hanne');
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText('Please wait 30 seconds and try again.')).toBeVisible();
  });
});
