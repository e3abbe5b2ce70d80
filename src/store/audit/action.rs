//! What can be done, as the audit names it.

use schemars::JsonSchema;
use serde::Serialize;

macro_rules! actions {
    ($($name:ident = $code:literal,)*) => {
        /// An act of power, for the audit trail.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
        pub(crate) enum AuditAction {
            $(#[serde(rename = $code)] $name,)*
        }

        impl AuditAction {
            /// The code under which it is stored.
            pub(crate) const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The act with this code. `None` if there is none: an earlier version may have had others.
            pub(crate) fn of(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$name),)* _ => None }
            }
        }
    };
}

actions! {
    AccountCreate = "account_create",
    AccountDisable = "account_disable",
    AccountEnable = "account_enable",
    AdministratorGive = "administrator_give",
    AdministratorTake = "administrator_take",
    Admitted = "admitted",
    AgendaAdvanced = "agenda_advanced",
    Banned = "banned",
    CoLeadAccept = "co_lead_accept",
    CoLeadLeave = "co_lead_leave",
    CoLeadRemove = "co_lead_remove",
    ConsentTextChange = "consent_text_change",
    Covered = "covered",
    DateAdd = "date_add",
    DateCancel = "date_cancel",
    DateChange = "date_change",
    DateMissed = "date_missed",
    DateRestore = "date_restore",
    Denied = "denied",
    DeskCreate = "desk_create",
    DeskDecline = "desk_decline",
    DeskInvite = "desk_invite",
    DeskJoin = "desk_join",
    DeskLeave = "desk_leave",
    DeskRemove = "desk_remove",
    DeskRename = "desk_rename",
    DoorChanged = "door_changed",
    DutyChoose = "duty_choose",
    DutyGive = "duty_give",
    DutyOwn = "duty_own",
    EmergencyOpen = "emergency_open",
    Ended = "ended",
    EntryChange = "entry_change",
    EveryoneMuted = "everyone_muted",
    EveryoneUnmuted = "everyone_unmuted",
    FloorPaused = "floor_paused",
    FloorResumed = "floor_resumed",
    HelpUnread = "help_unread",
    HostGive = "host_give",
    HostTake = "host_take",
    IdentityConnect = "identity_connect",
    IdentityDisconnect = "identity_disconnect",
    InviteByMail = "invite_by_mail",
    InviteChange = "invite_change",
    InviteCreate = "invite_create",
    InviteRelease = "invite_release",
    InviteReplace = "invite_replace",
    InviteRevoke = "invite_revoke",
    KeyCreate = "key_create",
    KeyRevoke = "key_revoke",
    LeadChanged = "lead_changed",
    Left = "left",
    ListingChange = "listing_change",
    ListingPublish = "listing_publish",
    ListingWithdraw = "listing_withdraw",
    ModeChanged = "mode_changed",
    Muted = "muted",
    ObserverAsked = "observer_asked",
    ObserverNotAgreed = "observer_not_agreed",
    Opened = "opened",
    OrderChanged = "order_changed",
    PasskeyAdd = "passkey_add",
    PasskeyRemove = "passkey_remove",
    PasswordChange = "password_change",
    PasswordLinkCreate = "password_link_create",
    PasswordSet = "password_set",
    PlaceGive = "place_give",
    PlaceMove = "place_move",
    PlaceRemove = "place_remove",
    PlacesChange = "places_change",
    PutOff = "put_off",
    QueueChanged = "queue_changed",
    ReactionsSwitched = "reactions_switched",
    RecoveryCodeUse = "recovery_code_use",
    RecoveryCodesRenew = "recovery_codes_renew",
    RecoveryRenew = "recovery_renew",
    Removed = "removed",
    RequestAccept = "request_accept",
    RequestDecline = "request_decline",
    RequestSuggest = "request_suggest",
    Revoked = "revoked",
    RoleChanged = "role_changed",
    RoomArchive = "room_archive",
    RoomChange = "room_change",
    RoomCreate = "room_create",
    RoomHandOn = "room_hand_on",
    RoomOffDesk = "room_off_desk",
    RoomOffer = "room_offer",
    RoomOfferDecline = "room_offer_decline",
    RoomOfferWithdraw = "room_offer_withdraw",
    RoomOnDesk = "room_on_desk",
    RoomRestore = "room_restore",
    RoomTake = "room_take",
    ScheduleChange = "schedule_change",
    ScheduleClear = "schedule_clear",
    SealedOpened = "sealed_opened",
    SeatErase = "seat_erase",
    SecondFactorRemove = "second_factor_remove",
    SecondFactorSet = "second_factor_set",
    SentToDoor = "sent_to_door",
    SeriesRenew = "series_renew",
    ServiceChanged = "service_changed",
    SilenceHeld = "silence_held",
    SteppedAside = "stepped_aside",
    TherapistGive = "therapist_give",
    TherapistTake = "therapist_take",
    TookBack = "took_back",
    Unbanned = "unbanned",
    Unmuted = "unmuted",
    WebhookChange = "webhook_change",
    WebhookCreate = "webhook_create",
    WebhookDelete = "webhook_delete",
    WebhookRenew = "webhook_renew",
}
