import type { Event, Floor, ParticipantId, Round, Seat } from '../protocol/generated';

/** The floor after an event, or null when it is about something else. */
export function reduceFloor(floor: Floor, event: Event): Floor | null {
  switch (event.type) {
    case 'round_started':
      return { ...floor, round: event.round };
    case 'seat_changed':
      return inRound(floor, event.round, (round) => ({
        ...round,
        seats: seated(round.seats, event.seat),
      }));
    case 'order_changed':
      return inRound(floor, event.round, (round) => ({ ...round, seats: event.seats }));
    case 'round_phase_changed':
      return inRound(floor, event.round, (round) => ({ ...round, phase: event.phase }));
    case 'round_closed':
      return { ...floor, round: null };
    case 'turn_changed':
      return { ...floor, turn: event.turn };
    case 'turn_ended':
      return {
        ...floor,
        turn: floor.turn?.id === event.turn ? null : floor.turn,
        more_time: null,
        shares: event.shared ? counted(floor.shares, event.holder) : floor.shares,
      };
    case 'more_time_changed':
      return { ...floor, more_time: event.more_time };
    case 'queue_changed':
      return { ...floor, queue: event.queue };
    default:
      return null;
  }
}

function inRound(floor: Floor, id: number, change: (round: Round) => Round): Floor {
  return floor.round?.id === id ? { ...floor, round: change(floor.round) } : floor;
}

/** In its old place, or at the end when it is new. */
function seated(seats: readonly Seat[], seat: Seat): Seat[] {
  return seats.some(({ who }) => who === seat.who)
    ? seats.map((other) => (other.who === seat.who ? seat : other))
    : [...seats, seat];
}

function counted(shares: Floor['shares'], who: ParticipantId): Floor['shares'] {
  return shares.some((count) => count.who === who)
    ? shares.map((count) => (count.who === who ? { ...count, shares: count.shares + 1 } : count))
    : [...shares, { who, shares: 1 }];
}
