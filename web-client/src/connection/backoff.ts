/** How long to wait before trying again. */

const FIRST_MS = 500;
const LONGEST_MS = 20_000;

/**
 * Doubles with every attempt. Half of the wait is chance, so that a restarted
 * server doesn't see everyone come back in the same instant; the other half
 * keeps a lone client from hurrying. The server's own wish is a lower bound.
 */
export function backoffMs(attempt: number, random: () => number, wishedMs = 0): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 16));
  return Math.round(Math.max(full / 2, wishedMs) + (random() * full) / 2);
}
