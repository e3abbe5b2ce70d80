/** What a host does with one date, and how it is undone. */
import { api } from '../api/client';
import type { DateView, ScheduleView } from '../api/generated';
import { oneMore } from './schedule';

/** Puts things back as they were. */
export type Undo = () => Promise<unknown>;

/** The date as it was before. */
const asBefore =
  (room: string, { key, local, cancelled, note }: DateView): Undo =>
  () =>
    api.dates.change(room, key, { starts: local, cancelled, note });

export async function moveDate(room: string, date: DateView, starts: string, note: string) {
  await api.dates.change(room, date.key, { starts, note });
  return asBefore(room, date);
}

export async function noteDate(room: string, date: DateView, note: string) {
  await api.dates.change(room, date.key, { note });
  return asBefore(room, date);
}

export async function holdDate(room: string, date: DateView) {
  await api.dates.change(room, date.key, { cancelled: false });
  return asBefore(room, date);
}

export async function cancelDate(room: string, date: DateView, note: string) {
  await api.dates.change(room, date.key, { cancelled: true, note });
  return asBefore(room, date);
}

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
export async function restoreDate(room: string, date: DateView): Promise<Undo> {
  await api.dates.restore(room, date.key);
  if (!date.added) return asBefore(room, date);
  return async () => {
    await api.dates.add(room, { starts: date.key, note: date.note });
    await asBefore(room, date)();
  };
}
