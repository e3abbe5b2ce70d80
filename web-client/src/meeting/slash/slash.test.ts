import { describe, expect, it } from 'vitest';
import type { Language } from '../../i18n/languages';
import type { MeetingView } from '../../protocol/generated';
import {
  item,
  message,
  offered,
  person,
  round,
  settings,
  speaking,
  turn,
  world,
} from '../testing/world';
import { asLead as seenByLead, MOMENT_VIEWS } from '../testing/moments';
import { complete, isReady } from './complete';
import { CHOICES } from './choices';
import { NAMES } from './names';
import { isSlash, readSlash, unslashed } from './read';
import { SLASHES, usable } from './table';

const as = (id: string, view: MeetingView): MeetingView => ({ ...view, me: { ...view.me, id } });
const named = (view: MeetingView, ...names: string[]): MeetingView => ({
  ...view,
  people: [...view.people, ...names.map((name, i) => person(`p${i}`, 5 + i, { name }))],
});
const topic = (id: number, by: string, text: string) => ({ id, by, text, chosen_by: [by] });
const PAGE = { title: '', text: '' };
const leading = (over: Partial<MeetingView['floor']> = {}) => as('ada', round(over));
const labels = (text: string, view: MeetingView, language: Language = 'en') =>
  complete(text, view, language).map(({ label }) => label);
const ids = (view: MeetingView) => usable(view).map(({ id }) => id);

describe('the names of commands', () => {
  it('mean one command in whatever language', () => {
    const means = new Map<string, string>();
    for (const names of Object.values(NAMES)) {
      for (const [id, all] of Object.entries(names)) {
        for (const name of all) {
          expect(means.get(name) ?? id, name).toBe(id);
          expect(name).toMatch(/^[\p{Ll}-]+$/u);
          means.set(name, id);
        }
      }
    }
  });

  it('are there for every command of the table, and no other', () => {
    const table = SLASHES.map(({ id }) => id).toSorted();
    for (const names of Object.values(NAMES)) expect(Object.keys(names).toSorted()).toEqual(table);
  });

  it('tell the choices of a set apart in whatever language', () => {
    for (const set of Object.keys(CHOICES.en) as (keyof typeof CHOICES.en)[]) {
      const means = new Map<string, string>();
      for (const sets of Object.values(CHOICES)) {
        for (const [id, word] of Object.entries(sets[set])) {
          expect(means.get(word) ?? id, word).toBe(id);
          means.set(word, id);
        }
      }
    }
  });
});

describe('a text that begins with a slash', () => {
  const sent = (text: string, view: MeetingView) => {
    const reading = readSlash(text, view);
    if (reading.type === 'do' && reading.doing.type === 'send') return reading.doing.command;
    return reading.type === 'do' ? reading.doing : reading.hint;
  };

  it('arranges the agenda and moves minutes, for who leads', () => {
    const part = (name: string) => ({ ...item('open'), name });
    const agenda = [part('Opening'), part('Check-in'), part('Talk'), part('Closing')];
    const base = { ...world(), agenda, coming: [1, 3], floor: world().floor };
    const view = as('ada', base);
    const arranged = (coming: number[]) => ({ type: 'arrange_agenda', current: 0, coming });
    expect(sent('/go-to closing', view)).toEqual({ type: 'advance', from: 0, to: 3 });
    expect(sent('/skip Check-in', view)).toEqual(arranged([3]));
    expect(sent('/zurückholen Talk', view)).toEqual(arranged([1, 2, 3]));
    expect(sent('/up-next Closing', view)).toEqual(arranged([3, 1]));
    expect(sent('/borrow 2 Check-in', view)).toEqual({
      type: 'move_time',
      current: 0,
      from: 1,
      to: 0,
      minutes: 2,
    });
    expect(sent('/lend 2 Closing', view)).toEqual({
      type: 'move_time',
      current: 0,
      from: 0,
      to: 3,
      minutes: 2,
    });
    expect(sent('/borrow Check-in', view)).toMatchObject({ type: 'takes', what: 'minutes' });
    expect(sent('/skip Talk', view)).toMatchObject({ type: 'takes', what: 'part' });
    expect(labels('/skip c', view)).toEqual(['Check-in', 'Closing']);
    expect(sent('/skip Check-in', base)).toMatchObject({ type: 'not_now' });
  });

  it('is words when there are two', () => {
    expect(isSlash('/pass')).toBe(true);
    expect(isSlash('//pass')).toBe(false);
    expect(unslashed('//pass')).toBe('/pass');
  });

  it('does what the button does, in either language', () => {
    const view = round({ turn: turn('cy', offered, { id: 4 }) });
    for (const text of ['/pass', '/PASS ', '/weitergeben']) {
      expect(sent(text, view)).toEqual({ type: 'pass', turn: 4 });
    }
    for (const text of ['/later', '/später', '/spaeter', '/spater']) {
      expect(sent(text, view)).toEqual({ type: 'defer', turn: 4 });
    }
  });

  it('finds people as the list shows them: spaces, accents, the longest name', () => {
    const view = named(leading(), 'Mary', 'Mary Ann', 'Inés', 'Jürgen');
    const given = (text: string) => sent(text, view);
    expect(given('/mute Mary')).toMatchObject({ who: 'p0', for_ms: null });
    expect(given('/mute mary ann 5')).toMatchObject({ who: 'p1', for_ms: 300_000 });
    expect(given('/stumm ines')).toMatchObject({ who: 'p2' });
    expect(given('/stumm Juergen')).toMatchObject({ who: 'p3' });
    expect(given('/mute Nobody')).toMatchObject({ type: 'takes', what: 'who', typed: 'Nobody' });
    expect(given('/mute')).toMatchObject({ type: 'takes', what: 'who' });
    expect(given('/mute Mary 0')).toMatchObject({ type: 'takes', what: 'minutes' });
    expect(given('/mute Mary soon')).toMatchObject({ type: 'takes', what: 'minutes' });
    expect(given('/next please')).toMatchObject({ type: 'too_much', typed: 'please' });
  });

  it('never takes a part of one name for another person', () => {
    const view = named(round(), 'Mary', 'Mary Ann');
    view.clock = { floor_ms: 0, running_since_ms: 1_000 };
    view.people[2] = person('cy', 2, { services: ['greeter'] });
    view.people[4] = person('p0', null, { name: 'Mary', place: 'waiting' });
    expect(sent('/whisper Mary hello', view)).toMatchObject({
      type: 'whisper',
      to: 'p0',
      text: 'hello',
    });
    expect(sent('/whisper Mary Ann hello', view)).toMatchObject({ type: 'takes', what: 'who' });
  });

  it('moves a person before another, or to the end', () => {
    expect(sent('/move Cy before Dee', leading())).toEqual({
      type: 'move_in_order',
      who: 'cy',
      before: 'dee',
    });
    expect(sent('/verschieben cy vor dee', leading())).toEqual({
      type: 'move_in_order',
      who: 'cy',
      before: 'dee',
    });
    expect(sent('/move Dee', leading())).toEqual({
      type: 'move_in_order',
      who: 'dee',
      before: null,
    });
  });

  it('asks before anybody is put out, with the reason that was given', () => {
    const ask = (reason: string | null) => ({
      type: 'ask',
      about: { type: 'remove', who: 'bo', reason },
    });
    expect(sent('/remove Bo', leading())).toEqual(ask(null));
    expect(sent('/entfernen Bo sicherheit', leading())).toEqual(ask('safety'));
    expect(sent('/end', leading())).toEqual({ type: 'open', panel: 'end' });
  });

  it('gives tasks and takes them back', () => {
    const task = (on: boolean) => ({ type: 'set_service', who: 'bo', service: 'timekeeper', on });
    expect(sent('/task Bo timekeeper', leading())).toEqual(task(true));
    const view = leading();
    view.people[1] = person('bo', 1, { services: ['timekeeper'] });
    expect(sent('/aufgabe Bo zeit', view)).toEqual(task(false));
    expect(sent('/task Bo', view)).toMatchObject({ type: 'ask' });
  });

  it('proposes, chooses and takes back topics; each only their own', () => {
    const topics = {
      proposed: [topic(1, 'cy', 'Evenings'), topic(2, 'bo', 'Evenings alone')],
      current: null,
      count: 2,
    };
    const view = world({ agenda: [item('open', { chooses_topics: true })], topics });
    expect(sent('/topic Sleep', view)).toEqual({ type: 'propose_topic', text: 'Sleep' });
    expect(sent('/thema', view)).toMatchObject({ type: 'takes', what: 'text' });
    expect(sent('/choose evenings alone', view)).toEqual({
      type: 'choose_topic',
      topic: 2,
      on: true,
    });
    expect(sent('/choose Evenings', view)).toEqual({ type: 'choose_topic', topic: 1, on: false });
    expect(sent('/withdraw Evenings', view)).toEqual({ type: 'withdraw_topic', topic: 1 });
    expect(sent('/withdraw Evenings alone', view)).toMatchObject({
      type: 'too_much',
      typed: 'alone',
    });
    expect(labels('/choose ', view)).toEqual(['Evenings', 'Evenings alone']);
  });

  it('turns pages by their number, or to the next', () => {
    const view = as('ada', world({ agenda: [item('presenter', { pages: [PAGE, PAGE] })] }));
    expect(sent('/page', view)).toEqual({ type: 'turn_page', item: 0, page: 1 });
    expect(sent('/seite 1', view)).toEqual({ type: 'turn_page', item: 0, page: 0 });
    expect(sent('/page 3', view)).toMatchObject({ type: 'takes', what: 'page' });
  });

  it('whispers all that follows', () => {
    const whisper = { type: 'whisper', to: null, text: 'could I  go last?\nplease' };
    expect(sent('/lead could I  go last?\nplease', round())).toEqual(whisper);
    expect(sent('/leitung', round())).toEqual({
      type: 'whisper',
      to: { who: null, alone: false },
    });
  });

  it('is refused with the reason when there is no such command, or not now', () => {
    expect(sent('/dance', round())).toEqual({ type: 'unknown', name: 'dance' });
    expect(sent('/ banana', round())).toEqual({ type: 'unknown', name: '' });
    expect(sent('/mute Bo', round())).toEqual({ type: 'not_now', name: 'mute' });
    expect(sent('/done', round())).toEqual({ type: 'not_now', name: 'done' });
  });
});

describe('what one may write', () => {
  it('is what one may do, and changes with the moment', () => {
    expect(ids(round())).toEqual(
      expect.arrayContaining(['pass', 'later', 'lead', 'listen', 'time', 'help', 'exit']),
    );
    expect(ids(round())).not.toEqual(expect.arrayContaining(['done']));
    for (const id of ['mute', 'next', 'end', 'ban', 'role']) expect(ids(round())).not.toContain(id);
    expect(ids(round({ turn: turn('cy', speaking) }))).toEqual(
      expect.arrayContaining(['done', 'more', 'note']),
    );
    expect(ids(leading())).toEqual(
      expect.arrayContaining([
        'next',
        'give',
        'take',
        'nudge',
        'minute',
        'move',
        'advance',
        'mode',
        'pause',
        'mute',
        'ban',
        'end',
      ]),
    );
  });

  it('follows a task: the timekeeper nudges and extends, and calls where the room says so', () => {
    const view = round();
    view.people[2] = person('cy', 2, { services: ['timekeeper'] });
    expect(ids(view)).toEqual(expect.arrayContaining(['nudge', 'minute']));
    expect(ids(view)).not.toContain('next');
    expect(ids({ ...view, settings: { ...settings, timekeeper_calls: true } })).toContain('next');
  });

  it('is every act there is, for somebody at some moment', () => {
    const waiting = person('eve', null, { place: 'waiting' });
    const muted = person('bo', 1, { mute: { until_ms: null } });
    const lost = {
      since_ms: 0,
      held_until_ms: 0,
      closes_ms: 1,
      volunteer: null,
      volunteer_until_ms: null,
    };
    const base = world();
    const hand = { who: 'cy', raised_ms: 0, falls_ms: null, share_ms_min: 0 };
    const said = [message(1, 'bo'), message(2, 'cy')];
    const topics = { proposed: [topic(1, 'cy', 'Evenings')], current: null, count: 1 };
    const moments: MeetingView[] = [
      seenByLead(MOMENT_VIEWS.sealed),
      round({ turn: turn('cy', offered) }),
      round({ turn: turn('cy', speaking) }),
      round({ turn: turn('cy', { type: 'choosing_feedback', until_ms: 0 }) }),
      round({
        turn: turn('cy', {
          type: 'feedback',
          kind: 'questions',
          until_ms: 0,
          replies_left: 1,
          replied: [],
        }),
      }),
      round({ turn: turn('cy', { type: 'naming', until_ms: 0 }) }),
      round({ more_time: { turn: 1, until_ms: 0 } }),
      world({ item: 1, settings: { ...settings, reactions: true }, messages: said }),
      world({ item: 1, floor: { ...base.floor, queue: [hand] } }),
      world({ lead_lost: lost }),
      leading(),
      as('ada', { ...world(), everyone_muted: true }),
      as('ada', { ...world(), people: [...base.people.with(1, muted), waiting] }),
      as('ada', world({ phase: { type: 'gathering' } })),
      world({ agenda: [item('open', { chooses_topics: true })], topics }),
      as('ada', world({ agenda: [item('presenter', { pages: [PAGE, PAGE] })], topics })),
      as('ada', { ...world(), pause: 'crisis' }),
      as('ada', world({ coming: [2] })),
      world({ agenda: [item('silent')], item: 0 }),
      { ...base, people: base.people.map((p) => (p.id === 'cy' ? { ...p, aside: 'ada' } : p)) },
    ];
    const seen = new Set(moments.flatMap(ids));
    expect(SLASHES.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([]);
  });
});

describe('completion', () => {
  it('offers what may come, in the language of the page', () => {
    expect(labels('/pa', round())).toEqual(['/pass', '/part']);
    expect(labels('/wei', round(), 'de')).toEqual(['/weitergeben']);
    expect(labels('/pas', round(), 'de')).toEqual(['/passen']);
    expect(labels('/wei', round(), 'en')).toEqual(['/weitergeben']);
    expect(labels('/mu', round())).toEqual([]);
  });

  it('goes on with names, with all of them that fit', () => {
    const view = named(leading(), 'Mary', 'Mary Ann');
    expect(complete('/mut', view, 'en')[0]?.text).toBe('/mute ');
    expect(labels('/mute ', view)).toEqual(['Bo', 'Cy', 'Dee', 'Mary', 'Mary Ann']);
    expect(labels('/mute mary', view)).toEqual(['Mary', 'Mary Ann']);
    expect(labels('/mute mary a', view)).toEqual(['Mary Ann']);
    expect(complete('/mute mary a', view, 'en')[0]?.text).toBe('/mute Mary Ann ');
  });

  it('goes on with the words to choose from', () => {
    expect(labels('/time ', round())).toEqual(['1', '1.5', '2']);
    expect(labels('/zeit ', round(), 'de')).toEqual(['1', '1,5', '2']);
    expect(labels('/ban Bo sa', leading())).toEqual(['safety']);
    expect(labels('/move Cy ', leading())).toEqual(['before Dee', 'before Cy']);
    expect(labels('/move Cy before D', leading())).toEqual(['before Dee']);
  });

  it('knows when there is nothing left to ask', () => {
    expect(isReady('/pass', round())).toBe(true);
    expect(isReady('/pas', round())).toBe(false);
    expect(isReady('/time', round())).toBe(false);
    expect(isReady('/time 2', round())).toBe(true);
    expect(isReady('pass', round())).toBe(false);
  });
});
