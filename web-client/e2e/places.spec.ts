/** Places: a member's own dates, the waitlist and its offer, the door, and what a host sees and does. */
import type { Page } from '@playwright/test';
import type * as T from '../src/api/generated.ts';
import * as data from './data.ts';
import { key, NOW, tuesday, tuesdays } from './dates.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { picture } from './pictures.ts';
import { refusal, serve, signedIn, type Answers } from './server.ts';

const HOUR_MS = 3_600_000;

/** A stand-in for the places of one seat: three dates, the first of which is full. */
class SeatStandIn {
  seats: number | null = 2;
  count = 3;
  gone: string[] = [];
  taken = false;
  newcomers = 0;
  /** Who keeps the time on each date. */
  readonly timekeepers = new Map<string, 'mine' | 'other'>();
  swaps: T.SwapView[] = [];
  readonly mine = new Map<string, T.PlaceView>();

  set(date: string, stand: T.StandView, late = false): void {
    const until = stand === 'offered' ? NOW + 6 * HOUR_MS : null;
    this.mine.set(date, { stand, late, until, since: NOW });
  }

  get dates(): T.SeatDates {
    const free = (n: number) => (this.seats === null ? null : n === 0 ? 0 : 2);
    return {
      places: { seats: this.seats, absence: null },
      dates: tuesdays(this.count).map((date, n) => {
        const mine = this.mine.get(date.key) ?? null;
        const waiting = n === 0 && this.seats !== null ? 1 : 0;
        return {
          date,
          mine,
          ahead: mine?.stand === 'waiting' ? waiting : null,
          free: free(n),
          waiting: waiting + (mine?.stand === 'waiting' ? 1 : 0),
          open: true,
        };
      }),
      gone: this.gone,
      attendance: [],
      now: NOW,
    };
  }

  get duties(): T.DutiesView {
    return {
      ways: [{ duty: 'timekeeper', way: { type: 'sign_up' } }],
      dates: tuesdays(this.count).map((date) => {
        const whose = this.timekeepers.get(date.key);
        return {
          date,
          duties: [
            {
              duty: 'timekeeper',
              who: null,
              name: whose === 'other' ? 'Kit' : null,
              taken: whose !== undefined,
              mine: whose === 'mine',
              may_take: whose === undefined,
            },
          ],
        };
      }),
      people: [],
      swaps: this.swaps,
      asked: true,
      now: NOW,
    };
  }

  answers(): Answers {
    const shown = () => ({ body: this.dates });
    const table: Answers = {
      'GET /api/seat/tuesday': {
        body: {
          participant: 'p1',
          name: 'Robin',
          host: null,
          begins: null,
          newcomers: this.newcomers,
          room: { ...data.look.room, scheduled: true, dates: tuesdays(3), now: NOW },
        },
      },
      'GET /api/seat/tuesday/dates': shown,
      'GET /api/seat/tuesday/duties': () => ({ body: this.duties }),
      'POST /api/seat/tuesday/duties': ({ change }: { change: T.OwnChange }) => {
        if (change.type === 'take') this.timekeepers.set(change.date, 'mine');
        if (change.type === 'give_back') this.timekeepers.delete(change.date);
        if (change.type === 'drop' || change.type === 'agree') this.swaps = [];
        return { body: this.duties };
      },
    };
    for (const { key: date } of [...tuesdays(this.count), tuesday(9)]) {
      table[`PUT /api/seat/tuesday/dates/${encodeURIComponent(date)}`] = ({
        answer,
      }: {
        answer: T.AnswerWord;
      }) => {
        if (answer === 'coming' && this.taken) return refusal(409, 'no_place');
        this.set(date, answer === 'late' ? 'coming' : answer, answer === 'late');
        return shown();
      };
      table[`DELETE /api/seat/tuesday/dates/${encodeURIComponent(date)}`] = () => {
        this.mine.delete(date);
        this.gone = this.gone.filter((each) => each !== date);
        return shown();
      };
    }
    return table;
  }
}

async function open(page: Page, seat: SeatStandIn, path = '/seat/tuesday') {
  await page.clock.setFixedTime(NOW);
  const asked = await serve(page, seat.answers());
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return asked;
}

/** The next date, in full. */
const next = (page: Page) => page.getByRole('region', { name: /^(Next|Nächstes)/ });
/** A later one, which opens. */
const later = (page: Page, n: number) => page.locator('li:has(> details)').nth(n);
const openLater = (page: Page, n: number) => later(page, n).locator('summary').click();

for (const viewport of [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
]) {
  test.describe(`at ${viewport.width}`, () => {
    test.use({ viewport });

    test('a member signs up, comes late, gives the place up and has it back', async ({ page }) => {
      const seat = new SeatStandIn();
      seat.count = 9;
      seat.newcomers = 1;
      await open(page, seat);
      await expect(page).toHaveTitle('My dates · Rondo');
      await expect(next(page)).toContainText('All places are taken.');
      await expect(page.getByText('One person new to the group is expected.')).toBeVisible();
      await page.screenshot({ path: picture(`places-first-${viewport.width}`), fullPage: true });
      const row = later(page, 0);
      await expect(row).toContainText('2 of 2 places are free.');
      await openLater(page, 0);
      await row.getByRole('button', { name: /^Sign up/ }).click();
      await expect(row).toContainText('You have a place.');
      await expect(row.getByRole('status').first()).toBeFocused();
      await row.getByRole('button', { name: /^I’ll be late/ }).click();
      await expect(row).toContainText('You have a place, and come late.');
      await row.getByRole('button', { name: /^I’ll be on time/ }).click();
      await row.getByRole('button', { name: /^I can’t come/ }).click();
      await expect(row).toContainText('The leads can see it.');
      await row.getByRole('button', { name: /^I can come after all/ }).click();
      await expect(row).toContainText('You have a place.');
      await expect(later(page, 4)).toBeHidden();
      await page.getByRole('button', { name: 'Show more dates' }).click();
      await expect(later(page, 7)).toBeVisible();
      await page.getByText('How it works').click();
      await expect(page.getByText('After the meeting it is forgotten who served.')).toBeVisible();
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
      await page.screenshot({ path: picture(`places-seat-${viewport.width}`), fullPage: true });
    });

    test('who serves stands with its date: taken, undone, given back, by keyboard too', async ({
      page,
    }) => {
      const seat = new SeatStandIn();
      seat.timekeepers.set(key(1), 'other');
      seat.swaps = [{ duty: 'timekeeper', date: key(1), with: key(0), name: 'Kit', mine: false }];
      await open(page, seat, '/seat/tuesday/duties');
      await expect(page).toHaveURL(/\/seat\/tuesday$/);
      await expect(page.getByText(/Kit asks to exchange: Timekeeper/)).toBeVisible();
      await page.screenshot({ path: picture(`places-duties-${viewport.width}`), fullPage: true });
      await page.getByRole('button', { name: 'No', exact: true }).click();
      await expect(page.getByText('The exchange is off.')).toBeVisible();
      const date = next(page);
      await date.getByRole('button', { name: /^Take Timekeeper/ }).focus();
      await page.keyboard.press('Enter');
      await expect(date.getByText(/^Timekeeper on .* is yours\.$/)).toBeVisible();
      await expect(date.getByRole('status').filter({ hasText: 'is yours' })).toBeFocused();
      await date.getByRole('button', { name: 'Undo' }).click();
      await expect(date.getByText('It is as it was.')).toBeVisible();
      await date.getByRole('button', { name: /^Take Timekeeper/ }).click();
      await date.getByRole('button', { name: /^What to do about Timekeeper/ }).click();
      await page.getByRole('menuitem', { name: 'Give it back' }).click();
      await expect(date.getByText(/is open again/)).toBeVisible();
      await openLater(page, 0);
      await expect(later(page, 0)).toContainText('Kit');
      await expectAccessible(page);
    });

    test('a host turns on sign-up, and gives, moves and takes back places', async ({ page }) => {
      await page.clock.setFixedTime(NOW);
      const person = (participant: string, stand: T.StandView, late = false) => ({
        participant,
        stand,
        late,
        until: stand === 'offered' ? NOW + HOUR_MS : null,
        since: NOW,
      });
      const places: T.RoomPlaces = {
        ...data.places,
        rule: { sign_up: true, capacity: 3, absence: null },
        seats: 3,
        now: NOW,
        members: ['Bea', 'Cy', 'Dan', 'Eve'].map((name) => ({
          participant: name.toLowerCase(),
          name,
          missed_in_a_row: null,
        })),
        dates: [
          {
            date: tuesday(0),
            counts: { seats: 3, coming: 2, late: 1, absent: 1, waiting: 1 },
            free: 0,
            people: [
              person('bea', 'coming', true),
              person('cy', 'coming'),
              person('dan', 'offered'),
              person('eve', 'absent'),
            ],
          },
          {
            date: tuesday(1),
            counts: { seats: 3, coming: 0, late: 0, absent: 0, waiting: 0 },
            free: 3,
            people: [],
          },
        ],
      };
      const planned = {
        schedule: data.room.planned.schedule,
        dates: tuesdays(2),
        now: NOW,
      };
      const schedule = { zone: 'Europe/Berlin', start: key(0), sequence: 0 } as T.ScheduleView;
      const room = {
        ...data.room,
        planned: {
          ...planned,
          schedule: {
            ...schedule,
            repeat: { type: 'weekly', every: 1, on: ['tuesday'] },
            ends: { type: 'never' },
            doors: {
              leads_minutes: 30,
              members_minutes: 15,
              late_minutes: null,
              missed_minutes: 15,
            },
          },
        },
      };
      const one = (n: number, who: string) =>
        `/api/rooms/tuesday/dates/${encodeURIComponent(key(n))}/places/${who}`;
      const asked = await serve(page, {
        ...signedIn,
        'GET /api/rooms/tuesday': { body: room },
        'GET /api/rooms/tuesday/dates': { body: { dates: tuesdays(2), now: NOW } },
        'GET /api/rooms/tuesday/places': { body: places },
        'PUT /api/rooms/tuesday/places': { body: places },
        [`PUT ${one(1, 'cy')}`]: { body: places },
        [`PUT ${one(1, 'bea')}`]: { body: places },
        [`DELETE ${one(0, 'bea')}`]: { body: places },
      });
      await page.goto('/rooms/tuesday');
      const card = page.getByRole('region', { name: 'Who comes' });
      await expect(card).toContainText('2 of 3 places · one late · one can’t come · one waits');
      await expect(card).toContainText('is offered a place');
      await card.getByRole('button', { name: 'More for Cy' }).click();
      await page.getByRole('menuitem', { name: /^Move to/ }).click();
      await card.getByRole('button', { name: 'More for Bea' }).click();
      await page.getByRole('menuitem', { name: 'Take the place back' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Take the place back' }).click();
      await card.locator('summary', { hasText: 'Give somebody a place' }).click();
      await card.getByRole('button', { name: 'Give the place' }).click();
      await card.locator('summary', { hasText: 'How people come' }).click();
      await expect(card.getByLabel('Places for each date')).toHaveValue('3');
      await card.getByRole('button', { name: 'Save' }).click();
      await expect(card.getByText('Saved.')).toBeVisible();
      const sent = asked.filter(({ request }) => /^(PUT|DELETE) .*places/.test(request));
      expect(sent).toEqual([
        { request: `PUT ${one(1, 'cy')}`, body: { from: key(0) } },
        expect.objectContaining({ request: `DELETE ${one(0, 'bea')}` }),
        { request: `PUT ${one(1, 'bea')}`, body: {} },
        {
          request: 'PUT /api/rooms/tuesday/places',
          body: { sign_up: true, capacity: 3, absence: null },
        },
      ]);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
      await card.screenshot({ path: picture(`places-room-${viewport.width}`) });
    });
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('who waits is offered a place, by keyboard too, and is told if it is gone', async ({
    page,
  }) => {
    const seat = new SeatStandIn();
    await open(page, seat);
    await expect(next(page)).toContainText('All places are taken.');
    await expect(next(page)).toContainText('One person waits.');
    await next(page)
      .getByRole('button', { name: /^Wait for a place/ })
      .focus();
    await page.keyboard.press('Enter');
    await expect(next(page)).toContainText('You wait. One person is before you.');
    seat.set(key(0), 'offered');
    await page.reload();
    await expect(next(page)).toContainText(/A place is kept for you until .*, \d+:\d\d/);
    await page.screenshot({ path: picture('places-offer'), fullPage: true });
    await next(page)
      .getByRole('button', { name: /^Take the place/ })
      .click();
    await expect(next(page)).toContainText('You have a place.');
    // Others wait: who gives up a place is asked first.
    await next(page)
      .getByRole('button', { name: /^I can’t come/ })
      .click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('you may not get it back');
    await dialog.getByRole('button', { name: 'I can’t come' }).click();
    seat.taken = true;
    await openLater(page, 0);
    await later(page, 0)
      .getByRole('button', { name: /^Sign up/ })
      .click();
    await expect(later(page, 0)).toContainText('You can join the waitlist.');
  });

  test('without sign-up one says that one can’t come, and undoes it; a date that is gone is told', async ({
    page,
  }) => {
    const seat = new SeatStandIn();
    seat.seats = null;
    seat.gone = [tuesday(9).key];
    await open(page, seat);
    await expect(page.getByText(/The date .* is gone, and your place with it/)).toBeVisible();
    await page.getByRole('button', { name: 'All right' }).click();
    await expect(page.getByText(/is gone, and your place with it/)).toHaveCount(0);
    await next(page)
      .getByRole('button', { name: /^I can’t come/ })
      .click();
    await expect(next(page)).toContainText('You said that you can’t come.');
    await next(page).getByRole('button', { name: /^Undo/ }).click();
    await expect(next(page).getByRole('button', { name: /^I’m coming/ })).toBeVisible();
    await page.screenshot({ path: picture('places-no-sign-up'), fullPage: true });
  });

  test('a series that is over, a room without dates and a seat that is elsewhere say so', async ({
    page,
  }) => {
    const over = new SeatStandIn();
    over.count = 0;
    await open(page, over);
    await expect(page.getByText('No date is planned now.')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Mail' })).toBeVisible();
    await page.screenshot({ path: picture('places-over') });
    await serve(page, {
      ...over.answers(),
      'GET /api/seat/tuesday': refusal(404, 'no_seat'),
      'GET /api/seat/tuesday/dates': refusal(404, 'no_seat'),
    });
    await page.reload();
    await expect(
      page.getByRole('heading', { name: 'Your seat is not on this device' }),
    ).toBeVisible();
    await expect(page.getByRole('link', { name: 'I have a code' })).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: picture('places-no-seat') });
  });

  test('a door without a free place says so, and leads to one’s own dates', async ({ page }) => {
    const seat = new SeatStandIn();
    await serve(page, {
      ...seat.answers(),
      'POST /api/rooms/tuesday/token': refusal(409, 'no_place'),
    });
    await page.goto('/meet/tuesday');
    await expect(page.getByRole('heading', { name: 'No place is free' })).toBeVisible();
    await page.screenshot({ path: picture('places-door') });
    await page.getByRole('link', { name: 'Your dates' }).click();
    await expect(page.getByRole('heading', { name: 'Your dates' })).toBeVisible();
  });

  test.describe('in German', () => {
    test.use({ locale: 'de-DE' });

    test('the same is said', async ({ page }) => {
      await open(page, new SeatStandIn());
      await expect(page.getByRole('heading', { name: 'Deine Termine' })).toBeVisible();
      await openLater(page, 0);
      await later(page, 0)
        .getByRole('button', { name: /^Anmelden/ })
        .click();
      await expect(later(page, 0)).toContainText('Du hast einen Platz.');
      await expectNoSidewaysScroll(page);
      await page.screenshot({ path: picture('places-german'), fullPage: true });
    });
  });
});
