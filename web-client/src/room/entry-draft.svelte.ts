/** The way into a room while its host changes it: each way keeps what was written for it. */
import type { RoomKind, WayIn, WayInKind } from '../api/generated';

/** Whether a link that many have leads to anything: in therapy each invitation is for one person. */
export const takesLinks = (kind: RoomKind, way: WayInKind): boolean =>
  way === 'asking' || (kind === 'peer_led' && way !== 'closed');

export class EntryDraft {
  type = $state<WayInKind>('open');
  questions = $state<string[]>(['']);
  /** Null takes newcomers for all sessions. */
  until = $state<number | null>(null);
  places = $state<number | null>(1);
  starts = $state<string[]>([]);

  constructor(entry: WayIn) {
    this.resume(entry);
  }

  /** Takes up a way in, and leaves what was written for the others. */
  resume(entry: WayIn): void {
    this.type = entry.type;
    if (entry.type === 'asking') this.questions = [...entry.questions];
    if (entry.type === 'closed') this.until = entry.until_session ?? null;
    if (entry.type === 'slow_open') this.places = entry.places;
    if (entry.type === 'modules') this.starts = [...entry.starts];
  }

  /** What was written for each way, as it can be kept: each field of one kind, or null. */
  get written() {
    const { type, questions, until, places, starts } = this;
    return $state.snapshot({ type, questions, until, places, starts });
  }

  /** Takes up what was kept. */
  restore(written: EntryDraft['written']): void {
    Object.assign(this, written);
  }

  /** The chosen way. No therapist-led room is open to everyone who has a link. */
  typeIn(kind: RoomKind): WayInKind {
    return kind === 'therapist_led' && this.type === 'open' ? 'closed' : this.type;
  }

  /** As a room of this kind keeps it. */
  entryIn(kind: RoomKind): WayIn {
    switch (this.typeIn(kind)) {
      case 'open':
        return { type: 'open' };
      case 'asking':
        return { type: 'asking', questions: this.questions.filter((question) => question.trim()) };
      case 'closed':
        return { type: 'closed', until_session: this.until };
      case 'slow_open':
        return { type: 'slow_open', places: this.places ?? 0 };
      case 'modules':
        return { type: 'modules', starts: [...this.starts].sort() };
    }
  }
}
