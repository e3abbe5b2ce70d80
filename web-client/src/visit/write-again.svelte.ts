import type { Message } from '../protocol/generated';

/** How long words that were taken back can be written again. */
const AGAIN_MS = 30_000;

/** The words that the viewer took back last, for a while and on this page only. */
export class WriteAgain {
  words = $state.raw<Message | null>(null);
  #goes: ReturnType<typeof setTimeout> | undefined;

  keep(words: Message): void {
    clearTimeout(this.#goes);
    this.words = words;
    this.#goes = setTimeout(() => (this.words = null), AGAIN_MS);
  }

  /** Hands them out, once. */
  take(): Message | null {
    const { words } = this;
    this.forget();
    return words;
  }

  forget(): void {
    clearTimeout(this.#goes);
    this.words = null;
  }
}
