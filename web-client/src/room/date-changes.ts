/** What a host does with one date, and how it is undone. */
import { api } from '../api/client';
import type { DateChange, DateView, Room, ScheduleView } from '../api/generated';
import { change } from '../lib/edit.svelte';
import type { Undo } from '../lib/telling.svelte';
import { oneMore } from './schedule';

/** The date as it was before. */
const asBefore =
  (room: string, { key, local, cancelled, note }: DateView): Undo =>
  () =>
    api.dates.change(room, key, { starts: local, cancelled, note });

/** Not over what somebody else did with the date since the room was read. */
const held = (read: Room, date: DateView) => ({
  look: () => api.rooms.get(read.id),
  part: ({ planned }: Room) => planned.dates.find(({ key }) => key === date.key),
});

async function changeDate(read: Room, date: DateView, wish: DateChange): Promise<Undo> {
  await change(read, held(read, date), (of) => api.dates.change(read.id, date.key, wish, of));
  return asBefore(read.id, date);
}

export const moveDate = (read: Room, date: DateView, starts: string, note: string) =>
  changeDate(read, date, { starts, note });

export const noteDate = (read: Room, date: DateView, note: string) =>
  changeDate(read, date, { note });

export const holdDate = (read: Room, date: DateView) =>
  changeDate(read, date, { cancelled: false });

export const cancelDate = (read: Room, date: DateView, note: string) =>
  changeDate(read, date, { cancelled: true, note });

/**
 * Gives a series with a fixed number of dates another one; takes it away again to undo. Fails where
 * so many are to come that the list does not tell how many.
 */
export async function addAtEnd(room: string, schedule: ScheduleView): Promise<Undo> {
  const plan = oneMore(schedule, await api.dates.list(room));
  if (!plan) throw new Error('how many dates are left is not known');
  const { schedule: now } = await api.dates.plan(room, plan);
  return async () => {
    const back = now ? oneMore(now, await api.dates.list(room), -1) : null;
    if (back) await api.dates.plan(room, back);
  };
}

export async function addDate(room: string, starts: string, note: string): Promise<Undo> {
  await api.dates.add(room, { starts, note });
  return () => api.dates.restore(room, starts);
}

/** As the rule has it. A date that was added is gone, and undoing it adds it again. */
export async function restoreDate(read: Room, date: DateView): Promise<Undo> {
  const room = read.id;
  await change(read, held(read, date), (of) => api.dates.restore(room, date.key, of));
  if (!date.added) return asBefore(room, date);
  return async () => {
    await api.dates.add(room, { starts: date.key, note: date.note });
    await asBefore(room, date)();
  };
}
