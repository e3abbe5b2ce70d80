import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memory } from '../lib/testing/memory';
import type { Answer } from '../connection/outbox';
import { settle } from '../connection/testing/fakes';
import { composerState } from '../meeting/composer';
import { offered, round, speaking, turn } from '../meeting/testing/world';
import type { Command, MeetingView, RefusalCode } from '../protocol/generated';
import { Drafts } from './drafts';
import type { Line } from './line';
import { Writing } from './writing.svelte';

/** A field whose connection is answered by hand. */
function harness(keep = memory(), meeting = 'meeting') {
  const sent: { command: Command; id: string | undefined; answer: (answer: Answer) => void }[] = [];
  const typed: [number, boolean | undefined][] = [];
  const line: Line = {
    typing: (turn: number, more?: boolean) => void typed.push([turn, more]),
    send: (command: Command, id?: string) =>
      new Promise<Answer>((answer) => sent.push({ command, id, answer })),
  };
  const writing = new Writing(line, 'cy', new Drafts(keep, 'room', meeting, 'cy'));
  const write = (text: string) => writing.type({ text, note: null }, composerState(round()));
  return { writing, sent, typed, write, keep };
}

const refused = (code: RefusalCode): Answer => ({ type: 'refused', code });

describe('words that were not taken', () => {
  it('come back, before what was typed since', async () => {
    const { writing, sent, write } = harness();
    write('first');
    writing.send();
    expect(writing.draft.text).toBe('');
    write('second');
    sent[0]!.answer(refused('floor_taken'));
    await settle();
    expect(writing.draft.text).toBe('first\nsecond');
    expect(writing.refusal).toBe('floor_taken');
    expect(writing.outgoing).toEqual([]);
  });

  it('come back when their meeting is over', async () => {
    const { writing, sent, write } = harness();
    write('too late');
    writing.send();
    sent[0]!.answer({ type: 'lost' });
    await settle();
    expect(writing.draft.text).toBe('too late');
    expect(writing.refusal).toBeNull();
  });
});

describe('words on their way', () => {
  it('are shown until the meeting has come to them', async () => {
    const { writing, sent, write } = harness();
    write('hello');
    writing.send();
    sent[0]!.answer({ type: 'accepted', seq: 7 });
    await settle();
    expect(writing.outgoing.map(({ text }) => text)).toEqual(['hello']);
    writing.seen(7);
    expect(writing.outgoing).toEqual([]);
  });

  it('are sent again after a reload under the same id, and only those that were sent', () => {
    const before = harness();
    before.write('sent');
    before.writing.send();
    before.write('only typed');
    const after = harness(before.keep);
    after.writing.resendAfterReload();
    expect(after.sent.map(({ command, id }) => [command, id])).toEqual([
      [{ type: 'post', text: 'sent', note: null }, before.sent[0]!.id],
    ]);
    expect(after.writing.draft.text).toBe('only typed');
  });

  it('do not go to another meeting', () => {
    const before = harness();
    before.write('sent');
    before.writing.send();
    const after = harness(before.keep, 'another');
    after.writing.resendAfterReload();
    expect(after.sent).toEqual([]);
    expect(before.keep.get('rondo.writing.room')).toBeNull();
  });
});

describe('typing', () => {
  it('takes the offered turn once', () => {
    const { writing, sent } = harness();
    const state = composerState(round({ turn: turn('cy', offered, { id: 4 }) }));
    writing.type({ text: 'H', note: null }, state);
    writing.type({ text: 'He', note: null }, state);
    expect(sent.map(({ command }) => command)).toEqual([{ type: 'start_timer', turn: 4 }]);
  });

  it('is told to others now and then, and only in one’s turn', () => {
    const { writing, typed, write } = harness();
    write('ahead');
    expect(typed).toEqual([]);
    const state = composerState(round({ turn: turn('cy', speaking) }));
    writing.type({ text: 'a', note: null }, state);
    writing.type({ text: 'ab', note: null }, state);
    expect(typed).toEqual([[1, undefined]]);
  });
});

describe('a word that ends the turn', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const mine = round({ turn: turn('cy', speaking, { id: 4 }) });
  const done = { type: 'done', turn: 4 } as const;
  function ending(keep = memory()) {
    const all = harness(keep);
    all.writing.type({ text: 'done', note: null }, composerState(mine));
    all.writing.end(done, 4, 'mine', 6_000);
    return all;
  }
  const commands = ({ sent }: ReturnType<typeof harness>) => sent.map(({ command }) => command);
  const later = () => vi.advanceTimersByTime(6_000);

  it('ends it after a moment, and at once when there is no time', () => {
    const all = ending();
    expect([all.writing.draft.text, commands(all)]).toEqual(['', []]);
    later();
    expect(commands(all)).toEqual([done]);
    expect(all.writing.ending.pending).toBeNull();
    const hurried = harness();
    hurried.writing.end(done, 4, 'mine', 0);
    expect(commands(hurried)).toEqual([done]);
  });

  it('can be taken back, and is a message then', () => {
    const all = ending();
    all.writing.ending.undo();
    later();
    expect(commands(all)).toEqual([]);
    expect([all.writing.draft.text, all.writing.isPlain]).toEqual(['done', true]);
    all.writing.send();
    expect(commands(all)).toEqual([{ type: 'post', text: 'done', note: null }]);
    expect(all.writing.isPlain).toBe(false);
  });

  it('is dropped when one writes on', () => {
    const all = ending();
    all.writing.type({ text: 'One more', note: null }, composerState(mine));
    later();
    expect(commands(all)).toEqual([]);
    expect(all.writing.draft.text).toBe('One more');
  });

  it('ends nothing once the floor moved, not even the same turn at another moment', () => {
    const moments: MeetingView[] = [
      round(),
      round({ turn: turn('cy', speaking, { id: 5 }) }),
      round({ turn: turn('cy', { type: 'choosing_feedback', until_ms: 0 }, { id: 4 }) }),
    ];
    for (const view of moments) {
      const all = ending();
      all.writing.ending.moved(view);
      later();
      expect(commands(all)).toEqual([]);
    }
    const stays = ending();
    stays.writing.ending.moved(
      round({ turn: turn('cy', { type: 'grace', ends_ms: 0 }, { id: 4 }) }),
    );
    later();
    expect(commands(stays)).toEqual([done]);
  });

  it('comes back into the field while the floor is paused', () => {
    const all = ending();
    all.writing.ending.moved({ ...mine, pause: 'crisis' });
    later();
    expect(commands(all)).toEqual([]);
    expect([all.writing.draft.text, all.writing.isPlain]).toEqual(['done', false]);
  });

  it('is there again after a reload, and ends nothing by itself', () => {
    const before = ending();
    const after = harness(before.keep);
    expect(after.writing.draft.text).toBe('done');
    expect(commands(after)).toEqual([]);
  });

  it('says nothing of a turn that was over by then, and comes back when it could not be stored', async () => {
    for (const [code, text] of [
      ['stale', ''],
      ['unavailable', 'done'],
    ] as const) {
      const all = ending();
      later();
      all.sent[0]!.answer(refused(code));
      await settle();
      expect([all.writing.draft.text, all.writing.refusal]).toEqual([
        text,
        text && code ? code : null,
      ]);
    }
  });
});

describe('what the field carries out', () => {
  it('tells the others that more is coming, and posts nothing', () => {
    const { writing, sent, typed } = harness();
    writing.more(4);
    expect([typed, sent, writing.draft.text]).toEqual([[[4, true]], [], '']);
  });

  it('comes back as it was typed when it is refused', async () => {
    const { writing, sent, write } = harness();
    write('/lead could I go last?');
    const carried = writing.carryOut({ type: 'whisper', to: null, text: 'could I go last?' });
    expect(writing.draft.text).toBe('');
    sent[0]!.answer(refused('too_fast'));
    await carried;
    expect([writing.draft.text, writing.refusal]).toEqual(['/lead could I go last?', 'too_fast']);
  });

  it('does not take the offered turn while a command or a pass is typed', () => {
    const { writing, sent } = harness();
    const state = composerState(round({ turn: turn('cy', offered, { id: 4 }) }));
    for (const text of ['/', '/la', 'p', 'pass']) writing.type({ text, note: null }, state);
    expect(sent).toEqual([]);
    writing.type({ text: 'past', note: null }, state);
    expect(sent.map(({ command }) => command)).toEqual([{ type: 'start_timer', turn: 4 }]);
  });
});

describe('the draft', () => {
  it('belongs to one meeting', () => {
    const before = harness();
    before.write('not yet');
    expect(harness(before.keep).writing.draft.text).toBe('not yet');
    expect(harness(before.keep, 'another').writing.draft.text).toBe('');
  });

  it('is on the device only while one is in the meeting', () => {
    const { writing, write, keep } = harness();
    write('not yet');
    writing.drafts.forget();
    expect(keep.get('rondo.writing.room')).toBeNull();
    expect(writing.draft.text).toBe('not yet');
    write('still here, after leaving');
    expect(keep.get('rondo.writing.room')).toBeNull();
    writing.drafts.remember();
    expect(harness(keep).writing.draft.text).toBe('still here, after leaving');
  });
});

describe('a warning', () => {
  it('stands ready in an empty field of the whisper, and leaves alone what is written there', () => {
    const { writing } = harness();
    const to = { who: 'kit', alone: false };
    const text = () => writing.drafts.read('whisper.kit').text;
    writing.suggest(to, 'Please listen.');
    expect(text()).toBe('Please listen.');
    expect(writing.whispersBack).toBe(1);
    writing.drafts.write({ text: 'My own words.', note: null }, 'whisper.kit');
    writing.suggest(to, 'Please listen.');
    expect(text()).toBe('My own words.');
  });
});
