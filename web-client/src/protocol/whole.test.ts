import { expect, it } from 'vitest';
import type { ServerMessage } from './generated';
import { whole } from './whole';

const read = (frame: unknown) => whole(frame as ServerMessage);
const rest = {
  kind: 'open',
  turn: null,
  item: null,
  to: null,
  alone: false,
  note: null,
  noted_by_lead: false,
  reactions: [],
  taken_back_by: null,
};

it('takes what a frame leaves out from its events', () => {
  const posted = { type: 'posted', message: { from: 'ada', name: 'Ada', text: 'Hello' } };
  const frame = { type: 'events', events: [{ seq: 8, at_ms: 5, event: posted }] };
  const message = { id: 8, at_ms: 5, from: 'ada', name: 'Ada', text: 'Hello', ...rest };
  expect(read(frame)).toEqual({
    type: 'events',
    after: 7,
    upto: 8,
    at_ms: 5,
    events: [{ seq: 8, at_ms: 5, event: { type: 'posted', message } }],
  });
});

it('keeps what a frame says', () => {
  const frame = {
    type: 'events',
    after: 3,
    upto: 9,
    at_ms: 6,
    events: [{ seq: 8, at_ms: 5, event: { type: 'held', who: 'ada' } }],
  };
  expect(read(frame)).toEqual(frame);
  const none = { type: 'events', after: 3, upto: 9, at_ms: 6, events: [] };
  expect(read(none)).toEqual(none);
});

it('fills in older messages and whispers, which have a number and a time', () => {
  const short = {
    id: 2,
    at_ms: 1,
    from: 'ada',
    name: 'Ada',
    text: 'Hello',
    kind: 'whisper',
    to: 'kit',
  };
  const full = { ...rest, ...short };
  expect(read({ type: 'page', ref: 1, messages: [short], more: false })).toMatchObject({
    messages: [full],
  });
  const view = { messages: [short], whispers: [short] };
  expect(read({ type: 'snapshot', seq: 2, at_ms: 1, view })).toMatchObject({
    view: { messages: [full], whispers: [full] },
  });
  expect(read({ type: 'waiting', at_ms: 1, view: { whispers: [short] } })).toMatchObject({
    view: { whispers: [full] },
  });
});
