/** Our own fonts: on a slow line they would keep back the first screen, so they come after it. */

export function askForFonts(): void {
  document.documentElement.dataset.fonts = '';
}

/** What a browser counts for the head of an answer whose body it had already (Resource Timing, 4.5). */
const HEAD_BYTES = 300;

/** Where the client came from the cache, the fonts do, too, and nothing needs to change under the reader. */
export function askForKnownFonts(): void {
  const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const scripts = files.filter(({ name }) => name.endsWith('.js'));
  const known = scripts.every(({ transferSize }) => transferSize <= HEAD_BYTES);
  if (scripts.length > 0 && known) askForFonts();
}
