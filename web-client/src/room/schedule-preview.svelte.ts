/** What a schedule would bring, asked of the server while it is written. */
import { ApiError, codeOf } from '../api/error';
import type { Preview } from '../api/generated';
import type { Wrong } from '../protocol/generated';

/** How long the writer pauses before the server is asked. */
const PAUSE_MS = 350;

export class SchedulePreview {
  /** The last that was shown; it stays while the next one is looked up. */
  value = $state.raw<Preview>();
  /** What the server would refuse. */
  wrong = $state.raw<readonly Wrong[]>([]);
  /** Why there is no answer. */
  failed = $state(false);
  #asking: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Asks after a pause; an earlier question that is not answered is dropped. */
  ask(question: (signal: AbortSignal) => Promise<Preview>): void {
    this.stop();
    this.#timer = setTimeout(() => void this.#now(question), PAUSE_MS);
  }

  async #now(question: (signal: AbortSignal) => Promise<Preview>): Promise<void> {
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const value = await question(asking.signal);
      if (!asking.signal.aborted) this.#answer(value, []);
    } catch (error) {
      if (asking.signal.aborted) return;
      const refused = error instanceof ApiError && codeOf(error) === 'schedule_invalid';
      this.#answer(undefined, refused ? error.errors : []);
      this.failed = !refused;
    }
  }

  #answer(value: Preview | undefined, wrong: readonly Wrong[]): void {
    this.value = value;
    this.wrong = wrong;
    this.failed = false;
  }

  /** There is nothing to ask. */
  clear(): void {
    this.stop();
    this.#answer(undefined, []);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
  }
}
