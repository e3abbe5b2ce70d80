/**
 * Quick exit: the page is blanked first, then the meeting (if any) may say a
 * quiet goodbye, then the tab shows a neutral site. It does not hide the visit
 * from the browser's history, and the help says so.
 */
import { ShiftTaps } from './shift-taps';
import { storage } from './storage';

const NEUTRAL_SITE = 'https://www.wikipedia.org/';

type Leave = () => void;
const leaving = new Set<Leave>();

/** Called, synchronously, between blanking and leaving. Must not wait for anything. */
export function onQuickExit(leave: Leave): () => void {
  leaving.add(leave);
  return () => leaving.delete(leave);
}

export function quickExit(): void {
  document.documentElement.classList.add('gone');
  document.title = '';
  for (const leave of leaving) {
    try {
      leave();
    } catch {
      // Leaving comes first, whatever a goodbye runs into.
    }
  }
  storage.tab.clear();
  location.replace(NEUTRAL_SITE);
}

/** Shift three times, wherever the focus is. */
export function startQuickExitKeys(): void {
  const taps = new ShiftTaps();
  addEventListener('keydown', (event) => taps.down(event), { capture: true });
  addEventListener(
    'keyup',
    (event) => {
      if (taps.up(event, performance.now())) quickExit();
    },
    { capture: true },
  );
  addEventListener('pointerdown', () => taps.reset(), { capture: true });
  // Coming back by the browser's back button must not show a blank, half-dead page.
  addEventListener('pageshow', (event) => {
    const gone = document.documentElement.classList.contains('gone');
    if (event.persisted && gone) location.reload();
  });
}
