/** Where to go after signing in: the page that asked for it, once. */
import { storage, type Keep } from '../lib/storage';

const KEPT_AS = 'rondo.after-sign-in';

export function rememberPage(path: string, keep: Keep = storage.tab): void {
  keep.set(KEPT_AS, path);
}

export function takeRememberedPage(keep: Keep = storage.tab): string {
  const path = keep.get(KEPT_AS);
  keep.remove(KEPT_AS);
  // Only ever a page of ours: never another origin.
  return path && /^\/(?!\/|\\)/.test(path) ? path : '/';
}
