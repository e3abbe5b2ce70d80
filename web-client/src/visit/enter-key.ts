/** Enter sends where there is a keyboard; on touch it makes a new line. A choice made in the menu wins. */
import { isComposing } from '../lib/ime';
import { storage } from '../lib/storage';

const KEPT_AS = 'rondo.enter-sends';

/** Whether somebody wants to send with this key: Enter where it sends, and with Ctrl or Cmd everywhere. */
export const wantsToSend = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' &&
  !event.shiftKey &&
  !isComposing(event) &&
  (event.ctrlKey || event.metaKey || enterSends());

export function enterSends(): boolean {
  const kept = storage.local.get(KEPT_AS);
  return kept === null ? matchMedia('(pointer: fine)').matches : kept === 'yes';
}

export function keepEnterSends(on: boolean): void {
  storage.local.set(KEPT_AS, on ? 'yes' : 'no');
}
