/** What people do on the pages around a meeting. */
import type { Page } from '@playwright/test';
import type { Member } from '../src/api/generated.ts';
import * as data from './data.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import { refusal, serve, signedIn } from './server.ts';

const wide = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 } };

test.describe('joining', () => {
  test.use(phone);

  test('reads, chooses a name, keeps the code, goes to the waiting room', async ({ page }) => {
    const asked = await serve(page);
    await page.goto(`/join#${data.SECRET}`);
    await expect(page.getByRole('heading', { name: 'Tuesday circle' })).toBeVisible();
    expect(page.url()).not.toContain(data.SECRET);

    await page.getByRole('button', { name: 'I accept these. Choose a name' }).click();
    await expect(page.getByRole('heading', { name: 'Choose a name' })).toBeFocused();

    const name = page.getByLabel('A name for this room');
    await name.fill('Odile');
    await expect(page.getByText('This name, or one that looks like it, is taken.')).toBeVisible();
    await name.fill('Marlow');
    await expect(page.getByText('Free to use')).toBeVisible();

    await page.getByRole('button', { name: 'Go to the waiting room' }).click();
    await expect(page.getByRole('checkbox')).toBeFocused();
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Go to the waiting room' }).click();

    await expect(page.getByRole('heading', { name: 'Your code' })).toBeFocused();
    await expect(page.getByText(data.RECOVERY_CODE)).toBeAttached();
    await page.getByRole('button', { name: /I’ve kept it/ }).click();
    await expect(page).toHaveURL('/meet/tuesday');
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain(data.SECRET);

    const redeem = asked.find(({ request }) => request === 'POST /api/invites/redeem');
    expect(redeem?.body).toEqual({
      secret: data.SECRET,
      name: 'Marlow',
      adult: true,
      remember: 'month',
    });
    expect(asked.every(({ request }) => !request.includes(data.SECRET))).toBe(true);
  });

  test('a reload keeps the invitation, and help does not lose it', async ({ page }) => {
    await serve(page);
    await page.goto(`/join#${data.SECRET}`);
    await page.getByRole('button', { name: 'Help lines' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Tuesday circle' })).toBeVisible();
  });

  test('a co-lead’s link under the wrong address finds its page', async ({ page }) => {
    await serve(page, {
      'POST /api/invites/look': { body: { ...data.look, kind: 'co_lead', needs_account: true } },
    });
    await page.goto(`/join#${data.SECRET}`);
    await expect(page.getByRole('heading', { name: 'You are invited to lead' })).toBeVisible();
    expect(page.url()).not.toContain(data.SECRET);
  });
});

test('leading: sign in on the way, then the room', async ({ page }) => {
  const asked = await serve(page, {
    'POST /api/session': { body: data.host },
    'POST /api/invites/redeem': { body: { room: 'tuesday' } },
  });
  await page.goto(`/lead#${data.SECRET}`);
  await page.getByRole('button', { name: 'Sign in to accept' }).click();
  await page.getByLabel('Sign-in name').fill('hanne');
  await page.getByLabel('Password', { exact: true }).fill('four quiet words here');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Accept and lead' }).click();
  await expect(page).toHaveURL('/rooms/tuesday');
  expect(asked.find(({ request }) => request === 'POST /api/invites/redeem')?.body).toEqual({
    secret: data.SECRET,
  });
});

test('coming back with the code, however it was typed', async ({ page }) => {
  const asked = await serve(page, { 'POST /api/recover': { body: { room: 'tuesday' } } });
  await page.goto('/recover');
  const code = page.getByLabel('Your code');
  await code.fill('7k2qm 94xtd');
  await page.getByRole('button', { name: 'Open my seat' }).click();
  await expect(page.getByText('The code has 25 letters and digits.')).toBeVisible();
  await code.fill('7k2qm 94xtd rbov8 hz6wp age5l');
  await page.getByRole('button', { name: 'Open my seat' }).click();
  await expect(page).toHaveURL('/meet/tuesday');
  expect(asked.at(-1)?.body).not.toEqual({ code: '7K2QM-94XTD' });
  const recover = asked.find(({ request }) => request === 'POST /api/recover');
  expect(recover?.body).toEqual({
    code: data.RECOVERY_CODE,
    close_elsewhere: true,
    remember: 'month',
  });
});

test.describe('leaving quickly', () => {
  async function neutral(page: Page) {
    await page.route('https://www.wikipedia.org/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Encyclopedia</title>' }),
    );
  }

  test('by the button', async ({ page }) => {
    await serve(page);
    await neutral(page);
    await page.goto(`/join#${data.SECRET}`);
    await page.getByRole('button', { name: 'Quick exit' }).click();
    await expect(page).toHaveTitle('Encyclopedia');
  });

  test('by Shift three times, from within a field', async ({ page }) => {
    await serve(page);
    await neutral(page);
    await page.goto('/recover');
    await page.getByLabel('Your code').focus();
    for (let tap = 0; tap < 3; tap += 1) await page.keyboard.press('Shift');
    await expect(page).toHaveTitle('Encyclopedia');
  });

  test('blanks the page before anything else', async ({ page }) => {
    await serve(page);
    await neutral(page);
    await page.addInitScript(() => {
      addEventListener('beforeunload', () => {
        console.log(`left ${getComputedStyle(document.body).display} "${document.title}"`);
      });
    });
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await page.goto('/recover');
    await page.getByRole('button', { name: 'Quick exit' }).click();
    await expect(page).toHaveTitle('Encyclopedia');
    expect(said).toContain('left none ""');
  });
});

test.describe('hosts', () => {
  test.use(wide);

  test('make a room from a format', async ({ page }) => {
    const asked = await serve(page, {
      ...signedIn,
      'POST /api/rooms': { status: 201, body: data.room },
    });
    await page.goto('/');
    await page.getByRole('link', { name: 'New room' }).click();
    await expect(page.getByRole('heading', { name: 'New room' })).toBeFocused();
    await page.getByRole('radio', { name: /^Short check-in/ }).check();
    await page.getByRole('button', { name: 'Make the room' }).click();
    await expect(page.getByLabel('Title')).toBeFocused();
    await expect(page.getByText('Give the room a title.')).toBeVisible();

    await page.getByLabel('Title').fill('Slow mornings');
    await page.getByRole('button', { name: 'grief' }).click();
    await page.getByLabel('Add a topic').fill('first year');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Make the room' }).click();
    await expect(page).toHaveURL('/rooms/tuesday');

    const made = asked.find(({ request }) => request === 'POST /api/rooms');
    expect(made?.body).toMatchObject({
      kind: 'peer_led',
      format: 'mini',
      title: 'Slow mornings',
      topics: ['grief', 'first year'],
      capacity: 8,
      share_ms: 90_000,
    });
  });

  test('revoke an invite, after being asked', async ({ page }) => {
    const asked = await serve(page, {
      ...signedIn,
      'DELETE /api/rooms/tuesday/invites/i1': { status: 204 },
    });
    await page.goto('/rooms/tuesday');
    await page.getByRole('button', { name: /Revoke the invite made on 3 November/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    expect(asked.some(({ request }) => request.startsWith('DELETE'))).toBe(true);
  });

  test('lift a ban and remove a co-lead, after being asked', async ({ page }) => {
    let bans = data.bans;
    const asked = await serve(page, {
      ...signedIn,
      'GET /api/rooms/tuesday/bans': () => ({ body: { bans } }),
      'DELETE /api/rooms/tuesday/bans/kit': () => {
        bans = [];
        return { status: 204 };
      },
      'DELETE /api/rooms/tuesday/co-leads/wren': { status: 204 },
    });
    await page.goto('/rooms/tuesday');
    await page.getByRole('button', { name: 'Lift the ban on Kit' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Lift the ban' }).click();
    await expect(page.getByText('Kit can come back from the next meeting on.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Lift the ban on Kit' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Remove Wren as a co-lead' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    const deleted = asked.filter(({ request }) => request.startsWith('DELETE'));
    expect(deleted.map(({ request }) => request)).toEqual([
      'DELETE /api/rooms/tuesday/bans/kit',
      'DELETE /api/rooms/tuesday/co-leads/wren',
    ]);
  });

  test('see who has a seat, make a new code for one and ban another, after being asked', async ({
    page,
  }) => {
    const member = (participant: string, name: string, more: Partial<Member> = {}): Member => ({
      participant,
      name,
      leads: false,
      since: Date.UTC(2026, 9, 1),
      entered: true,
      last_seen: Date.UTC(2026, 10, 2),
      label: null,
      banned_at: null,
      ...more,
    });
    const members = [
      member('wren', 'Wren', { leads: true, last_seen: null }),
      member('ash', 'Ash', { label: 'Ash, by telephone', entered: false }),
      member('sol', 'Sol'),
    ];
    const asked = await serve(page, {
      ...signedIn,
      'GET /api/rooms/tuesday/members': () => ({ body: { members, next: null } }),
      'POST /api/rooms/tuesday/members/ash/code': {
        status: 201,
        body: { recovery_code: 'ABCDE-FGHJK-MNPQR-STVWX-YZ012' },
      },
      'POST /api/rooms/tuesday/members/sol/ban': () => {
        members[2] = member('sol', 'Sol', { banned_at: Date.UTC(2026, 10, 3) });
        return { status: 204 };
      },
    });
    await page.goto('/rooms/tuesday');
    expect(asked.some(({ request }) => request.endsWith('/members'))).toBe(false);
    await page.getByText('Show who has a seat').click();
    await expect(page.getByText('Invited as “Ash, by telephone”')).toBeVisible();
    await expect(page.getByText(/not yet in a meeting/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Ban Wren' })).toHaveCount(0);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Make a new code for Ash' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'New code' }).press('Enter');
    await expect(page.getByLabel('The new code of Ash')).toHaveValue(/^ABCDE-/);
    await page.getByRole('button', { name: 'Ban Sol' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ban' }).click();
    await expect(page.getByText('Sol is banned.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Ban Sol' })).toHaveCount(0);
    await expect(page.getByLabel('The new code of Ash')).toHaveCount(0);
  });

  test('see a refused role go back, with the reason', async ({ page }) => {
    await serve(page, {
      ...signedIn,
      'PATCH /api/accounts/hanne': refusal(409, 'last_administrator'),
    });
    await page.goto('/people');
    const box = page
      .getByRole('group', { name: 'Hanne' })
      .getByRole('checkbox', { name: 'Administers the server' });
    await box.click();
    await page.getByRole('button', { name: 'Change it' }).click();
    await expect(page.getByText('The server needs at least one administrator.')).toBeVisible();
    await expect(box).toBeChecked();
    await expect(page.getByText('Never shown.')).toHaveCount(0);
  });

  test('try again after the server was away', async ({ page }) => {
    let away = true;
    await serve(page, {
      ...signedIn,
      'GET /api/rooms': () => (away ? { offline: true } : { body: { rooms: data.rooms } }),
    });
    await page.goto('/');
    await expect(page.getByText('The server can’t be reached.')).toBeVisible();
    away = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('link', { name: 'Tuesday circle', exact: true })).toBeVisible();
  });
});

test('the language is switched and kept', async ({ page }) => {
  await serve(page);
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await expect(page.getByRole('heading', { name: 'Anmelden' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.reload();
  await expect(page).toHaveTitle('Anmelden · Rondo');
});

test('back and forward go through the pages', async ({ page }) => {
  await serve(page);
  await page.goto('/');
  await page.getByRole('link', { name: 'I have a code' }).click();
  await expect(page.getByRole('heading', { name: 'Come back with your code' })).toBeFocused();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'A quiet room for a group' })).toBeVisible();
  await page.goForward();
  await expect(page.getByRole('heading', { name: 'Come back with your code' })).toBeVisible();
});
