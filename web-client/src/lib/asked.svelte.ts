/** The rooms that this browser has asked to join, so that the start page leads back: on this device only. */
import type { RoomId } from '../protocol/generated';
import { storage, type Keep } from './storage';

const KEY = 'rondo.asked';

export class Asked {
  rooms = $state.raw<readonly RoomId[]>([]);
  readonly #keep: Keep;

  constructor(keep: Keep) {
    this.#keep = keep;
    this.rooms = keep.get(KEY)?.split(' ').filter(Boolean) ?? [];
  }

  add(room: RoomId): void {
    if (!this.rooms.includes(room)) this.#set([...this.rooms, room]);
  }

  remove(room: RoomId): void {
    if (this.rooms.includes(room)) this.#set(this.rooms.filter((other) => other !== room));
  }

  #set(rooms: readonly RoomId[]): void {
    this.rooms = rooms;
    if (rooms.length > 0) this.#keep.set(KEY, rooms.join(' '));
    else this.#keep.remove(KEY);
  }
}

export const asked = new Asked(storage.local);
