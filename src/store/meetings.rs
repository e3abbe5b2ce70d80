//! When meetings began and ended.

use async_trait::async_trait;

use super::{audit::AuditBatch, error::Result};
use crate::{
    meeting::id::{MeetingId, RoomId},
    room::schedule::DateKey,
    time::UnixMs,
};

/// One dated meeting of a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingRecord {
    /// The meeting's id.
    pub id: MeetingId,
    /// The room it is a meeting of.
    pub room: RoomId,
    /// The date of the series that it was held for; `None` if the series had none.
    pub date: Option<DateKey>,
    /// When people could begin to gather.
    pub created_at: UnixMs,
    /// When a lead opened it; `None` if nobody did.
    pub opened_at: Option<UnixMs>,
    /// When it ended; `None` while it is live.
    pub ended_at: Option<UnixMs>,
    /// Why it ended, as a code; `None` while it is live.
    pub end_reason: Option<String>,
}

/// How many meetings there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MeetingCounts {
    /// Opened by a lead, and over.
    pub held: u64,
    /// Over without having been opened.
    pub unopened: u64,
    /// Not ended.
    pub live: u64,
}

/// The meetings as anybody may read them.
#[async_trait]
pub trait Meetings {
    /// The meeting with this id.
    async fn meeting(&self, id: MeetingId) -> Result<Option<MeetingRecord>>;
    /// Notes when a lead opened it; the first time stays.
    /// Fails with [`super::StoreError::NotLive`] if it has ended.
    async fn mark_opened(&self, id: MeetingId, at: UnixMs) -> Result<()>;
    /// The meetings that have not ended, oldest first.
    async fn live_meetings(&self) -> Result<Vec<MeetingRecord>>;
    /// The meeting of a room that has not ended.
    async fn current_meeting(&self, room: RoomId) -> Result<Option<MeetingRecord>>;
    /// The meeting of a room that ended last.
    async fn last_ended_meeting(&self, room: RoomId) -> Result<Option<MeetingRecord>>;
    /// The meeting of a room that a lead opened for a date of its series; the last one if there were
    /// several.
    async fn held_meeting(&self, room: RoomId, date: DateKey) -> Result<Option<MeetingRecord>>;
    /// The counts of a room, or of the whole server for `None`.
    async fn meeting_counts(&self, room: Option<RoomId>) -> Result<MeetingCounts>;
}

/// The beginning and the end, which also make and destroy a key: see [`super::lifecycle`].
#[async_trait]
pub(super) trait MeetingRows {
    /// Adds a meeting; fails with [`super::Conflict::LiveMeeting`] if the room has one that has not
    /// ended.
    async fn create_meeting(&self, meeting: MeetingRecord) -> Result<()>;
    /// Marks a meeting ended, deletes its log and writes the audit, in one transaction.
    /// Fails with [`super::StoreError::NotLive`] if it has ended.
    async fn end_meeting(&self, id: MeetingId, reason: &str, at: UnixMs, audit: AuditBatch) -> Result<()>;
}
