/** A room while it is written: made from a format, or from the room that is edited. */
import type { AgendaItem, Edit, Format, Room, Template } from '../api/generated';
import { LIMITS } from '../api/limits';
import { DEFAULT_SETTINGS, type Settings, type Timing, type Wrong } from '../protocol/generated';
import { checkAgenda } from './agenda/check';
import { MINUTE_MS } from '../lib/units';
import { shareChoices } from './agenda/choices';
import { copyOf } from './agenda/edit';
import { checkTiming } from './agenda/clocks';

export class RoomDraft {
  title = $state('');
  topics = $state<string[]>([]);
  suits = $state('');
  notFor = $state('');
  capacity = $state(10);
  #shareMs = $state(120_000);
  agenda = $state<AgendaItem[]>([]);
  guidelines = $state<string[]>([]);
  settings = $state<Settings>();
  /** What is still empty is wrong only once it was to be saved. */
  tried = $state(false);

  static of(room: Room): RoomDraft {
    const draft = new RoomDraft();
    draft.resume(room);
    return draft;
  }

  /** Takes up a room, or what was written of one. */
  resume(room: RoomDraft['details']): void {
    this.title = room.title;
    this.topics = [...room.topics];
    this.suits = room.suits;
    this.notFor = room.not_for;
    this.capacity = room.capacity;
    this.#shareMs = room.share_ms;
    this.agenda = room.agenda.map(copyOf);
    this.guidelines = [...room.guidelines];
    this.settings = room.settings && structuredClone(room.settings);
  }

  /** Takes the format's numbers and agenda, and leaves what has been written. */
  follow(format: Format): void {
    this.capacity = format.size[1];
    this.#shareMs = format.share_ms;
    this.agenda = format.items.map(copyOf);
  }

  /** Takes the same format's words in another language, and leaves its numbers as they were changed. */
  translate(format: Format): void {
    this.agenda = this.agenda.map((item, i) => {
      const { name, text, script, pages } = copyOf(format.items[i] ?? item);
      return { ...item, name, text, script, pages };
    });
  }

  /** Takes what was kept, and leaves what has been written. */
  use(template: Template): void {
    this.#shareMs = template.share_ms;
    this.agenda = template.agenda.map(copyOf);
  }

  get shareMs(): number {
    return this.#shareMs;
  }

  /** The items that had the common length follow it; those with their own keep theirs. */
  set shareMs(ms: number) {
    const before = this.#shareMs;
    this.#shareMs = ms;
    for (const item of this.agenda.filter(({ share_ms }) => share_ms === before && before > 0)) {
      item.share_ms = Math.min(ms, item.minutes * MINUTE_MS);
    }
  }

  get shareChoices(): number[] {
    return shareChoices(this.shareMs);
  }

  /** The clocks of the floor in force. */
  get clocks(): Timing {
    return (this.settings ?? DEFAULT_SETTINGS.peer_led).timing;
  }

  /** Everything that is wrong with the agenda. */
  get agendaWrong(): Wrong[] {
    return checkAgenda(this.agenda, this.clocks);
  }

  /** And with the clocks. */
  get allWrong(): Wrong[] {
    return [...this.agendaWrong, ...checkTiming(this.clocks)];
  }

  /** What to show of it while it is written. */
  get wrong(): Wrong[] {
    return this.allWrong.filter(({ reason }) => this.tried || reason !== 'required');
  }

  /** What the page itself can see before it asks the server. */
  get problem(): { code: string; field: string } | null {
    if (!this.title.trim()) return { code: 'title_required', field: 'title' };
    const capacityFits =
      Number.isInteger(this.capacity) &&
      this.capacity >= LIMITS.capacity_min &&
      this.capacity <= LIMITS.capacity_max;
    if (!capacityFits) return { code: 'invalid', field: 'capacity' };
    const first = this.allWrong[0];
    if (first) {
      const code = first.field.startsWith('agenda') ? 'agenda_invalid' : 'settings_invalid';
      return { code, field: first.field };
    }
    return null;
  }

  /** As the server takes it. */
  get details() {
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
      ...(this.settings && { settings: $state.snapshot(this.settings) }),
    } satisfies Edit;
  }
}
