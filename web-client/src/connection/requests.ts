import type { ClientMessage, ServerMessage } from '../protocol/generated';

type Answer = Extract<ServerMessage, { type: 'token' | 'page' | 'refused' }>;

/** Questions that are worth nothing on another wire: renewals and pages of history. */
export class Requests {
  readonly #open = new Map<number, (answer: Answer | null) => void>();
  readonly #newRef: () => number;
  readonly #send: (message: ClientMessage) => void;

  constructor(newRef: () => number, send: (message: ClientMessage) => void) {
    this.#newRef = newRef;
    this.#send = send;
  }

  /** The answer, or null when the wire is gone. */
  ask(message: (ref: number) => ClientMessage): Promise<Answer | null> {
    const ref = this.#newRef();
    return new Promise((resolve) => {
      this.#open.set(ref, resolve);
      this.#send(message(ref));
    });
  }

  /** Whether the answer was to one of these. */
  answer(answer: Answer): boolean {
    const resolve = answer.ref === null ? undefined : this.#open.get(answer.ref);
    if (answer.ref === null || !resolve) return false;
    this.#open.delete(answer.ref);
    resolve(answer);
    return true;
  }

  wireLost(): void {
    for (const resolve of this.#open.values()) resolve(null);
    this.#open.clear();
  }
}
