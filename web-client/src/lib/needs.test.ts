import { expect, it } from 'vitest';
import type { DateView, InviteView, PlaceCounts, RoomCard } from '../api/generated';
import { needsOf } from './needs';

const invite = (more: Partial<InviteView>): InviteView => ({
  id: 'i',
  kind: 'member',
  created_at: 0,
  used_at: null,
  revoked_at: null,
  seats: null,
  held_at: null,
  expires_at: null,
  expired: false,
  paused_until: null,
  label: null,
  public: false,
  personal: false,
  shows: true,
  ...more,
});
const lead = (id: string) => ({ account_id: id, display_name: id, owner: false });

function room(id: string, more: Partial<RoomCard>): RoomCard {
  return {
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
    meeting: null,
    asking: 0,
    entry: { type: 'open' },
    leads: [lead('a'), lead('b')],
    invites: [invite({})],
    ...more,
  };
}

it('tells first of calls for help that nobody read', () => {
  const note = { room: 'fine', missed_calls: 1, missed_at: 5, concerns: 2 };
  const needs = needsOf([room('fine', {})], [note, { ...note, room: 'gone' }]);
  expect(needs.map(({ kind }) => kind)).toEqual(['missedCalls', 'concerns']);
});

it('tells of a date that nobody opened', () => {
  const missed = { key: 'a' } as DateView;
  const needs = needsOf([room('fine', { missed }), room('played', { missed, rehearsal: true })]);
  expect(needs.map(({ kind, room, date }) => [kind, room.id, date?.key])).toEqual([
    ['missedStart', 'fine', 'a'],
  ]);
});

it('tells of a date without a lead before all, and once a room of people who wait for a place', () => {
  const places: PlaceCounts = { coming: 8, seats: 8, waiting: 0, absent: 0, late: 0 };
  const date = (key: string) => ({ key }) as DateView;
  const needs = needsOf(
    [room('fine', {})],
    [{ room: 'fine', missed_calls: 1, missed_at: 5, concerns: 0 }],
    {
      dates: [
        { room: 'fine', date: date('a'), places, needs_lead: true },
        { room: 'fine', date: date('b'), places: { ...places, waiting: 2 }, needs_lead: false },
        { room: 'fine', date: date('c'), places: { ...places, waiting: 1 }, needs_lead: false },
        { room: 'gone', date: date('a'), places, needs_lead: true },
      ],
      missing: [{ room: 'fine', members: 1 }],
    },
  );
  expect(needs.map(({ kind, date, line }) => [kind, date?.key ?? line?.date.key])).toEqual([
    ['noLead', 'a'],
    ['missedCalls', undefined],
    ['line', 'b'],
    ['missing', undefined],
  ]);
});

it('tells what needs the host, most pressing first', () => {
  const needs = needsOf([
    room('fine', {}),
    room('alone', { leads: [lead('a')] }),
    room('on a desk', { leads: [lead('a')], shared: true, desk_leads: ['Bo'] }),
    room('asked', {
      leads: [lead('a')],
      invites: [invite({}), invite({ kind: 'co_lead' })],
    }),
    room('uninvited', { invites: [invite({ revoked_at: 1 }), invite({ expired: true })] }),
    room('rehearsal', { rehearsal: true, invites: [] }),
    room('restored', { series_lost: true }),
    room('waiting', { meeting: { id: 'm', phase: 'gathering', present: 3, waiting: 2 } }),
  ]);
  expect(needs.map((need) => [need.kind, need.room.id])).toEqual([
    ['lost', 'restored'],
    ['waiting', 'waiting'],
    ['noInvite', 'uninvited'],
    ['oneLead', 'alone'],
  ]);
});
