//! Plain values to begin with; a test changes what it is about.

use crate::{
    meeting::{
        agenda::{AgendaItem, Crosstalk, Mode},
        id::{AccountId, InviteId, MeetingId, ParticipantId, RoomId, TemplateId},
        role::RoomKind,
        settings::Settings,
    },
    room::{InviteKind, Remember, Room, ShareMs, Template, WayIn, formats::FormatId, places::PlacesRule},
    secrets::{PasswordHash, SecretHash},
    store::{
        Account, AccountSession, Append, AuditBatch, Invite, LinkPurpose, Mark, NewAuditEntry, OneTimeLink,
        Participant, Party, SeatDevice, Store, StoreError, lifecycle,
    },
    time::UnixMs,
};

pub(crate) const NOW: UnixMs = UnixMs::from_ms(1_750_000_000_000);

pub(crate) const fn account_id(n: u8) -> AccountId {
    AccountId::from_bytes([n; 16])
}

pub(crate) const fn room_id(n: u8) -> RoomId {
    RoomId::from_bytes([n; 16])
}

pub(crate) const fn meeting_id(n: u8) -> MeetingId {
    MeetingId::from_bytes([n; 16])
}

pub(crate) const fn participant_id(n: u8) -> ParticipantId {
    ParticipantId::from_bytes([n; 16])
}

pub(crate) const fn template_id(n: u8) -> TemplateId {
    TemplateId::from_bytes([n; 16])
}

pub(crate) const fn hash(n: u8) -> SecretHash {
    SecretHash::from_bytes([n; 32])
}

pub(crate) const fn mark(n: u8) -> Mark {
    Mark::from_bytes([n; 32])
}

pub(crate) fn account(n: u8) -> Account {
    Account {
        id: account_id(n),
        name: format!("person{n}"),
        display_name: format!("Person {n}"),
        password_hash: Some(PasswordHash::from_phc("$argon2id$".to_owned())),
        is_admin: false,
        is_host: true,
        is_therapist: false,
        disabled: false,
        created_at: NOW.plus_ms(u64::from(n)),
    }
}

pub(crate) fn session(n: u8, account: u8) -> AccountSession {
    AccountSession {
        token_hash: hash(n),
        account: account_id(account),
        signed_in_at: NOW,
        last_seen_at: NOW.plus_ms(u64::from(n)),
        expires_at: NOW.plus_ms(1_000),
    }
}

pub(crate) fn link(n: u8, account: Option<u8>) -> OneTimeLink {
    OneTimeLink {
        secret_hash: hash(n),
        purpose: if account.is_some() { LinkPurpose::Password } else { LinkPurpose::Setup },
        account: account.map(account_id),
        expires_at: NOW.plus_ms(1_000),
        used_at: None,
    }
}

fn item() -> AgendaItem {
    AgendaItem {
        name: "Check-in".to_owned(),
        text: String::new(),
        script: "Begin yourself.".to_owned(),
        prompts: "Who else knows this?".to_owned(),
        pages: Vec::new(),
        minutes: 10,
        mode: Mode::Round,
        crosstalk: Crosstalk::None,
        share_ms: 180_000,
        presenter_advances: false,
        closing: false,
        chooses_topics: false,
        reactions: Some(true),
        one_by_one: false,
    }
}

pub(crate) fn room(n: u8, owner: u8) -> Room {
    Room {
        id: room_id(n),
        owner: account_id(owner),
        kind: RoomKind::PeerLed,
        format: FormatId::stored("circle".to_owned()),
        title: format!("Room {n}"),
        topics: vec!["grief".to_owned(), "life changes".to_owned()],
        suits: "anyone".to_owned(),
        not_for: "nobody".to_owned(),
        capacity: 12,
        share_ms: ShareMs::from_ms(180_000),
        agenda: vec![item()].into(),
        settings: Settings::for_kind(RoomKind::PeerLed),
        guidelines: vec!["Listen.".to_owned()],
        guidelines_version: 1,
        rehearsal: None,
        schedule: None,
        entry: WayIn::Open {},
        created_at: NOW.plus_ms(u64::from(n)),
        archived_at: None,
        shared: false,
    }
}

pub(crate) fn template(n: u8, owner: u8) -> Template {
    Template {
        id: template_id(n),
        owner: account_id(owner),
        name: format!("Template {n}"),
        kind: RoomKind::PeerLed,
        format: FormatId::stored("circle".to_owned()),
        share_ms: ShareMs::from_ms(180_000),
        agenda: vec![item()],
        created_at: NOW.plus_ms(u64::from(n)),
        changed_at: NOW.plus_ms(u64::from(n)),
    }
}

pub(crate) fn invite(n: u8, room: u8, kind: InviteKind) -> Invite {
    Invite {
        id: InviteId::from_bytes([n; 16]),
        room: room_id(room),
        kind,
        secret_hash: hash(n),
        created_at: NOW.plus_ms(u64::from(n)),
        revoked_at: None,
        used_at: None,
        held_at: None,
        sealed_label: None,
        expires_at: None,
        public_secret: None,
        sealed_secret: None,
        personal: false,
    }
}

pub(crate) fn participant(n: u8, room: u8) -> Participant {
    Participant {
        id: participant_id(n),
        room: room_id(room),
        account: None,
        external_mark: None,
        recovery_hash: Some(hash(n)),
        name_mark: mark(n),
        sealed_name: vec![n; 40],
        invite: None,
        adult_declared_at: Some(NOW),
        created_at: NOW.plus_ms(u64::from(n)),
        banned_at: None,
        entered: false,
        start_order: None,
        guidelines_version: None,
        begins: None,
    }
}

/// A device of a participant.
pub(crate) fn device(n: u8, participant: u8) -> SeatDevice {
    SeatDevice {
        secret_hash: hash(n),
        participant: participant_id(participant),
        remember: Remember::Month,
        expires_at: NOW.plus_ms(1_000),
    }
}

/// An append of `count` events from `first_seq` on, in the meeting and room `n`.
pub(crate) fn append(n: u8, first_seq: u64, count: u64) -> Append {
    Append {
        meeting: meeting_id(n),
        room: room_id(n),
        first_seq,
        last_seq: first_seq + count - 1,
        payload: format!("events from {first_seq}").into_bytes(),
        audit: Vec::new(),
    }
}

pub(crate) fn act(action: &str, room: u8) -> NewAuditEntry {
    NewAuditEntry {
        room: Some(room_id(room)),
        meeting: None,
        at: NOW,
        actor: Party::Account(account_id(1)),
        action: action.to_owned(),
        target: Some(Party::Participant(participant_id(7))),
        reason_code: Some("disruption".to_owned()),
    }
}

/// Acts in the room 1.
pub(crate) fn audit(actions: &[&str]) -> AuditBatch {
    AuditBatch::new(actions.iter().map(|action| act(action, 1)).collect()).unwrap()
}

/// Some write that puts these acts into the audit.
pub(crate) async fn note(store: &Store, acts: Vec<NewAuditEntry>) -> Result<(), StoreError> {
    store.create_link(link(255, None), AuditBatch::new(acts)?).await
}

/// The account 1 and its rooms `1..=rooms`.
pub(crate) async fn with_rooms(store: &Store, rooms: u8) {
    store.create_account(account(1), AuditBatch::default()).await.unwrap();
    for n in 1..=rooms {
        store.create_room(room(n, 1), PlacesRule::default(), AuditBatch::default()).await.unwrap();
    }
}

/// The same, each room with a meeting of its number.
pub(crate) async fn with_meetings(store: &Store, meetings: u8) {
    with_rooms(store, meetings).await;
    for n in 1..=meetings {
        lifecycle::begin_meeting(store, meeting_id(n), room_id(n), None, NOW).await.unwrap();
    }
}
