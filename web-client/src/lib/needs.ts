/** What waits for the host: shown beside the rooms, most pressing first. */
import type { Coming, DateView, HostNote, PlaceCounts, RoomCard } from '../api/generated';
import { openInvites } from './invites';

export interface Need {
  kind:
    | 'noLead'
    | 'missedStart'
    | 'missedCalls'
    | 'concerns'
    | 'lost'
    | 'waiting'
    | 'asking'
    | 'line'
    | 'missing'
    | 'noInvite'
    | 'oneLead';
  room: RoomCard;
  /** What the host is told of the room; with missed calls and concerns. */
  note?: HostNote;
  /** The date for which people wait for a place. */
  line?: { date: DateView; places: PlaceCounts };
  /** How many members have missed dates in a row. */
  members?: number;
  /** The date that has nobody to lead it, or that nobody opened. */
  date?: DateView;
}

export function needsOf(
  rooms: readonly RoomCard[],
  notes: readonly HostNote[] = [],
  coming: Pick<Coming, 'dates' | 'missing'> = { dates: [], missing: [] },
): Need[] {
  const real = rooms.filter((room) => !room.rehearsal);
  const waiting = real.filter((room) => (room.meeting?.waiting ?? 0) > 0);
  const asking = rooms.filter((room) => room.asking > 0);
  // A closed group needs no link that works.
  const uninvited = real.filter(
    (room) => room.entry.type !== 'closed' && openInvites(room, 'member').length === 0,
  );
  const alone = real.filter(
    (room) =>
      room.leads.length + room.desk_leads.length < 2 &&
      !uninvited.includes(room) &&
      openInvites(room, 'co_lead').length === 0,
  );
  const lost = rooms.filter((room) => room.series_lost);
  const told = (kind: Need['kind'], tells: (note: HostNote) => boolean): Need[] =>
    notes.filter(tells).flatMap((note) => {
      const room = rooms.find(({ id }) => id === note.room);
      return room ? [{ kind, room, note }] : [];
    });
  const roomOf = (id: string) => real.filter((room) => room.id === id);
  /** The next date of each room for which somebody waits. */
  const lines = coming.dates.filter(
    ({ room, places }, i) =>
      places.waiting > 0 &&
      coming.dates.findIndex((other) => other.room === room && other.places.waiting > 0) === i,
  );
  const unled = coming.dates.filter(({ needs_lead }) => needs_lead);
  return [
    ...unled.flatMap(({ room: id, date }): Need[] => {
      const room = real.find((one) => one.id === id);
      return room ? [{ kind: 'noLead', room, date }] : [];
    }),
    ...real.flatMap((room): Need[] =>
      room.missed ? [{ kind: 'missedStart', room, date: room.missed }] : [],
    ),
    ...told('missedCalls', ({ missed_calls }) => missed_calls > 0),
    ...told('concerns', ({ concerns }) => concerns > 0),
    ...lost.map((room): Need => ({ kind: 'lost', room })),
    ...waiting.map((room): Need => ({ kind: 'waiting', room })),
    ...asking.map((room): Need => ({ kind: 'asking', room })),
    ...lines.flatMap(({ room: id, date, places }) =>
      roomOf(id).map((room): Need => ({ kind: 'line', room, line: { date, places } })),
    ),
    ...coming.missing.flatMap(({ room: id, members }) =>
      roomOf(id).map((room): Need => ({ kind: 'missing', room, members })),
    ),
    ...uninvited.map((room): Need => ({ kind: 'noInvite', room })),
    ...alone.map((room): Need => ({ kind: 'oneLead', room })),
  ];
}
