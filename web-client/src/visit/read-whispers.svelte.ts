import type { Keep } from '../lib/storage';
import type { Message, MeetingId, ParticipantId, RoomId } from '../protocol/generated';

/** Which whispers the viewer has read, kept in this tab so that a reload shows none of them as new. */
export class ReadWhispers {
  #upTo = $state(0);
  readonly #keep: Keep;
  readonly #key: string;
  #meeting: MeetingId | null = null;

  constructor(keep: Keep, room: RoomId) {
    this.#keep = keep;
    this.#key = `rondo.whispers.${room}`;
  }

  /** Each meeting counts anew. */
  of(meeting: MeetingId): void {
    if (this.#meeting === meeting) return;
    this.#meeting = meeting;
    const [kept, upTo] = this.#keep.get(this.#key)?.split(' ') ?? [];
    this.#upTo = kept === meeting ? Number(upTo) : 0;
  }

  /** The ones that others wrote since, and did not take back. */
  unread(whispers: readonly Message[], me: ParticipantId): Message[] {
    return whispers.filter(
      ({ id, from, taken_back_by }) => id > this.#upTo && from !== me && taken_back_by === null,
    );
  }

  /** Everything so far was read. */
  read(whispers: readonly Message[]): void {
    const last = whispers.at(-1)?.id ?? 0;
    if (last <= this.#upTo) return;
    this.#upTo = last;
    this.#keep.set(this.#key, `${this.#meeting} ${last}`);
  }

  /** Nothing of it stays on the device. */
  forget(): void {
    this.#meeting = null;
    this.#keep.remove(this.#key);
  }
}
