/** A form whose words outlive a reload: what it begins with, what it keeps while it is open, and when it forgets. */
import { untrack } from 'svelte';
import { fromMarked, withMark, type Marked } from '../api/http';
import { me } from './me.svelte';
import { Kept } from '../lib/kept';

export class KeptForm<T extends object, Of extends object | null = null> {
  /** What was written before and not sent; null if nothing was. */
  readonly found: T | null;
  /** Whether it stands in the form and can still be thrown away at once. */
  restored = $state(false);
  /** What the form changes, as it was when what stands in the form was begun. */
  of: Of = $state.raw() as Of;
  readonly #kept: Kept<T>;
  readonly #begun: Kept<Marked<object>>;

  /**
   * `form` and `id` tell the forms of an account apart: `schedule` and a room, say. `of` is what the form
   * changes, as it is now; null if it makes something new.
   */
  constructor(form: string, id: string, like: T, of: Of) {
    const name = `${form}.${me.account?.id}.${id}`;
    this.#kept = new Kept(name);
    this.#begun = new Kept(`${name}.of`);
    this.found = this.#kept.read(like);
    this.restored = this.found !== null;
    const begun = this.found && of && this.#begun.read(withMark(of));
    this.of = begun ? (fromMarked(begun) as Of) : of;
  }

  /** While the form is open: keeps what is written in it, and forgets it once nothing is. */
  follow(changed: () => boolean, written: () => T): void {
    $effect(() => {
      if (!changed()) return this.forget();
      this.#kept.write(written());
      if (this.of) this.#begun.write(withMark(this.of));
    });
  }

  /** What stood in the form was thrown away or kept: it begins with what is so now. */
  begin(of: Of): void {
    this.restored = false;
    this.of = of;
  }

  forget(): void {
    untrack(() => {
      this.#kept.forget();
      this.#begun.forget();
    });
  }
}
