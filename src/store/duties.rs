//! Who serves on the coming dates of rooms.

use async_trait::async_trait;

use super::{audit::AuditBatch, error::Result};
use crate::{meeting::id::RoomId, room::duties::Duties};

/// The duties of rooms.
#[async_trait]
pub trait DutyRows {
    /// The duties of a room's coming dates, as they were last written.
    async fn duties(&self, room: RoomId) -> Result<Duties>;
    /// Replaces the duties that the caller has read, and writes the audit in the same transaction. Fails
    /// with [`super::Conflict::Duties`] if the room has others by now.
    async fn replace_duties(&self, room: RoomId, old: Duties, new: Duties, audit: AuditBatch) -> Result<()>;
}
