/** Mail: an address at one's seat, the link in a mail, and what a host sees. */
import { expect, test } from './fixtures.ts';
import { picture } from './pictures.ts';
import { refusal, serve, signedIn } from './server.ts';
import * as data from './data.ts';

const SECRET = '7k2qm94xtdrb0v8hz6wpage517k2qm94xtdrb0v8hz6wpage51a0';

for (const viewport of [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
]) {
  test.describe(`at ${viewport.width}`, () => {
    test.use({ viewport });

    test('a member gives an address, mistypes it first, and takes it back', async ({ page }) => {
      let address: string | null = null;
      const seat = () => ({ body: { ...data.seatMail, address } });
      const asked = await serve(page, {
        'GET /api/seat/tuesday/mail': seat,
        'PUT /api/seat/tuesday/mail': (sent: { address: string }) => {
          if (!sent.address.includes('@')) return refusal(422, 'address_invalid', 'address');
          address = sent.address;
          return seat();
        },
        'DELETE /api/seat/tuesday/mail': () => {
          address = null;
          return { status: 204 };
        },
      });
      await page.goto('/seat/tuesday/mail');
      await expect(page).toHaveTitle('Mail · Rondo');
      const field = page.getByLabel('Your mail address');
      await field.fill('robin');
      await page.keyboard.press('Enter');
      await expect(page.getByText('This is no mail address.')).toBeVisible();
      await expect(field).toBeFocused();
      await field.fill('robin@example.org');
      await page.keyboard.press('Enter');
      await expect(page.getByText('A mail is on its way to robin@example.org.')).toBeVisible();
      const sent = asked.find(({ request }) => request.startsWith('PUT'))?.body;
      expect(sent).toMatchObject({ lang: 'en', zone: expect.stringMatching(/\w/) });
      await page.screenshot({ path: picture(`mail-seat-${viewport.width}`) });
      await page.getByRole('button', { name: 'Take the address back' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Take the address back' }).click();
      await expect(page.getByText('The address is erased.')).toBeVisible();
    });

    test('a host puts somebody on call, mistypes them first, and takes them back', async ({
      page,
    }) => {
      let on_call: { address: string; lang: string } | null = null;
      const mail = () => ({ body: { ...data.roomMail, on_call } });
      const asked = await serve(page, {
        ...signedIn,
        'GET /api/rooms/tuesday/mail': mail,
        'PUT /api/rooms/tuesday/mail/on-call': (sent: { address: string; lang: string }) => {
          if (!sent.address.includes('@')) return refusal(422, 'address_invalid', 'address');
          on_call = sent;
          return mail();
        },
        'DELETE /api/rooms/tuesday/mail/on-call': () => {
          on_call = null;
          return mail();
        },
      });
      await page.goto('/rooms/tuesday');
      const field = page.getByLabel('Mail address of the person on call');
      await field.fill('night');
      await page.keyboard.press('Enter');
      await expect(page.getByText('This is no mail address.')).toBeVisible();
      await expect(field).toBeFocused();
      await page.reload();
      await expect(field).toHaveValue('night');
      await field.fill('night@example.org');
      await page.keyboard.press('Enter');
      await expect(page.getByText('night@example.org is on call.')).toBeVisible();
      expect(asked.at(-1)?.body).toEqual({ address: 'night@example.org', lang: 'en' });
      await expect(field).toBeHidden();
      const card = page.locator('section.card', {
        has: page.getByRole('heading', { name: 'Mail' }),
      });
      await card.screenshot({ path: picture(`mail-on-call-${viewport.width}`) });
      await page.getByRole('button', { name: 'Put somebody else on call' }).click();
      await field.fill('other@example.org');
      await page.keyboard.press('Enter');
      await expect(page.getByText('other@example.org is on call.')).toBeVisible();
      await page.getByRole('button', { name: 'Put nobody on call' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Put nobody on call' }).click();
      await expect(page.getByText('Nobody is on call any more.')).toBeVisible();
      await expect(field).toBeVisible();
    });

    test('a host sees what was sent by name, invites, and chooses reminders', async ({ page }) => {
      const asked = await serve(page, {
        ...signedIn,
        'POST /api/rooms/tuesday/mail/invitations': ({ addresses }: { addresses: string[] }) => {
          const wrong = addresses.findIndex((address) => !address.includes('@'));
          if (wrong >= 0) return refusal(422, 'address_invalid', `addresses.${wrong}`);
          return { status: 201, body: { queued: addresses.length, already: 1 } };
        },
        'PATCH /api/rooms/tuesday/mail': (change: object) => ({
          body: { ...data.roomMail, ...change },
        }),
      });
      await page.goto('/rooms/tuesday');
      await expect(page.getByText('A mail to Bea could not be delivered.')).toBeVisible();
      await expect(page.getByText('Reminder · Robin')).toBeVisible();
      await page.getByText('Invite by mail').click();
      const field = page.getByLabel('Mail addresses, one on each line');
      await field.fill('ada@example.org\nnobody');
      await page.getByRole('button', { name: 'Send the invitations' }).click();
      await expect(page.getByText('“nobody” is no mail address.')).toBeVisible();
      await field.fill('ada@example.org\nkit@example.org');
      await page.getByRole('button', { name: 'Send the invitations' }).click();
      await expect(page.getByText('2 invitations are on their way.')).toBeVisible();
      await page.getByLabel('a week before').check();
      await expect(page.getByLabel('a week before')).toBeChecked();
      expect(asked.at(-1)?.body).toEqual({ reminders: [1440, 60, 10080] });
      const card = page.locator('section.card', {
        has: page.getByRole('heading', { name: 'Mail' }),
      });
      await card.screenshot({ path: picture(`mail-room-${viewport.width}`) });
    });
  });
}

test('the link in a mail does nothing before a button is pressed', async ({ page }) => {
  const asked = await serve(page, {
    'POST /api/mail/look': { body: { confirmed: false } },
    'POST /api/mail/confirm': { status: 204 },
  });
  await page.goto(`/mail#${SECRET}`);
  await expect(page.getByRole('heading', { name: 'Confirm your address' })).toBeVisible();
  expect(new URL(page.url()).hash, 'no secret stays in the address').toBe('');
  expect(asked.some(({ request }) => request.includes('confirm'))).toBe(false);
  await page.getByRole('button', { name: 'Confirm the address' }).click();
  await expect(page.getByText('The address is confirmed.')).toBeVisible();
});

test('a confirmed address is given up by the link, and an old link says why', async ({ page }) => {
  await serve(page, {
    'POST /api/mail/look': { body: { confirmed: true } },
    'POST /api/mail/stop': { status: 204 },
  });
  await page.goto(`/mail#${SECRET}`);
  await page.getByRole('button', { name: 'Send me no more mail' }).click();
  await expect(page.getByText('No more mail comes.')).toBeVisible();
  await serve(page, { 'POST /api/mail/look': refusal(410, 'link_expired') });
  await page.goto(`/mail#${SECRET}`);
  await page.reload();
  await expect(page.getByText('The link was good for seven days.')).toBeVisible();
});

test('an administrator sees the background work and lets it be tried again', async ({ page }) => {
  const job = {
    id: 'j1',
    kind: 'mail_reminder',
    state: 'failed',
    room: 'tuesday',
    due_at: 1_900_000_000_000,
    attempts: 16,
    retry_at: null,
    failure: 'smtp_451',
  };
  let jobs = [job];
  await serve(page, {
    'GET /api/me': { body: { account: { ...data.host, is_admin: true } } },
    'GET /api/jobs': () => ({ body: { jobs } }),
    'POST /api/jobs/j1/retry': () => {
      jobs = [];
      return { status: 204 };
    },
  });
  await page.goto('/people');
  await expect(page.getByText('Last failure: smtp_451')).toBeVisible();
  await page.getByRole('button', { name: 'Try again now: Mail: reminder' }).click();
  await expect(page.getByText('It is tried again.')).toBeVisible();
  await expect(page.getByText('Nothing is due, and nothing failed.')).toBeVisible();
});
