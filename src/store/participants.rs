//! Participants: people as one series knows them (domain.md, "Joining and safety").

use async_trait::async_trait;

use super::{AuditDraft, Digest, Result};
use crate::{
    meeting::id::{AccountId, InviteId, ParticipantId, RoomId},
    time::UnixMs,
};

/// Devices on which one seat can be open; the oldest gives way.
pub const SEAT_SECRETS_MAX: u32 = 8;

/// A person in one room. Times are unix ms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Their id, of this series only.
    pub id: ParticipantId,
    /// The series.
    pub room: RoomId,
    /// Their account, if they lead.
    pub account: Option<AccountId>,
    /// The mark of the operator's user they are.
    pub external_mark: Option<Digest>,
    /// Of the recovery code.
    pub recovery_hash: Option<Digest>,
    /// The mark of their name's look-alike skeleton; unique in the room.
    pub name_mark: Digest,
    /// Their pseudonym under the series key.
    pub sealed_name: Vec<u8>,
    /// The invite they came by.
    pub invite: Option<InviteId>,
    /// When they declared to be an adult.
    pub adult_declared_at: Option<UnixMs>,
    /// When they came first.
    pub created_at: UnixMs,
    /// Since when they are banned from the series.
    pub banned_at: Option<UnixMs>,
}

/// The seats of the rooms. A lookup finds the banned too: the caller asks `banned_at`.
#[async_trait]
pub trait Participants {
    /// Adds a participant, with the hash of the secret that opens the seat on their device.
    /// [`super::Conflict::ParticipantName`] when the name looks like another's in the room,
    /// [`super::Conflict::Seat`] when the account or user has a seat there.
    async fn create_participant(&self, participant: Participant, secret_hash: Option<Digest>) -> Result<()>;
    /// Opens a seat on one more device; beyond [`SEAT_SECRETS_MAX`] the oldest secret dies.
    async fn add_seat_secret(&self, id: ParticipantId, secret_hash: Digest, at: UnixMs) -> Result<()>;
    /// The participant with this id.
    async fn participant(&self, id: ParticipantId) -> Result<Option<Participant>>;
    /// The participant whose device holds this secret.
    async fn participant_by_secret(&self, secret_hash: Digest) -> Result<Option<Participant>>;
    /// The participant with this recovery code.
    async fn participant_by_recovery(&self, recovery_hash: Digest) -> Result<Option<Participant>>;
    /// The seat of an account in a room.
    async fn participant_by_account(&self, room: RoomId, account: AccountId) -> Result<Option<Participant>>;
    /// The seat of an operator's user in a room.
    async fn participant_by_external(&self, room: RoomId, mark: Digest) -> Result<Option<Participant>>;
    /// Who has a name that looks like this one in a room.
    async fn participant_by_name(&self, room: RoomId, mark: Digest) -> Result<Option<Participant>>;
    /// The participants of a room, in the order they came.
    async fn participants(&self, room: RoomId) -> Result<Vec<Participant>>;
    /// Gives a new name; [`super::Conflict::ParticipantName`] as in creation.
    async fn rename_participant(
        &self,
        id: ParticipantId,
        name_mark: Digest,
        sealed_name: Vec<u8>,
    ) -> Result<()>;
    /// Bans a participant and writes the trail in the same transaction. An earlier ban keeps its time.
    async fn ban_participant(&self, id: ParticipantId, at: UnixMs, audit: Vec<AuditDraft>) -> Result<()>;
    /// Lifts a ban and writes the trail in the same transaction.
    async fn unban_participant(&self, id: ParticipantId, audit: Vec<AuditDraft>) -> Result<()>;
}
