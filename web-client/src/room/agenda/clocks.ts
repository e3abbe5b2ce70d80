/** The clocks of the floor that a host may set, in groups, and their check. */
import type { RoomKind } from '../../api/generated';
import { MINUTE_MS, SECOND_MS } from '../../lib/units';
import { AGENDA_LIMITS as limits, type Timing, type Wrong } from '../../protocol/generated';
import { checkNumber } from './check';

export type ClockName = keyof Timing;

/** In the order in which a meeting comes to them. */
export const clockGroups = {
  round: ['share_ms_min', 'handover_ms', 'breath_ms', 'unheard_ms', 'silence_ms'],
  offer: ['offer_nudge_ms', 'offer_away_ms', 'first_key_ms'],
  share: ['warning_ms_min', 'warning_ms_max', 'grace_ms', 'hard_draft_ms'],
  moreTime: ['extension_ms', 'objection_ms'],
  feedback: ['feedback_choice_ms', 'feedback_ms'],
  hands: ['naming_ms', 'hand_offline_ms'],
  lost: ['held_ms', 'held_bonus_ms', 'held_share_ms_min'],
  lead: ['lead_lost_ms', 'volunteer_ms', 'leaderless_ms'],
  meeting: ['overrun_ms', 'empty_ms', 'restart_ms'],
} as const satisfies Record<string, readonly ClockName[]>;

type ClockGroup = keyof typeof clockGroups;

/** In therapy the therapist decides on more time, and no member is made a lead. */
const PEER_LED_ONLY: readonly ClockName[] = ['objection_ms', 'volunteer_ms'];

/** A process group has no over-time, whatever the clock says. */
const endsOnTime = (format: string): boolean => format === 'process';

export function groupsFor(kind: RoomKind, format: string): [ClockGroup, ClockName[]][] {
  const suits = (name: ClockName) =>
    (kind === 'peer_led' || !PEER_LED_ONLY.includes(name)) &&
    (name !== 'overrun_ms' || !endsOnTime(format));
  const groups = Object.entries(clockGroups) as [ClockGroup, readonly ClockName[]][];
  return groups.map(([group, names]) => [group, names.filter(suits)]);
}

/** Long clocks are said in minutes, the others in seconds. */
export const unitMs = (defaultMs: number): number =>
  defaultMs >= 5 * MINUTE_MS ? MINUTE_MS : SECOND_MS;

/** How short and how long a clock may be. */
export const boundsOf = (name: ClockName): [least: number, most: number] =>
  name === 'breath_ms' ? [0, limits.breath_ms_max] : [limits.timing_ms_min, limits.timing_ms_max];

/** A clock that comes before another one. */
const BEFORE: readonly (readonly [ClockName, ClockName])[] = [
  ['offer_nudge_ms', 'offer_away_ms'],
  ['warning_ms_min', 'warning_ms_max'],
];

/** Everything that is wrong with the clocks, as the server says it. */
export function checkTiming(timing: Timing): Wrong[] {
  const path = (name: ClockName) => `settings.timing.${name}`;
  const names = Object.keys(timing).toSorted() as ClockName[];
  const wrong = names.flatMap((name) => checkNumber(path(name), timing[name], ...boundsOf(name)));
  if (wrong.length > 0) return wrong;
  const late = BEFORE.filter(([first, last]) => timing[first] > timing[last]);
  return late.map(([first]) => ({ field: path(first), reason: 'after_its_end' }));
}
