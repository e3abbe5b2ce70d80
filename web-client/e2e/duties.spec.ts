/** Who serves: the host's card on the room's page, and an open lead on the desk. */
import type { Page } from '@playwright/test';
import type * as T from '../src/api/generated.ts';
import * as data from './data.ts';
import { NOW, schedule, tuesdays } from './dates.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { pushAnswers, subscribes } from './notices.ts';
import { picture } from './pictures.ts';
import { refusal, serve, signedIn, type Answers } from './server.ts';

const DUTIES: T.Duty[] = ['lead', 'second_lead', 'timekeeper', 'greeter', 'presenter'];
const ada: T.Holder = { type: 'account', account: 'a1' };
const kit: T.Holder = { type: 'seat', participant: 'p1' };
const robin: T.Holder = { type: 'seat', participant: 'p2' };
const PEOPLE = [
  { who: ada, name: 'Ada', may: DUTIES },
  { who: kit, name: 'Kit', may: DUTIES },
  { who: robin, name: 'Robin', may: DUTIES },
];
const idOf = (who: T.Holder) => (who.type === 'seat' ? who.participant : who.account);

/** A stand-in for the duties of one room, for its host. */
class DutiesStandIn {
  asked = true;
  fails = false;
  dates = tuesdays(6);
  readonly ways = new Map<T.Duty, T.WayInput>(
    DUTIES.map((duty) => [duty, { type: duty === 'timekeeper' ? 'sign_up' : 'by_hand' }]),
  );
  readonly given = new Map<string, T.Holder>();

  get view(): T.DutiesView {
    return {
      ways: DUTIES.map((duty) => ({ duty, way: this.ways.get(duty)! })),
      dates: this.dates.map((date) => ({
        date,
        duties: DUTIES.map((duty) => {
          const who = this.given.get(`${date.key} ${duty}`) ?? null;
          const person = PEOPLE.find((one) => who && idOf(one.who) === idOf(who));
          return {
            duty,
            who,
            taken: !!who,
            name: person?.name ?? null,
            mine: person?.who === ada,
            may_take: !who,
          };
        }),
      })),
      swaps: [],
      asked: this.asked,
      people: PEOPLE,
      now: NOW,
    };
  }

  answers(): Answers {
    const shown = () => (this.fails ? refusal(409, 'duty_taken') : { body: this.view });
    const room = { ...data.room, planned: { schedule: schedule(), dates: this.dates, now: NOW } };
    const table: Answers = {
      ...signedIn,
      'GET /api/rooms/tuesday': { body: room },
      'GET /api/rooms/tuesday/duties': () => ({ body: this.view }),
      'POST /api/rooms/tuesday/duties': ({ change }: { change: T.OwnChange }) => {
        if (change.type === 'be_asked') this.asked = change.on;
        return shown();
      },
    };
    for (const duty of DUTIES) {
      table[`PUT /api/rooms/tuesday/duties/${duty}`] = ({ way }: { way: T.WayInput }) => {
        if (!this.fails) this.ways.set(duty, way);
        return shown();
      };
      for (const { key } of this.dates) {
        const path = `PUT /api/rooms/tuesday/dates/${encodeURIComponent(key)}/duties/${duty}`;
        table[path] = ({ who }: { who: T.Holder | null }) => {
          if (!this.fails && who) this.given.set(`${key} ${duty}`, who);
          if (!this.fails && !who) this.given.delete(`${key} ${duty}`);
          return shown();
        };
      }
    }
    return table;
  }
}

async function open(page: Page, stand: DutiesStandIn) {
  await page.clock.setFixedTime(NOW);
  await serve(page, stand.answers());
  await page.goto('/rooms/tuesday');
  const card = page.getByRole('region', { name: 'Who serves when' });
  await expect(card).toBeVisible();
  return card;
}

for (const viewport of [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
]) {
  test(`the host names people, and it is undone, at ${viewport.width} px`, async ({ page }) => {
    await page.setViewportSize(viewport);
    const card = await open(page, new DutiesStandIn());
    const lead = card.getByLabel(/^Lead, /).first();
    await lead.selectOption('Kit');
    await expect(card.getByRole('status').first()).toContainText(/Kit has Lead on/);
    await expect(lead).toHaveValue('p1');
    await card.getByRole('button', { name: 'Undo' }).click();
    await expect(card.getByRole('status').first()).toContainText('It is as it was.');
    await expect(lead).toHaveValue('');
    await expect(card.getByLabel(/^Timekeeper, /)).toHaveCount(4);
    await card.getByRole('button', { name: 'Show more dates' }).click();
    await expect(card.getByLabel(/^Timekeeper, /)).toHaveCount(6);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await card.scrollIntoViewIfNeeded();
    await page.screenshot({ path: picture(`duties-host-${viewport.width}`) });
  });
}

test('people serve in turn, in an order that the host makes by keyboard', async ({ page }) => {
  const stand = new DutiesStandIn();
  const card = await open(page, stand);
  await card.getByText('How people are found').click();
  const way = card.getByLabel('How somebody is found: Greeter');
  await way.focus();
  await way.selectOption('In turn');
  const dialog = page.getByRole('dialog', { name: 'In turn: Greeter' });
  await expect(dialog).toBeVisible();
  await expect(way).toHaveValue('by_hand');
  for (const name of ['Robin', 'Kit']) {
    await dialog.getByLabel('Add somebody').selectOption(name);
  }
  const up = dialog.getByRole('button', { name: 'Move Kit up' });
  await up.focus();
  await page.keyboard.press('Enter');
  await page.screenshot({ path: picture('duties-in-turn') });
  await dialog.getByRole('button', { name: 'Save the order' }).click();
  await expect(dialog).toBeHidden();
  await expect(card.getByRole('status').first()).toContainText('Greeter: In turn.');
  expect(stand.ways.get('greeter')).toEqual({
    type: 'in_turn',
    order: [kit, robin],
    dates_each: 1,
  });
});

test('what somebody else took meanwhile is said, and shown as it is', async ({ page }) => {
  const stand = new DutiesStandIn();
  const card = await open(page, stand);
  stand.fails = true;
  stand.given.set(`${stand.dates[0]!.key} lead`, robin);
  const lead = card.getByLabel(/^Lead, /).first();
  await lead.selectOption('Kit');
  await expect(card.getByRole('alert').first()).not.toBeEmpty();
  await expect(lead).toHaveValue('p2');
});

test('a host is asked the day before or not, and a room without dates says so', async ({
  page,
}) => {
  const stand = new DutiesStandIn();
  const card = await open(page, stand);
  const asked = card.getByRole('checkbox', { name: /^Ask me the day before/ });
  await expect(asked).toBeChecked();
  await asked.press('Space');
  await expect(card.getByRole('status').last()).toContainText('You won’t be asked any more.');
  await expect(asked).not.toBeChecked();
  await card.getByRole('button', { name: 'Undo' }).click();
  await expect(asked).toBeChecked();

  const empty = new DutiesStandIn();
  empty.dates = [];
  const none = await open(page, empty);
  await expect(none).toContainText('There are no dates yet.');
});

test.describe('with notices allowed', () => {
  test.use({ permissions: ['notifications'], viewport: { width: 390, height: 844 } });

  test('a host who was never in a meeting turns notices on beside it', async ({ page }) => {
    await subscribes(page);
    await page.clock.setFixedTime(NOW);
    const stand = new DutiesStandIn();
    const asked = await serve(page, { ...stand.answers(), ...pushAnswers('tuesday', false) });
    await page.goto('/rooms/tuesday');
    const card = page.getByRole('region', { name: 'Who serves when' });
    await card.getByRole('button', { name: 'Tell me when I’m wanted' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Tell me when I’m wanted' });
    await expect(dialog).toContainText('when somebody is missing if you want to be asked');
    await expect(dialog).not.toContainText('to answer');
    await expectAccessible(page);
    await page.screenshot({ path: picture('duties-notices') });
    await dialog.getByRole('button', { name: 'Turn on notices' }).click();
    await expect(dialog.getByText('Notices are on for this group')).toBeVisible();
    expect(asked.some(({ request }) => request === 'PUT /api/seat/tuesday/push')).toBe(true);
    await page.keyboard.press('Escape');
    await expect(card.getByRole('button', { name: 'You’ll be told on this device' })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await card.getByRole('checkbox', { name: /^Ask me/ }).scrollIntoViewIfNeeded();
    await page.screenshot({ path: picture('duties-asked') });
  });
});

test('a date without a lead stands first on the desk and is taken with one press', async ({
  page,
}) => {
  const stand = new DutiesStandIn();
  const [date] = stand.dates;
  await page.clock.setFixedTime(date!.starts_at - 20 * 3_600_000);
  const coming = (): T.Coming => ({
    dates: [
      {
        room: 'tuesday',
        date: date!,
        places: { seats: null, coming: 0, late: 0, absent: 0, waiting: 2 },
        needs_lead: !stand.given.has(`${date!.key} lead`),
      },
    ],
    missing: [],
    now: date!.starts_at - 20 * 3_600_000,
  });
  await serve(page, {
    ...stand.answers(),
    'GET /api/me/dates': () => ({ body: coming() }),
    'POST /api/rooms/tuesday/duties': ({ change }: { change: T.OwnChange }) => {
      if (change.type === 'take') stand.given.set(`${change.date} ${change.duty}`, ada);
      return { body: stand.view };
    },
  });
  await page.goto('/');
  const needs = page.getByRole('listitem').filter({ hasText: 'No lead yet' });
  await expect(needs.getByRole('link', { name: 'No lead yet' })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: picture('duties-desk') });
  await needs.getByRole('button', { name: /^I’ll lead/ }).click();
  await expect(needs).toBeHidden();
  expect(stand.given.get(`${date!.key} lead`)).toEqual(ada);
});
