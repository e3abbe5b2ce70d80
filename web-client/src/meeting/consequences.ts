/** Who loses something if the round, the item or the meeting ends now. */
import type { Command, MeetingView, Person, Turn } from '../protocol/generated';
import { takesTurns } from './order';
import { personOf, presentPeople, waitingPeople } from './people';
import { someStillWrite } from './sealed';

/** What ends more than one person's turn. */
export type Ending = Extract<
  Command,
  { type: 'close_round' | 'advance' | 'open_sealed' | 'end_meeting' }
>;

interface Consequences {
  /** Would be cut off in the middle of their share. */
  sharing: Person | null;
  /** Would not be heard. */
  unheard: Person[];
  /** Would not be let in, if the meeting ends. */
  waiting: Person[];
}

export function consequences(view: MeetingView): Consequences {
  const { turn } = view.floor;
  const sharing = turn && isSharing(turn) && turn.holder !== view.me.id;
  return {
    sharing: sharing ? personOf(view, turn.holder) : null,
    unheard: unheard(view),
    waiting: waitingPeople(view),
  };
}

/** Whether somebody loses something, so that it is asked once more. */
export function needsConsent(view: MeetingView, command: Command): command is Ending {
  if (command.type === 'open_sealed') return someStillWrite(view);
  if (command.type !== 'close_round' && command.type !== 'advance') return false;
  const { sharing, unheard } = consequences(view);
  // Nobody is cut off by going on: the server refuses it while somebody shares.
  if (command.type === 'advance' && someStillWrite(view)) return true;
  return unheard.length > 0 || (sharing !== null && command.type === 'close_round');
}

/** In a round, those who neither shared nor passed; otherwise those whose hand is up. */
function unheard(view: MeetingView): Person[] {
  const { round, queue, turn } = view.floor;
  if (!round) return queue.flatMap(({ who }) => personOf(view, who) ?? []);
  const state = new Map(round.slots.map(({ who, state }) => [who, state]));
  return presentPeople(view)
    .filter((person) => takesTurns(person) && !person.listening)
    .filter(({ id }) => !(turn?.holder === id && hasBegun(turn)))
    .filter(({ id }) => state.get(id) !== 'done' && state.get(id) !== 'passed');
}

function hasBegun({ stage }: Turn): boolean {
  if (stage.type === 'held') return stage.begun;
  return stage.type !== 'offered' && stage.type !== 'accepted';
}

function isSharing({ stage }: Turn): boolean {
  if (stage.type === 'held') return stage.begun;
  return ['accepted', 'speaking', 'grace', 'last_draft'].includes(stage.type);
}
