/** What a lead can do for the floor and the meeting now; some of it also whoever has a task. */
import type { Command, MeetingView, ParticipantId, Turn } from '../protocol/generated';
import { hasRounds, hasTurns } from './modes';
import { amHolder, currentItem, namable, nextItem, standsStill, upcoming } from './order';
import { may } from './policy';
import { openSealed } from './sealed';

/** The command for each, or null where one can't; `giveFloor`, `changeMode` and `end` ask for more than a click. */
export interface LeadActions {
  open: Command | null;
  startRound: Command | null;
  /** Nobody shared in this item yet, so that its round is what comes. */
  roundDue: boolean;
  closeRound: Command | null;
  callNext: Command | null;
  /** Opens a sealed round, or shows its next share. */
  openSealed: Command | null;
  extend: Command | null;
  nudge: Command | null;
  takeFloor: Command | null;
  giveFloor: boolean;
  pause: Command | null;
  holdSilence: boolean;
  resume: Command | null;
  advance: Command | null;
  changeMode: boolean;
  muteAll: Command | null;
  unmuteAll: Command | null;
  end: boolean;
}

/** Whether there is anything at all to do for the floor. */
export const keepsFloor = (view: MeetingView): boolean =>
  Object.values(leadActions(view)).some(Boolean);

/** Who the floor would go to. */
export const nextUp = (view: MeetingView): ParticipantId | null =>
  (currentItem(view)?.mode === 'tag' ? namable(view)[0]?.id : upcoming(view)[0]) ?? null;

export function leadActions(view: MeetingView): LeadActions {
  const { turn, round } = view.floor;
  const { item } = view;
  const running = view.phase.type === 'running';
  const going = running && !standsStill(view);
  const mode = currentItem(view)?.mode;
  const only = (can: boolean, command: Command): Command | null =>
    can && may(view, command.type) ? command : null;
  const onTurn = (can: (turn: Turn) => boolean, type: 'extend' | 'nudge' | 'take_floor') =>
    turn && only(going && can(turn), { type, turn: turn.id });
  const begins = going && hasRounds(mode) && !turn && (!round || round.phase.type === 'silence');
  const { pause } = view;
  const pausable = pause === null || pause === 'restart' || pause === 'silence';
  const startRound = item === null ? null : only(begins, { type: 'start_round', item });
  return {
    open: only(view.phase.type === 'gathering', { type: 'open_meeting' }),
    startRound,
    roundDue:
      startRound !== null && !round && !view.floor.round_held && view.floor.shares.length === 0,
    closeRound: round && only(going, { type: 'close_round', round: round.id }),
    callNext: only(going && canCall(view), { type: 'call_next', from: turn?.id ?? null }),
    openSealed: going ? openSealed(view) : null,
    extend: onTurn((turn) => isTimed(turn) && !turn.extended, 'extend'),
    nudge: onTurn((turn) => isNudgeable(turn) && !amHolder(view), 'nudge'),
    takeFloor: onTurn(() => true, 'take_floor'),
    giveFloor:
      going &&
      hasTurns(mode) &&
      mode !== 'talking_piece' &&
      (!hasRounds(mode) || round !== null) &&
      may(view, 'give_floor'),
    pause: only(running && pausable, { type: 'pause_floor' }),
    holdSilence: running && pause === null && may(view, 'hold_silence'),
    resume: only(running && (pause === 'crisis' || pause === 'silence'), { type: 'resume_floor' }),
    advance:
      item === null
        ? null
        : only(going && nextItem(view) !== null, { type: 'advance', from: item, to: null }),
    changeMode: going && item !== null && may(view, 'change_mode'),
    muteAll: only(!view.everyone_muted, { type: 'mute_all' }),
    unmuteAll: only(view.everyone_muted, { type: 'unmute_all' }),
    end: may(view, 'end_meeting'),
  };
}

function canCall(view: MeetingView): boolean {
  const { turn, round } = view.floor;
  const mode = currentItem(view)?.mode;
  const someone = nextUp(view) !== null;
  if (!hasRounds(mode)) return hasTurns(mode) && (turn !== null || someone);
  return round !== null && (turn !== null || (mode === 'tag' && someone));
}

function isTimed({ stage }: Turn): boolean {
  if (stage.type === 'speaking') return stage.ends_ms !== null;
  return stage.type === 'grace' || stage.type === 'last_draft';
}

const isNudgeable = ({ stage }: Turn): boolean =>
  ['offered', 'accepted', 'speaking', 'grace'].includes(stage.type);
