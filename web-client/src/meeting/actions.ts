/** What the viewer can do for themselves now: what they may do, where it makes sense at this moment. */
import type { Command, FeedbackKind, MeetingView, Turn } from '../protocol/generated';
import { composerState } from './composer';
import { hasHands, hasRounds } from './modes';
import { amHolder, currentItem, hasReactions, standsStill, takesTurns } from './order';
import { amMuted, me } from './people';
import { may } from './policy';

/** The command for each, or null where it can't be done: a control is shown exactly when its command exists. */
export interface OwnActions {
  accept: Command | null;
  pass: Command | null;
  defer: Command | null;
  done: Command | null;
  askForMore: Command | null;
  stopFeedback: Command | null;
  raiseHand: Command | null;
  lowerHand: Command | null;
  /** Asks the leads to speak, or asks no more: where one can't write, and a hand can't be raised. */
  askToSpeak: Command | null;
  /** Goes back to the group, as either of the two. */
  endAside: Command | null;
  /** Turns listening on and off. */
  listen: Command | null;
  object: Command | null;
  volunteer: Command | null;
}

export function ownActions(view: MeetingView): OwnActions {
  const running = view.phase.type === 'running';
  const own = ownTurn(view);
  const turn = own?.id ?? null;
  const going = own !== null && !standsStill(view) && !amMuted(view);
  const at = own?.stage.type;
  const person = me(view);
  const listens = person !== null && takesTurns(person) && may(view, 'listen_only');
  const only = (can: boolean, command: Command): Command | null => (can ? command : null);
  return {
    accept: going && at === 'offered' ? { type: 'accept', turn: own.id } : null,
    pass: only(running && may(view, 'pass') && canPass(view), { type: 'pass', turn }),
    defer: only(running && may(view, 'defer') && canDefer(view), { type: 'defer', turn }),
    done: going && isSharing(own) ? { type: 'done', turn: own.id } : null,
    askForMore: going && canAskForMore(view, own) ? { type: 'ask_for_more', turn: own.id } : null,
    stopFeedback: going && at === 'feedback' ? { type: 'stop_feedback', turn: own.id } : null,
    raiseHand: only(running && may(view, 'raise_hand') && canRaiseHand(view), {
      type: 'raise_hand',
    }),
    lowerHand: only(handIsUp(view), { type: 'lower_hand' }),
    askToSpeak: only(canAskToSpeak(view), {
      type: 'ask_to_speak',
      on: person?.asks_to_speak !== true,
    }),
    endAside: only((person?.aside ?? null) !== null, { type: 'end_aside', who: view.me.id }),
    listen: only(listens, { type: 'listen_only', on: person?.listening === false }),
    object: only(may(view, 'object') && canObject(view), { type: 'object' }),
    volunteer: only(may(view, 'volunteer') && canVolunteer(view), { type: 'volunteer' }),
  };
}

/** Elsewhere a raised hand asks for the floor. */
const canAskToSpeak = (view: MeetingView): boolean =>
  view.phase.type === 'running' &&
  may(view, 'ask_to_speak') &&
  ['muted', 'paused', 'silent'].includes(composerState(view).type);

const isSharing = ({ stage }: Turn): boolean =>
  ['accepted', 'speaking', 'grace', 'last_draft'].includes(stage.type);

const canAskForMore = (view: MeetingView, turn: Turn): boolean =>
  ['speaking', 'grace'].includes(turn.stage.type) &&
  turn.share_ms > 0 &&
  !turn.extended &&
  view.floor.more_time === null;

const ownTurn = (view: MeetingView): Turn | null => (amHolder(view) ? view.floor.turn : null);
const ownSlot = (view: MeetingView) =>
  view.floor.round?.slots.find(({ who }) => who === view.me.id) ?? null;
export const handIsUp = (view: MeetingView): boolean =>
  view.floor.queue.some(({ who }) => who === view.me.id);

function canPass(view: MeetingView): boolean {
  const own = ownTurn(view);
  if (own) return own.stage.type === 'offered' || isSharing(own);
  const slot = ownSlot(view);
  return slot !== null && (slot.state === 'pending' || slot.state === 'deferred' || slot.returned);
}

/** Once each, and never with a talking piece; in a queue only if somebody else waits. */
function canDefer(view: MeetingView): boolean {
  const own = ownTurn(view);
  const mode = currentItem(view)?.mode;
  const offered = own?.stage.type === 'offered';
  if (mode === 'queue') return offered && view.floor.queue.length > 0;
  if (mode !== 'round' && mode !== 'tag') return false;
  const slot = ownSlot(view);
  return slot?.deferred_once === false && (offered || (!own && slot.state === 'pending'));
}

/** In a round a hand says: I want to speak after all. */
function canRaiseHand(view: MeetingView): boolean {
  const person = me(view);
  if (!person || amMuted(view) || handIsUp(view) || ownTurn(view) || !takesTurns(person))
    return false;
  const mode = currentItem(view)?.mode;
  if (hasHands(mode)) return true;
  if (!hasRounds(mode) || !view.floor.round) return false;
  const slot = ownSlot(view);
  if (!slot) return true;
  return (
    mode !== 'talking_piece' &&
    (slot.state === 'passed' || (slot.state === 'away' && !slot.returned))
  );
}

function canObject(view: MeetingView): boolean {
  const decides = view.kind === 'peer_led' || may(view, 'extend');
  const minute = view.floor.more_time !== null && !amHolder(view) && decides;
  const volunteer = view.lead_lost?.volunteer ?? null;
  return minute || (volunteer !== null && volunteer !== view.me.id);
}

const canVolunteer = ({ lead_lost: lost }: MeetingView): boolean =>
  lost !== null && lost.closes_ms !== null && lost.volunteer === null;

/** What a sharer may ask for; reactions only where the item has them. */
export function feedbackKinds(view: MeetingView): FeedbackKind[] {
  const all: FeedbackKind[] = ['nothing', 'listening', 'reactions', 'questions', 'suggestions'];
  return all.filter((kind) => kind !== 'reactions' || hasReactions(view, view.item));
}
