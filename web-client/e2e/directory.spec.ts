/** The public directory: looking for a group, choosing between kinds, and what a host makes public. */
import type { Page } from '@playwright/test';
import type { Group, GroupList, Listing } from '../src/api/generated';
import * as data from './data.ts';
import { expect, test } from './fixtures.ts';
import { besides, everywhere, lookAt } from './looks.ts';
import { refusal, serve, signedIn, type Answers } from './server.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' }, timezoneId: 'America/New_York' });

const group = (id: string, more: Partial<Group> = {}): Group => ({
  id,
  kind: 'peer_led',
  title: 'Tuesday circle',
  topics: ['After a loss', 'Grief'],
  language: 'en',
  led_by: 'Two of us take turns. We have both lost someone.',
  asks: 'Come on time, and stay to the end if you can.',
  happens: 'Everyone has a share in turn. Nobody answers it unless you ask for that.',
  suits: 'Anyone who has lost someone close, however long ago.',
  not_for: 'The first days after a death, or a crisis that needs someone beside you now.',
  cost: 'Nothing.',
  capacity: 10,
  minutes: 90,
  joinable: true,
  entry: { way: 'open', until_session: null, begins: null },
  dates: [19, 26].map((day) => ({
    starts_at: Date.UTC(2030, 2, day, 18),
    ends_at: Date.UTC(2030, 2, day, 19, 30),
    zone: 'Europe/Berlin',
    local: `2030-03-${day}T19:00`,
  })),
  ...more,
});

const groups = [
  group('tuesday'),
  group('steady', { title: 'Steady ground', kind: 'therapist_led', topics: ['Anxiety'] }),
  group('abends', {
    dates: [],
    title: 'Abends unter uns',
    language: 'de',
    topics: ['Trauer'],
  }),
];

const list = (found: Group[], next: string | null = null): GroupList => ({
  groups: found,
  next,
  topics: ['Grief', 'Anxiety', 'Trauer'],
  languages: ['de', 'en'],
});

/** Answers what is asked of the directory as the server would, and remembers the queries. */
async function directory(page: Page, all: Group[], answers: Answers = {}): Promise<string[]> {
  await serve(page, answers);
  const asked: string[] = [];
  await page.route('**/api/groups?*', (route) => search(route.request().url(), route));
  await page.route('**/api/groups', (route) => search(route.request().url(), route));
  const search = async (url: string, route: Parameters<Parameters<Page['route']>[1]>[0]) => {
    const { search, searchParams: query } = new URL(url);
    asked.push(search);
    const words = query.get('words')?.toLowerCase() ?? '';
    const found = all.filter(
      (one) =>
        [one.title, ...one.topics].join(' ').toLowerCase().includes(words) &&
        [null, one.kind].includes(query.get('kind') as Group['kind'] | null) &&
        [null, one.language].includes(query.get('language')),
    );
    const start = Number(query.get('after') ?? 0);
    const end = start + 20;
    const next = found.length > end ? String(end) : null;
    await route.fulfill({ json: list(found.slice(start, end), next) });
  };
  return asked;
}

const titles = (page: Page) => page.getByRole('heading', { level: 3 });

test('the start page leads to the groups', async ({ page }) => {
  await directory(page, groups);
  await page.goto('/');
  await page.getByRole('link', { name: 'Find a group' }).click();
  await expect(page).toHaveURL(/\/groups$/);
  await expect(page.getByText('Steady ground')).toBeVisible();
});

test('a group is found by its topic, its kind and its language', async ({ page }) => {
  const asked = await directory(page, groups);
  await page.goto('/groups');
  await expect(titles(page)).toHaveText(groups.map(({ title }) => title));
  await lookAt(page, 'groups', [...everywhere, ...besides], { fullPage: true });
  await page.getByRole('searchbox', { name: 'What is it about?' }).pressSequentially('grief');
  await expect(titles(page)).toHaveText(['Tuesday circle']);
  await expect(page.getByRole('status').getByText('One group')).toBeVisible();
  expect(asked.filter((query) => query.includes('words')).length, 'asked once at rest').toBe(1);
  await page.getByRole('searchbox').clear();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('German');
  await expect(titles(page)).toHaveText(['Abends unter uns']);
  await page.getByLabel('Kind of group').selectOption({ label: 'Therapist-led group' });
  await expect(page.getByRole('heading', { name: 'No group here fits that' })).toBeVisible();
  await lookAt(page, 'groups-none', everywhere, { fullPage: true });
  await page.getByRole('combobox', { name: 'Day', exact: true }).selectOption('Monday');
  await page.getByRole('combobox', { name: 'Time of day' }).selectOption('Evening');
  await expect
    .poll(() => asked.at(-1))
    .toContain('day=monday&part=evening&zone=America%2FNew_York');
  expect(asked.slice(0, -2).join(), 'the zone is told with times only').not.toContain('zone');
  await page.getByRole('button', { name: 'Show all groups' }).click();
  await expect(titles(page)).toHaveCount(3);
  await page.getByRole('button', { name: 'Anxiety' }).click();
  await expect(titles(page)).toHaveText(['Steady ground']);
  expect(page.url(), 'what was looked for is in no address').toMatch(/\/groups$/);
});

test('by the keyboard alone, page after page, and back to the same list', async ({ page }) => {
  const many = Array.from({ length: 45 }, (_, n) => group(`g${n}`, { title: `Group ${n}` }));
  await directory(page, many, { 'GET /api/groups/g20': { body: { ...many[20], join: null } } });
  await page.goto('/groups');
  await expect(titles(page)).toHaveCount(20);
  await page.getByRole('button', { name: 'Show more groups' }).press('Enter');
  await expect(titles(page)).toHaveCount(40);
  await expect(page.getByRole('link', { name: 'Group 20', exact: true })).toBeFocused();
  await page.getByLabel('Kind of group').selectOption({ label: 'Peer-led support group' });
  await expect(titles(page)).toHaveCount(20);
  await page.getByRole('button', { name: 'Show more groups' }).press('Enter');
  await page.getByRole('link', { name: 'Group 20', exact: true }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Group 20' })).toBeFocused();
  await expect(page).toHaveTitle('A group · Rondo');
  await expect(page.getByText('takes nobody new from here')).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel('Kind of group')).toHaveValue('peer_led');
});

for (const locale of ['en-GB', 'de-DE']) {
  test.describe(locale, () => {
    test.use({ locale });
    test('a group says its lines, and how one joins', async ({ page }) => {
      await serve(page, {
        'GET /api/groups/tuesday': {
          body: { ...group('tuesday'), join: `http://elsewhere/join#${data.SECRET}` },
        },
      });
      await page.goto('/groups/tuesday');
      for (const line of ['led_by', 'asks', 'happens', 'suits', 'not_for', 'cost'] as const) {
        await expect(page.getByText(group('tuesday')[line])).toBeVisible();
      }
      await expect(
        page.getByText(/Tuesday.*19 March.*14:00|Dienstag.*19\. März.*14:00/),
      ).toBeVisible();
      await expect(page.getByText(/\(Berlin 19:00\)/).first()).toBeVisible();
      await lookAt(page, `group-${locale}`, everywhere, { fullPage: true });
      await page.getByRole('link', { name: /invitation|Einladung/ }).click();
      await expect(page).toHaveURL(/\/join$/);
      await expect(page.getByRole('heading', { level: 1, name: 'Tuesday circle' })).toBeVisible();
    });

    test('comparing and choosing sends nothing', async ({ page }) => {
      await serve(page);
      await page.goto('/groups/compare');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.waitForLoadState('networkidle');
      const sent: string[] = [];
      page.on('request', (request) => sent.push(request.url()));
      const kept = () =>
        page.evaluate(() =>
          JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]),
        );
      const before = await kept();
      const answers = page.getByRole('group');
      const result = page.locator('main').getByRole('status');
      for (const [answer, words] of [
        [0, /support group may|Selbsthilfegruppe kann/],
        [1, /therapy may|Gruppentherapie kann/],
        [2, /Both may|Beides kann/],
      ] as const) {
        for (const n of [0, 1, 2]) await answers.nth(n).getByRole('radio').nth(answer).check();
        await expect(result).toContainText(words);
      }
      await lookAt(page, `compare-answered-${locale}`, everywhere.slice(3, 4), { fullPage: true });
      await page.getByRole('button', { name: /Clear|löschen/ }).click();
      await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
      expect(await kept()).toBe(before);
      await lookAt(page, `compare-${locale}`, [...everywhere, ...besides], { fullPage: true });
      expect(sent.filter((url) => !url.startsWith('data:'))).toEqual([]);
    });
  });
}

test('what was chosen leads to the groups of that kind', async ({ page }) => {
  const asked = await directory(page, groups);
  await page.goto('/groups/compare');
  for (const n of [0, 1, 2]) await page.getByRole('group').nth(n).getByRole('radio').nth(1).check();
  await page.getByRole('link', { name: 'Look at therapy groups' }).click();
  await expect(titles(page)).toHaveText(['Steady ground']);
  expect(asked).toEqual(['?kind=therapist_led']);
});

test('an empty directory, a failed one and a group that is gone say what to do', async ({
  page,
}) => {
  await directory(page, []);
  await page.goto('/groups');
  await expect(page.getByRole('heading', { name: 'No group is listed here yet' })).toBeVisible();
  await lookAt(page, 'groups-empty', everywhere, { fullPage: true });
  await page.unrouteAll();
  await serve(page, { 'GET /api/groups': { offline: true } });
  await page.reload();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await page.goto('/groups/nowhere');
  await expect(page.getByRole('heading', { name: 'This group is not listed' })).toBeVisible();
  await lookAt(page, 'group-gone', everywhere, { fullPage: true });
});

test('a host lists a room, is told what is missing, and takes it back', async ({ page }) => {
  let kept: Listing = data.listing;
  const asked = await serve(page, {
    ...signedIn,
    'GET /api/rooms/tuesday/listing': () => ({ body: kept }),
    'PUT /api/rooms/tuesday/listing': ((body: Listing & { public: boolean }) => {
      if (body.public && !body.cost) {
        const errors = [
          { field: 'led_by', reason: 'required' },
          { field: 'cost', reason: 'required' },
        ];
        const refused = refusal(422, 'listing_invalid', 'led_by');
        return { ...refused, body: { ...(refused.body as object), errors } };
      }
      const { public: open, ...lines } = body;
      kept = { ...kept, ...lines, listed_at: open ? Date.UTC(2026, 10, 24, 12) : null };
      return { body: kept };
    }) as never,
  });
  await page.goto('/rooms/tuesday');
  await expect(page.getByText('Private. Only people with an invite')).toBeVisible();
  await page.getByRole('link', { name: 'Write the listing' }).click();
  await expect(page.getByRole('heading', { name: 'What becomes public' })).toBeVisible();
  await lookAt(page, 'listing', everywhere, { fullPage: true });
  await page.getByRole('button', { name: 'List it for everybody' }).click();
  await expect(page.getByLabel('Who leads')).toBeFocused();
  await expect(page.getByText('Fill this in.')).toHaveCount(2);
  await page.getByLabel('Who leads').fill('Two of us take turns.');
  await page.getByLabel('What it costs').fill('Nothing.');
  await page.getByLabel('Language of the meetings').selectOption('German');
  await page.getByRole('button', { name: 'List it for everybody' }).click();
  await expect(page.getByText('Everybody can find it since 24 November 2026.')).toBeVisible();
  const sent = asked.filter(({ request }) => request.startsWith('PUT')).at(-1);
  expect(sent?.body).toMatchObject({ public: true, joinable: true, language: 'de' });
  await lookAt(page, 'room-listed', everywhere.slice(0, 4), { fullPage: true });
  await page.getByRole('button', { name: 'Make it private again' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make it private again' }).click();
  await expect(page.getByText('Private. What you wrote for the directory is kept.')).toBeVisible();
});
