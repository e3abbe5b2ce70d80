/** What was done last on a page, said with a way back; or what was refused. */
import { tick } from 'svelte';
import { Action } from './action.svelte';

/** Puts things back as they were. */
export type Undo = () => Promise<unknown>;

export class Telling {
  said = $state.raw<{ words: string; undo: Undo | null } | null>(null);
  /** Where it is said. It takes the focus when what had it is gone. */
  place = $state<HTMLElement>();
  readonly action = new Action();
  readonly #renew: () => Promise<unknown>;

  /** `renew` looks up what is so now, after a refusal. */
  constructor(renew: () => Promise<unknown>) {
    this.#renew = renew;
  }

  /** Does something, and says so. `work` gives the way back, if there is one. */
  async act(
    words: string,
    work: () => Promise<Undo | null | void>,
    action = this.action,
  ): Promise<boolean> {
    this.said = null;
    let undo: Undo | null = null;
    const done = await action.run(async () => {
      undo = (await work()) ?? null;
    });
    if (done) this.say(words, undo);
    else await this.#renew();
    await this.settle();
    return done;
  }

  /** Once the page shows what was done: what had the focus may be gone with it. */
  async settle(): Promise<void> {
    await tick();
    if (document.activeElement === document.body) this.place?.focus();
  }

  say(words: string, undo: Undo | null): void {
    this.said = { words, undo };
  }

  /** Takes it back, and says that in these words. */
  async undo(words: string): Promise<void> {
    const back = this.said?.undo;
    if (!back) return;
    await this.act(words, async () => void (await back()));
  }

  clear(): void {
    this.said = null;
  }
}
