import { api } from '../api/client';
import type { Me } from '../api/generated';

/** Who is signed in here; undefined until the server has been asked. */
let account = $state.raw<Me | null | undefined>();
let asking: Promise<void> | undefined;

export const me = {
  get account(): Me | null | undefined {
    return account;
  },
  /** Asks once; later calls wait for the same answer. */
  load(): Promise<void> {
    if (account !== undefined) return Promise.resolve();
    asking ??= api
      .me()
      .then((answer) => {
        account = answer;
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  },
  set(now: Me | null): void {
    account = now;
  },
};
