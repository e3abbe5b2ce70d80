/** What one can do now: what one may, where it makes sense at this moment. */
import type { MeetingView, Mode } from '../protocol/generated';
import { amHolder, currentItem, upcoming } from './order';
import { me } from './people';
import { may } from './policy';

const HAND_MODES: readonly Mode[] = ['queue', 'directed', 'tag', 'presenter'];

export interface OwnActions {
  pass: boolean;
  defer: boolean;
  raiseHand: boolean;
  lowerHand: boolean;
  object: boolean;
  volunteer: boolean;
}

export function ownActions(view: MeetingView): OwnActions {
  const own = amHolder(view) ? view.floor.turn : null;
  const seat = view.floor.round?.seats.find(({ who }) => who === view.me.id);
  const toCome = seat?.state === 'pending' || seat?.state === 'deferred';
  const offered = own?.stage.type === 'offered';
  const running = view.phase.type === 'running';
  const mode = currentItem(view)?.mode;
  const inQueue = view.floor.queue.some(({ who }) => who === view.me.id);
  const unheard = view.floor.round?.phase.type === 'anyone_unheard';
  const volunteer = view.lead_lost?.volunteer ?? null;
  return {
    pass: may(view, 'pass') && running && (offered || (!own && toCome)),
    defer:
      may(view, 'defer') &&
      running &&
      mode === 'round' &&
      seat?.deferred_once === false &&
      (offered || (!own && seat.state === 'pending')),
    raiseHand:
      may(view, 'raise_hand') &&
      running &&
      !own &&
      !inQueue &&
      !me(view)?.listening &&
      (unheard || (mode !== undefined && HAND_MODES.includes(mode))),
    lowerHand: inQueue,
    object:
      may(view, 'object') &&
      ((view.floor.more_time !== null && !own) ||
        (volunteer !== null && volunteer !== view.me.id)),
    volunteer:
      view.kind === 'peer_led' &&
      may(view, 'volunteer') &&
      view.lead_lost !== null &&
      view.lead_lost.closes_ms !== null &&
      volunteer === null,
  };
}

export interface LeadActions {
  open: boolean;
  startRound: boolean;
  closeRound: boolean;
  callNext: boolean;
  /** Who the floor would go to. */
  next: string | null;
  extend: boolean;
  nudge: boolean;
  takeFloor: boolean;
  giveFloor: boolean;
  pause: boolean;
  resume: boolean;
  advance: boolean;
  end: boolean;
}

export function leadActions(view: MeetingView): LeadActions {
  const { turn, round } = view.floor;
  const running = view.phase.type === 'running';
  const going = running && view.pause === null;
  const item = currentItem(view);
  const inRounds = item?.mode === 'round' || item?.mode === 'talking_piece';
  const speaking = turn !== null && ['speaking', 'grace', 'last_draft'].includes(turn.stage.type);
  const next = upcoming(view)[0] ?? null;
  return {
    open: view.phase.type === 'gathering' && may(view, 'open_meeting'),
    startRound: going && inRounds && !round && !turn && may(view, 'start_round'),
    closeRound: going && round !== null && may(view, 'close_round'),
    callNext: going && may(view, 'call_next') && (turn !== null || next !== null),
    next,
    extend: going && speaking && !turn.extended && turn.share_ms > 0 && may(view, 'extend'),
    nudge: going && turn !== null && !amHolder(view) && may(view, 'nudge'),
    takeFloor: going && turn !== null && may(view, 'take_floor'),
    giveFloor: going && may(view, 'give_floor'),
    pause: going && may(view, 'pause_floor'),
    resume: running && view.pause !== null && may(view, 'resume_floor'),
    advance: running && may(view, 'advance') && view.item !== null && view.item + 1 < view.agenda.length,
    end: may(view, 'end_meeting'),
  };
}
