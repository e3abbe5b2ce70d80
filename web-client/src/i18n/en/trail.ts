import type { AuditAction } from '../../api/generated';
import type { Formatter } from '../formatter';

/** Acts that are never those of one room. */
type Elsewhere =
  | 'account_create'
  | 'account_disable'
  | 'account_enable'
  | 'administrator_give'
  | 'administrator_take'
  | 'desk_create'
  | 'desk_decline'
  | 'desk_invite'
  | 'desk_join'
  | 'desk_leave'
  | 'desk_remove'
  | 'desk_rename'
  | 'host_give'
  | 'host_take'
  | 'identity_connect'
  | 'identity_disconnect'
  | 'key_create'
  | 'key_revoke'
  | 'password_change'
  | 'password_link_create'
  | 'password_set'
  | 'recovery_code_use'
  | 'passkey_add'
  | 'passkey_remove'
  | 'second_factor_remove'
  | 'second_factor_set'
  | 'therapist_give'
  | 'therapist_take'
  | 'webhook_change'
  | 'webhook_create'
  | 'webhook_delete'
  | 'webhook_renew';

type RoomAction = Exclude<AuditAction, Elsewhere>;

/** What was done in a room, for its owner. */
export const trail = (f: Formatter) => ({
  title: 'What was done',
  text: 'Who used a power in this room, when and why. It never holds what was said. It can’t be edited here, and only you and whoever runs this server read it.',
  open: 'What was done',
  loading: 'Looking up what was done',
  none: 'Nothing was done yet.',
  back: 'Back to the room',
  ownerOnly: 'Only the owner of the room reads what was done in it.',
  by: (name: string) => `by ${name}`,
  server: 'by the server',
  /** Whose name is gone with their seat or account. */
  somebody: 'somebody',
  program: 'a program',
  asked: 'somebody who asked to join',
  link: 'an invite',
  inMeeting: 'in a meeting',
  at: (at: number) => `${f.date(at)}, ${f.time(at)}`,
  other: 'Something that this version does not know',
  actions: {
    opened: 'Opened a meeting',
    ended: 'The meeting ended',
    admitted: 'Let in',
    sent_to_door: 'Sent back to the waiting room',
    door_changed: 'Changed how people come in',
    denied: 'Not let in',
    removed: 'Removed from the meeting',
    banned: 'Banned',
    revoked: 'Lost the right to be in the meeting',
    left: 'Left',
    agenda_advanced: 'Went on to another part',
    mode_changed: 'Changed how a part is held',
    reactions_switched: 'Switched reactions',
    silence_held: 'Held a silence',
    floor_paused: 'Paused the floor',
    floor_resumed: 'Let the floor go on',
    order_changed: 'Changed the order',
    queue_changed: 'Changed the order of raised hands',
    everyone_muted: 'Muted everyone',
    everyone_unmuted: 'Lifted the mute of everyone',
    muted: 'Muted',
    unmuted: 'Lifted a mute',
    took_back: 'Took back what was written',
    covered: 'Covered what was written',
    role_changed: 'Gave a role',
    service_changed: 'Gave or took a task',
    lead_changed: 'Leads the meeting',
    room_take: 'Took over the room',
    room_offer_decline: 'Declined to take the room',
    room_hand_on: 'Handed on the room',
    room_offer: 'Offered the room',
    room_offer_withdraw: 'Took back the offer of the room',
    places_change: 'Changed the places',
    place_move: 'Moved a place',
    place_give: 'Gave a place',
    place_remove: 'Took back a place',
    duty_choose: 'Chose what is agreed before',
    duty_give: 'Changed who serves',
    duty_own: 'Took or gave back a duty',
    room_archive: 'Archived the room',
    room_restore: 'Brought back the room',
    series_renew: 'Started the room over',
    entry_change: 'Changed the way in',
    invite_create: 'Made an invite',
    invite_change: 'Changed an invite',
    invite_replace: 'Replaced an invite',
    invite_release: 'Let an invite work again',
    invite_revoke: 'Revoked an invite',
    room_change: 'Changed the room',
    room_on_desk: 'Put the room on the shared desk',
    room_off_desk: 'Took the room off the shared desk',
    room_create: 'Made the room',
    date_cancel: 'Cancelled a date',
    date_change: 'Changed the dates',
    listing_publish: 'Listed the room',
    listing_withdraw: 'Took the room off the list',
    listing_change: 'Changed the listing',
    unbanned: 'Lifted a ban',
    invite_by_mail: 'Invited by mail',
    co_lead_accept: 'Became a co-lead',
    co_lead_leave: 'Left as a co-lead',
    co_lead_remove: 'Removed a co-lead',
    request_accept: 'Let in somebody who asked',
    request_suggest: 'Suggested another group',
    request_decline: 'Declined a request',
    date_add: 'Added a date',
    date_restore: 'Put a date back',
    schedule_change: 'Changed the plan of dates',
    schedule_clear: 'Ended the plan of dates',
    recovery_renew: 'Made a new recovery code',
    put_off: 'Asked to wait a little longer',
    sealed_opened: 'Opened the sealed round',
    consent_text_change: 'Asked for consent to another text',
    help_unread: 'A call for help was read by no lead for a minute',
    emergency_open: 'Opened what a member left for an emergency',
    seat_erase: 'Gave their seat up, and had all that is kept of it erased',
    stepped_aside: 'Stepped aside with somebody',
    observer_asked: 'Asked whether somebody may observe',
    observer_not_agreed: 'Not everyone agreed to an observer',
    recovery_codes_renew: 'Made new recovery codes',
    date_missed: 'Nobody opened a date',
  } satisfies Record<RoomAction, string>,
});

export type TrailWords = ReturnType<typeof trail>;
