/**
 * What was typed and not sent, and what was sent and not answered: kept in this
 * tab, for one person in one meeting, over a reload. Nothing here is ever sent by
 * itself but what its writer sent already.
 */
import type { WhisperTo } from '../meeting/whispers';
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

/** Where the draft of a whisper to somebody is kept. */
export const whisperPlace = ({ who, alone }: WhisperTo): string =>
  `whisper.${who ?? 'leads'}${alone ? '.alone' : ''}`;

/** Everything one person wrote in one meeting, under one key: it goes in one piece, too. */
interface Kept {
  meeting: MeetingId;
  who: ParticipantId;
  drafts: Record<string, Draft>;
  sent: readonly Outgoing[];
}

const keyOf = (room: RoomId): string => `rondo.writing.${room}`;

/** Out of a room before anything was said of its meeting: nothing that was written there stays. */
export const forgetDrafts = (keep: Keep, room: RoomId): void => keep.remove(keyOf(room));

export class Drafts {
  readonly #keep: Keep;
  readonly #key: string;
  readonly #kept: Kept;
  #stored = true;

  /** What is left of another meeting, or of another person, is thrown away. */
  constructor(keep: Keep, room: RoomId, meeting: MeetingId, who: ParticipantId) {
    this.#keep = keep;
    this.#key = keyOf(room);
    const found = parse(keep.get(this.#key));
    const same = found?.meeting === meeting && found.who === who;
    this.#kept = same ? found : { meeting, who, drafts: {}, sent: [] };
    if (!same) keep.remove(this.#key);
  }

  /** `to` tells the drafts of one person apart: the room's, and each whisper's. */
  read(to = 'room'): Draft {
    return this.#kept.drafts[to] ?? EMPTY;
  }

  write(draft: Draft, to = 'room'): void {
    if (draft.text === '' && draft.note === null) delete this.#kept.drafts[to];
    else this.#kept.drafts[to] = draft;
    this.#store();
  }

  get sent(): readonly Outgoing[] {
    return this.#kept.sent;
  }

  set sent(outgoing: readonly Outgoing[]) {
    this.#kept.sent = outgoing;
    this.#store();
  }

  /** Nothing of it stays on the device. The page still shows it until it is closed or reloaded. */
  forget(): void {
    this.#stored = false;
    this.#keep.remove(this.#key);
  }

  /** The person is in the meeting, perhaps again. */
  remember(): void {
    this.#stored = true;
    this.#store();
  }

  #store(): void {
    if (!this.#stored) return;
    const { drafts, sent } = this.#kept;
    if (sent.length === 0 && Object.keys(drafts).length === 0) this.#keep.remove(this.#key);
    else this.#keep.set(this.#key, JSON.stringify(this.#kept));
  }
}

/** Puts text that came back before what was typed since. */
export function returned(draft: Draft, back: Draft): Draft {
  const text = [back.text, draft.text].filter((part) => part.trim() !== '').join('\n');
  return { text, note: draft.note ?? back.note };
}

function parse(text: string | null): Kept | null {
  if (text === null) return null;
  try {
    return JSON.parse(text) as Kept;
  } catch {
    return null;
  }
}
