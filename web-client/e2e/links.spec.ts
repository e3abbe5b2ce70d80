/** Links and their secrets, whatever happened to them on their way; and who owns the fragment. */
import * as data from './data.ts';
import { expect, test } from './fixtures.ts';
import { picture } from './pictures.ts';
import { serve, signedIn } from './server.ts';

const S = data.SECRET;
const asksFor = (secret: string) => ({ request: 'POST /api/invites/look', body: { secret } });

test.describe('an invitation', () => {
  for (const [what, path] of [
    ['a full stop', `/join#${S}.`],
    ['a bracket and a quote', `/join#${S})”`],
    ['an encoded fragment sign', `/join%23${S}`],
    ['a fragment sign that was encoded twice', `/join%2523${S}.`],
    ['a slash before the fragment', `/join/#${S}`],
    ['a tracker before the fragment', `/join?utm_source=mail#${S}`],
    ['a tracker behind it', `/join#${S}?utm_source=mail`],
    ['an encoded line break', `/join#${S.slice(0, 30)}%0D%0A${S.slice(30)}`],
    ['capitals', `/JOIN#${S.toUpperCase()}`],
  ] as const) {
    test(`opens with ${what}`, async ({ page }) => {
      const asked = await serve(page);
      await page.goto(path);
      await expect(page.getByRole('heading', { name: 'Tuesday circle' })).toBeVisible();
      expect(asked).toContainEqual(asksFor(S));
      expect(page.url().toLowerCase()).not.toContain(S);
    });
  }

  test('survives the skip link, also after a reload', async ({ page }) => {
    const asked = await serve(page);
    await page.goto(`/join#${S}`);
    await expect(page.getByRole('heading', { name: 'Tuesday circle' })).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('main')).toBeFocused();
    expect(new URL(page.url()).hash).toBe('');
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Tuesday circle' })).toBeVisible();
    expect(asked.filter(({ request }) => request === 'POST /api/invites/look')).toEqual([
      asksFor(S),
      asksFor(S),
    ]);
  });

  test('another one in the same tab takes its place', async ({ page }) => {
    const asked = await serve(page);
    await page.goto(`/join#${S}`);
    await expect(page.getByRole('heading', { name: 'Tuesday circle' })).toBeVisible();
    const other = `${S.slice(1)}0`;
    await page.evaluate((secret) => (location.hash = secret), other);
    await expect.poll(() => asked).toContainEqual(asksFor(other));
  });

  test('that lost its end says so, and takes the whole message instead', async ({ page }) => {
    const asked = await serve(page);
    await page.goto(`/join#${S.slice(0, 40)}`);
    await expect(page.getByText('The link is incomplete.')).toBeVisible();
    expect(asked.map(({ request }) => request)).not.toContain('POST /api/invites/look');
    await page.screenshot({ path: picture('links-incomplete') });
    await page.getByRole('link', { name: 'Paste the link or a code' }).click();
    const field = page.getByLabel('Your code, or the link');
    await field.fill(`Hi! Come on Tuesday: https://rondo.example/join#${S.slice(0, 40)}
> ${S.slice(40)} See you there`);
    await page.getByRole('button', { name: 'Open my seat' }).click();
    await expect(page.getByRole('heading', { name: 'Tuesday circle' })).toBeVisible();
    expect(asked).toContainEqual(asksFor(S));
  });
});

for (const [page_, heading] of [
  ['setup', 'Set up this server'],
  ['claim', 'Choose a password'],
  ['lead', 'You are invited to lead'],
] as const) {
  test(`a link to ${page_} opens however it arrives`, async ({ page }) => {
    await serve(page);
    for (const path of [`/${page_}#${S}).`, `/${page_}%23${S.toUpperCase()}`]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { name: heading })).toBeVisible();
      expect(page.url().toLowerCase()).not.toContain(S);
    }
  });
}

test('a code is found in what was pasted', async ({ page }) => {
  const asked = await serve(page, { 'POST /api/recover': { body: { room: 'tuesday' } } });
  await page.goto('/recover');
  const code = data.RECOVERY_CODE;
  await page
    .getByLabel('Your code')
    .fill(`“My code:  ${code.toLowerCase().replaceAll('-', '\u2013')}.”`);
  await page.getByRole('button', { name: 'Open my seat' }).click();
  await expect(page).toHaveURL('/meet/tuesday');
  const body = { code, close_elsewhere: true, remember: 'month' };
  expect(asked).toContainEqual({ request: 'POST /api/recover', body });
});

test('the skip link keeps what was typed into a form', async ({ page }) => {
  await serve(page, signedIn);
  await page.goto('/rooms/new');
  const title = page.getByLabel('Title');
  await title.fill('A title nobody wants to type twice');
  await page.getByRole('link', { name: 'Skip to the content' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
  await expect(title).toHaveValue('A title nobody wants to type twice');
  expect(new URL(page.url()).pathname + new URL(page.url()).hash).toBe('/rooms/new');
});
