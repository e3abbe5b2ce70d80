/** What waits for the host: shown beside the rooms, most pressing first. */
import type { RoomCard } from '../api/generated';

export interface Need {
  kind: 'lost' | 'waiting' | 'noInvite' | 'oneLead';
  room: RoomCard;
}

const openInvites = (room: RoomCard) => room.invites.filter((invite) => !invite.revoked_at);

export function needsOf(rooms: readonly RoomCard[]): Need[] {
  const real = rooms.filter((room) => !room.rehearsal);
  const waiting = real.filter((room) => (room.meeting?.waiting ?? 0) > 0);
  const uninvited = real.filter(
    (room) => !openInvites(room).some((invite) => invite.kind === 'member'),
  );
  const alone = real.filter(
    (room) =>
      room.leads.length < 2 &&
      !uninvited.includes(room) &&
      !openInvites(room).some((invite) => invite.kind === 'co_lead' && !invite.used_at),
  );
  const lost = rooms.filter((room) => room.series_lost);
  return [
    ...lost.map((room): Need => ({ kind: 'lost', room })),
    ...waiting.map((room): Need => ({ kind: 'waiting', room })),
    ...uninvited.map((room): Need => ({ kind: 'noInvite', room })),
    ...alone.map((room): Need => ({ kind: 'oneLead', room })),
  ];
}
