//! What the host of a room is told outside the meetings.

use async_trait::async_trait;

use super::{audit::AuditBatch, error::Result};
use crate::{
    meeting::id::{ConcernId, MeetingId, RoomId},
    time::UnixMs,
};

/// Calls for help of one meeting that nobody had read when it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissedCalls {
    /// The meeting.
    pub meeting: MeetingId,
    /// The room it was a meeting of.
    pub room: RoomId,
    /// How many calls.
    pub calls: u32,
    /// When the meeting ended.
    pub ended_at: UnixMs,
}

/// A concern about a lead that somebody left for the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concern {
    /// The concern.
    pub id: ConcernId,
    /// The room it is about.
    pub room: RoomId,
    /// What was written and by whom, sealed with the key of the series.
    pub sealed: Vec<u8>,
    /// When it was left.
    pub created_at: UnixMs,
}

/// Missed calls and concerns.
#[async_trait]
pub trait HostNotes {
    /// Notes the missed calls of a meeting. Repeating it changes nothing.
    async fn note_missed_calls(&self, missed: MissedCalls) -> Result<()>;
    /// The missed calls of a room, newest meeting first.
    async fn missed_calls(&self, room: RoomId) -> Result<Vec<MissedCalls>>;
    /// Forgets the missed calls of a room up to a time.
    async fn forget_missed_calls(&self, room: RoomId, until: UnixMs) -> Result<()>;
    /// Notes in the audit what nothing else is written of.
    async fn note_act(&self, act: AuditBatch) -> Result<()>;
    /// Adds a concern.
    async fn add_concern(&self, concern: Concern) -> Result<()>;
    /// The concerns of a room, newest first.
    async fn concerns(&self, room: RoomId) -> Result<Vec<Concern>>;
    /// Erases a concern of this room.
    async fn erase_concern(&self, room: RoomId, id: ConcernId) -> Result<()>;
}
