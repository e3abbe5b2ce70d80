import { api } from '../api/client';
import { forgetForms } from '../lib/kept';
import { navigate } from '../router/router.svelte';
import { me } from './me.svelte';

/** Ends the session on the server first: a cookie that stays valid is no signing out. */
export async function signOut(): Promise<void> {
  await api.signOut();
  forgetForms();
  me.set(null);
  navigate('/sign-in');
}
