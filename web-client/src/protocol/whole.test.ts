import { expect, it } from 'vitest';
import { person } from '../meeting/testing/world';
import type { MeetingView, Numbered, ServerMessage } from './generated';
import { whole, wholeEvent } from './whole';

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
  const events = [{ seq: 8, at_ms: 5, event: { type: 'held', who: 'ada' } }];
  expect(read({ type: 'events', events })).toEqual({
    type: 'events',
    after: 7,
    upto: 8,
    at_ms: 5,
    events,
  });
});

it('takes what a posted message leaves out from its event and from the meeting', () => {
  const view = { people: [person('ada', 0)], item: 2, floor: { turn: { id: 4 } } };
  const read = (message: object, type = 'posted') => {
    const sent = { seq: 8, at_ms: 5, event: { type, message } } as unknown as Numbered;
    return wholeEvent(sent, view as unknown as MeetingView);
  };
  const event = (message: object) => ({ event: { message } });
  const name = person('ada', 0).name;
  const message = { ...rest, id: 8, at_ms: 5, from: 'ada', name, text: 'Hello', item: 2 };
  expect(read({ from: 'ada', text: 'Hello' })).toMatchObject(event(message));
  for (const kind of ['share', 'reply']) {
    const said = { from: 'ada', text: 'Hello', kind };
    expect(read(said)).toMatchObject(event({ ...message, kind, turn: 4 }));
  }
  const whisper = { from: 'ada', text: 'Hello', kind: 'whisper', to: 'kit' };
  expect(read(whisper, 'whispered')).toMatchObject(
    event({ ...message, kind: 'whisper', to: 'kit' }),
  );
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
