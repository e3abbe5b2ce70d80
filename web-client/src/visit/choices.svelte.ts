import { SvelteSet } from 'svelte/reactivity';
import type { Keep } from '../lib/storage';
import type { Message, ParticipantId, RoomId } from '../protocol/generated';

type MessageId = Message['id'];

/** What the reader chose for themselves: whom to hide, which covered words to open. */
export class Choices {
  readonly hidden: SvelteSet<ParticipantId>;
  readonly opened = new SvelteSet<MessageId>();
  readonly #keep: Keep;
  readonly #key: string;

  constructor(keep: Keep, room: RoomId) {
    this.#keep = keep;
    this.#key = `rondo.hidden.${room}`;
    const kept = keep.get(this.#key);
    this.hidden = new SvelteSet(kept ? kept.split(' ') : []);
  }

  toggleHidden(who: ParticipantId): void {
    if (!this.hidden.delete(who)) this.hidden.add(who);
    if (this.hidden.size > 0) this.#keep.set(this.#key, [...this.hidden].join(' '));
    else this.#keep.remove(this.#key);
  }

  /** Nothing of it stays on the device. */
  forget(): void {
    this.#keep.remove(this.#key);
  }

  toggleOpened(message: MessageId): void {
    if (!this.opened.delete(message)) this.opened.add(message);
  }
}
