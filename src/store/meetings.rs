//! Meetings and their logs (domain.md, "What is kept").

use std::sync::Arc;

use async_trait::async_trait;

use super::{AuditDraft, KeyStore, Result};
use crate::{
    meeting::id::{MeetingId, ParticipantId, RoomId},
    time::UnixMs,
};

/// Largest payload of one append, in bytes.
pub const PAYLOAD_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Most audit entries of one append or one other write.
pub const AUDIT_ENTRIES_MAX: usize = 1024;

/// One dated meeting of a room. Times are unix ms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingRecord {
    /// Its id.
    pub id: MeetingId,
    /// Its room.
    pub room: RoomId,
    /// When people could gather.
    pub created_at: UnixMs,
    /// When a lead opened it.
    pub opened_at: Option<UnixMs>,
    /// When it ended.
    pub ended_at: Option<UnixMs>,
    /// Why: a code.
    pub end_reason: Option<String>,
}

/// How many meetings there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MeetingCounts {
    /// Opened by a lead and over.
    pub held: u64,
    /// Over without having been opened.
    pub unopened: u64,
    /// Not ended.
    pub live: u64,
}

/// A piece of a meeting's log to store: the events of one batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Append {
    /// The meeting.
    pub meeting: MeetingId,
    /// Its room.
    pub room: RoomId,
    /// Number of the first event; the log starts at 1 and has no gap.
    pub first_seq: u64,
    /// Number of the last event.
    pub last_seq: u64,
    /// Who sent it, if it was one person.
    pub sender: Option<ParticipantId>,
    /// The events. Opaque here, at most [`PAYLOAD_BYTES_MAX`], sealed before it is stored.
    pub payload: Vec<u8>,
    /// The acts of power in it, at most [`AUDIT_ENTRIES_MAX`] (reliability.md, 12).
    pub audit: Vec<AuditDraft>,
}

/// A piece of a meeting's log as read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRecord {
    /// Number of the first event.
    pub first_seq: u64,
    /// Number of the last event.
    pub last_seq: u64,
    /// Who sent it.
    pub sender: Option<ParticipantId>,
    /// The events, opened.
    pub payload: Vec<u8>,
}

/// When meetings began and ended. Beginning and ending one also makes and destroys its key:
/// go through [`super::lifecycle`].
#[async_trait]
pub trait Meetings {
    /// Adds a meeting; [`super::Conflict::LiveMeeting`] when the room has one that has not ended.
    async fn create_meeting(&self, meeting: MeetingRecord) -> Result<()>;
    /// The meeting with this id.
    async fn meeting(&self, id: MeetingId) -> Result<Option<MeetingRecord>>;
    /// Notes when a lead opened it; the first time stays.
    /// [`super::StoreError::NotLive`] when it has ended.
    async fn mark_opened(&self, id: MeetingId, at: UnixMs) -> Result<()>;
    /// Marks a meeting ended, deletes its log and writes the trail, in one transaction. The caller
    /// destroys the key first. [`super::StoreError::NotLive`] when it has ended.
    async fn end_meeting(
        &self,
        id: MeetingId,
        reason: &str,
        at: UnixMs,
        audit: Vec<AuditDraft>,
    ) -> Result<()>;
    /// The meetings that have not ended, oldest first.
    async fn live_meetings(&self) -> Result<Vec<MeetingRecord>>;
    /// The meeting of a room that has not ended.
    async fn current_meeting(&self, room: RoomId) -> Result<Option<MeetingRecord>>;
    /// The counts of a room, or of the server.
    async fn meeting_counts(&self, room: Option<RoomId>) -> Result<MeetingCounts>;
}

/// The append-only logs of the live meetings.
#[async_trait]
pub trait MeetingLog {
    /// Appends durably: when this returns `Ok`, the log is on disk and survives a crash
    /// (reliability.md, 1). Appends of all rooms that wait together are committed together.
    ///
    /// [`super::StoreError::Fence`] unless `first_seq` follows the last stored number,
    /// [`super::StoreError::NotLive`] without a running meeting, [`super::StoreError::KeyGone`]
    /// without its key; these and [`super::StoreError::Unavailable`] store nothing (only a crash
    /// right after a failed sync may still bring such a piece back). A caller who stops waiting
    /// before its turn came has stored nothing either; one who stops during the commit can't
    /// know, and must read the log before going on.
    async fn append(&self, append: Append) -> Result<()>;
    /// The log of a live meeting, in order; empty when it ended or never wrote.
    /// [`super::StoreError::KeyGone`] when there is a log and its key is destroyed.
    async fn read_log(&self, meeting: MeetingId) -> Result<Vec<LogRecord>>;
    /// The keys of meetings and series.
    fn keys(&self) -> Arc<KeyStore>;
}
