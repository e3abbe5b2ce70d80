import { Later } from '../lib/later.svelte';

/** What opens behind the button of every menu. */
export const menuSheet = new Later(() => import('./MenuSheet.svelte'));
