/** What the browser lacks or forbids, asked before a person is asked for anything. */
import { storage, type Keep } from './storage';

/** Without one of these nobody can take part. */
export type Lack = 'https' | 'cookies' | 'sockets';

const TRY = 'rondo-try';

/** The first thing that is missing; null when all is there. */
export function lacking(): Lack | null {
  // The server refuses to let anybody in over plain http, except on the machine itself.
  if (!isSecureContext) return 'https';
  if (!keepsCookies()) return 'cookies';
  if (!('WebSocket' in globalThis)) return 'sockets';
  return null;
}

/** Whether what is kept for this page is still there after a reload. */
export function keepsDrafts(keep: Keep = storage.local): boolean {
  keep.set(TRY, TRY);
  const kept = keep.get(TRY) === TRY;
  keep.remove(TRY);
  return kept;
}

/** Browsers say so by themselves, and some only pretend. */
function keepsCookies(): boolean {
  if (!navigator.cookieEnabled) return false;
  document.cookie = `${TRY}=1; Path=/; SameSite=Strict`;
  const kept = document.cookie.includes(`${TRY}=1`);
  document.cookie = `${TRY}=; Path=/; SameSite=Strict; Max-Age=0`;
  return kept;
}
