/**
 * Edits of things that somebody else may edit at the same time: an edit that was overtaken is shown beside
 * what is stored now, never dropped.
 */
import { ApiError } from '../api/error';

/** How often something else of the same thing may change before the page gives up. */
const TRIES = 4;

export interface Held<T> {
  /** What is stored now. */
  look: () => Promise<T>;
  /** What of it the change is about. */
  part: (value: T) => unknown;
  /** It came in a list, which does not mark what it lists: look before the change is sent. */
  listed?: boolean | undefined;
}

/** What a form began with. */
interface Begun<T> {
  of: T;
}

/** Somebody else changed what a change is about. Nothing was saved. */
export class ChangedMeanwhile<T> extends ApiError {
  constructor(readonly now: T) {
    super(412, 'changed_meanwhile', null, null);
  }
}

const isStale = (error: unknown) => error instanceof ApiError && error.code === 'changed_meanwhile';
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Sends a change of what was read. If only something else of it changed meanwhile, sends it again. */
export async function change<T extends object, Answer>(
  read: T,
  { look, part, listed = false }: Held<T>,
  send: (of: T) => Promise<Answer>,
): Promise<Answer> {
  let of = read;
  for (let tries = listed ? 0 : 1; ; tries += 1) {
    if (tries > 0) {
      try {
        return await send(of);
      } catch (error) {
        if (!isStale(error) || tries === TRIES) throw error;
      }
    }
    of = await look();
    if (!same(part(of), part(read))) throw new ChangedMeanwhile(of);
  }
}

/** What stands beside the names of its fields. */
type Line = readonly [name: string, words: string];

/** A form on something that others may change while somebody writes. */
export class Edit<T extends object> {
  /** What is stored, once it turned out that somebody else changed it. */
  theirs = $state.raw<T>();
  /** What of it differs from what the form began with. */
  lines = $state.raw<readonly Line[]>([]);

  constructor(
    private readonly begun: Begun<T>,
    private readonly held: Held<T> & { lines: (value: T) => readonly Line[] },
  ) {}

  /** Sends what was written. The next time it goes over what somebody else changed, who was shown it. */
  async save<Answer>(send: (of: T) => Promise<Answer>): Promise<Answer> {
    try {
      return await change(
        this.begun.of,
        { ...this.held, listed: !this.theirs && this.held.listed },
        send,
      );
    } catch (error) {
      if (error instanceof ChangedMeanwhile) this.#take(error.now as T);
      throw error;
    }
  }

  #take(now: T): void {
    const before = new Map(this.held.lines(this.begun.of));
    this.lines = this.held.lines(now).filter(([name, words]) => before.get(name) !== words);
    this.begun.of = now;
    this.theirs = now;
  }
}
