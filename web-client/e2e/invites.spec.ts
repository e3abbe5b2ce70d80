/** Invite links: what the owner calls them, when they end, when they pause, and what people read then. */
import type { Page } from '@playwright/test';
import type { InviteView } from '../src/api/generated';
import * as data from './data.ts';
import {
  expect,
  expectAccessible,
  expectLargeTargets,
  expectNoSidewaysScroll,
  test,
} from './fixtures.ts';
import { picture } from './pictures.ts';
import { refusal, serve, signedIn, type Answers } from './server.ts';

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };

async function looksRight(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    await expectNoSidewaysScroll(page);
    await page.screenshot({ path: picture(`invites-${name}-${size}`), fullPage: true });
    await expectLargeTargets(page);
  }
  await expectAccessible(page);
}

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const link = (id: string, more: Partial<InviteView>): InviteView => ({
  id,
  kind: 'member',
  created_at: Date.UTC(2026, 10, 3, 12),
  expires_at: null,
  expired: false,
  used_at: null,
  revoked_at: null,
  seats: 3,
  paused_until: null,
  held_at: null,
  label: null,
  public: false,
  personal: false,
  shows: true,
  ...more,
});

const links = [
  link('ada', { label: 'sent to Ada', expires_at: Date.UTC(2026, 10, 10, 12), seats: 1 }),
  link('forum', { label: 'forum', seats: 40, paused_until: Date.UTC(2026, 10, 3, 14) }),
  link('lost', { label_lost: true, seats: 0 }),
  link('lead', { kind: 'co_lead', label: 'für Ben', seats: null }),
  link('old', { expires_at: Date.UTC(2026, 10, 4, 12), expired: true, seats: 12 }),
  link('gone', { revoked_at: 1, label: null }),
];

const room = (more: Partial<typeof data.room> = {}): Answers => ({
  ...signedIn,
  'GET /api/rooms/tuesday': { body: { ...data.room, invites: links, ...more } },
});

for (const [locale, words] of Object.entries({
  en: {
    change: /^Change the invite “sent to Ada”/,
    ended: /^ended on/,
    paused: /takes nobody new/,
  },
  de: { change: /Einladung „sent to Ada“ ändern$/, ended: /^endete am/, paused: /niemand Neues/ },
})) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale: locale === 'de' ? 'de-DE' : 'en-GB' });

    test('the list tells what each link is and whether it works', async ({ page }) => {
      await serve(page, room());
      await page.goto('/rooms/tuesday');
      await expect(page.getByRole('button', { name: words.change })).toBeVisible();
      await expect(page.getByText(words.ended)).toBeVisible();
      await expect(page.getByText(words.paused)).toBeVisible();
      await expect(page.getByText('für Ben')).toBeVisible();
      await looksRight(page, `room-${locale}`);
      await page.getByRole('button', { name: words.change }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await looksRight(page, `change-${locale}`);
    });

    for (const [code, status] of [
      ['link_expired', 410],
      ['link_paused', 429],
    ] as const) {
      test(`the page of an invite says ${code}`, async ({ page }) => {
        await serve(page, { 'POST /api/invites/look': refusal(status, code) });
        await page.goto(`/join#${data.SECRET}`);
        await expect(page.getByRole('link', { name: /Paste|einfügen/ })).toBeVisible();
        await expect(page.getByRole('textbox')).toHaveCount(0);
        await looksRight(page, `${code}-${locale}`);
      });
    }
  });
}

test('a link is made with a label and an end, or with one press', async ({ page }) => {
  const made = { id: 'new', kind: 'member', link: `https://rondo.example/join#${data.SECRET}` };
  const asked = await serve(page, {
    ...room(),
    'POST /api/rooms/tuesday/invites': ({ label }: { label: string }) =>
      label.includes('\u202e')
        ? refusal(422, 'text_invalid', 'label')
        : { status: 201, body: made },
  });
  const bodies = () =>
    asked.filter(({ request }) => request.startsWith('POST')).map(({ body }) => body);
  await page.goto('/rooms/tuesday');
  await page.getByRole('button', { name: 'Make an invite' }).click();
  await expect(page.getByLabel('The new link')).toHaveValue(/join#/);
  expect(bodies()).toEqual([{ kind: 'member', label: '', lasts: 'endless', personal: false }]);

  const card = page.locator('section', { has: page.getByText('Invites for members') });
  await card.getByText('Label and end').click();
  await card.getByRole('textbox', { name: /^Label/ }).fill('sent to \u202e');
  await page.getByRole('button', { name: 'Make an invite' }).click();
  await expect(card.getByText('It has a character that can’t be shown safely.')).toBeVisible();
  await card.getByRole('textbox', { name: /^Label/ }).fill('sent to Bo');
  await card.getByLabel('How long it works').selectOption('week');
  await page.getByRole('button', { name: 'Make an invite' }).click();
  await expect(card.getByRole('textbox', { name: /^Label/ })).toHaveValue('');
  expect(bodies().at(-1)).toEqual({
    kind: 'member',
    label: 'sent to Bo',
    lasts: 'week',
    personal: false,
  });
});

test('the label and the end are changed later, each alone', async ({ page }) => {
  const asked = await serve(page, {
    ...room(),
    'PATCH /api/rooms/tuesday/invites/ada': { status: 204 },
    'PATCH /api/rooms/tuesday/invites/old': { status: 204 },
    'PATCH /api/rooms/tuesday/invites/lost': { status: 204 },
  });
  const change = async (
    name: RegExp,
    act: (dialog: ReturnType<Page['getByRole']>) => Promise<unknown>,
  ) => {
    await page.getByRole('button', { name }).first().click();
    const dialog = page.getByRole('dialog');
    await act(dialog);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();
  };
  await page.goto('/rooms/tuesday');
  await change(/^Change the invite “sent to Ada”/, async (dialog) => {
    await expect(dialog.getByRole('textbox')).toHaveValue('sent to Ada');
    await dialog.getByRole('textbox').fill('sent to Ada and Bo');
  });
  // Its label can't be read, and is not erased.
  await change(/^Change the invite made on 3 November/, (dialog) =>
    dialog.getByLabel('How long it works').selectOption('day'),
  );
  const changes = asked.filter(({ request }) => request.startsWith('PATCH'));
  expect(changes).toEqual([
    { request: 'PATCH /api/rooms/tuesday/invites/ada', body: { label: 'sent to Ada and Bo' } },
    { request: 'PATCH /api/rooms/tuesday/invites/lost', body: { lasts: 'day' } },
  ]);
});

test('a co-lead reads the labels too, and everyone who leads looks at a link again', async ({
  page,
}) => {
  const link = `https://rondo.example/join#${data.SECRET}`;
  const asked = await serve(page, {
    ...room({ may: { own: false, plan: false, rehearse: false, leave: true } }),
    'GET /api/rooms/tuesday/invites/ada/link': { body: { link } },
  });
  await page.goto('/rooms/tuesday');
  await expect(page.getByText('sent to Ada', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: /^Show the invite “sent to Ada”/ }).click();
  await expect(page.getByLabel('The link', { exact: true })).toHaveValue(link);
  await looksRight(page, 'shown-again');
  expect(asked.filter(({ request }) => request.endsWith('/link'))).toHaveLength(1);
});

test('a link that pauses while a name is typed says so', async ({ page }) => {
  let look: Answers[string] = { body: data.look };
  await serve(page, {
    'POST /api/invites/look': () => look as never,
    'POST /api/invites/redeem': () => {
      look = refusal(429, 'link_paused');
      return refusal(429, 'link_paused');
    },
  });
  await page.goto(`/join#${data.SECRET}`);
  await page.getByRole('textbox', { name: /name/i }).fill('Marlow');
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: /^(Join|Take|Go|Enter)/ }).click();
  await expect(page.getByRole('heading', { name: 'This link takes a break' })).toBeVisible();
});

test('links to lead and for a password say that they have expired', async ({ page }) => {
  await serve(page, {
    'POST /api/invites/look': refusal(410, 'link_expired'),
    'POST /api/claim': refusal(410, 'link_expired'),
  });
  await page.goto(`/lead#${data.SECRET}`);
  await expect(page.getByText('Ask the owner of the room for a new one.')).toBeVisible();
  await page.goto(`/claim#${data.SECRET}`);
  await page
    .getByRole('textbox', { name: 'New password' })
    .fill('seven lamps along the quiet harbour');
  await page.getByRole('button', { name: 'Save the password' }).click();
  await expect(page.getByRole('heading', { name: 'This link has expired' })).toBeVisible();
});
