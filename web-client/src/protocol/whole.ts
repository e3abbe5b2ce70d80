/**
 * What the server leaves out of its messages, filled in: the rest of the client sees whole ones. The guide of
 * the protocol (`src/protocol/guide.md`, "Left out") has the rules. Events are filled in one by one as they are
 * applied, since what was posted takes its writer's name, its item and its turn from the meeting just then.
 */
import type { MeetingView, Message, Numbered, ServerMessage } from './generated';

/** Fills in one message of the server, which may be whole already. */
export function whole(message: ServerMessage): ServerMessage {
  switch (message.type) {
    case 'snapshot':
      return { ...message, view: wholeView(message.view) };
    case 'waiting':
      return { ...message, view: { ...message.view, whispers: written(message.view.whispers) } };
    case 'page':
      return { ...message, messages: written(message.messages) };
    case 'events':
      return wholeEvents(message);
    default:
      return message;
  }
}

type Events = Extract<ServerMessage, { type: 'events' }>;

function wholeEvents(frame: Events): Events {
  const said: Partial<Events> = frame;
  const [first, last] = [frame.events[0], frame.events.at(-1)];
  if (first === undefined || last === undefined) return frame;
  const follows = { after: first.seq - 1, upto: last.seq, at_ms: last.at_ms };
  return { ...follows, ...said, type: 'events', events: frame.events };
}

/** Fills in the messages of a meeting. */
export function wholeView(view: MeetingView): MeetingView {
  return { ...view, messages: written(view.messages), whispers: written(view.whispers) };
}

/** Fills in the event that comes next in a meeting. */
export function wholeEvent(numbered: Numbered, view: MeetingView): Numbered {
  const { seq, at_ms, event } = numbered;
  if (event.type !== 'posted' && event.type !== 'whispered') return numbered;
  const { kind = 'open', from } = event.message as Partial<Message>;
  const writer = view.people.find(({ id }) => id === from);
  const inTurn = kind === 'share' || kind === 'reply';
  const posting = {
    name: writer?.name ?? '',
    item: view.item,
    turn: inTurn ? (view.floor.turn?.id ?? null) : null,
  };
  const [message] = written([{ ...posting, ...event.message, id: seq, at_ms }]);
  return { ...numbered, event: { ...event, message: message! } };
}

const written = (messages: Message[]): Message[] =>
  messages.map((message) => ({ ...nothing(), ...message }));

const nothing = (): Omit<Message, 'id' | 'at_ms' | 'from' | 'name' | 'text'> => ({
  kind: 'open',
  turn: null,
  item: null,
  to: null,
  alone: false,
  note: null,
  noted_by_lead: false,
  reactions: [],
  taken_back_by: null,
});
