import {
  MEETING_LIMITS,
  type Event,
  type MeetingView,
  type Message,
  type Reaction,
} from '../protocol/generated';
import { compareIds } from './ids';

/** A view holds as many as the server's snapshot does. */
const { messages_in_snapshot: MESSAGES_MAX, whispers_in_snapshot: WHISPERS_MAX } = MEETING_LIMITS;

/** What was said, and how people reacted. */
export function reduceTalk(view: MeetingView, event: Event): Partial<MeetingView> {
  switch (event.type) {
    case 'posted':
      return {
        messages: [...view.messages, event.message].slice(-MESSAGES_MAX),
        me: heard(view.me, event.message.from),
      };
    case 'whispered':
      return { whispers: [...view.whispers, event.message].slice(-WHISPERS_MAX) };
    case 'reacted':
      return { messages: view.messages.map((message) => reactedTo(message, event)) };
    case 'taken_back':
    case 'covered':
      return {
        messages: view.messages.map((message) => amended(message, event)),
        whispers: view.whispers.map((message) => amended(message, event)),
      };
    default:
      return {};
  }
}

/** Whoever writes to everyone is not waited for any more. */
const heard = (me: MeetingView['me'], who: string): MeetingView['me'] =>
  me.unheard ? { ...me, unheard: me.unheard.filter((one) => one !== who) } : me;

/** What became of a message after it was written. */
export function amended(
  message: Message,
  event: Extract<Event, { type: 'taken_back' | 'covered' }>,
): Message {
  if (event.type === 'taken_back') {
    if (!event.messages.includes(message.id)) return message;
    const nothing = { text: '', note: null, noted_by_lead: false, reactions: [] };
    return { ...message, ...nothing, taken_back_by: event.by };
  }
  if (event.message !== message.id || message.taken_back_by !== null) return message;
  return { ...message, note: event.note, noted_by_lead: true };
}

function reactedTo(message: Message, event: Extract<Event, { type: 'reacted' }>): Message {
  if (message.id !== event.message) return message;
  const { who, reaction } = event;
  const others = message.reactions.filter((mark) => mark.who !== who || mark.reaction !== reaction);
  return { ...message, reactions: event.on ? sorted([...others, { who, reaction }]) : others };
}

const ORDER: readonly Reaction[] = ['heard', 'me_too', 'thanks', 'with_you'];

/** The server keeps them as a set: by person, then by reaction. */
function sorted(marks: Message['reactions']): Message['reactions'] {
  return marks.toSorted(
    (a, b) => compareIds(a.who, b.who) || ORDER.indexOf(a.reaction) - ORDER.indexOf(b.reaction),
  );
}
