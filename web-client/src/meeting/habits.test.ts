import { describe, expect, it } from 'vitest';
import type { Stage } from '../protocol/generated';
import { composerState } from './composer';
import { habitOf, mayBecomeHabit, undoMs } from './habits';
import { intentOf } from './intent';
import { offered, round, settings, speaking, turn, world } from './testing/world';

const sharing = (stage: Stage = speaking) => round({ turn: turn('cy', stage, { id: 4 }) });
const habit = (text: string, view = sharing()) => habitOf(text, composerState(view));

describe('the habits of a text chat', () => {
  it('end the holder’s turn by a whole message, in every language', () => {
    const done = { type: 'end', turn: 4, command: { type: 'done', turn: 4 } };
    const pass = { type: 'end', turn: 4, command: { type: 'pass', turn: 4 } };
    for (const text of ['done', ' Done. ', 'DONE', 'fertig', 'Fertig.', 'weiter'])
      expect(habit(text), text).toEqual(done);
    for (const text of ['pass', 'Pass.', 'passe', 'Ich passe'])
      expect(habit(text), text).toEqual(pass);
  });

  it('are words within a longer message', () => {
    for (const text of [
      'done with it',
      'I pass the bakery',
      'done!',
      'done..',
      'nicht fertig',
      '!!',
      '.. .',
    ]) {
      expect(habit(text), text).toBeNull();
    }
  });

  it('pass an offered turn, and do not end one that has not begun', () => {
    const view = sharing(offered);
    expect(habit('pass', view)).toEqual({
      type: 'end',
      turn: 4,
      command: { type: 'pass', turn: 4 },
    });
    expect(habit('weiter', view)).toMatchObject({ command: { type: 'pass' } });
    expect(habit('done', view)).toBeNull();
  });

  it('say that more is coming, in one’s own turn only', () => {
    expect(habit('...')).toEqual({ type: 'more', turn: 4 });
    expect(habit('…')).toEqual({ type: 'more', turn: 4 });
    expect(habit('...', round())).toBeNull();
  });

  it('are just words to those who have no turn', () => {
    expect(intentOf('done', world({ item: 2 }))).toEqual({ type: 'words', text: 'done' });
    expect(intentOf('...', world({ item: 2 }))).toEqual({ type: 'words', text: '...' });
  });

  it('raise the hand once, where hands are raised', () => {
    const queue = world({ item: 1 });
    expect(intentOf('!', queue)).toEqual({
      type: 'do',
      doing: { type: 'send', command: { type: 'raise_hand' } },
    });
    const hand = { who: 'cy', raised_ms: 0, falls_ms: null, share_ms_min: 0 };
    const up = { ...queue, floor: { ...queue.floor, queue: [hand] } };
    expect(intentOf('!', up)).toEqual({ type: 'not', hint: { type: 'hand_is_up' } });
    expect(intentOf('!', round())).toEqual({ type: 'not', hint: { type: 'no_hands' } });
    expect(intentOf('!', world({ item: 2 }))).toEqual({ type: 'words', text: '!' });
  });

  it('do not take an offered turn while they are typed', () => {
    for (const text of ['p', 'Pas', 'pass', 'pass.', 'weit', ''])
      expect(mayBecomeHabit(text), text).toBe(true);
    for (const text of ['H', 'past', 'weite'])
      expect(mayBecomeHabit(text), text).toBe(text === 'weite');
  });
});

describe('the time to undo', () => {
  const timing = {
    ...settings.timing,
    offer_away_ms: 90_000,
    grace_ms: 30_000,
    hard_draft_ms: 10_000,
  };
  const at = (stage: Stage, limit: 'soft' | 'hard', floorMs: number, multiplier_percent = 100) => {
    const view = sharing(stage);
    return undoMs(
      { ...view, settings: { ...settings, limit, timing }, me: { ...view.me, multiplier_percent } },
      floorMs,
    );
  };

  it('is a few seconds, and longer for whoever has more time', () => {
    expect(at({ type: 'speaking', ends_ms: 1_000 }, 'soft', 900)).toBe(6_000);
    expect(at({ type: 'speaking', ends_ms: null }, 'hard', 0, 200)).toBe(12_000);
  });

  it('never runs into the moment at which the clock ends the turn', () => {
    expect(at({ type: 'speaking', ends_ms: 60_000 }, 'hard', 59_000)).toBe(6_000);
    expect(at({ type: 'grace', ends_ms: 60_000 }, 'hard', 64_500)).toBe(3_500);
    expect(at({ type: 'last_draft', ends_ms: 60_000 }, 'hard', 57_000)).toBe(0);
    expect(at({ type: 'offered', since_ms: 0, nudged: true }, 'soft', 85_000)).toBe(3_000);
    expect(at({ type: 'grace', ends_ms: 60_000 }, 'soft', 70_000)).toBe(6_000);
  });
});
