import { api } from '../api/client';
import type { Account } from '../api/types';

/** Who is signed in here; undefined until the server has been asked. */
let account = $state.raw<Account | null | undefined>();
let asking: Promise<void> | undefined;

export const me = {
  get account(): Account | null | undefined {
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
  set(now: Account | null): void {
    account = now;
  },
};
