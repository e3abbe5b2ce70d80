/** What was written on a room and not saved: it outlives a reload and a new sign-in, in this tab. */
import type { Room } from '../api/generated';
import type { Keep } from '../lib/storage';
import type { RoomDraft } from './room-draft.svelte';

type Details = RoomDraft['details'];

const keyOf = (room: Room) => `rondo.edit.${room.id}`;

export function keepEdit(storage: Keep, room: Room, details: Details): void {
  storage.set(keyOf(room), JSON.stringify(details));
}

/** The room with what was written on it; null if nothing was. */
export function keptEdit(storage: Keep, room: Room): Room | null {
  const text = storage.get(keyOf(room));
  if (text === null) return null;
  try {
    return { ...room, ...(JSON.parse(text) as Details) };
  } catch {
    return null;
  }
}

export function forgetEdit(storage: Keep, room: Room): void {
  storage.remove(keyOf(room));
}
