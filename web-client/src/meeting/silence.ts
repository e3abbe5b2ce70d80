/** The silences that a lead is offered to hold. */
import type { Command } from '../protocol/generated';

/** In minutes; the longest is the longest that can be. */
export const SILENCES = [0.5, 1, 2, 3, 5, 10] as const;

export const holdSilence = (minutes: number): Command => ({
  type: 'hold_silence',
  seconds: Math.round(minutes * 60),
});
