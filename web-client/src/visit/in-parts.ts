/** Many events at once are worked off in parts, in order, so that the page is never busy for long. */
import type { Told } from '../connection/options';

/** Events that are heard in one task. */
export const EVENTS_PER_PART_MAX = 10;

export class InParts {
  readonly #hear: (message: Told) => void;
  readonly #next: (run: () => void) => void;
  readonly #waiting: Told[] = [];

  constructor(hear: (message: Told) => void, next: (run: () => void) => void = nextTask) {
    this.#hear = hear;
    this.#next = next;
  }

  /** What is short is heard at once, unless something before it still waits. */
  take(message: Told): void {
    const idle = this.#waiting.length === 0;
    this.#waiting.push(...parts(message));
    if (idle) this.#go();
  }

  #go(): void {
    const [first] = this.#waiting;
    if (!first) return;
    // It stays in the queue until it was heard: what comes meanwhile waits behind it.
    try {
      this.#hear(first);
    } finally {
      this.#waiting.shift();
      if (this.#waiting.length > 0) this.#next(() => this.#go());
    }
  }
}

function parts(message: Told): Told[] {
  if (message.type !== 'events' || message.events.length <= EVENTS_PER_PART_MAX) return [message];
  const { events } = message;
  const starts = events.flatMap((_, i) => (i % EVENTS_PER_PART_MAX === 0 ? [i] : []));
  return starts.map((start): Told => {
    const part = events.slice(start, start + EVENTS_PER_PART_MAX);
    const isLast = start + EVENTS_PER_PART_MAX >= events.length;
    return { ...message, events: part, upto: isLast ? message.upto : (part.at(-1)?.seq ?? 0) };
  });
}

/** After the browser has had its turn; unlike a timer, also in a tab that is not looked at. */
function nextTask(run: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    run();
  };
  port2.postMessage(null);
}
