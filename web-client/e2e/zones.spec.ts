/** Every page that shows when a group meets says it on the reader's clock, with the host's beside it where they differ. */
import type { Page } from '@playwright/test';
import type * as T from '../src/api/generated.ts';
import type { DateView, WaitingView } from '../src/protocol/generated.ts';
import * as data from './data.ts';
import { NOW, preview, schedule, tuesday, tuesdays } from './dates.ts';
import { expect, expectNoSidewaysScroll, test } from './fixtures.ts';
import { FakeHub, room as info, type Scene } from './fake/hub.ts';
import { NOW as MEETING_NOW } from './fake/meeting.ts';
import { scenes } from './fake/scenes.ts';
import { picture } from './pictures.ts';
import { refusal, serve, signedIn, type Answers } from './server.ts';

test.use({
  timezoneId: 'America/New_York',
  viewport: { width: 390, height: 844 },
  contextOptions: { reducedMotion: 'reduce' },
});

const MINUTE_MS = 60_000;
/** When each date of these begins, on the reader's clock and on the host's, and how it is said. */
const HERE = '13:00';
const BOTH = { en: '13:00 (Berlin 19:00)', de: '13:00 (Berlin 19:00)' };

const next = tuesday(0);
/** As the protocol has it. */
const dateOf = (date: T.DateView): DateView => ({ late_at: null, number: null, ...date });
const planned = { schedule: schedule(), dates: tuesdays(12), now: NOW };
const face = { ...data.look.room, scheduled: true, dates: tuesdays(3), now: NOW };
const room: T.Room = { ...data.room, meeting: null, next, planned };
const modules = { type: 'modules', starts: tuesdays(3).map(({ key }) => key) } as const;
const seat = {
  participant: 'p',
  name: 'Robin',
  host: null,
  begins: null,
  newcomers: 0,
  room: face,
};
const asked: T.AskedView = {
  state: 'accepted',
  room: face,
  name: 'Robin',
  note: '',
  suggestion: null,
  begins: next,
  asked_at: NOW,
  decided_at: NOW,
  expires_at: NOW + 86_400_000,
};
const group: T.Group = {
  id: 'tuesday',
  kind: 'peer_led',
  title: 'Tuesday circle',
  topics: ['Grief'],
  language: 'en',
  led_by: 'Two of us.',
  asks: 'Come on time.',
  happens: 'Everyone has a share.',
  suits: 'Anyone who has lost someone.',
  not_for: 'A crisis.',
  cost: 'Nothing.',
  capacity: 10,
  minutes: 90,
  joinable: true,
  entry: { way: 'modules', until_session: null, begins: next },
  dates: tuesdays(3),
};
const door = (more: object): Answers => ({
  'POST /api/rooms/room/token': refusal(409, 'doors_closed'),
  'GET /api/rooms/room/door': {
    body: {
      room: { ...face, last: null, ...more },
      opens_at: next.members_from,
      leads: false,
      begins: next,
      newcomers: 0,
    },
  },
});

function gathering(more: Partial<WaitingView> = {}): WaitingView {
  const { waiting } = scenes.find(({ name }) => name === 'waiting')!;
  const starts_ms = MEETING_NOW + 12 * MINUTE_MS;
  return {
    ...waiting!,
    phase: { type: 'gathering' },
    card: null,
    lead: null,
    date: {
      key: next.key,
      starts_ms,
      ends_ms: starts_ms + 90 * MINUTE_MS,
      late_ms: null,
      missed_ms: starts_ms + 15 * MINUTE_MS,
    },
    ...more,
  };
}

const desk: Answers = {
  ...signedIn,
  'GET /api/rooms': { body: { rooms: [{ ...data.rooms[0]!, id: 'tuesday', next }] } },
  'GET /api/me/dates': {
    body: {
      dates: [
        {
          room: 'tuesday',
          date: next,
          places: { seats: null, coming: 0, late: 0, absent: 0, waiting: 0 },
          needs_lead: true,
        },
      ],
      missing: [],
      now: NOW,
    },
  },
};

interface Shown {
  path: string;
  answers?: Answers;
  /** A meeting of the stand-in. */
  scene?: Scene;
  /** What it takes until the time is there. */
  then?: (page: Page) => Promise<void>;
}

const PAGES: Record<string, Shown> = {
  'the start page': { path: '/', answers: { 'GET /api/seat/tuesday': { body: seat } } },
  'the directory': {
    path: '/groups',
    answers: {
      'GET /api/groups': { body: { groups: [group], next: null, topics: [], languages: ['en'] } },
    },
  },
  'a group': { path: '/groups/tuesday', answers: { 'GET /api/groups/tuesday': { body: group } } },
  'an invitation': {
    path: `/join#${data.SECRET}`,
    answers: {
      'POST /api/invites/look': {
        body: { ...data.look, room: face, offer: { type: 'seat', begins: next } },
      },
    },
  },
  'an answer to who asked': {
    path: '/ask/tuesday',
    answers: { 'GET /api/request/tuesday': { body: asked } },
  },
  'a seat': {
    path: '/seat/tuesday',
    answers: {
      'GET /api/seat/tuesday': { body: seat },
      'GET /api/seat/tuesday/dates': {
        body: {
          places: { seats: null, absence: null },
          dates: tuesdays(3).map((date) => ({
            date,
            mine: null,
            ahead: null,
            free: null,
            waiting: 0,
            open: true,
          })),
          gone: [],
          attendance: [],
          now: NOW,
        } satisfies T.SeatDates,
      },
    },
  },
  'a room before its doors open': { path: '/meet/room', answers: door({}) },
  'a room after the end': {
    path: '/meet/room',
    answers: door({ last: { date: tuesday(-1), outcome: 'held' } }),
  },
  'a room after a start that was missed': {
    path: '/meet/room',
    answers: door({ last: { date: tuesday(-1), outcome: 'missed' } }),
  },
  'the waiting room': {
    path: '/meet/room',
    scene: { waiting: gathering(), room: { ...info, date: dateOf(next) } },
  },
  'a start that is missed while people wait': {
    path: '/meet/room',
    scene: {
      waiting: gathering({ phase: { type: 'ended', reason: 'missed' } }),
      room: { ...info, date: dateOf(tuesday(-1)), next: dateOf(next) },
    },
  },
  'the desk': { path: '/', answers: desk },
  'a room of the host': {
    path: '/rooms/tuesday',
    answers: { ...signedIn, 'GET /api/rooms/tuesday': { body: room } },
  },
  'the way in of a room': {
    path: '/rooms/tuesday',
    answers: {
      ...signedIn,
      'GET /api/rooms/tuesday': { body: { ...room, entry: modules } },
      'GET /api/rooms/tuesday/dates': { body: { dates: tuesdays(12), now: NOW } },
    },
    then: async (page) => {
      await page.getByRole('button', { name: /How people get in|Wie man dazukommt/ }).click();
    },
  },
  'a series that is planned': {
    path: '/rooms/new',
    answers: {
      ...signedIn,
      'POST /api/schedules/preview': { body: preview(tuesdays(12)) },
    },
    then: async (page) => {
      await page
        .getByRole('radio', { name: /On dates|Mit Terminen|An Terminen|Zu Terminen/ })
        .check();
      await page.getByLabel(/First date|Erster Termin/).fill('2026-12-01');
    },
  },
};

for (const [language, locale] of [
  ['en', 'en-GB'],
  ['de', 'de-DE'],
] as const) {
  test.describe(locale, () => {
    test.use({ locale });

    for (const [name, { path, answers = {}, scene, then }] of Object.entries(PAGES)) {
      test(name, async ({ page }) => {
        await page.clock.setFixedTime(NOW);
        await page.addInitScript(() =>
          localStorage.setItem(
            'rondo.seats',
            JSON.stringify([{ room: 'tuesday', name: null, number: 1 }]),
          ),
        );
        if (scene) await FakeHub.open(page, scene);
        else await serve(page, answers);
        await page.goto(path);
        await then?.(page);
        await expect(page.locator('body')).toContainText(BOTH[language]);
        await expectNoSidewaysScroll(page);
        await page.screenshot({
          path: picture(`zones-${name.replaceAll(' ', '-')}-${language}`),
          fullPage: true,
        });
        const text = (await page.locator('body').innerText()).replace(/\s+/g, ' ');
        expect(text.replaceAll(BOTH[language], ''), 'each time has both').not.toContain(HERE);
      });
    }
  });
}
