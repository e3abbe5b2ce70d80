/**
 * Who accepts the guidelines with an invitation is not asked again a moment later,
 * at the door of that same meeting. Kept for this tab, and used once.
 */
import { storage, type Keep } from './storage';

const key = (room: string) => `rondo.accepted.${room}`;

export function carryAcceptance(room: string, version: number, keep: Keep = storage.tab): void {
  keep.set(key(room), String(version));
}

/** The version of the guidelines that was accepted for this room just now. */
export function takeAcceptance(room: string, keep: Keep = storage.tab): number | null {
  const version = keep.get(key(room));
  keep.remove(key(room));
  return version === null ? null : Number(version);
}
