/** What the viewer can do with a message that stands: take it back, or as a lead cover it. */
import type { MeetingView, Message } from '../protocol/generated';
import { personOf } from './people';
import { isBelowMe, may } from './policy';

interface MessageActions {
  takeBack: boolean;
  /** Of another person; the reason is asked for. */
  takeBackOther: boolean;
  cover: boolean;
}

export const isWhisper = ({ kind }: Message): boolean => kind === 'whisper' || kind === 'door';

export function messageActions(view: MeetingView, message: Message): MessageActions {
  const stands = message.taken_back_by === null;
  const mine = message.from === view.me.id;
  const writer = personOf(view, message.from);
  const below = !mine && (writer === null || isBelowMe(view, writer));
  // What only leads could read stays with its writer.
  const forOthers = !isWhisper(message) || message.to !== null;
  return {
    takeBack: stands && mine && may(view, 'take_back'),
    takeBackOther: stands && below && forOthers && may(view, 'take_back_other'),
    cover: stands && below && !isWhisper(message) && may(view, 'cover'),
  };
}
