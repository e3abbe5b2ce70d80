/** The dates of a room that is made, how people come to them and how they get in. */
import type { NewRoom, PlacesRule, Room, RoomKind, WayIn } from '../api/generated';
import { EntryDraft } from './entry-draft.svelte';
import { FREE, PlacesDraft } from './places-draft.svelte';
import { ScheduleDraft } from './schedule-draft.svelte';
import { SchedulePreview } from './schedule-preview.svelte';

export class SeriesDraft {
  readonly schedule: ScheduleDraft;
  readonly places: PlacesDraft;
  readonly entry: EntryDraft;
  /** What the schedule would bring. */
  readonly preview = new SchedulePreview();

  /** As in the room that this one is to be like. */
  constructor(room?: Room, rule: PlacesRule = FREE) {
    this.schedule = room ? ScheduleDraft.like(room.planned) : new ScheduleDraft();
    this.places = new PlacesDraft(rule);
    this.entry = new EntryDraft(room?.entry ?? { type: 'open' });
  }

  /** Whether something of it was chosen. */
  get begun(): boolean {
    return (
      this.schedule.day !== '' ||
      this.places.signUp ||
      this.places.asks ||
      this.entry.type !== 'open'
    );
  }

  /** All that is chosen and typed, as it can be kept. */
  get written() {
    return {
      schedule: this.schedule.written,
      places: this.places.written,
      entry: this.entry.written,
    };
  }

  /** Takes up what was kept. */
  resume({ schedule, places, entry }: SeriesDraft['written']): void {
    this.schedule.resume(schedule);
    this.places.resume(places);
    this.entry.restore(entry);
  }

  /** The way in: a module starts on one of the dates that the schedule has by now. */
  wayIn(kind: RoomKind): WayIn {
    const entry = this.entry.entryIn(kind);
    const dates = this.schedule.planned ? this.preview.value?.dates : [];
    if (entry.type !== 'modules' || !dates) return entry;
    const known = entry.starts.filter((start) => dates.some(({ key }) => key === start));
    return { type: 'modules', starts: known };
  }

  /** As the server takes it. Only dates have places. */
  input(kind: RoomKind): Pick<NewRoom, 'schedule' | 'entry' | 'places'> {
    const { input } = this.schedule;
    return {
      entry: this.wayIn(kind),
      ...(input && { schedule: input, places: this.places.input(kind) }),
    };
  }
}
