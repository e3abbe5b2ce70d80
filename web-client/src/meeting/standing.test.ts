import { describe, expect, it } from 'vitest';
import { composer as germanComposer } from '../i18n/de/meeting/composer';
import { floor as german } from '../i18n/de/meeting/floor';
import { composer as englishComposer } from '../i18n/en/meeting/composer';
import { floor as english } from '../i18n/en/meeting/floor';
import type { MeetingView } from '../protocol/generated';
import { composerState } from './composer';
import { composerHead } from './head';
import { sentence } from './sentence';
import { STANDINGS, standingOf, type Standing } from './standing';
import { STANDING_VIEWS } from './testing/moments';
import { item } from './testing/world';

type Both = [string, string];

/** Every place to stand while another shares: the sentence, and what is over the field. */
const STANDS = {
  observing: {
    said: ['Bo has the floor. You observe.', 'Bo hat das Wort. Du beobachtest.'],
    head: [
      'You are observing. You can leave, or ask for help, at any time.',
      'Du beobachtest. Du kannst jederzeit gehen oder um Hilfe bitten.',
    ],
  },
  aside: {
    said: ['Bo has the floor. Your place is kept.', 'Bo hat das Wort. Dein Platz bleibt dir.'],
    head: [
      'You are aside. What you write here is kept for later, and nobody sees it.',
      'Du bist beiseitegegangen. Was du hier schreibst, bleibt für später, und niemand sieht es.',
    ],
  },
  muted: {
    said: [
      'Bo has the floor. You can’t write just now.',
      'Bo hat das Wort. Du kannst gerade nicht schreiben.',
    ],
    head: [
      'What you write is kept. Nobody sees it.',
      'Was du schreibst, bleibt. Niemand sieht es.',
    ],
  },
  listening: {
    said: ['Bo has the floor. You only listen today.', 'Bo hat das Wort. Du hörst heute nur zu.'],
    head: ['What you write here, only you see.', 'Was du hier schreibst, siehst nur du.'],
  },
  next: {
    said: ['Bo has the floor. You are next.', 'Bo hat das Wort. Du bist als Nächstes dran.'],
    head: [
      'Write ahead. Only you see this until your turn.',
      'Schreib schon vor. Bis du dran bist, siehst das nur du.',
    ],
  },
  coming: {
    said: [
      'Bo has the floor. You are second, after Dee.',
      'Bo hat das Wort. Du bist an zweiter Stelle, nach Dee.',
    ],
    head: [
      'Write ahead. Only you see this until your turn.',
      'Schreib schon vor. Bis du dran bist, siehst das nur du.',
    ],
  },
  back_later: {
    said: [
      'Bo has the floor. We come back to you at the end.',
      'Bo hat das Wort. Am Ende fragen wir dich noch einmal.',
    ],
    head: [
      'Write ahead. Only you see this until your turn.',
      'Schreib schon vor. Bis du dran bist, siehst das nur du.',
    ],
  },
  shared: {
    said: [
      'Bo has the floor. You have shared. Thank you.',
      'Bo hat das Wort. Du hast geteilt. Danke.',
    ],
    head: ['What you write here, only you see.', 'Was du hier schreibst, siehst nur du.'],
  },
  passed: {
    said: [
      'Bo has the floor. You passed. Nothing more is needed.',
      'Bo hat das Wort. Du hast gepasst. Mehr braucht es nicht.',
    ],
    head: ['What you write here, only you see.', 'Was du hier schreibst, siehst nur du.'],
  },
  away: {
    said: [
      'Bo has the floor. Raise your hand when you are ready.',
      'Bo hat das Wort. Heb die Hand, wenn du so weit bist.',
    ],
    head: ['What you write here, only you see.', 'Was du hier schreibst, siehst nur du.'],
  },
  late: {
    said: [
      'Bo has the floor. You take part from the next round.',
      'Bo hat das Wort. Du bist ab der nächsten Runde dabei.',
    ],
    head: ['What you write here, only you see.', 'Was du hier schreibst, siehst nur du.'],
  },
  none: {
    said: ['Bo has the floor.', 'Bo hat das Wort.'],
    head: [
      'Only you see this. Raise your hand to share it.',
      'Das siehst nur du. Heb die Hand, um es zu teilen.',
    ],
  },
} satisfies Record<Standing, { said: Both; head: Both }>;

const said = (view: MeetingView): Both =>
  [english(), german()].map((words) => {
    const { strong, rest } = sentence(view, 0, words);
    return `${strong} ${rest}`.trim();
  }) as Both;

const head = (view: MeetingView): Both =>
  (
    [
      [english(), englishComposer()],
      [german(), germanComposer()],
    ] as const
  ).map(
    ([floor, words]) => composerHead(composerState(view), { view, floorMs: 0, words, floor })?.text,
  ) as Both;

describe.each(STANDINGS)('somebody who is “%s”', (standing) => {
  const view = STANDING_VIEWS[standing];

  it('is found so', () => {
    expect(standingOf(view)).toBe(standing);
  });

  it('reads where they stand, and who sees what they write, in both languages', () => {
    expect(said(view)).toEqual(STANDS[standing].said);
    expect(head(view)).toEqual(STANDS[standing].head);
  });
});

it('has no hand for those whom the talking piece has passed', () => {
  const view = { ...STANDING_VIEWS.away, agenda: [item('talking_piece')] };
  expect(said(view)).toEqual([
    'Bo has the floor. You take part from the next round.',
    'Bo hat das Wort. Du bist ab der nächsten Runde dabei.',
  ]);
});
