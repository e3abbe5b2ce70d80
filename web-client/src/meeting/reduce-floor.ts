import type { Event, Floor, ParticipantId, Round, Seat } from '../protocol/generated';

/** The floor after an event. */
export function reduceFloor(floor: Floor, event: Event): Floor {
  switch (event.type) {
    case 'item_started':
      return { ...floor, shares: [], set_aside: null };
    case 'round_started':
      return { ...floor, round: event.round };
    case 'seat_changed':
      return inRound(floor, event.round, (round) => ({ seats: seated(round.seats, event.seat) }));
    case 'order_changed':
      return inRound(floor, event.round, () => ({ seats: event.seats }));
    case 'round_phase_changed':
      return inRound(floor, event.round, () => ({ phase: event.phase }));
    case 'round_set_aside':
      return floor.round?.id === event.round
        ? { ...floor, round: null, set_aside: floor.round }
        : { ...floor, set_aside: null };
    case 'round_resumed':
      return { ...floor, round: event.round, set_aside: null };
    case 'round_closed':
      return floor.round?.id === event.round ? { ...floor, round: null } : floor;
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
function seated(seats: Seat[], seat: Seat): Seat[] {
  return seats.some(({ who }) => who === seat.who)
    ? seats.map((other) => (other.who === seat.who ? seat : other))
    : [...seats, seat];
}

function counted(shares: Floor['shares'], who: ParticipantId): Floor['shares'] {
  return shares.some((count) => count.who === who)
    ? shares.map((count) => (count.who === who ? { ...count, shares: count.shares + 1 } : count))
    : [...shares, { who, shares: 1 }];
}
