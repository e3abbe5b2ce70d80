import { expect, it } from 'vitest';
import type { DateView, RoomCard, SharedDesk } from '../api/generated';
import { datesOf, find, onDesk, ordered, otherOwner, todayOf, weeksOf } from './desk';

const NOW = Date.parse('2026-11-26T10:00Z');
const HOME = 'Europe/Berlin';

const room = (id: string, more: Partial<RoomCard> = {}): RoomCard => ({
  id,
  kind: 'peer_led',
  format: 'mini',
  title: id,
  topics: [],
  capacity: 8,
  rehearsal: false,
  shared: false,
  desk_leads: [],
  created_at: 0,
  entry: { type: 'open' },
  asking: 0,
  meeting: null,
  leads: [],
  invites: [],
  ...more,
});
const date = (starts: string, more: Partial<DateView> = {}): DateView => ({
  key: starts.slice(0, 16),
  zone: HOME,
  local: '',
  starts_at: Date.parse(starts),
  ends_at: 0,
  moved: false,
  added: false,
  cancelled: false,
  note: '',
  leads_from: 0,
  members_from: 0,
  missed_at: 0,
  ...more,
});
const places = { seats: null, coming: 0, late: 0, absent: 0, waiting: 0 };
const meeting = (waiting: number, phase: 'gathering' | 'running' = 'gathering') => ({
  id: 'm',
  phase,
  present: 3,
  waiting,
});

it('puts people who wait first, then what goes on, then the dates of today, then rehearsals', () => {
  const rooms = [
    room('rehearsal', { rehearsal: true, meeting: meeting(2) }),
    room('tonight'),
    room('running', { meeting: meeting(0, 'running') }),
    room('waiting', { meeting: meeting(1) }),
    room('morning'),
  ];
  const dates = datesOf(rooms, [
    { room: 'morning', date: date('2026-11-26T09:30Z'), places },
    { room: 'waiting', date: date('2026-11-26T10:10Z'), places },
    { room: 'tonight', date: date('2026-11-26T18:00Z'), places },
    { room: 'gone', date: date('2026-11-26T18:00Z'), places },
    { room: 'waiting', date: date('2026-11-26T22:30Z'), places },
    { room: 'tonight', date: date('2026-11-26T23:30Z'), places },
  ]);
  const today = todayOf(rooms, dates, NOW, HOME);
  expect(today.map((entry) => [entry.room.id, entry.date?.key])).toEqual([
    ['waiting', '2026-11-26T10:10'],
    // The same room once more, later in the evening.
    ['waiting', '2026-11-26T22:30'],
    ['running', undefined],
    ['morning', '2026-11-26T09:30'],
    ['tonight', '2026-11-26T18:00'],
    ['rehearsal', undefined],
  ]);
  expect(ordered(rooms).map(({ id }) => id)).toEqual([
    ...['waiting', 'running', 'tonight', 'morning', 'rehearsal'],
  ]);
});

it('puts the dates into the weeks of the reader', () => {
  const one = room('one');
  const dates = [
    '2026-11-26T18:00Z',
    '2026-11-29T22:59Z',
    '2026-11-29T23:00Z',
    '2026-12-15T18:00Z',
  ];
  const listed = dates.map((starts) => ({ room: one, date: date(starts), places }));
  const counts = (locale: string) =>
    weeksOf(listed, NOW, HOME, locale).map(({ start, dates }) => [start, dates.length]);
  expect(counts('de')).toEqual([
    ['2026-11-23', 2],
    ['2026-11-30', 1],
    ['2026-12-07', 0],
    ['2026-12-14', 1],
  ]);
  expect(counts('en-US')[0]).toEqual(['2026-11-22', 1]);
  expect(weeksOf([], NOW, HOME, 'de')).toEqual([]);
});

it('finds rooms by words of their names and topics', () => {
  const rooms = [room('Café am Dienstag', { topics: ['Grief'] }), room('Tuesday circle')];
  const found = (text: string) => find(rooms, text).map(({ id }) => id);
  expect(found('cafe DIENSTAG')).toEqual(['Café am Dienstag']);
  expect(found('grief')).toEqual(['Café am Dienstag']);
  expect(found('circle grief')).toEqual([]);
  expect(found('  ')).toHaveLength(2);
});

it('tells the rooms of the reader from those of the others, and counts what is on the desk', () => {
  const owned = (id: string, by: string, shared = true) =>
    room(id, { shared, leads: [{ account_id: by, display_name: by, owner: true }] });
  const host = (account_id: string, joined = true) => ({
    account_id,
    display_name: account_id,
    maker: false,
    joined,
    at: 0,
  });
  const desk: SharedDesk = {
    id: 'd',
    name: 'Hospice',
    manages: true,
    hosts: [host('me'), host('bo'), host('kim', false)],
  };
  const rooms = [
    owned('mine', 'me'),
    owned('private', 'me', false),
    owned('of-bo', 'bo'),
    owned('also-of-bo', 'bo'),
    // They are on desks of others: the reader leads them as a co-lead.
    owned('of-kim', 'kim'),
    owned('of-lu', 'lu'),
  ];
  expect(onDesk(rooms, desk, 'me')).toEqual({ own: 1, others: 2 });
  expect(otherOwner(rooms[0]!, 'me')).toBeUndefined();
  expect(otherOwner(rooms[2]!, 'me')?.display_name).toBe('bo');
});
