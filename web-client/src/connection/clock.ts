/** Time and timers, passed in so that tests hold them in their hands. */
export interface Clock {
  /** Milliseconds on a clock that only goes forward, and that nobody sets. */
  now(): number;
  /** Runs `work` once after `ms`; the returned function calls it off. */
  after(ms: number, work: () => void): () => void;
}

/** The longest delay `setTimeout` keeps; a longer one would fire at once. */
const TIMER_MS_MAX = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, work) {
    const timer = setTimeout(work, Math.min(Math.max(0, ms), TIMER_MS_MAX));
    return () => clearTimeout(timer);
  },
};

/** One timer that is either waiting or not; setting it again calls off the first. */
export class Timer {
  readonly #clock: Clock;
  #cancel: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  set(ms: number, work: () => void): void {
    this.clear();
    this.#cancel = this.#clock.after(ms, () => {
      this.#cancel = null;
      work();
    });
  }

  clear(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
