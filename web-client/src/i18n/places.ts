/** Who comes to a date, in numbers and words. */
import type { PlaceCounts } from '../api/generated';
import { t } from './index.svelte';

/** `7 of 10 places · one late · 2 wait`; empty if nobody signs up and nobody has said anything. */
export function countsText({ seats, coming, late, absent, waiting }: PlaceCounts): string {
  const words = t.places.room;
  return [
    seats !== null || coming > 0 ? words.counts(coming, seats ?? null) : null,
    late > 0 ? words.late(late) : null,
    absent > 0 ? words.absent(absent) : null,
    waiting > 0 ? words.waits(waiting) : null,
  ]
    .filter(Boolean)
    .join(' · ');
}
