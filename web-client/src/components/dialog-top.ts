import { getContext, setContext, type Snippet } from 'svelte';

const KEY = Symbol('dialog top');

/** What a page shows at the top of each of its dialogs; undefined where it shows nothing. */
export const dialogTop = () => getContext<(() => Snippet) | undefined>(KEY);
export const setDialogTop = (top: () => Snippet) => setContext(KEY, top);
