//! Plain values to begin with; a test changes what it is about.

use serde_json::json;

use crate::{
    meeting::id::{AccountId, InviteId, MeetingId, ParticipantId, RoomId, TemplateId},
    store::{
        Account, AccountSession, Append, AuditDraft, Digest, Invite, InviteKind, LinkPurpose, OneTimeLink,
        Participant, Party, PasswordHash, Room, Store, Template, lifecycle,
    },
    time::UnixMs,
};

pub(in crate::store) const NOW: UnixMs = UnixMs::from_ms(1_750_000_000_000);

pub(in crate::store) const fn account_id(n: u8) -> AccountId {
    AccountId::from_bytes([n; 16])
}

pub(in crate::store) const fn room_id(n: u8) -> RoomId {
    RoomId::from_bytes([n; 16])
}

pub(in crate::store) const fn meeting_id(n: u8) -> MeetingId {
    MeetingId::from_bytes([n; 16])
}

pub(in crate::store) const fn participant_id(n: u8) -> ParticipantId {
    ParticipantId::from_bytes([n; 16])
}

pub(in crate::store) const fn template_id(n: u8) -> TemplateId {
    TemplateId::from_bytes([n; 16])
}

pub(in crate::store) const fn digest(n: u8) -> Digest {
    Digest::from_bytes([n; 32])
}

pub(in crate::store) fn account(n: u8) -> Account {
    Account {
        id: account_id(n),
        name: format!("person{n}"),
        display_name: format!("Person {n}"),
        password_hash: Some(PasswordHash::new("$argon2id$".to_owned())),
        is_admin: false,
        is_host: true,
        is_therapist: false,
        disabled: false,
        created_at: NOW.plus_ms(u64::from(n)),
    }
}

pub(in crate::store) fn session(n: u8, account: u8) -> AccountSession {
    AccountSession {
        token_hash: digest(n),
        account: account_id(account),
        created_at: NOW,
        last_seen_at: NOW.plus_ms(u64::from(n)),
        expires_at: NOW.plus_ms(1_000),
    }
}

pub(in crate::store) fn link(n: u8, account: Option<u8>) -> OneTimeLink {
    OneTimeLink {
        secret_hash: digest(n),
        purpose: if account.is_some() { LinkPurpose::Password } else { LinkPurpose::Setup },
        account: account.map(account_id),
        expires_at: NOW.plus_ms(1_000),
        used_at: None,
    }
}

pub(in crate::store) fn room(n: u8, owner: u8) -> Room {
    Room {
        id: room_id(n),
        owner: account_id(owner),
        kind: "peer_led".to_owned(),
        format: "circle".to_owned(),
        title: format!("Room {n}"),
        topics: vec!["grief".to_owned(), "life changes".to_owned()],
        suits: "anyone".to_owned(),
        not_for: "nobody".to_owned(),
        capacity: 12,
        share_ms: 180_000,
        agenda: json!([{"name": "Check-in", "minutes": 10}]),
        settings: json!({"hard_limits": false}),
        guidelines: vec!["Listen.".to_owned()],
        guidelines_version: 1,
        rehearsal: false,
        created_at: NOW.plus_ms(u64::from(n)),
        archived_at: None,
    }
}

pub(in crate::store) fn template(n: u8, owner: u8) -> Template {
    Template {
        id: template_id(n),
        owner: account_id(owner),
        name: format!("Template {n}"),
        kind: "peer_led".to_owned(),
        format: "circle".to_owned(),
        share_ms: 180_000,
        agenda: json!([{"name": "Check-in", "minutes": 10}]),
        created_at: NOW.plus_ms(u64::from(n)),
        changed_at: NOW.plus_ms(u64::from(n)),
    }
}

pub(in crate::store) fn invite(n: u8, room: u8, kind: InviteKind) -> Invite {
    Invite {
        id: InviteId::from_bytes([n; 16]),
        room: room_id(room),
        kind,
        secret_hash: digest(n),
        created_at: NOW.plus_ms(u64::from(n)),
        revoked_at: None,
        used_at: None,
    }
}

pub(in crate::store) fn participant(n: u8, room: u8) -> Participant {
    Participant {
        id: participant_id(n),
        room: room_id(room),
        account: None,
        external_mark: None,
        recovery_hash: Some(digest(n)),
        name_mark: digest(n),
        sealed_name: vec![n; 40],
        invite: None,
        adult_declared_at: Some(NOW),
        created_at: NOW.plus_ms(u64::from(n)),
        banned_at: None,
    }
}

/// An append of `count` events from `first_seq` on, in the meeting and room `n`.
pub(in crate::store) fn append(n: u8, first_seq: u64, count: u64) -> Append {
    Append {
        meeting: meeting_id(n),
        room: room_id(n),
        first_seq,
        last_seq: first_seq + count - 1,
        sender: Some(participant_id(n)),
        payload: format!("events from {first_seq}").into_bytes(),
        audit: Vec::new(),
    }
}

pub(in crate::store) fn act(action: &str, room: u8) -> AuditDraft {
    AuditDraft {
        room: Some(room_id(room)),
        meeting: None,
        at: NOW,
        actor: Party::Account(account_id(1)),
        action: action.to_owned(),
        target: Some(Party::Participant(participant_id(7))),
        reason_code: Some("disruption".to_owned()),
    }
}

/// The account 1 and its rooms `1..=rooms`.
pub(in crate::store) async fn with_rooms(store: &dyn Store, rooms: u8) {
    store.create_account(account(1)).await.unwrap();
    for n in 1..=rooms {
        store.create_room(room(n, 1)).await.unwrap();
    }
}

/// The same, each room with a meeting of its number.
pub(in crate::store) async fn with_meetings(store: &dyn Store, meetings: u8) {
    with_rooms(store, meetings).await;
    for n in 1..=meetings {
        lifecycle::begin_meeting(store, meeting_id(n), room_id(n), NOW).await.unwrap();
    }
}
