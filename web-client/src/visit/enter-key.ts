/** Enter sends where there is a keyboard; on touch it makes a new line. A choice made in the menu wins. */
import { storage } from '../lib/storage';

const KEPT_AS = 'rondo.enter-sends';

export function enterSends(): boolean {
  const kept = storage.local.get(KEPT_AS);
  return kept === null ? matchMedia('(pointer: fine)').matches : kept === 'yes';
}

export function keepEnterSends(on: boolean): void {
  storage.local.set(KEPT_AS, on ? 'yes' : 'no');
}
