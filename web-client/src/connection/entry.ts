import type { Clock } from './clock';

/** The entry token and its end. */
interface Token {
  token: string;
  expires_at: number;
}

/** `denied` is final; anything thrown is worth another try. */
export type TokenAnswer = ({ type: 'token' } & Token) | { type: 'denied'; code: string };
export type GetToken = () => Promise<TokenAnswer>;

/** A kept token is used for a reconnect only if it will not end on the way. */
const REUSE_MS_MIN = 30_000;

/** Keeps the token that opens the connection. */
export class Entry {
  readonly #clock: Clock;
  readonly #get: GetToken;
  #kept: Token | null = null;

  constructor(clock: Clock, get: GetToken) {
    this.#clock = clock;
    this.#get = get;
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
}
