import { describe, expect, it } from 'vitest';
import { composer as germanComposer } from '../i18n/de/meeting/composer';
import { floor as german } from '../i18n/de/meeting/floor';
import { composer as englishComposer } from '../i18n/en/meeting/composer';
import { floor as english } from '../i18n/en/meeting/floor';
import type { MeetingView } from '../protocol/generated';
import { composerState, type ComposerState } from './composer';
import { composerHead } from './head';
import { COMPOSER_VIEWS, MOMENT_VIEWS } from './testing/moments';
import { item, offered, round, turn, world } from './testing/world';

type Both = [string, string];

/** What stands over the field in every state of it; a question and its text are parted by a bar. */
const HEADS = {
  observing: [
    'You are observing. You can leave, or ask for help, at any time.',
    'Du beobachtest. Du kannst jederzeit gehen oder um Hilfe bitten.',
  ],
  aside: [
    'You are aside. What you write here is kept for later, and nobody sees it.',
    'Du bist beiseitegegangen. Was du hier schreibst, bleibt für später, und niemand sieht es.',
  ],
  muted: ['What you write is kept. Nobody sees it.', 'Was du schreibst, bleibt. Niemand sieht es.'],
  offered: [
    'Would you like to share? | There’s no hurry: you have a minute and a half to answer. Passing is as welcome as sharing.',
    'Möchtest du teilen? | Es eilt nicht: Für die Antwort hast du eineinhalb Minuten. Passen ist genauso willkommen wie Teilen.',
  ],
  mine: ['About two minutes left', 'Noch etwa zwei Minuten'],
  held: [
    'The floor waits for you. You have what was left, and a little more.',
    'Das Wort wartet auf dich. Du hast, was übrig war, und etwas mehr.',
  ],
  choosing_feedback: ['What would you like back?', 'Was möchtest du zurück?'],
  receiving: [
    'Thank you for sharing. | Questions may come, a few at most.',
    'Danke fürs Teilen. | Fragen können kommen, höchstens ein paar.',
  ],
  reply: [
    'Bo asked for questions. A few replies may come.',
    'Bo möchte Fragen. Ein paar Antworten können kommen.',
  ],
  naming: [
    'Who would you like to hear next? | Or leave it to the lead.',
    'Wen möchtest du als Nächstes hören? | Oder überlass es der Leitung.',
  ],
  lead: null,
  open: null,
  gathering: [
    'The meeting isn’t open yet. Only Ada, Bo, Dee can read this.',
    'Das Treffen ist noch nicht eröffnet. Lesen kann das nur: Ada, Bo, Dee.',
  ],
  paused: [
    'The floor is paused. What you write is kept.',
    'Das Wort ruht. Was du schreibst, bleibt.',
  ],
  silent: [
    'A quiet time. What you write is kept, and nobody sees it.',
    'Eine stille Zeit. Was du schreibst, bleibt, und niemand sieht es.',
  ],
  sealed: [
    'Only you see this until it is opened. About two minutes left.',
    'Das siehst nur du, bis aufgedeckt wird. Noch etwa zwei Minuten.',
  ],
  write_ahead: [
    'Write ahead. Only you see this until your turn.',
    'Schreib schon vor. Bis du dran bist, siehst das nur du.',
  ],
} satisfies Record<ComposerState['type'], Both | null>;

function head(view: MeetingView, floorMs = 0): Both | null {
  const words = [
    [english(), englishComposer()],
    [german(), germanComposer()],
  ] as const;
  const heads = words.map(([floor, words]) => {
    const head = composerHead(composerState(view), { view, floorMs, words, floor });
    return head && [head.title, head.text].filter(Boolean).join(' | ');
  });
  return heads.includes(null) ? null : (heads as Both);
}

describe.each(Object.keys(HEADS) as ComposerState['type'][])('over the field “%s”', (state) => {
  it('stands what is so, in both languages', () => {
    expect(composerState(COMPOSER_VIEWS[state]).type).toBe(state);
    expect(head(COMPOSER_VIEWS[state])).toEqual(HEADS[state]);
  });
});

describe('the offer', () => {
  it('says how long it stands, and after the reminder what comes then', () => {
    const nudged = round({ turn: turn('cy', { ...offered, nudged: true } as typeof offered) });
    expect(head(nudged, 60_000)?.[0]).toBe(
      'Would you like to share? | You can share or pass; both are welcome. Without an answer the floor moves on in half a minute, and you can still come in at the end.',
    );
    const piece = { ...nudged, agenda: [item('talking_piece')] };
    expect(head(piece, 60_000)?.[1]).toBe(
      'Möchtest du teilen? | Du kannst teilen oder passen; beides ist willkommen. Noch eine halbe Minute, dann geht das Wort weiter.',
    );
  });
});

describe('the time of a share', () => {
  it('begins at a moment that is said', () => {
    expect(head(MOMENT_VIEWS.my_start)).toEqual([
      'Your time starts when you begin to write, or after 20 seconds.',
      'Deine Zeit beginnt, wenn du zu schreiben anfängst, oder nach 20 Sekunden.',
    ]);
  });

  it('has an end that is said', () => {
    expect(head(MOMENT_VIEWS.my_grace)?.[0]).toContain('coming to an end');
    expect(head(MOMENT_VIEWS.my_last_draft)?.[0]).toContain('has ended');
  });
});

it('promises a turn only to those whose turn comes', () => {
  expect(head(MOMENT_VIEWS.round_due)?.[0]).toContain('until your turn');
  expect(head(MOMENT_VIEWS.round_complete)?.[0]).toBe('What you write here, only you see.');
  expect(head(world({ agenda: [item('queue')] }))?.[0]).toContain('Raise your hand');
});

describe('while the shares of a sealed round are shown', () => {
  it('says whether one’s own is still to come', () => {
    const showing = MOMENT_VIEWS.sealed_showing;
    const words = { type: 'words', text: 'A four.', note: null } as const;
    expect(head({ ...showing, me: { ...showing.me, sealed: words } })?.[0]).toBe(
      'Yours is still to come. You can take it back until then.',
    );
    expect(head(showing)?.[0]).toBe('What you write is kept, and nobody sees it.');
  });
});
