import type { Clock } from './clock';

/** The entry token, and how long it lasts: by the server's count, whatever this device's clock says. */
interface Token {
  token: string;
  expires_in_ms: number;
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
  #kept: { token: string; ends: number } | null = null;

  constructor(clock: Clock, get: GetToken) {
    this.#clock = clock;
    this.#get = get;
  }

  /** The kept token, or a fresh one. */
  async take(): Promise<TokenAnswer & { kept?: boolean }> {
    const left = this.#kept === null ? 0 : this.#kept.ends - this.#clock.now();
    if (this.#kept && left > REUSE_MS_MIN) {
      return { type: 'token', token: this.#kept.token, expires_in_ms: left, kept: true };
    }
    return this.fresh();
  }

  async fresh(): Promise<TokenAnswer> {
    const answer = await this.#get();
    this.#kept = null;
    if (answer.type === 'token') this.keep(answer.token, answer.expires_in_ms);
    return answer;
  }

  keep(token: string | null, expiresInMs: number): void {
    if (token !== null) this.#kept = { token, ends: this.#clock.now() + expiresInMs };
  }

  forget(): void {
    this.#kept = null;
  }
}
