//! The logs of the live meetings: what a room's task hands over and reads, and the rows of a
//! backend, which hold the same under seal.

use async_trait::async_trait;

use super::{
    audit::{AuditBatch, NewAuditEntry},
    crypto::LogPlace,
    error::Result,
};
use crate::meeting::id::{MeetingId, RoomId};

/// A piece of a meeting's log to store: the events of one batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Append {
    /// The meeting.
    pub meeting: MeetingId,
    /// The room it is a meeting of.
    pub room: RoomId,
    /// Number of the first event; a log starts at 1 and has no gap.
    pub first_seq: u64,
    /// Number of the last event.
    pub last_seq: u64,
    /// The events. Opaque to the store, at most [`super::PAYLOAD_BYTES_MAX`], sealed before they are
    /// stored.
    pub payload: Vec<u8>,
    /// The acts of power among them, at most [`super::AUDIT_ENTRIES_MAX`] (docs/promises.md,
    /// promise 12).
    pub audit: Vec<NewAuditEntry>,
}

/// A piece of a meeting's log as read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRecord {
    /// Number of the first event.
    pub first_seq: u64,
    /// Number of the last event.
    pub last_seq: u64,
    /// The events as they were appended.
    pub payload: Vec<u8>,
}

/// The whole state of a meeting after one of its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingState {
    /// The meeting.
    pub meeting: MeetingId,
    /// The room it is a meeting of.
    pub room: RoomId,
    /// Number of the event.
    pub seq: u64,
    /// The state. Opaque to the store, at most [`super::STATE_BYTES_MAX`], sealed before it is stored.
    pub payload: Vec<u8>,
}

/// A piece of a log as a backend keeps it, or a state, whose place is that of the events which made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SealedPiece {
    pub(super) place: LogPlace,
    pub(super) sealed: Vec<u8>,
}

/// What a backend made of an append.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Appended {
    /// It is durable.
    Stored,
    /// The log does not end where the piece begins, so nothing was stored.
    Elsewhere {
        /// The last number of the log, 0 before the first; `None` if the meeting is not live.
        last_seq: Option<u64>,
    },
}

/// The rows of the logs.
#[async_trait]
pub(super) trait LogRows {
    /// Stores the piece and writes the audit in one transaction, provided that the meeting is live
    /// and its log ends just before `piece.place.first_seq`. Deciding that and storing are one step,
    /// also against other writers.
    async fn append(&self, piece: SealedPiece, audit: AuditBatch) -> Result<Appended>;

    /// The pieces that hold the events `first..=last` of a live meeting, in order. Reads little more
    /// than these, however long the log is.
    async fn pieces(&self, meeting: MeetingId, first: u64, last: u64) -> Result<Vec<SealedPiece>>;

    /// The last number of a live meeting's log; 0 before the first and for any other meeting.
    async fn log_end(&self, meeting: MeetingId) -> Result<u64>;

    /// Keeps a state of a meeting, and the newest [`super::limits::STATES_KEPT`] in all. Does nothing unless
    /// the meeting is live and its log has the events.
    async fn keep_state(&self, state: SealedPiece) -> Result<()>;

    /// The newest state of a live meeting that events up to `last` made.
    async fn state(&self, meeting: MeetingId, last: u64) -> Result<Option<SealedPiece>>;
}
