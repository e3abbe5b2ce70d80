/** What somebody with a seat has in a room: the coming dates, what they said of each, and their duties. */
import { api } from '../api/client';
import type { Seat, SeatDates } from '../api/generated';
import { Resource } from '../lib/resource.svelte';
import { OwnDuties } from './own-duties.svelte';
import type { SeatAct } from './seat-date';

export class OwnDates {
  readonly room: string;
  readonly seat: Resource<Seat>;
  readonly dates: Resource<SeatDates>;
  readonly duties: OwnDuties;

  constructor(room: string) {
    this.room = room;
    this.seat = new Resource(() => api.seat(room));
    this.dates = new Resource(() => api.seatDates.list(room));
    this.duties = new OwnDuties(
      () => api.seatDuties.get(room),
      (change) => api.seatDuties.own(room, change),
    );
  }

  async refresh(): Promise<void> {
    await Promise.all([this.seat, this.dates, this.duties.view].map((each) => each.refresh()));
  }

  async say(date: string, answer: SeatAct['answer']): Promise<void> {
    this.dates.value =
      answer === 'take_back'
        ? await api.seatDates.takeBack(this.room, date)
        : await api.seatDates.answer(this.room, date, answer);
  }
}
