import { MediaQuery } from 'svelte/reactivity';

/** Room for the circle and the conversation side by side. */
export const wide = new MediaQuery('(min-width: 1100px)', true);
/** A phone whose keyboard is open, or a page magnified four times. */
export const low = new MediaQuery('(max-height: 540px)', false);
