/** A presenter's pages: the page shown to all, and the page the viewer is looking at. */

/** `own` is the page one looks back at; null follows what is shown. */
export interface Look {
  shown: number;
  own: number | null;
  count: number;
}

export const pageSeen = ({ shown, own }: Look): number => own ?? shown;

/** Who looks back sees earlier pages only; at the shown one they follow it again. */
export function lookedTo(look: Look, page: number): number | null {
  const to = Math.max(0, page);
  return to >= look.shown ? null : to;
}

/** Where a turn of the pages leads; null when there is none. */
export function turnedTo({ shown, count }: Look, by: 1 | -1): number | null {
  const to = shown + by;
  return to >= 0 && to < count ? to : null;
}
