/** How far the start of a date is, for people who gather for it. */
import { MINUTE_MS } from '../lib/units';
import type { MeetingDate } from '../protocol/generated';

type DateLeft =
  | { type: 'begins'; minutes: number }
  /** It should have begun, and is waited for. */
  | { type: 'late'; minutes: number };

/** In whole minutes, rounded up, by meeting time. */
export function dateLeft(date: MeetingDate, atMs: number): DateLeft {
  const minutes = (until: number) => Math.max(1, Math.ceil((until - atMs) / MINUTE_MS));
  return atMs < date.starts_ms
    ? { type: 'begins', minutes: minutes(date.starts_ms) }
    : { type: 'late', minutes: minutes(date.missed_ms) };
}
