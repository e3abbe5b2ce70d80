import type { RefusalCode } from '../protocol/generated';

/** Long enough to be read twice. */
const SHOWN_MS = 10_000;

/** Why the last thing that was tried did not happen, for as long as it takes to read. */
export class Refused {
  code = $state.raw<RefusalCode | null>(null);
  #goes: ReturnType<typeof setTimeout> | undefined;

  show(code: RefusalCode | null): void {
    clearTimeout(this.#goes);
    this.code = code;
    if (code !== null) this.#goes = setTimeout(() => (this.code = null), SHOWN_MS);
  }
}
