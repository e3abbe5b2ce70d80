import { SvelteSet } from 'svelte/reactivity';
import type { Keep } from '../lib/storage';
import type { Message, MessageId, MeetingId, ParticipantId, RoomId } from '../protocol/generated';

/** Which whispers the viewer has read, kept in this tab so that a reload shows none of them as new. */
export class ReadWhispers {
  readonly #ids = new SvelteSet<MessageId>();
  readonly #keep: Keep;
  readonly #key: string;
  #meeting: MeetingId | null = null;

  constructor(keep: Keep, room: RoomId) {
    this.#keep = keep;
    this.#key = `rondo.whispers.${room}`;
  }

  /** Each meeting starts over. */
  of(meeting: MeetingId): void {
    if (this.#meeting === meeting) return;
    this.#meeting = meeting;
    this.#ids.clear();
    const [kept, ...ids] = this.#keep.get(this.#key)?.split(' ') ?? [];
    if (kept === meeting) for (const id of ids) this.#ids.add(Number(id));
  }

  /**
   * The ones that others wrote to the viewer or to the leads, and did not take back, oldest first. What
   * a lead writes to somebody else is for the other leads to look up, and no news.
   */
  unread(whispers: readonly Message[], me: ParticipantId): Message[] {
    return whispers.filter(
      ({ id, from, to, taken_back_by }) =>
        !this.#ids.has(id) && from !== me && (to === null || to === me) && taken_back_by === null,
    );
  }

  read(whispers: readonly Message[]): void {
    const fresh = whispers.filter(({ id }) => !this.#ids.has(id));
    if (fresh.length === 0) return;
    for (const { id } of fresh) this.#ids.add(id);
    this.#keep.set(this.#key, [this.#meeting, ...this.#ids].join(' '));
  }

  /** Nothing of it stays on the device. */
  forget(): void {
    this.#meeting = null;
    this.#keep.remove(this.#key);
  }
}
