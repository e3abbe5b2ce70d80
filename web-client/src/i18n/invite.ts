/** Invite links in words. */
import type { InviteView } from '../api/generated';
import { t } from './index.svelte';

/** When a link ends, or that it has ended. */
export function endOf({ expires_at, expired }: InviteView): string {
  if (!expires_at) return t.room.invite.noEnd;
  return expired ? t.room.invite.ended(expires_at) : t.room.invite.ends(expires_at);
}

/** How a button names the link that it is for. */
export const named = ({ label, created_at }: InviteView): string =>
  label ? t.room.invite.called(label) : t.room.invite.made(created_at);
