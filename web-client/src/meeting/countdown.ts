/** How long until a door opens, counted from what the server said and a clock that nobody sets. */
import { MINUTE_MS } from '../lib/units';

/** Longest that a page counts in minutes; beyond it says the time of day. */
const COUNTED_MINUTES = 60;

/** What the server said, and when it was heard, by the clock of this page. */
export interface Opening {
  opens_at: number;
  now: number;
  heard_ms: number;
}

export const opensInMs = (opening: Opening, pageMs: number): number =>
  opening.opens_at - opening.now - (pageMs - opening.heard_ms);

/** Whole minutes, rounded up; null while they are too many to count. */
export function countedMinutes(ms: number): number | null {
  const minutes = Math.max(1, Math.ceil(ms / MINUTE_MS));
  return minutes > COUNTED_MINUTES ? null : minutes;
}
