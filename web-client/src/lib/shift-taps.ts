/** Three taps on Shift in a row, with nothing else pressed in between. */
const TAPS_WANTED = 3;
/** From the first tap to the third. */
const TAPS_MS_MAX = 1_500;

type Key = Pick<KeyboardEvent, 'key' | 'repeat'>;

export class ShiftTaps {
  #alone = false;
  #taps: number[] = [];

  down(event: Key): void {
    if (event.key !== 'Shift') return this.reset();
    // Held down, Shift is for typing capitals or selecting.
    if (event.repeat) return this.reset();
    this.#alone = true;
  }

  /** True at the third tap. */
  up(event: Pick<KeyboardEvent, 'key'>, now: number): boolean {
    if (event.key !== 'Shift' || !this.#alone) return false;
    this.#alone = false;
    this.#taps = [...this.#taps.filter((at) => now - at <= TAPS_MS_MAX), now];
    if (this.#taps.length < TAPS_WANTED) return false;
    this.reset();
    return true;
  }

  reset(): void {
    this.#alone = false;
    this.#taps = [];
  }
}
