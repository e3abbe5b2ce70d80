/**
 * The seats of this browser, so that there is a way back to each: on this device only, and none that
 * is remembered for a visit. No server learns of the list, nor of what its owner calls a seat.
 */
import type { Remember } from '../api/generated';
import type { RoomId } from '../protocol/generated';
import { storage, type Keep } from './storage';

const KEY = 'rondo.seats';
/** What fits a line on a phone, twice. */
const LONGEST = 60;

export interface KeptSeat {
  room: RoomId;
  /** By which it is called until its owner names it: 1, 2, 3 … */
  number: number;
  /** What its owner calls it; null if they did not say. */
  name: string | null;
}

export class Seats {
  list = $state.raw<readonly KeptSeat[]>([]);
  readonly #keep: Keep;

  constructor(keep: Keep) {
    this.#keep = keep;
    this.list = parse(keep.get(KEY));
  }

  /** A seat was opened here. One that was known keeps its name; one for a visit leaves no trace. */
  opened(room: RoomId, remember: Remember): void {
    if (remember === 'visit') return this.remove(room);
    if (this.list.some((seat) => seat.room === room)) return;
    const taken = new Set(this.list.map(({ number }) => number));
    let number = 1;
    while (taken.has(number)) number += 1;
    this.#set([...this.list, { room, number, name: null }]);
  }

  /** An empty name is none. */
  rename(room: RoomId, name: string): void {
    const named = [...name.trim()].slice(0, LONGEST).join('') || null;
    this.#set(this.list.map((seat) => (seat.room === room ? { ...seat, name: named } : seat)));
  }

  remove(room: RoomId): void {
    this.#set(this.list.filter((seat) => seat.room !== room));
  }

  #set(list: readonly KeptSeat[]): void {
    this.list = list;
    if (list.length > 0) this.#keep.set(KEY, JSON.stringify(list));
    else this.#keep.remove(KEY);
  }
}

export const seats = new Seats(storage.local);

/** Whatever else may stand there counts for nothing. */
function parse(text: string | null): readonly KeptSeat[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(kept) ? kept.filter(isSeat) : [];
  } catch {
    return [];
  }
}

function isSeat(value: unknown): value is KeptSeat {
  const { room, number, name } = (value ?? {}) as Partial<KeptSeat>;
  return (
    typeof room === 'string' &&
    typeof number === 'number' &&
    (name === null || typeof name === 'string')
  );
}
