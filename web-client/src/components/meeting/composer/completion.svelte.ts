import { language } from '../../../i18n/index.svelte';
import { complete, isReady, type Option } from '../../../meeting/slash/complete';
import type { InMeeting } from '../../../visit/context';

/** The list of what can come next in the field, and which of it is marked. */
export class Completion {
  readonly #meeting: InMeeting;
  #closed = $state(false);
  /** Where the arrow keys went. */
  #moved = $state<number | null>(null);

  readonly #text = $derived.by(() => this.#meeting.visit.writing?.draft.text ?? '');
  readonly #ready = $derived.by(() => isReady(this.#text, this.#meeting.view));
  readonly options = $derived.by((): Option[] => {
    const found = complete(this.#text, this.#meeting.view, language());
    const news = found.some(({ text }) => text.trim() !== this.#text.trim());
    return news && !this.#closed ? found : [];
  });

  constructor(meeting: InMeeting) {
    this.#meeting = meeting;
  }

  get open(): boolean {
    return this.options.length > 0;
  }

  /** The choice that Enter takes; -1 is none, and then Enter carries out what is in the field. */
  get active(): number {
    const first = this.#ready ? -1 : 0;
    return this.open ? Math.min(this.#moved ?? first, this.options.length - 1) : -1;
  }

  get chosen(): Option | undefined {
    return this.options[this.active];
  }

  move(by: 1 | -1): void {
    const { length } = this.options;
    this.#moved = this.active < 0 && by < 0 ? length - 1 : (this.active + by + length) % length;
  }

  /** Something was typed, so the list starts again. */
  typed(): void {
    this.#closed = false;
    this.#moved = null;
  }

  close(): void {
    this.#closed = true;
  }
}
