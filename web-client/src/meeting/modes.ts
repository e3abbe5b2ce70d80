/** How an item can be held, in the order in which it is offered. */
import type { Crosstalk, Mode } from '../protocol/generated';

export const MODES: readonly Mode[] = [
  'round',
  'talking_piece',
  'queue',
  'tag',
  'open',
  'directed',
  'presenter',
  'silent',
  'sealed',
];

/** Modes in which the floor goes round, and those in which hands are raised. */
export const hasRounds = (mode: Mode | undefined): boolean =>
  mode === 'round' || mode === 'talking_piece' || mode === 'tag';
export const hasHands = (mode: Mode | undefined): boolean =>
  mode === 'queue' || mode === 'directed' || mode === 'presenter';
export const hasTurns = (mode: Mode | undefined): boolean => hasRounds(mode) || hasHands(mode);

/** What may be said of answers in an item held like this: only what has an effect there. */
export function crosstalksIn(mode: Mode): readonly Crosstalk[] {
  if (hasTurns(mode)) return ['none', 'on_request'];
  return mode === 'open' ? ['none', 'free'] : ['none'];
}

/** The same, or the nearest that has an effect in an item held like this. */
export function crosstalkIn(mode: Mode, crosstalk: Crosstalk): Crosstalk {
  if (crosstalksIn(mode).includes(crosstalk)) return crosstalk;
  return hasTurns(mode) && crosstalk === 'free' ? 'on_request' : 'none';
}
