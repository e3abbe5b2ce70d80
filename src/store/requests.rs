//! People who ask to join a room, and the seats that are taken.

use async_trait::async_trait;

use super::{
    audit::AuditBatch,
    error::Result,
    participants::{Participant, SeatDevice},
};
use crate::{
    meeting::id::{InviteId, RequestId, RoomId},
    room::WayIn,
    secrets::SecretHash,
    time::UnixMs,
};

/// What has become of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestState {
    /// Nobody has decided yet.
    Pending,
    /// They may take a seat.
    Accepted,
    /// They may not.
    Declined,
    /// Another group was suggested.
    Suggested,
}

/// Somebody who asks to join a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinRequest {
    /// Identifies the request.
    pub id: RequestId,
    /// The room.
    pub room: RoomId,
    /// The link by which they came.
    pub invite: InviteId,
    /// The hash of the secret on the device from which they asked.
    pub secret_hash: SecretHash,
    /// What has become of it.
    pub state: RequestState,
    /// What they wrote while it is pending, and what they are told after that, sealed with the key of the
    /// series; `None` once it has expired.
    pub sealed: Option<Vec<u8>>,
    /// When they declared to be an adult.
    pub adult_declared_at: UnixMs,
    /// When they asked.
    pub asked_at: UnixMs,
    /// When it was decided; `None` while it is pending.
    pub decided_at: Option<UnixMs>,
    /// From then on it does not count.
    pub expires_at: UnixMs,
}

/// What a lead decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The request, in its room.
    pub id: RequestId,
    /// The room.
    pub room: RoomId,
    /// What becomes of it.
    pub state: RequestState,
    /// See [`JoinRequest::sealed`]: what was written is erased.
    pub sealed: Vec<u8>,
    /// When.
    pub at: UnixMs,
    /// Until when they are told.
    pub expires_at: UnixMs,
    /// What the decision leaves of the way in.
    pub entry: Option<EntryChange>,
    /// A personal invitation into another room that goes with it.
    pub invite: Option<super::Invite>,
}

/// A way in as the caller has read it, and as it is from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryChange {
    /// As it was read.
    pub old: WayIn,
    /// As it is from now on.
    pub new: WayIn,
}

/// A new seat, with all that is used up by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seating {
    /// The person.
    pub participant: Participant,
    /// The device on which they take the seat.
    pub device: SeatDevice,
    /// The personal invitation that is used.
    pub uses: Option<InviteId>,
    /// The accepted request that is over with it.
    pub request: Option<RequestId>,
    /// The way in, on which the seat rests.
    pub entry: EntryChange,
}

/// Requests to join, and the seats of newcomers.
#[async_trait]
pub trait Requests {
    /// Adds a request.
    async fn add_request(&self, request: JoinRequest) -> Result<()>;
    /// The requests of a room that have not expired at `now`, the oldest first.
    async fn requests(&self, room: RoomId, now: UnixMs) -> Result<Vec<JoinRequest>>;
    /// How many requests of a room wait for a decision at `now`.
    async fn pending_requests(&self, room: RoomId, now: UnixMs) -> Result<u32>;
    /// The request of a device, expired or not, as long as it is told.
    async fn request_by_secret(&self, secret_hash: SecretHash) -> Result<Option<JoinRequest>>;
    /// Decides, and writes the audit in the same transaction: of two callers one does. Fails with
    /// [`super::StoreError::NotFound`] if there is no such request in the room, with
    /// [`super::Conflict::Request`] if it is not pending any more, and with [`super::Conflict::Entry`] if the
    /// room has another way in by now.
    async fn decide_request(&self, decision: Decision, audit: AuditBatch) -> Result<()>;
    /// Erases a request; does nothing if there is none.
    async fn erase_request(&self, id: RequestId) -> Result<()>;
    /// Erases what was written in requests that have expired at `now`, and those that expired before `gone`.
    async fn erase_expired_requests(&self, now: UnixMs, gone: UnixMs) -> Result<()>;
    /// Gives somebody new a seat, in one step with all that it uses up. Fails with
    /// [`super::Conflict::ParticipantName`] if the name looks like another's in the room, with
    /// [`super::Conflict::Entry`] if the room has another way in by now, and with
    /// [`super::StoreError::NotFound`] if the invitation or the request is used already.
    async fn take_seat(&self, seating: Seating) -> Result<()>;
    /// Replaces the way in that the caller has read, and writes the audit in the same transaction. Fails with
    /// [`super::Conflict::Entry`] if the room has another one by now.
    async fn replace_entry(&self, room: RoomId, change: EntryChange, audit: AuditBatch) -> Result<()>;
}
