/** Calls for help, as the caller and those who read them see them. */
import type { MeetingView, ParticipantId, Person, WaitingView } from '../protocol/generated';
import { me, nameOf } from './people';

/** What became of one's own call, by names in the order of the circle. */
export interface Answer {
  /** Who was told and is here. */
  told: string[];
  /** Who had it on their screen. */
  read: string[];
  /** Who wrote back. */
  answered: string | null;
  /** Nobody had read it in time, so it was sent again. */
  repeated: boolean;
}

/** The truth about the viewer's own call; null if they made none. */
export function answerOf(view: MeetingView): Answer | null {
  const call = me(view)?.help;
  if (!call) return null;
  const among = (who: ParticipantId[]) => view.people.filter(({ id }) => who.includes(id));
  const names = (people: Person[]) => people.map(({ name }) => name);
  const isHere = ({ place, connected }: Person) => place === 'present' && connected;
  return {
    told: names(among(call.told).filter(isHere)),
    read: names(among(call.read_by)),
    answered: call.answered_by === null ? null : nameOf(view, call.answered_by),
    repeated: call.repeated,
  };
}

/** The same at the door, where the server gives the names. */
export const answerAtDoor = ({ help }: WaitingView): Answer | null =>
  help && {
    told: help.told,
    read: help.read_by,
    answered: help.answered_by,
    repeated: help.repeated,
  };

/** Whether nobody has read the call. */
export const isUnread = ({ read, answered }: Answer): boolean =>
  read.length === 0 && answered === null;

export type Caller = Person & { help: NonNullable<Person['help']> };

/** Those whose calls the viewer reads, the longest waiting first. The server shows no others. */
export const callers = (view: MeetingView): Caller[] =>
  view.people
    .filter((person): person is Caller => person.help !== null && person.id !== view.me.id)
    .toSorted((a, b) => a.help.asked_ms - b.help.asked_ms);

/** Those of them to whom nobody has written yet. */
export const unanswered = (view: MeetingView): Caller[] =>
  callers(view).filter(({ help }) => help.answered_by === null);
