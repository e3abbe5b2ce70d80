/** A room while it is written: made from a format, or from the room that is edited. */
import type { AgendaItem, Format, Room, RoomDetails, RoomSettings } from '../api/types';

const SHARE_SECONDS = [30, 45, 60, 90, 120, 180, 240, 300, 600];

/** The server checks these too. */
export const limits = {
  titleChars: 80,
  topicChars: 40,
  topics: 8,
  textChars: 500,
  guidelineChars: 200,
  guidelines: 20,
  capacityMin: 2,
  capacityMax: 60,
  itemNameChars: 80,
  itemTextChars: 500,
  itemMinutesMax: 180,
} as const;

export class RoomDraft {
  title = $state('');
  topics = $state<string[]>([]);
  suits = $state('');
  notFor = $state('');
  capacity = $state(10);
  #shareMs = $state(120_000);
  agenda = $state<AgendaItem[]>([]);
  guidelines = $state<string[]>([]);
  settings = $state<RoomSettings>();

  static of(room: Room): RoomDraft {
    const draft = new RoomDraft();
    draft.title = room.title;
    draft.topics = [...room.topics];
    draft.suits = room.suits;
    draft.notFor = room.not_for;
    draft.capacity = room.capacity;
    draft.#shareMs = room.share_ms;
    draft.agenda = room.agenda.map((item) => ({ ...item }));
    draft.guidelines = [...room.guidelines];
    draft.settings = { ...room.settings };
    return draft;
  }

  /** Takes the format's numbers and agenda, and leaves what has been written. */
  follow(format: Format, agenda: AgendaItem[]): void {
    this.capacity = format.size[1];
    this.#shareMs = format.share_ms;
    this.agenda = agenda;
  }

  get shareMs(): number {
    return this.#shareMs;
  }

  /** The items that had the common length follow it; those with their own keep theirs. */
  set shareMs(ms: number) {
    const before = this.#shareMs;
    this.#shareMs = ms;
    this.agenda = this.agenda.map((item) =>
      item.share_ms === before ? { ...item, share_ms: ms } : item,
    );
  }

  /** The choices for a share's length, with the one in force among them. */
  get shareChoices(): number[] {
    const choices = new Set(SHARE_SECONDS.map((seconds) => seconds * 1000));
    return [...choices.add(this.shareMs)].toSorted((a, b) => a - b);
  }

  /** What the page can see by itself before asking the server. */
  get problem(): { code: string; field: string } | null {
    if (!this.title.trim()) return { code: 'title_required', field: 'title' };
    const capacityFits =
      Number.isInteger(this.capacity) &&
      this.capacity >= limits.capacityMin &&
      this.capacity <= limits.capacityMax;
    if (!capacityFits) return { code: 'invalid', field: 'capacity' };
    const named = (item: AgendaItem) => item.name.trim() && item.minutes >= 1;
    if (!this.agenda.every(named)) return { code: 'invalid', field: 'agenda' };
    return null;
  }

  get details(): RoomDetails {
    const written = (lines: string[]) => lines.map((line) => line.trim()).filter(Boolean);
    return {
      title: this.title.trim(),
      topics: written(this.topics),
      suits: this.suits.trim(),
      not_for: this.notFor.trim(),
      capacity: this.capacity,
      share_ms: this.shareMs,
      agenda: $state.snapshot(this.agenda),
      guidelines: written(this.guidelines),
      ...(this.settings && { settings: $state.snapshot(this.settings) as RoomSettings }),
    };
  }
}
