/** The parts of a visit that a member who comes back into the meeting does not need to begin. */
import { withAllWords } from '../../i18n/index.svelte';
import { menuSheet } from '../menu-sheet';
import { Later } from '../../lib/later.svelte';

export const doors = new Later(() => withAllWords(() => import('./doors/all')));
export const leadTools = new Later(() => withAllWords(() => import('./lead/tools')));
export const panels = new Later(() => withAllWords(() => import('./Panels.svelte')));
export const rail = new Later(() => import('./Rail.svelte'));

/** After the first screen they come unasked, so that nothing waits for them later, also offline. */
const UNASKED_MS = 1_500;

/** Fetches what everyone may need; the answer stops it if it has not begun. */
export function fetchUnasked(): () => void {
  const timer = setTimeout(() => {
    for (const part of [panels, doors, menuSheet]) void part.fetch();
  }, UNASKED_MS);
  return () => clearTimeout(timer);
}
