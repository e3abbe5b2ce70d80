/** Invite links as a host reads of them. */
import type { InviteKind, InviteView, RoomCard } from '../api/generated';
import { t } from '../i18n/index.svelte';

/** The links that the list shows: those that work, and those that have ended and could work again. */
export const shownInvites = (room: RoomCard, kind: InviteKind): InviteView[] =>
  room.invites.filter((invite) => invite.kind === kind && !invite.revoked_at && !invite.used_at);

/** The links by which somebody can come. */
export const openInvites = (room: RoomCard, kind: InviteKind): InviteView[] =>
  shownInvites(room, kind).filter((invite) => !invite.expired);

/** When a link ends, or that it has ended. */
export function endOf({ expires_at, expired }: InviteView): string {
  if (!expires_at) return t.room.invite.noEnd;
  return expired ? t.room.invite.ended(expires_at) : t.room.invite.ends(expires_at);
}

/** How a button names the link that it is for. */
export const named = ({ label, created_at }: InviteView): string =>
  label ? t.room.invite.called(label) : t.room.invite.made(created_at);
