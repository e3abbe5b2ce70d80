import { composerState, type ComposerState } from '../meeting/composer';
import type { MeetingView } from '../protocol/generated';

/** A turn that was ended by a word, for as long as that can be taken back. */
interface Pending {
  turn: number;
  /** What the field was for when the word was sent. */
  at: ComposerState['type'];
  text: string;
  end: () => void;
}

/** The moment between the word that ends a turn and its end. */
export class Ending {
  pending = $state.raw<Pending | null>(null);
  readonly #putBack: (text: string, undone: boolean) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `putBack` gets the word when it was undone, or when the floor waits and nothing can be ended. */
  constructor(putBack: (text: string, undone: boolean) => void) {
    this.#putBack = putBack;
  }

  begin(pending: Pending, waitMs: number): void {
    this.cancel();
    if (waitMs <= 0) return pending.end();
    this.pending = pending;
    this.#timer = setTimeout(() => {
      this.cancel();
      pending.end();
    }, waitMs);
  }

  undo(): void {
    this.#back(true);
  }

  /** The turn goes on, and the word is dropped. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.pending = null;
  }

  /** The floor may have moved: another turn, or another moment of this one, is not ended by an old word. */
  moved(view: MeetingView): void {
    const { pending } = this;
    if (!pending) return;
    const now = composerState(view);
    if (!('turn' in now) || now.turn.id !== pending.turn) this.cancel();
    else if (now.type === 'held') this.#back(false);
    else if (now.type !== pending.at) this.cancel();
  }

  #back(undone: boolean): void {
    const text = this.pending?.text;
    this.cancel();
    if (text !== undefined) this.#putBack(text, undone);
  }
}
