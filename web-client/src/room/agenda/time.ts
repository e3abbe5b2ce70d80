/** Whether a round has time for its people. */
import type { AgendaItem, RoomKind } from '../../api/generated';
import { MINUTE_MS } from '../../lib/units';
import type { Tight, Timing } from '../../protocol/generated';
import { hasRounds } from '../../meeting/modes';

/** The clocks that say what the shortest share takes. */
export type RoundClocks = Pick<Timing, 'share_ms_min' | 'handover_ms'>;

/** A therapist is not part of a round. */
export const inRounds = (kind: RoomKind, capacity: number): number =>
  kind === 'therapist_led' ? Math.max(0, capacity - 1) : capacity;

/** How many people have time for the shortest share; none in an item without a timed round. */
function peopleOf(item: AgendaItem, clocks: RoundClocks): number | null {
  if (!hasRounds(item.mode) || item.share_ms <= 0) return null;
  const each = Math.min(item.share_ms, clocks.share_ms_min) + clocks.handover_ms;
  return Math.floor((item.minutes * MINUTE_MS) / Math.max(1, each));
}

export const isImpossible = (item: AgendaItem, clocks: RoundClocks): boolean =>
  peopleOf(item, clocks) === 0;

/** The rounds in which this many people can't all have the shortest share. They can still be held. */
export function tightRounds(
  agenda: readonly AgendaItem[],
  clocks: RoundClocks,
  people: number,
): Tight[] {
  return agenda.flatMap((item, at) => {
    const fitting = peopleOf(item, clocks);
    return fitting !== null && fitting < people ? [{ item: at, people: fitting }] : [];
  });
}
