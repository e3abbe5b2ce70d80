import { expect, it } from 'vitest';
import type { MeetingView, Message } from '../protocol/generated';
import { message, person, world } from './testing/world';
import { addressees, replyTo, whisperCommand } from './whispers';

const people = [
  person('ada', 0, { role: 'facilitator' }),
  person('bo', 1, { role: 'co_facilitator' }),
  person('cy', 2),
  person('dee', 3),
];
const as = (id: string): MeetingView =>
  world({
    people,
    me: {
      id,
      warned_turn: null,
      multiplier_percent: 100,
      sealed: null,
      unheard: null,
      observer_answers: {},
    },
  });

const whisper = (from: string, over: Partial<Message> = {}) =>
  message(1, from, { kind: 'whisper', turn: null, ...over });

it('offers all leads, and each alone', () => {
  expect(addressees(as('cy'))).toEqual([
    { who: null, alone: false },
    { who: 'ada', alone: true },
    { who: 'bo', alone: true },
  ]);
  expect(addressees(as('ada'))).toEqual([
    { who: null, alone: false },
    { who: 'bo', alone: true },
  ]);
});

it('offers a lead who is the only one no channel with nobody in it', () => {
  const view = { ...as('ada'), people: people.filter(({ id }) => id !== 'bo') };
  expect(addressees(view)).toEqual([]);
});

it('answers alone what was said alone, and to the leads what a lead wrote', () => {
  expect(replyTo(as('ada'), whisper('cy'))).toEqual({ who: 'cy', alone: false });
  expect(replyTo(as('ada'), whisper('cy', { to: 'ada', alone: true }))).toEqual({
    who: 'cy',
    alone: true,
  });
  expect(replyTo(as('ada'), whisper('bo'))).toEqual({ who: null, alone: false });
  expect(replyTo(as('cy'), whisper('ada', { to: 'cy' }))).toEqual({ who: null, alone: false });
  expect(replyTo(as('cy'), whisper('cy'))).toBeNull();
});

it('lets a caller answer whoever steps in for the lead, and them the caller', () => {
  const help = {
    asked_ms: 0,
    told: [],
    read_by: [],
    repeated: true,
    for_backup: true,
    claimed_by: null,
    answered_by: null,
  };
  const called = people.map((p) => {
    if (p.id === 'cy') return { ...p, help };
    return p.id === 'dee' ? { ...p, services: ['backup' as const] } : p;
  });
  const reply = (me: string, from: string) =>
    replyTo({ ...as(me), people: called }, whisper(from, { to: me }));
  expect(reply('cy', 'dee')).toEqual({ who: 'dee', alone: false });
  expect(reply('dee', 'cy')).toEqual({ who: 'cy', alone: false });
});

it('sends the command that keeps it to one', () => {
  expect(whisperCommand({ who: 'ada', alone: true }, 'hm')).toEqual({
    type: 'whisper_alone',
    to: 'ada',
    text: 'hm',
  });
  expect(whisperCommand({ who: null, alone: false }, 'hm')).toEqual({
    type: 'whisper',
    to: null,
    text: 'hm',
  });
});
