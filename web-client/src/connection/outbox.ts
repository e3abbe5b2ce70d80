import type { ClientMessage, Command, RefusalCode } from '../protocol/generated';

/** What became of a command. `lost`: its meeting is over, so nobody will ever say. */
export type Answer =
  | { type: 'accepted'; seq: number }
  | { type: 'refused'; code: RefusalCode; character?: string }
  | { type: 'lost' };

interface Unanswered {
  id: string;
  command: Command;
  ref: number | null;
  resolve: (answer: Answer) => void;
}

/**
 * The commands without an answer, in the order they were given. Each keeps its
 * `id` forever and gets a new `ref` on every wire, so a resend happens once.
 */
export class Outbox {
  readonly #waiting: Unanswered[] = [];
  readonly #newRef: () => number;

  constructor(newRef: () => number) {
    this.#newRef = newRef;
  }

  get size(): number {
    return this.#waiting.length;
  }

  add(id: string, command: Command): Promise<Answer> {
    return new Promise((resolve) => {
      this.#waiting.push({ id, command, ref: null, resolve });
    });
  }

  /** The frames to send: those not sent on this wire yet. */
  unsent(): ClientMessage[] {
    return this.#waiting
      .filter((entry) => entry.ref === null)
      .map((entry) => {
        entry.ref = this.#newRef();
        return { type: 'command', ref: entry.ref, id: entry.id, command: entry.command };
      });
  }

  answer(ref: number, answer: Answer): void {
    const at = this.#waiting.findIndex((entry) => entry.ref === ref);
    const [entry] = at < 0 ? [] : this.#waiting.splice(at, 1);
    entry?.resolve(answer);
  }

  /** The wire is gone: everything is to be sent again. */
  wireLost(): void {
    for (const entry of this.#waiting) entry.ref = null;
  }

  /** Gives up the commands that can't be sent any more. */
  drop(which: (command: Command) => boolean = () => true): void {
    const dropped = this.#waiting.filter(({ command }) => which(command));
    for (const entry of dropped) {
      this.#waiting.splice(this.#waiting.indexOf(entry), 1);
      entry.resolve({ type: 'lost' });
    }
  }
}
