/** Where the viewer stands while somebody else has the floor, or nobody. */
import type { MeetingView } from '../protocol/generated';
import { myPlace } from './order';
import { amMuted, amTakenAside, me } from './people';

export const STANDINGS = [
  'observing',
  'muted',
  'aside',
  'listening',
  'next',
  'coming',
  /** Asked to be called again at the end. */
  'back_later',
  'shared',
  'passed',
  /** The floor moved on without an answer. */
  'away',
  /** Came while the round was going on. */
  'late',
  /** No round runs, or they take no turns. */
  'none',
] as const;

export type Standing = (typeof STANDINGS)[number];

export function standingOf(view: MeetingView): Standing {
  const person = me(view);
  if (!person || person.role === 'observer') return 'observing';
  if (amMuted(view)) return 'muted';
  if (amTakenAside(view)) return 'aside';
  if (person.listening) return 'listening';
  const { round, shares } = view.floor;
  const slot = round?.slots.find(({ who }) => who === person.id);
  const place = myPlace(view);
  if (place?.ahead === 0) return 'next';
  if (place && slot?.state === 'deferred') return 'back_later';
  if (place || slot?.state === 'pending') return 'coming';
  switch (slot?.state) {
    case 'done':
      return 'shared';
    case 'passed':
      return 'passed';
    case 'deferred':
      return 'back_later';
    case 'away':
      return 'away';
  }
  if (shares.some(({ who, shares }) => who === person.id && shares > 0)) return 'shared';
  return round && ['member', 'facilitator', 'co_facilitator'].includes(person.role)
    ? 'late'
    : 'none';
}
