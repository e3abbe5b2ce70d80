/** The sealed round: everyone writes at once, and nobody reads anything before it is opened. */
import { MINUTE_MS } from '../lib/units';
import type { Command, Event, MeetingView, SealedShare } from '../protocol/generated';
import { currentItem, standsStill } from './order';
import { may } from './policy';

/** Whether nothing is held of a sealed round after an event. */
export const emptiesSealedRound = (event: Event): boolean =>
  event.type === 'sealed_changed'
    ? event.sealed.stage === 'opened'
    : ['item_started', 'mode_changed', 'ended'].includes(event.type);

/** Words that were handed in: what a share of a sealed round may be. */
type Words = Extract<SealedShare, { type: 'words' }>;

/**
 * What the viewer handed in and is held no more, although it was neither shown nor taken back: what a
 * muted person wrote, for one. `event` is null between two whole views.
 */
export function notShown(
  before: MeetingView,
  after: MeetingView,
  event: Event | null,
): Words | null {
  const own = before.me.sealed;
  if (own?.type !== 'words' || after.me.sealed !== null || after.phase.type === 'ended')
    return null;
  // It is shown with the next event, or was taken back.
  if (event?.type === 'sealed_share_changed') return null;
  const shown = after.messages.some(({ from, text }) => from === after.me.id && text === own.text);
  return shown ? null : own;
}

/** How long people can still write, in milliseconds of floor time; null when nobody does. */
export function writingLeftMs(view: MeetingView, floorMs: number): number | null {
  const item = currentItem(view);
  const { sealed } = view.floor;
  if (!item || sealed?.stage !== 'writing') return null;
  const length = item.share_ms > 0 ? item.share_ms : item.minutes * MINUTE_MS;
  return sealed.started_ms + length - floorMs;
}

/** What the viewer can do with their own share in the sealed round; null where they can't. */
interface SealedActions {
  pass: Command | null;
  takeBack: Command | null;
}

export function sealedActions(view: MeetingView): SealedActions {
  const { sealed } = view.floor;
  const own = view.me.sealed;
  if (!sealed || sealed.stage === 'opened') return { pass: null, takeBack: null };
  // Whoever handed words in takes them back first, so that no word is lost.
  const passes = sealed.stage === 'writing' && own === null && may(view, 'pass_sealed');
  const takes = own !== null && may(view, 'take_back_sealed');
  return {
    pass: passes ? { type: 'pass_sealed', round: sealed.id } : null,
    takeBack: takes ? { type: 'take_back_sealed', round: sealed.id } : null,
  };
}

/** Opens the round, or shows the next share; null where the viewer can't. */
export function openSealed(view: MeetingView): Command | null {
  const { sealed } = view.floor;
  if (!sealed || sealed.stage === 'opened' || standsStill(view)) return null;
  if (!may(view, 'open_sealed')) return null;
  return { type: 'open_sealed', round: sealed.id, shown: sealed.shown };
}

/** Whether somebody has not handed anything in yet, so that they could not any more once it is opened. */
export const someStillWrite = ({ floor: { sealed } }: MeetingView): boolean =>
  sealed?.stage === 'writing' && sealed.shares_in < sealed.of;
