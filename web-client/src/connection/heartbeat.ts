import { Timer, type Clock } from './clock';

/** A ping without any sign of life for this long means that the wire is dead. */
export const PONG_MS_MAX = 8_000;

/**
 * Notices a wire that went silent without closing. The browser hides the
 * server's own pings, so silence is answered with one of ours.
 */
export class Heartbeat {
  readonly #timer: Timer;
  readonly #ping: () => void;
  readonly #dead: () => void;
  #silenceMs = 0;
  #asking = false;

  constructor(clock: Clock, ping: () => void, dead: () => void) {
    this.#timer = new Timer(clock);
    this.#ping = ping;
    this.#dead = dead;
  }

  start(silenceMs: number): void {
    this.#silenceMs = silenceMs;
    this.heard();
  }

  /** Any frame is a sign of life. */
  heard(): void {
    if (this.#silenceMs === 0) return;
    this.#asking = false;
    this.#timer.set(this.#silenceMs, () => this.ask());
  }

  /** Asks now: after a sleep the timers are no help. */
  ask(): void {
    if (this.#silenceMs === 0 || this.#asking) return;
    this.#asking = true;
    this.#ping();
    this.#timer.set(PONG_MS_MAX, () => this.#dead());
  }

  stop(): void {
    this.#silenceMs = 0;
    this.#asking = false;
    this.#timer.clear();
  }
}
