import type { CloseCode } from '../protocol/generated';

/**
 * The life of a connection:
 *
 *   asking ─token─▶ greeting ─welcome─▶ online
 *     ▲                │                   │
 *     └──── waiting ◀──┴─────── lost ──────┘        any ─told not to come back─▶ closed
 *
 * `closed` is left by `start()` only: by a person's own doing.
 */
export type ConnectionState =
  | { type: 'asking' }
  | { type: 'greeting' }
  | { type: 'online' }
  /** `barred`: the server gives tokens, and time after time no connection comes about. */
  | { type: 'waiting'; until: number; barred: boolean }
  | { type: 'closed'; why: ClosedWhy };

export type ClosedWhy =
  | { by: 'server'; code: CloseCode }
  /** The server gives no entry token: the HTTP problem's code. */
  | { by: 'entry'; code: string }
  | { by: 'client' };

const next: Record<ConnectionState['type'], readonly ConnectionState['type'][]> = {
  asking: ['greeting', 'waiting', 'closed'],
  greeting: ['online', 'waiting', 'asking', 'closed'],
  online: ['waiting', 'asking', 'closed'],
  waiting: ['asking', 'closed'],
  closed: ['asking', 'closed'],
};

export function mayFollow(from: ConnectionState, to: ConnectionState): boolean {
  return next[from.type].includes(to.type);
}
