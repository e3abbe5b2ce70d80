import { Timer, type Clock } from './clock';

/** The entry token and its end. */
export interface Token {
  token: string;
  expires_at: number;
}

/** `denied` is final; anything thrown is worth another try. */
export type TokenAnswer = ({ type: 'token' } & Token) | { type: 'denied'; code: string };
export type GetToken = () => Promise<TokenAnswer>;

/** A token is renewed this long before its end. */
export const RENEW_BEFORE_MS = 60_000;
const RENEW_RETRY_MS = 10_000;
/** A kept token is used for a reconnect only if it will not end on the way. */
const REUSE_MS_MIN = 30_000;

/** Keeps the token that opens the connection, and says when to renew it. */
export class Entry {
  readonly #clock: Clock;
  readonly #get: GetToken;
  readonly #timer: Timer;
  #kept: Token | null = null;

  constructor(clock: Clock, get: GetToken) {
    this.#clock = clock;
    this.#get = get;
    this.#timer = new Timer(clock);
  }

  /** The kept token, or a fresh one. */
  async take(): Promise<TokenAnswer & { kept?: boolean }> {
    if (this.#kept && this.#kept.expires_at - this.#clock.now() > REUSE_MS_MIN) {
      return { type: 'token', ...this.#kept, kept: true };
    }
    return this.fresh();
  }

  async fresh(): Promise<TokenAnswer> {
    const answer = await this.#get();
    this.#kept = answer.type === 'token' ? answer : null;
    return answer;
  }

  keep(token: string | null, expiresAt: number): void {
    if (token !== null) this.#kept = { token, expires_at: expiresAt };
  }

  forget(): void {
    this.#kept = null;
  }

  renewBefore(expiresAt: number, renew: () => void): void {
    this.#timer.set(Math.max(0, expiresAt - this.#clock.now() - RENEW_BEFORE_MS), renew);
  }

  renewAgain(renew: () => void): void {
    this.#timer.set(RENEW_RETRY_MS, renew);
  }

  stop(): void {
    this.#timer.clear();
  }
}
