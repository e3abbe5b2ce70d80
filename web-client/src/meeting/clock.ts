import { MINUTE_MS } from '../lib/units';
import type { FloorClock, MeetingView, Turn } from '../protocol/generated';

/** Meeting time as last heard, against a clock of this device that only goes forward. */
export interface MeetingClock {
  at_ms: number;
  heard_ms: number;
}

export function meetingTime(clock: MeetingClock, deviceMs: number): number {
  return clock.at_ms + Math.max(0, deviceMs - clock.heard_ms);
}

/** Floor time stands still while the floor is paused. */
export function floorTime(clock: FloorClock, atMs: number): number {
  if (clock.running_since_ms === null) return clock.floor_ms;
  return clock.floor_ms + Math.max(0, atMs - clock.running_since_ms);
}

/** What is left of a share; null is untimed or not running. */
export function shareLeftMs(turn: Turn, floorMs: number): number | null {
  switch (turn.stage.type) {
    case 'offered':
    case 'accepted':
      return turn.share_ms === 0 ? null : turn.share_ms;
    case 'speaking':
      return turn.stage.ends_ms === null ? null : Math.max(0, turn.stage.ends_ms - floorMs);
    case 'held':
      return turn.stage.left_ms;
    case 'grace':
    case 'last_draft':
      return 0;
    default:
      return null;
  }
}

/** How much of the share is left, from 1 to 0, for the arc around the pebble. */
export function shareLeft(turn: Turn, floorMs: number, extensionMs: number): number | null {
  const left = shareLeftMs(turn, floorMs);
  if (left === null || turn.share_ms === 0) return null;
  const whole = turn.share_ms + (turn.extended ? extensionMs : 0);
  return Math.min(1, left / whole);
}

/** When the meeting is planned to end, in floor time: with its date, or with the minutes of its agenda. */
export const plannedEndMs = (view: MeetingView): number =>
  view.planned_end_ms ?? minutesMs(view, view.agenda.keys());

/**
 * What is left of the current item; below zero it runs over. It never eats the
 * closing round and what follows it (rule 12).
 */
export function itemLeftMs(view: MeetingView, floorMs: number): number | null {
  const time = view.item_times.find(({ ended_ms }) => ended_ms === null);
  const item = time && view.agenda[time.item];
  if (!item) return null;
  const own = time.started_ms + item.minutes * MINUTE_MS;
  const closing = view.coming.findIndex((other) => view.agenda[other]?.closing);
  if (item.closing || closing < 0) return own - floorMs;
  const end = plannedEndMs(view) - minutesMs(view, view.coming.slice(closing));
  return Math.min(own, Math.max(end, time.started_ms)) - floorMs;
}

/** What these items were given together. */
export function minutesMs(view: MeetingView, items: Iterable<number>): number {
  return [...items].reduce((sum, item) => sum + (view.agenda[item]?.minutes ?? 0), 0) * MINUTE_MS;
}

/**
 * Time in half minutes, for words: nobody reads a clock here. At least one
 * half, because "no time" is not something to tell a person who is speaking.
 */
export function halfMinutes(ms: number): number {
  return Math.max(1, Math.round(ms / 30_000));
}
