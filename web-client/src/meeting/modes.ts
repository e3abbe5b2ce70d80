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
];

export const CROSSTALKS: readonly Crosstalk[] = ['none', 'on_request', 'free'];
