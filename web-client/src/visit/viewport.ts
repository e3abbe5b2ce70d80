import { MediaQuery } from 'svelte/reactivity';
import { shownHeight } from '../lib/keyboard.svelte';

/** Room for the circle and the conversation side by side. */
export const wide = new MediaQuery('(min-width: 1100px)', true);

/** Larger letters need more, so the page's own height counts in letters. */
const LOW_PX = 540;
const lowPage = new MediaQuery(`(max-height: ${LOW_PX / 16}em)`, false);

/** A phone whose keyboard is open, or a page magnified four times. */
export const low = {
  get current(): boolean {
    const shown = shownHeight.current;
    return lowPage.current || (shown !== null && shown <= LOW_PX);
  },
};
