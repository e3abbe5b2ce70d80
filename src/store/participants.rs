//! Participants: people as one series knows them (docs/rules.md, "Joining and safety").

use std::sync::Arc;

use async_trait::async_trait;

use super::{audit::AuditBatch, crypto::Mark, error::Result};
use crate::{
    meeting::{
        id::{AccountId, InviteId, ParticipantId, RoomId},
        round::LastStart,
    },
    room::{Remember, Room, duties::Holder, schedule::DateKey},
    secrets::SecretHash,
    time::UnixMs,
};

/// A person in one room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Their id, which they have in this series only.
    pub id: ParticipantId,
    /// The series they take part in.
    pub room: RoomId,
    /// Their account; `None` for those who have none.
    pub account: Option<AccountId>,
    /// The mark of the operator's user they are; `None` if they came by an invite or an account.
    pub external_mark: Option<Mark>,
    /// The hash of their recovery code; `None` for those who sign in elsewhere.
    pub recovery_hash: Option<SecretHash>,
    /// The mark of their name's look-alike skeleton; unique in the room.
    pub name_mark: Mark,
    /// Their pseudonym, sealed with the key of the series.
    pub sealed_name: Vec<u8>,
    /// The invite they came by, if they did.
    pub invite: Option<InviteId>,
    /// When they declared to be an adult; `None` for leads, who are not asked.
    pub adult_declared_at: Option<UnixMs>,
    /// The version of the guidelines that they accepted last, on coming to a meeting; `None` if they never
    /// came to one.
    pub guidelines_version: Option<u32>,
    /// When they first came.
    pub created_at: UnixMs,
    /// When they were banned from the series; `None` if they are not.
    pub banned_at: Option<UnixMs>,
    /// Whether they were ever let into a meeting.
    pub entered: bool,
    /// Larger for who started a round later; `None` for those who never did.
    pub start_order: Option<i64>,
    /// The date from which they come, if they joined a series by modules.
    pub begins: Option<DateKey>,
}

impl Participant {
    /// Whether this is the person who has a duty.
    pub(crate) fn is(&self, who: Holder) -> bool {
        match who {
            Holder::Seat { participant } => self.id == participant,
            Holder::Account { account } => self.account == Some(account),
        }
    }

    /// When they last started a round, for whose turn it is (docs/rules.md, rule 1).
    #[must_use]
    pub fn last_start(&self) -> LastStart {
        match self.start_order.map(u64::try_from) {
            Some(Ok(order)) => LastStart::Before { order },
            _ if self.entered => LastStart::Never {},
            _ => LastStart::New {},
        }
    }

    /// Whether they have had a seat since a moment, and are still to be let in for the first time.
    #[must_use]
    pub fn is_expected(&self, since: UnixMs) -> bool {
        let new = self.created_at >= since && !self.entered;
        new && self.account.is_none() && self.banned_at.is_none()
    }
}

/// Whose seat it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeatOf {
    /// Of the participant with this id.
    Participant(ParticipantId),
    /// Of the operator's user with this mark.
    User(Mark),
}

/// What is known of somebody who enters a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entering {
    /// The room.
    pub room: Arc<Room>,
    /// Their seat in it. `None` if they have none.
    pub seat: Option<Participant>,
    /// What the leads call the invite they came by, sealed; `None` if it has no label.
    pub sealed_label: Option<Vec<u8>>,
    /// Whether they can be told on a device that they are wanted.
    pub reachable: bool,
    /// Until when the device that they come with opens their seat. `None` if it does not.
    pub device_until: Option<UnixMs>,
}

/// A device that remembers a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeatDevice {
    /// The hash of the secret in the device's cookie.
    pub secret_hash: SecretHash,
    /// The person whose seat it opens.
    pub participant: ParticipantId,
    /// For how long after each use.
    pub remember: Remember,
    /// From this moment on the device does not count.
    pub expires_at: UnixMs,
}

impl SeatDevice {
    /// When it last opened the seat, as exactly as its end is postponed.
    pub(crate) const fn last_used(&self) -> UnixMs {
        UnixMs::from_ms(self.expires_at.as_ms().saturating_sub_unsigned(self.remember.ms()))
    }
}

/// The seats of the rooms. A lookup finds the banned too: the caller asks `banned_at`.
#[async_trait]
pub trait Participants {
    /// Adds a participant, with the device on which they took the seat, if they did. Fails with
    /// [`super::Conflict::ParticipantName`] if the name looks like another's in the room, and with
    /// [`super::Conflict::Seat`] if the account or user has a seat there.
    async fn create_participant(&self, participant: Participant, device: Option<SeatDevice>) -> Result<()>;
    /// Opens a seat on one more device. Returns the devices on which it is open no longer: all others
    /// if it is to be open here `alone`, otherwise the oldest beyond [`super::SEAT_SECRETS_MAX`].
    async fn add_seat_device(&self, device: SeatDevice, at: UnixMs, alone: bool) -> Result<Vec<SecretHash>>;
    /// Moves the end of a device; does nothing if there is none.
    async fn touch_seat_device(&self, secret_hash: SecretHash, expires_at: UnixMs) -> Result<()>;
    /// The devices on which the seats of a room are open, those included that have expired.
    async fn seat_devices(&self, room: RoomId) -> Result<Vec<SeatDevice>>;
    /// Gives a participant another recovery code in place of the one they have, and writes the audit in the same
    /// transaction. Fails with [`super::StoreError::NotFound`] if they have none.
    async fn renew_recovery(&self, id: ParticipantId, hash: SecretHash, audit: AuditBatch) -> Result<()>;
    /// Closes a seat on one device; does nothing if there is none.
    async fn remove_seat_device(&self, secret_hash: SecretHash) -> Result<()>;
    /// The participant with this id.
    async fn participant(&self, id: ParticipantId) -> Result<Option<Participant>>;
    /// The device that holds this secret and the participant whose seat it opens, unless expired at `now`.
    async fn participant_by_secret(
        &self,
        secret_hash: SecretHash,
        now: UnixMs,
    ) -> Result<Option<(SeatDevice, Participant)>>;
    /// The participant with this recovery code.
    async fn participant_by_recovery(&self, recovery_hash: SecretHash) -> Result<Option<Participant>>;
    /// The seat of an account in a room.
    async fn participant_by_account(&self, room: RoomId, account: AccountId) -> Result<Option<Participant>>;
    /// Who enters a room, archived or not; `None` if it does not exist. All but the room is of one moment, and
    /// the room is no older.
    async fn entering(
        &self,
        room: RoomId,
        who: SeatOf,
        device: Option<SecretHash>,
        now: UnixMs,
    ) -> Result<Option<Entering>>;
    /// The participants of a room, in the order they came.
    async fn participants(&self, room: RoomId) -> Result<Vec<Participant>>;
    /// How many have a seat in a room since a moment, without an account, who were never let in and are not
    /// banned.
    async fn newcomers(&self, room: RoomId, since: UnixMs) -> Result<u32>;
    /// Gives up every seat of a room but those of the banned, with what opens them, forgets the labels of
    /// its invites, and writes the audit in the same transaction.
    async fn vacate(&self, room: RoomId, audit: AuditBatch) -> Result<()>;
    /// Notes that these participants were let into a meeting.
    async fn note_entered(&self, ids: Vec<ParticipantId>) -> Result<()>;
    /// Notes which version of the guidelines these participants accepted on coming to a meeting.
    async fn note_guidelines(&self, accepted: Vec<(ParticipantId, u32)>) -> Result<()>;
    /// Notes that a participant started a round, later than everybody else of their room.
    async fn note_start(&self, id: ParticipantId) -> Result<()>;
    /// Holds the invite that a participant came by, if they came by one: from now on only a lead lets
    /// those in who come by it and were never in before. An earlier hold keeps its time.
    async fn hold_invite_of(&self, id: ParticipantId, at: UnixMs) -> Result<()>;
    /// Whether a participant came by an invite that is held, and was never in.
    async fn is_held(&self, id: ParticipantId) -> Result<bool>;
    /// Gives a member's seat up and erases all that is kept of them, with what the leads called their personal
    /// invitation. Fails with [`super::StoreError::NotFound`] if there is no such seat, or it is an account's.
    async fn erase_participant(&self, id: ParticipantId, audit: AuditBatch) -> Result<()>;
    /// Bans a participant, holds the invite they came by, and writes the audit in the same transaction. An earlier ban
    /// keeps its time.
    async fn ban_participant(&self, id: ParticipantId, at: UnixMs, audit: AuditBatch) -> Result<()>;
    /// Lifts a ban and writes the audit in the same transaction. Fails with
    /// [`super::StoreError::NotFound`] if there is none.
    async fn unban_participant(&self, id: ParticipantId, audit: AuditBatch) -> Result<()>;
}
