import { Timer, type Clock } from './clock';
import type { Entry } from './entry';
import type { Requests } from './requests';

/** A token is renewed this long before its end. */
export const RENEW_BEFORE_MS = 60_000;
/** A short token at half its time, and none in a burst. */
const RENEWALS_APART_MS = 5_000;
const RETRY_MS = 10_000;

/** Keeps one wire's token fresh, so that the server has no reason to close it. */
export class Renewal {
  readonly #timer: Timer;
  readonly #entry: Entry;
  readonly #requests: Requests;
  /** Changes with every wire: answers to the one before are nobody's. */
  #round = 0;

  constructor(clock: Clock, entry: Entry, requests: Requests) {
    this.#timer = new Timer(clock);
    this.#entry = entry;
    this.#requests = requests;
  }

  start(expiresInMs: number): void {
    const ms = Math.max(expiresInMs - RENEW_BEFORE_MS, expiresInMs / 2, RENEWALS_APART_MS);
    this.#timer.set(ms, () => void this.#renew());
  }

  stop(): void {
    this.#round += 1;
    this.#timer.clear();
  }

  /** Asks the server; an operator's token it can't renew, so then a fresh one is brought. */
  async #renew(token: string | null = null): Promise<void> {
    const round = this.#round;
    const answer = await this.#requests.ask((ref) => ({ type: 'renew', ref, token }));
    if (this.#round !== round || answer === null) return;
    if (answer.type === 'token') {
      this.#entry.keep(answer.token ?? token, answer.expires_in_ms);
      return this.start(answer.expires_in_ms);
    }
    const fresh = token === null ? await this.#entry.fresh().catch(() => null) : null;
    if (this.#round !== round) return;
    if (fresh?.type === 'token') return this.#renew(fresh.token);
    this.#timer.set(RETRY_MS, () => void this.#renew());
  }
}
