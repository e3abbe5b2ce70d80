/** Which invite links of a room work. */
import type { InviteKind, InviteView, RoomCard } from '../api/generated';

/** The links that the list shows: those that work, and those that have ended and could work again. */
export const shownInvites = (room: RoomCard, kind: InviteKind): InviteView[] =>
  room.invites.filter((invite) => invite.kind === kind && !invite.revoked_at && !invite.used_at);

/** The links by which somebody can come. */
export const openInvites = (room: RoomCard, kind: InviteKind): InviteView[] =>
  shownInvites(room, kind).filter((invite) => !invite.expired);
