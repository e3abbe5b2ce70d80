import { describe, expect, it } from 'vitest';
import type { Answer } from '../connection/outbox';
import { settle } from '../connection/testing/fakes';
import type { Keep } from '../lib/storage';
import { composerState } from '../meeting/composer';
import { offered, round, speaking, turn } from '../meeting/testing/world';
import type { Command, RefusalCode } from '../protocol/generated';
import { Drafts } from './drafts';
import type { Session } from './session.svelte';
import { Writing } from './writing.svelte';

function memory(): Keep {
  const kept = new Map<string, string>();
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}

/** A session whose answers are given by hand. */
function harness(keep = memory()) {
  const sent: { command: Command; id: string | undefined; answer: (answer: Answer) => void }[] = [];
  const typed: number[] = [];
  const session = {
    welcome: { meeting: 'meeting' },
    view: { me: { id: 'cy' } },
    typing: (turn: number) => typed.push(turn),
    send: (command: Command, id?: string) =>
      new Promise<Answer>((answer) => sent.push({ command, id, answer })),
  } as unknown as Session;
  const writing = new Writing(session, new Drafts(keep, 'room', 'cy'));
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
    after.writing.resendAfterReload('meeting');
    expect(after.sent.map(({ command, id }) => [command, id])).toEqual([
      [{ type: 'post', text: 'sent', note: null }, before.sent[0]!.id],
    ]);
    expect(after.writing.draft.text).toBe('only typed');
  });

  it('do not go to another meeting', () => {
    const before = harness();
    before.write('sent');
    before.writing.send();
    const after = harness(before.keep);
    after.writing.resendAfterReload('another');
    expect(after.sent).toEqual([]);
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
    expect(typed).toEqual([1]);
  });
});
