/** A form whose words outlive a reload: what it begins with, what it keeps while it is open, and when it forgets. */
import { untrack } from 'svelte';
import { me } from './me.svelte';
import { Kept } from '../lib/kept';

export class KeptForm<T extends object> {
  /** What was written before and not sent; null if nothing was. */
  readonly found: T | null;
  /** Whether it stands in the form and can still be thrown away at once. */
  restored = $state(false);
  readonly #kept: Kept<T>;

  /** `form` and `of` tell the forms of an account apart: `schedule` and a room, say. */
  constructor(form: string, of: string, like: T) {
    this.#kept = new Kept<T>(`${form}.${me.account?.id}.${of}`);
    this.found = this.#kept.read(like);
    this.restored = this.found !== null;
  }

  /** While the form is open: keeps what is written in it, and forgets it once nothing is. */
  follow(changed: () => boolean, written: () => T): void {
    $effect(() => {
      if (changed()) this.#kept.write(written());
      else this.forget();
    });
  }

  forget(): void {
    untrack(() => this.#kept.forget());
  }
}
