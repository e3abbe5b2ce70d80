/** How long a press may still be meant for what stood there before. */
const SETTLING_MS = 1_000;

/**
 * Notices that what stands in a list has moved up, since something before it is gone. For a moment
 * after that nothing in it acts: a press was meant for what stood there before.
 */
export class Settled {
  #moving = $state(false);
  #before: readonly string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  get yes(): boolean {
    return !this.#moving;
  }

  /** The list as it stands now. What is added at the end moves nothing. */
  see(ids: readonly string[]): void {
    const moved = ids.some((id, i) => this.#before[i] !== undefined && this.#before[i] !== id);
    this.#before = ids;
    if (!moved) return;
    this.#moving = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#moving = false), SETTLING_MS);
  }
}
