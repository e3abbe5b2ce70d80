/** What the desk shows of a host's rooms: today, the coming weeks, and the rooms themselves. */
import type { ComingDate, DateView, PlaceCounts, RoomCard, SharedDesk } from '../api/generated';
import { addDays, dayIn, daysBetween, firstOfWeek } from './zones';

/** One date of one of the rooms. */
interface DeskDate {
  room: RoomCard;
  date: DateView;
  places: PlaceCounts;
}

/** What there is today: a meeting, a date, or a meeting on its date. */
interface TodayEntry {
  room: RoomCard;
  date: DateView | undefined;
  places: PlaceCounts | undefined;
}

/** A week and what is planned in it. */
export interface DeskWeek {
  /** Its first day. */
  start: string;
  dates: readonly DeskDate[];
}

export function datesOf(
  rooms: readonly RoomCard[],
  coming: readonly Pick<ComingDate, 'room' | 'date' | 'places'>[],
): DeskDate[] {
  const byId = new Map(rooms.map((room) => [room.id, room]));
  return coming.flatMap(({ room, date, places }) => {
    const found = byId.get(room);
    return found ? [{ room: found, date, places }] : [];
  });
}

/** Its owner, if that is somebody else than the reader. */
export const otherOwner = ({ leads }: Pick<RoomCard, 'leads'>, reader: string | undefined) =>
  leads.find(({ owner, account_id }) => owner && account_id !== reader);

/** How many rooms are on the desk: the reader's own ones, and those of the others who share it. */
export function onDesk(rooms: readonly RoomCard[], { hosts }: SharedDesk, reader: string) {
  const joined = new Set(hosts.filter((host) => host.joined).map((host) => host.account_id));
  const owners = rooms
    .filter((room) => room.shared)
    .map(({ leads }) => leads.find(({ owner }) => owner)?.account_id)
    .filter((owner) => owner !== undefined && joined.has(owner));
  const own = owners.filter((owner) => owner === reader).length;
  return { own, others: owners.length - own };
}

/** Where people wait comes first, then what is going on, then what is to come, then rehearsals. */
function rank({ meeting, rehearsal }: RoomCard): number {
  if (rehearsal) return 4;
  if (!meeting) return 3;
  if (meeting.waiting > 0) return 0;
  return meeting.phase === 'running' ? 1 : 2;
}

/** The rooms as the list has them: those where something goes on first, the others as they came. */
export const ordered = (rooms: readonly RoomCard[]): RoomCard[] =>
  rooms.toSorted((a, b) => rank(a) - rank(b));

/** A room with a meeting stands once, with its date that is nearest. */
export function todayOf(
  rooms: readonly RoomCard[],
  dates: readonly DeskDate[],
  now: number,
  home: string,
): TodayEntry[] {
  const today = dayIn(now, home);
  const planned = dates.filter(({ date }) => dayIn(date.starts_at, home) <= today);
  const open = rooms
    .filter(({ meeting }) => meeting)
    .map((room): TodayEntry => {
      const own = planned.filter((each) => each.room.id === room.id && !each.date.cancelled);
      return { room, date: own[0]?.date, places: own[0]?.places };
    });
  const shown = new Set(open.map(({ date }) => date).filter((date) => date !== undefined));
  const entries: TodayEntry[] = [...open, ...planned.filter(({ date }) => !shown.has(date))];
  const startOf = ({ date }: TodayEntry) => date?.starts_at ?? now;
  return entries.toSorted((a, b) => rank(a.room) - rank(b.room) || startOf(a) - startOf(b));
}

/** The weeks from this one on, as far as the dates reach; those of today stand above them. */
export function weeksOf(
  dates: readonly DeskDate[],
  now: number,
  home: string,
  locale: string,
): DeskWeek[] {
  const today = dayIn(now, home);
  const first = firstOfWeek(today, locale);
  const day = ({ date }: DeskDate) => dayIn(date.starts_at, home);
  const last = dates.at(-1);
  if (!last) return [];
  const count = Math.floor(daysBetween(first, day(last)) / 7) + 1;
  return Array.from({ length: Math.max(1, count) }, (_, i) => {
    const [start, end] = [addDays(first, 7 * i), addDays(first, 7 * (i + 1))];
    return { start, dates: dates.filter((each) => day(each) >= start && day(each) < end) };
  });
}

/** The rooms whose name or topic has these words in it. */
export function find(rooms: readonly RoomCard[], text: string): RoomCard[] {
  const plain = (words: string) => words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const sought = plain(text).split(/\s+/).filter(Boolean);
  return rooms.filter(({ title, topics }) => {
    const words = plain([title, ...topics].join(' '));
    return sought.every((each) => words.includes(each));
  });
}
