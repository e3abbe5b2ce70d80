/** Many events at once are worked off in parts, in order, so that the page is never busy for long. */
import type { Told } from '../connection/options';

/** Events that are heard in one task at most. */
export const EVENTS_PER_PART_MAX = 10;
/** What a task may take, drawing included; people notice nothing below 50. */
export const PART_MS_MAX = 30;

type Events = Extract<Told, { type: 'events' }>;

/** The page’s time and turns; tests pass their own. */
export interface Turns {
  now(): number;
  /** After the browser has had its turn. */
  next(run: () => void): void;
  /** When what was heard has been drawn, in the same task. */
  drawn(run: () => void): void;
}

export class InParts {
  readonly #hear: (message: Told) => void;
  readonly #turns: Turns;
  readonly #waiting: Told[] = [];
  /** As many events as seem to fit into the time of a part. */
  #size = EVENTS_PER_PART_MAX;

  constructor(hear: (message: Told) => void, turns: Turns = ofThePage) {
    this.#hear = hear;
    this.#turns = turns;
  }

  /** What is short is heard at once, unless something before it still waits. */
  take(message: Told): void {
    this.#waiting.push(message);
    if (this.#waiting.length === 1) this.#go();
  }

  #go(): void {
    const [first] = this.#waiting;
    if (!first) return;
    const [part, rest] = split(first, this.#size);
    const began = this.#turns.now();
    // It stays in the queue until it was heard: what comes meanwhile waits behind it.
    try {
      this.#hear(part);
    } finally {
      if (part.type === 'events') {
        const { length } = part.events;
        this.#turns.drawn(() => this.#learn(length, this.#turns.now() - began));
      }
      if (rest) this.#waiting[0] = rest;
      else this.#waiting.shift();
      if (this.#waiting.length > 0) this.#turns.next(() => this.#go());
    }
  }

  /** Parts that took too long are followed by smaller ones, and full ones that did not by larger ones. */
  #learn(events: number, tookMs: number): void {
    if (tookMs > PART_MS_MAX) this.#size = Math.max(1, Math.floor((events * PART_MS_MAX) / tookMs));
    else if (events === this.#size) this.#size = Math.min(events + 1, EVENTS_PER_PART_MAX);
  }
}

/** The first events of a frame, and what is left of it. */
function split(message: Told, size: number): [Told, Events | null] {
  if (message.type !== 'events' || message.events.length <= size) return [message, null];
  const events = message.events.slice(0, size);
  const upto = events.at(-1)?.seq ?? message.after;
  const rest = { ...message, after: upto, events: message.events.slice(size) };
  return [{ ...message, upto, events }, rest];
}

const ofThePage: Turns = {
  now: () => performance.now(),
  // Unlike a timer, also in a tab that is not looked at.
  next: (run) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      run();
    };
    port2.postMessage(null);
  },
  // The page is drawn in a microtask of the first change, and this one stands behind it.
  drawn: (run) => queueMicrotask(run),
};
