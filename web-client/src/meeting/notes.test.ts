import { describe, expect, it } from 'vitest';
import { english } from '../i18n/en';
import { formatter } from '../i18n/formatter';
import type { Event } from '../protocol/generated';
import { logAfter } from './log';
import { noteText } from './note-text';
import { noteOf } from './notes';
import { reduce } from './reduce';
import { item, numbered, world } from './testing/world';

const words = english(formatter('en')).meeting;
const topic = { id: 1, by: 'bo', text: 'Evenings', chosen_by: ['bo'] };

function told(event: Event, before = world()): string | null {
  const note = noteOf(event, before, reduce(before, numbered(event)));
  return note && noteText(note, words);
}

describe('a note', () => {
  it('says whose minutes went where', () => {
    const moved = { from: 1, from_minutes: 5, to: 0, to_minutes: 15 };
    expect(told({ type: 'time_moved', ...moved, by: 'ada' })).toBe(
      'Ada moved 5 minutes from queue to round',
    );
    expect(told({ type: 'time_moved', ...moved, by: 'cy' })).toBe(
      'You moved 5 minutes from queue to round',
    );
  });

  it('names somebody at the door whom the reader knows by the question about them', () => {
    const before = world({
      observer_questions: [{ who: 'nora', name: 'Nora', until_ms: 120_000 }],
    });
    const event: Event = { type: 'observer_question_over', who: 'nora', agreed: false };
    expect(told(event, before)).toBe('Nora doesn’t observe today');
  });

  it('promises a later turn only where there is one', () => {
    const event: Event = {
      type: 'turn_ended',
      turn: 1,
      holder: 'bo',
      reason: 'no_answer',
      shared: false,
    };
    expect(told(event)).toBe('The floor moved on. Bo can still come in at the end');
    const piece = world({ agenda: [item('talking_piece')] });
    expect(told(event, piece)).toBe('The floor moved on from Bo');
  });

  it('is said once when the holder goes', () => {
    const event = { type: 'turn_ended', turn: 1, holder: 'bo', reason: 'left', shared: true };
    expect(told(event as Event)).toBeNull();
    const gone = { type: 'departed', who: 'bo', was: 'present', how: 'left' };
    expect(told({ ...gone, by: null, reason: null } as Event)).toBe('Bo left');
  });

  it('says which topic is taken up, and that none is', () => {
    const before = world({ topics: { proposed: [topic], current: null, count: 1 } });
    expect(told({ type: 'topic_taken_up', topic: 1, by: null }, before)).toBe(
      'The topic now: Evenings',
    );
    expect(told({ type: 'topic_taken_up', topic: null, by: 'ada' }, before)).toBe(
      'No topic for now',
    );
  });

  it('is not said twice by who tries several orders', () => {
    const view = world();
    const arranged = (coming: number[], by: string) =>
      numbered({ type: 'agenda_arranged', coming, by });
    const once = logAfter([], arranged([2, 1], 'ada'), view, view);
    expect(logAfter(once, arranged([1, 2], 'ada'), view, view)).toEqual(once);
    expect(logAfter(once, arranged([1, 2], 'bo'), view, view)).toHaveLength(2);
  });
});
