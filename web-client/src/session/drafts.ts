/**
 * What was typed and not sent, and what was sent and not answered: kept in this
 * tab, per room and person, over a reload. Nothing here is ever sent by itself
 * but what its writer sent already.
 */
import type { Keep } from '../lib/storage';
import type { MeetingId, ParticipantId, RoomId } from '../protocol/generated';

export interface Draft {
  text: string;
  note: string | null;
}

export interface Outgoing extends Draft {
  /** The command's id: sent again after a reload, it happens once. */
  id: string;
}

export const EMPTY: Draft = { text: '', note: null };

export class Drafts {
  readonly #keep: Keep;
  readonly #place: string;

  constructor(keep: Keep, room: RoomId, who: ParticipantId) {
    this.#keep = keep;
    this.#place = `${room}.${who}`;
  }

  /** `to` tells the drafts of one person apart: the room's, and each whisper's. */
  read(to = 'room'): Draft {
    return parse<Draft>(this.#keep.get(this.#key('draft', to))) ?? EMPTY;
  }

  write(draft: Draft, to = 'room'): void {
    const key = this.#key('draft', to);
    if (draft.text === '' && draft.note === null) this.#keep.remove(key);
    else this.#keep.set(key, JSON.stringify(draft));
  }

  readOutgoing(meeting: MeetingId): Outgoing[] {
    return parse<Outgoing[]>(this.#keep.get(this.#key('sent', meeting))) ?? [];
  }

  writeOutgoing(meeting: MeetingId, outgoing: readonly Outgoing[]): void {
    const key = this.#key('sent', meeting);
    if (outgoing.length === 0) this.#keep.remove(key);
    else this.#keep.set(key, JSON.stringify(outgoing));
  }

  #key(kind: string, of: string): string {
    return `rondo.${kind}.${this.#place}.${of}`;
  }
}

/** Puts text that came back before what was typed since. */
export function returned(draft: Draft, back: Draft): Draft {
  const text = [back.text, draft.text].filter((part) => part.trim() !== '').join('\n');
  return { text, note: draft.note ?? back.note };
}

function parse<T>(text: string | null): T | null {
  if (text === null) return null;
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}
