/** What the floor is doing, as the viewer sees it. Everything that the page says of it goes by this. */
import type { MeetingView, SealedStage, Turn } from '../protocol/generated';
import { isProcessGroup } from './agenda';
import { hasRounds } from './modes';
import { amHolder, currentItem, presenter, presents, takesPart } from './order';
import { presentPeople } from './people';

export const MOMENTS = [
  'gathering',
  'paused',
  'held_silence',
  'restarted',
  /** In therapy, while no therapist is here. */
  'suspended',
  'everyone_muted',

  'my_offer',
  'my_start',
  'my_share',
  'my_grace',
  'my_last_draft',
  'my_hold',
  'my_choice',
  'my_replies',
  'my_naming',
  'my_breath',

  'offer',
  'share',
  'hold',
  'choice',
  'replies',
  'naming',
  'breath',

  'round_due',
  'between_turns',
  /** In tag, when the one before named nobody. */
  'to_be_named',
  'unheard',
  'silence',
  /** Everyone who is here and takes turns has shared. */
  'round_complete',
  'round_closed',
  'hands',
  'directed',
  'my_presenting',
  'presenting',
  /** Nobody else has the task. */
  'lead_presents',
  'open',
  'process_group',
  'silent',
  /** Everyone writes, and nobody reads. */
  'sealed',
  'sealed_showing',
  'sealed_opened',
] as const;

export type Moment = (typeof MOMENTS)[number];

const PAUSES = {
  crisis: 'paused',
  silence: 'held_silence',
  restart: 'restarted',
  lead_lost: 'suspended',
} as const;

const MINE = {
  offered: 'my_offer',
  accepted: 'my_start',
  speaking: 'my_share',
  grace: 'my_grace',
  last_draft: 'my_last_draft',
  held: 'my_hold',
  choosing_feedback: 'my_choice',
  feedback: 'my_replies',
  naming: 'my_naming',
  breath: 'my_breath',
} as const satisfies Record<Turn['stage']['type'], Moment>;

const ANOTHERS = {
  offered: 'offer',
  accepted: 'share',
  speaking: 'share',
  grace: 'share',
  last_draft: 'share',
  held: 'hold',
  choosing_feedback: 'choice',
  feedback: 'replies',
  naming: 'naming',
  breath: 'breath',
} as const satisfies Record<Turn['stage']['type'], Moment>;

const SEALED = {
  writing: 'sealed',
  showing: 'sealed_showing',
  opened: 'sealed_opened',
} as const satisfies Record<SealedStage, Moment>;

export function momentOf(view: MeetingView): Moment {
  if (view.phase.type === 'gathering') return 'gathering';
  if (view.pause !== null) return PAUSES[view.pause];
  if (view.everyone_muted) return 'everyone_muted';
  const { turn } = view.floor;
  if (turn) return (amHolder(view) ? MINE : ANOTHERS)[turn.stage.type];
  return freeFloor(view);
}

function freeFloor(view: MeetingView): Moment {
  const mode = currentItem(view)?.mode;
  if (hasRounds(mode)) return inRounds(view);
  switch (mode) {
    case 'open':
      return isProcessGroup(view) ? 'process_group' : 'open';
    case 'silent':
      return 'silent';
    case 'sealed':
      return SEALED[view.floor.sealed?.stage ?? 'writing'];
    case 'presenter':
      if (presents(view)) return 'my_presenting';
      return presenter(view) ? 'presenting' : 'lead_presents';
    case 'directed':
      return 'directed';
    default:
      return 'hands';
  }
}

function inRounds(view: MeetingView): Moment {
  const { round, round_held } = view.floor;
  if (!round) {
    if (!round_held) return 'round_due';
    return everyoneShared(view) ? 'round_complete' : 'round_closed';
  }
  if (round.phase.type === 'anyone_unheard') return 'unheard';
  if (round.phase.type === 'silence') return 'silence';
  return currentItem(view)?.mode === 'tag' ? 'to_be_named' : 'between_turns';
}

function everyoneShared(view: MeetingView): boolean {
  const shared = new Set(view.floor.shares.map(({ who }) => who));
  return presentPeople(view)
    .filter(takesPart)
    .every(({ id }) => shared.has(id));
}
