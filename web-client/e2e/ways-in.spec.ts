/** How one gets into a group: choosing it, each way's page for who comes, asking and the answers. */
import type { Page } from '@playwright/test';
import type { AskedView, DateView, RequestView, Room } from '../src/api/generated';
import * as data from './data.ts';
import { expect, test } from './fixtures.ts';
import { everywhere, lookAt } from './looks.ts';
import { refusal, serve, signedIn, type Answers } from './server.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' }, timezoneId: 'Europe/Berlin' });

const NOW = Date.UTC(2030, 2, 17);
const looks = everywhere.slice(0, 4);

const date = (week: number): DateView => {
  const starts_at = Date.UTC(2030, 2, 19 + 7 * week, 18);
  return {
    key: `2030-03-${19 + 7 * week}T19:00`,
    local: `2030-03-${19 + 7 * week}T19:00`,
    zone: 'Europe/Berlin',
    starts_at,
    ends_at: starts_at + 5_400_000,
    moved: false,
    added: false,
    cancelled: false,
    note: '',
    number: { session: week + 1, of: 12 },
    leads_from: starts_at,
    members_from: starts_at,
    late_at: null,
    missed_at: starts_at,
  };
};

const face = { ...data.look.room, now: NOW };
const questions = ['What brings you here?', 'Have you been in a group before?'];
const offering = (offer: object): Answers => ({
  'POST /api/invites/look': { body: { ...data.look, room: face, offer } },
});

const asked = (more: Partial<AskedView> = {}): AskedView => ({
  state: 'pending',
  room: face,
  name: 'Robin',
  note: '',
  suggestion: null,
  begins: null,
  asked_at: NOW,
  decided_at: null,
  expires_at: NOW + 14 * 86_400_000,
  ...more,
});

const requestOf = (id: string, name: string): RequestView => ({
  id,
  name,
  asked_at: NOW,
  expires_at: NOW + 14 * 86_400_000,
  answers: questions.map((question) => ({ question, answer: `I am ${name}.\nAnd more.` })),
});

const hosted = (more: Partial<Room>, answers: Answers = {}): Answers => ({
  ...signedIn,
  'GET /api/rooms/tuesday': { body: { ...data.room, ...more } },
  'GET /api/rooms/tuesday/requests': { body: { requests: [], now: NOW } },
  ...answers,
});

for (const locale of ['en-GB', 'de-DE']) {
  test.describe(locale, () => {
    test.use({ locale });

    test('one asks on a phone, and waits on the same page after a reload', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      const sent = await serve(page, {
        ...offering({ type: 'ask', questions, days: 14 }),
        'POST /api/invites/ask': ({ answers }: { answers: string[] }) =>
          answers[1]
            ? { status: 201, body: { room: 'tuesday', expires_at: NOW } }
            : {
                ...refusal(422, 'answers_invalid', 'answers[1]'),
                body: {
                  status: 422,
                  code: 'answers_invalid',
                  field: 'answers[1]',
                  errors: [{ field: 'answers[1]', reason: 'required' }],
                },
              },
        'GET /api/request/tuesday': { body: asked() },
      });
      await page.goto(`/join#${data.SECRET}`);
      await expect(page.getByRole('heading', { level: 1, name: 'Tuesday circle' })).toBeVisible();
      await page.getByRole('button', { name: /I accept these|einverstanden/ }).click();
      await page.getByLabel(questions[0] ?? '').fill('My father died in May.');
      await page.getByRole('textbox', { name: /A name for|Ein Name|Name für/ }).fill('Robin');
      await page.getByRole('checkbox').check();
      await page.getByRole('button', { name: /^Ask to join$|^Anfragen$/ }).click();
      await expect(page.getByLabel(questions[1] ?? '')).toHaveAttribute('aria-invalid', 'true');
      await page.getByLabel(questions[1] ?? '').fill('No.');
      await lookAt(page, `ways-ask-${locale}`, looks, { fullPage: true });
      await page.setViewportSize({ width: 390, height: 844 });
      await page.getByRole('button', { name: /^Ask to join$|^Anfragen$/ }).click();
      await expect(page).toHaveURL(/\/ask\/tuesday$/);
      const waiting = page.getByRole('heading', { name: /with the leads|bei der Leitung/ });
      await expect(waiting).toBeVisible();
      expect(sent.find(({ request }) => request === 'POST /api/invites/ask')?.body).toMatchObject({
        name: 'Robin',
        adult: true,
      });
      await page.reload();
      await expect(waiting).toBeVisible();
      await lookAt(page, `ways-pending-${locale}`, looks, { fullPage: true });
      await page.goto('/');
      await page.getByRole('link', { name: /where it stands|wie es steht/ }).click();
      await expect(waiting).toBeVisible();
    });

    for (const [name, view, heading] of [
      [
        'declined',
        { state: 'declined', name: null, note: 'Full until summer.' },
        /Not in this|Diesmal nicht/,
      ],
      [
        'suggested',
        {
          state: 'suggested',
          name: null,
          suggestion: { title: 'Slow mornings', link: `http://elsewhere/groups/slow` },
        },
        /suggest another|schlägt eine andere/,
      ],
      ['expired', { state: 'expired', name: null }, /has ended|zu Ende/],
    ] as const) {
      test(`the page says ${name}`, async ({ page }) => {
        const answer = { body: asked(view as Partial<AskedView>) };
        await serve(page, { 'GET /api/request/tuesday': answer });
        await page.goto('/ask/tuesday');
        await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
        await lookAt(page, `ways-${name}-${locale}`, looks, { fullPage: true });
      });
    }

    for (const [code, status] of [
      ['room_closed', 409],
      ['newcomers_over', 409],
      ['no_place_open', 409],
      ['no_start', 409],
      ['link_used', 410],
    ] as const) {
      test(`a link says ${code}`, async ({ page }) => {
        await serve(page, { 'POST /api/invites/look': refusal(status, code) });
        await page.goto(`/join#${data.SECRET}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.getByRole('textbox')).toHaveCount(0);
        await expect(page.locator('main')).not.toContainText(code);
        await lookAt(page, `ways-${code}-${locale}`, looks.slice(0, 2), { fullPage: true });
      });
    }

    test('the host chooses each way and reads what it means', async ({ page }) => {
      const dates = [date(0), date(1)];
      const schedule: NonNullable<Room['planned']['schedule']> = {
        zone: 'Europe/Berlin',
        start: '2030-03-19T19:00',
        repeat: { type: 'weekly', every: 1, on: ['tuesday'] },
        ends: { type: 'after', dates: 12 },
        doors: { leads_minutes: 30, members_minutes: 15, late_minutes: null, missed_minutes: 15 },
        sequence: 0,
      };
      const planned = { ...data.room.planned, schedule, dates, now: NOW };
      await serve(
        page,
        hosted(
          { planned, asking: 2 },
          { 'GET /api/rooms/tuesday/dates': { body: { dates, now: NOW } } },
        ),
      );
      await page.goto('/rooms/tuesday');
      await page.getByRole('button', { name: /How people get in|Wie man dazukommt/ }).click();
      await expect(page.getByRole('radio')).toHaveCount(5);
      for (const [i, way] of ['open', 'asking', 'closed', 'slow_open', 'modules'].entries()) {
        await page.getByRole('radio').nth(i).check();
        await lookAt(page, `ways-edit-${way}-${locale}`, looks.slice(0, 4), { fullPage: true });
      }
    });
  });
}

test('no therapist-led room is open, and each invitation into one is for one person', async ({
  page,
}) => {
  const made: unknown[] = [];
  const therapy = { kind: 'therapist_led', entry: { type: 'slow_open', places: 2 }, invites: [] };
  await serve(
    page,
    hosted(therapy as Partial<Room>, {
      'POST /api/rooms/tuesday/invites': (body: unknown) => {
        made.push(body);
        return { status: 201, body: { id: 'new', kind: 'member', expires_at: null, link: 'x' } };
      },
    }),
  );
  await page.goto('/rooms/tuesday');
  await expect(page.getByText('Each invitation is for one person.')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'For one person' })).toBeHidden();
  await page.getByLabel('Label').first().fill('for Ada');
  await page.getByRole('button', { name: 'Make an invite' }).click();
  await expect(page.getByLabel('The new link')).toBeVisible();
  expect(made).toEqual([{ kind: 'member', label: 'for Ada', lasts: 'endless', personal: true }]);
  await page.getByRole('button', { name: /How people get in/ }).click();
  await expect(page.getByRole('radio', { name: /^When a place is open/ })).toBeChecked();
  await expect(page.getByRole('radio')).toHaveCount(4);
  await expect(page.getByRole('radio', { name: /^Open/ })).toHaveCount(0);
  await page.getByRole('radio', { name: /^Closed/ }).check();
  await expect(page.getByRole('radio', { name: /^Closed/ })).toBeChecked();
});

test('who was let in takes the seat under another name and keeps the code', async ({ page }) => {
  let gone = false;
  await serve(page, {
    'GET /api/request/tuesday': () =>
      gone
        ? refusal(404, 'no_request')
        : { body: asked({ state: 'accepted', note: 'Good that you come.' }) },
    'POST /api/request/tuesday/seat': ({ name }: { name: string }) => {
      if (name === 'Robin') return refusal(422, 'name_taken', 'name');
      gone = true;
      return {
        status: 201,
        body: { room: 'tuesday', participant: 'p', recovery_code: data.RECOVERY_CODE },
      };
    },
  });
  await page.goto('/ask/tuesday');
  await expect(page.getByText('Good that you come.')).toBeVisible();
  await lookAt(page, 'ways-accepted', looks, { fullPage: true });
  await page.getByRole('button', { name: 'Take my seat' }).click();
  await expect(page.getByText('This name, or one that looks like it, is taken.')).toBeVisible();
  await page.getByRole('textbox').fill('Kim');
  await page.getByRole('button', { name: 'Take my seat' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Your code' })).toBeVisible();
});

test('a request is taken back', async ({ page }) => {
  const sent = await serve(page, {
    'GET /api/request/tuesday': { body: asked() },
    'DELETE /api/request/tuesday': { status: 204 },
  });
  await page.goto('/ask/tuesday');
  await page.getByRole('button', { name: 'Take it back' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Taken back' })).toBeVisible();
  expect(sent.map(({ request }) => request)).toContain('DELETE /api/request/tuesday');
});

async function decides(page: Page, how: string, name: string): Promise<void> {
  await page.getByRole('button', { name: `${how}: ${name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: how }).click();
}

test('the host lets in, declines and suggests, and the desk counts', async ({ page }) => {
  let list = ['Robin', 'Kim', 'Bo'].map((name) => requestOf(name.toLowerCase(), name));
  const entry = { type: 'asking', questions } as const;
  const done = (id: string) => () => {
    list = list.filter((request) => request.id !== id);
    return { status: 204 };
  };
  const rooms = [
    { ...data.room, entry, asking: 3 },
    { ...data.room, id: 'slow', title: 'Slow mornings' },
  ];
  const sent = await serve(
    page,
    hosted(
      { entry, asking: 3 },
      {
        'GET /api/rooms': { body: { rooms } },
        'GET /api/rooms/tuesday/requests': () => ({ body: { requests: list, now: NOW } }),
        'POST /api/rooms/tuesday/requests/robin/accept': done('robin'),
        'POST /api/rooms/tuesday/requests/kim/decline': () => {
          list = list.filter(({ id }) => id !== 'kim');
          return refusal(409, 'request_decided');
        },
        'POST /api/rooms/tuesday/requests/bo/suggest': done('bo'),
      },
    ),
  );
  await page.goto('/');
  await page.getByRole('link', { name: '3 people ask to join' }).click();
  const asking = page.getByRole('heading', { name: 'Asking to join' });
  await expect(asking).toBeFocused();
  await expect(asking).toBeInViewport();
  await lookAt(page, 'ways-requests', looks, { fullPage: true });
  await decides(page, 'Let in', 'Robin');
  await expect(page.getByRole('heading', { name: 'Robin' })).toHaveCount(0);
  await decides(page, 'Decline', 'Kim');
  await expect(page.getByText('Somebody has answered this request meanwhile')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Kim' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Suggest another group: Bo' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox').selectOption('Slow mornings');
  await dialog.getByRole('textbox').fill('It begins next week.');
  await lookAt(page, 'ways-suggest', looks);
  await dialog.getByRole('button', { name: 'Suggest another group' }).click();
  await expect(page.getByText('Nobody is waiting for an answer.')).toBeVisible();
  expect(sent.find(({ request }) => request.endsWith('/suggest'))?.body).toEqual({
    room: 'slow',
    note: 'It begins next week.',
  });
});

test('questions are added and removed by keyboard, and kept', async ({ page }) => {
  const sent = await serve(
    page,
    hosted(
      {},
      {
        'PUT /api/rooms/tuesday/entry': {
          body: { ...data.room, entry: { type: 'asking', questions: [] } },
        },
      },
    ),
  );
  await page.goto('/rooms/tuesday');
  await page.getByRole('button', { name: /How people get in/ }).press('Enter');
  await page.getByRole('radio', { name: /By asking/ }).check();
  await page.getByLabel('Question 1').fill('What brings you?');
  await page.getByRole('button', { name: 'Add a question' }).press('Enter');
  await expect(page.getByLabel('Question 2')).toBeFocused();
  await page.getByLabel('Question 2').fill('Who sent you?');
  await page.getByRole('button', { name: 'Remove question 1' }).press('Enter');
  await page.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Tuesday circle' })).toBeVisible();
  expect(sent.find(({ request }) => request.startsWith('PUT'))?.body).toEqual({
    type: 'asking',
    questions: ['Who sent you?'],
  });
});

test('who comes between modules reads when they begin', async ({ page }) => {
  await serve(page, offering({ type: 'seat', begins: date(1) }));
  await page.goto(`/join#${data.SECRET}`);
  await expect(page.getByText(/You would begin on Tuesday,? 26 March/)).toBeVisible();
  await lookAt(page, 'ways-modules', looks, { fullPage: true });
});
