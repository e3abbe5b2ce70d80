/**
 * Secrets arrive in the link's fragment. They are taken out of the address bar
 * at once and kept for this tab only, so that a reload works and the history
 * holds nothing.
 */
import { storage, type Keep } from './storage';

type SecretPurpose = 'setup' | 'claim' | 'join' | 'lead';

const key = (purpose: SecretPurpose) => `rondo.secret.${purpose}`;

export function takeSecret(purpose: SecretPurpose, keep: Keep = storage.tab): string | null {
  const given = location.hash.slice(1);
  if (given) {
    keep.set(key(purpose), given);
    history.replaceState(history.state, '', location.pathname);
    return given;
  }
  return keep.get(key(purpose));
}

export function dropSecret(purpose: SecretPurpose, keep: Keep = storage.tab): void {
  keep.remove(key(purpose));
}
