import type { Event, Floor, ParticipantId, Round, Slot } from '../protocol/generated';

/** The floor after an event. */
export function reduceFloor(floor: Floor, event: Event): Floor {
  switch (event.type) {
    case 'item_started':
      return { ...floor, shares: [], set_aside: null, round_held: false, sealed: null };
    case 'sealed_changed':
      return { ...floor, sealed: event.sealed };
    case 'mode_changed':
    case 'ended':
      return { ...floor, sealed: null };
    case 'round_started':
      return { ...floor, round: event.round };
    case 'slot_changed':
      return inRound(floor, event.round, (round) => ({ slots: withSlot(round.slots, event.slot) }));
    case 'order_changed':
      return inRound(floor, event.round, () => ({ slots: event.slots }));
    case 'round_phase_changed':
      return inRound(floor, event.round, () => ({ phase: event.phase }));
    case 'round_set_aside':
      return floor.round?.id === event.round
        ? { ...floor, round: null, set_aside: floor.round }
        : { ...floor, set_aside: null };
    case 'round_resumed':
      return { ...floor, round: event.round, set_aside: null };
    case 'round_closed':
      return floor.round?.id === event.round ? { ...floor, round: null, round_held: true } : floor;
    case 'turn_changed':
      return { ...floor, turn: event.turn };
    case 'turn_ended': {
      const shares = event.shared ? counted(floor.shares, event.holder) : floor.shares;
      const over = floor.turn?.id === event.turn;
      return over ? { ...floor, shares, turn: null, more_time: null } : { ...floor, shares };
    }
    case 'more_time_changed':
      return { ...floor, more_time: event.more_time };
    case 'queue_changed':
      return { ...floor, queue: event.queue };
    default:
      return floor;
  }
}

/** Whether the holder's warning is over: with the turn, or with an extra minute. */
export function takesBackWarning({ turn }: Floor, event: Event): boolean {
  if (event.type === 'turn_ended') return true;
  if (event.type !== 'turn_changed' || turn === null) return false;
  return event.turn.id !== turn.id || (event.turn.extended && !turn.extended);
}

function inRound(floor: Floor, id: number, change: (round: Round) => Partial<Round>): Floor {
  const { round } = floor;
  return round?.id === id ? { ...floor, round: { ...round, ...change(round) } } : floor;
}

/** In its old place, or at the end when it is new. */
function withSlot(slots: Slot[], slot: Slot): Slot[] {
  return slots.some(({ who }) => who === slot.who)
    ? slots.map((other) => (other.who === slot.who ? slot : other))
    : [...slots, slot];
}

function counted(shares: Floor['shares'], who: ParticipantId): Floor['shares'] {
  return shares.some((count) => count.who === who)
    ? shares.map((count) => (count.who === who ? { ...count, shares: count.shares + 1 } : count))
    : [...shares, { who, shares: 1 }];
}
