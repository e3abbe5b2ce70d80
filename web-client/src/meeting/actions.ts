/** What one can do now: what one may, where it makes sense at this moment. */
import type { FeedbackKind, MeetingView, ParticipantId, Turn } from '../protocol/generated';
import {
  amHolder,
  currentItem,
  hasHands,
  hasRounds,
  hasTurns,
  namable,
  nextItem,
  takesTurns,
  upcoming,
} from './order';
import { me } from './people';
import { may } from './policy';

export interface OwnActions {
  pass: boolean;
  defer: boolean;
  raiseHand: boolean;
  lowerHand: boolean;
  object: boolean;
  volunteer: boolean;
}

export function ownActions(view: MeetingView): OwnActions {
  const running = view.phase.type === 'running';
  return {
    pass: running && may(view, 'pass') && canPass(view),
    defer: running && may(view, 'defer') && canDefer(view),
    raiseHand: running && may(view, 'raise_hand') && canRaiseHand(view),
    lowerHand: handIsUp(view),
    object: may(view, 'object') && canObject(view),
    volunteer: may(view, 'volunteer') && canVolunteer(view),
  };
}

const ownTurn = (view: MeetingView): Turn | null => (amHolder(view) ? view.floor.turn : null);
const ownSeat = (view: MeetingView) =>
  view.floor.round?.seats.find(({ who }) => who === view.me.id) ?? null;
const handIsUp = (view: MeetingView): boolean =>
  view.floor.queue.some(({ who }) => who === view.me.id);

function canPass(view: MeetingView): boolean {
  const own = ownTurn(view);
  if (own) return own.stage.type === 'offered';
  const seat = ownSeat(view);
  return seat !== null && (seat.state === 'pending' || seat.state === 'deferred' || seat.returned);
}

/** Once each, and never with a talking piece; in a queue only if somebody else waits. */
function canDefer(view: MeetingView): boolean {
  const own = ownTurn(view);
  const mode = currentItem(view)?.mode;
  const offered = own?.stage.type === 'offered';
  if (mode === 'queue') return offered && view.floor.queue.length > 0;
  if (mode !== 'round' && mode !== 'tag') return false;
  const seat = ownSeat(view);
  return seat?.deferred_once === false && (offered || (!own && seat.state === 'pending'));
}

/** In a round a hand says: I want to speak after all. */
function canRaiseHand(view: MeetingView): boolean {
  const person = me(view);
  if (!person || person.mute || handIsUp(view) || ownTurn(view) || !takesTurns(person))
    return false;
  const mode = currentItem(view)?.mode;
  if (hasHands(mode)) return true;
  if (!hasRounds(mode) || !view.floor.round) return false;
  const seat = ownSeat(view);
  if (!seat) return true;
  return (
    mode !== 'talking_piece' &&
    (seat.state === 'passed' || (seat.state === 'away' && !seat.returned))
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

/** What a sharer may ask for; reactions only where the room has them. */
export function feedbackKinds(view: MeetingView): FeedbackKind[] {
  const all: FeedbackKind[] = ['nothing', 'listening', 'reactions', 'questions', 'suggestions'];
  return all.filter((kind) => kind !== 'reactions' || view.settings.reactions);
}

export interface LeadActions {
  open: boolean;
  startRound: boolean;
  closeRound: boolean;
  callNext: boolean;
  /** Who the floor would go to. */
  next: ParticipantId | null;
  extend: boolean;
  nudge: boolean;
  takeFloor: boolean;
  giveFloor: boolean;
  pause: boolean;
  resume: boolean;
  advance: boolean;
  changeMode: boolean;
  end: boolean;
}

export function leadActions(view: MeetingView): LeadActions {
  const { turn, round } = view.floor;
  const running = view.phase.type === 'running';
  const going = running && view.pause === null;
  const mode = currentItem(view)?.mode;
  const quiet = round?.phase.type === 'silence';
  const next = (mode === 'tag' ? namable(view)[0]?.id : upcoming(view)[0]) ?? null;
  const callable = hasRounds(mode)
    ? round !== null && (turn !== null || (mode === 'tag' && next !== null))
    : hasTurns(mode) && (turn !== null || next !== null);
  return {
    open: view.phase.type === 'gathering' && may(view, 'open_meeting'),
    startRound: going && hasRounds(mode) && !turn && (!round || quiet) && may(view, 'start_round'),
    closeRound: going && round !== null && may(view, 'close_round'),
    callNext: going && callable && may(view, 'call_next'),
    next,
    extend: going && turn !== null && isTimed(turn) && !turn.extended && may(view, 'extend'),
    nudge: going && turn !== null && isNudgeable(turn) && !amHolder(view) && may(view, 'nudge'),
    takeFloor: going && turn !== null && may(view, 'take_floor'),
    giveFloor:
      going &&
      hasTurns(mode) &&
      mode !== 'talking_piece' &&
      (!hasRounds(mode) || round !== null) &&
      may(view, 'give_floor'),
    pause: running && (view.pause === null || view.pause === 'restart') && may(view, 'pause_floor'),
    resume: running && view.pause === 'crisis' && may(view, 'resume_floor'),
    advance: going && may(view, 'advance') && view.item !== null && nextItem(view) !== null,
    changeMode: going && may(view, 'change_mode'),
    end: may(view, 'end_meeting'),
  };
}

function isTimed({ stage }: Turn): boolean {
  if (stage.type === 'speaking') return stage.ends_ms !== null;
  return stage.type === 'grace' || stage.type === 'last_draft';
}

const isNudgeable = ({ stage }: Turn): boolean =>
  ['offered', 'accepted', 'speaking', 'grace'].includes(stage.type);
