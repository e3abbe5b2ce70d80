/** How people come to the dates of a room, while its owner chooses it. */
import type { AbsenceRule, PlacesInput, PlacesRule, RoomKind } from '../api/generated';

/** What a room begins with, in hours and in dates. */
const ABSENCE: AbsenceRule = { notice_hours: 24, missed_in_a_row: 3 };

/** Nobody signs up, and nothing is asked: how a room begins. */
export const FREE: PlacesRule = { sign_up: false, capacity: null, absence: null };

export class PlacesDraft {
  signUp = $state(false);
  /** How many places a date has: `usual` goes with the size of the room, and null is an empty field. */
  seats = $state<number | 'usual' | null>('usual');
  asks = $state(false);
  absence = $state<AbsenceRule>({ ...ABSENCE });

  constructor(rule: PlacesRule = FREE) {
    this.take(rule);
  }

  /** Takes up a rule as it is kept. */
  take(rule: PlacesRule): void {
    this.resume({
      signUp: rule.sign_up,
      usual: rule.capacity == null,
      seats: rule.capacity ?? null,
      asks: Boolean(rule.absence),
      absence: rule.absence ?? ABSENCE,
    });
  }

  /** All that is chosen and typed, as it can be kept: each field of one kind, or null. */
  get written() {
    return $state.snapshot({
      signUp: this.signUp,
      usual: this.seats === 'usual',
      seats: this.seats === 'usual' ? null : this.seats,
      asks: this.asks,
      absence: this.absence,
    });
  }

  /** Takes up what was kept. */
  resume({ usual, seats, absence, ...others }: PlacesDraft['written']): void {
    Object.assign(this, others);
    this.seats = usual ? 'usual' : seats;
    this.absence = { ...absence };
  }

  /** How many places a date has in a room of this size; null for an empty field. */
  seatsIn(capacity: number): number | null {
    // Two of the room are its leads.
    return this.seats === 'usual' ? Math.max(1, capacity - 2) : this.seats;
  }

  /** As the server takes it. */
  input(kind: RoomKind): PlacesInput {
    const asks = this.asks && kind === 'therapist_led';
    return {
      sign_up: this.signUp,
      capacity: this.signUp && this.seats !== 'usual' ? this.seats : null,
      absence: asks ? $state.snapshot(this.absence) : null,
    };
  }
}
