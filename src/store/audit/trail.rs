//! The audit as it is read: listed, and checked.

use std::sync::Arc;

use async_trait::async_trait;

use super::{
    super::error::{Result, StoreError},
    check::{AuditCheck, Walk},
    entry::{AuditEntry, AuditHead},
};
use crate::meeting::id::RoomId;

/// Entries that a check reads at once.
const ENTRIES_PER_READ: u32 = 1024;

/// The audit's rows, for reading: they are written by the writes whose acts they tell of.
#[async_trait]
pub(in crate::store) trait AuditReader: Send + Sync {
    /// The newest entries of a room (or of the whole server) before the position `before`, newest
    /// first, at most `limit`.
    async fn newest(&self, room: Option<RoomId>, before: Option<u64>, limit: u32) -> Result<Vec<AuditEntry>>;
    /// The entries after the position `after`, in order, at most `limit`. One that can't be read is
    /// [`StoreError::Corrupt`].
    async fn after(&self, after: u64, limit: u32) -> Result<Vec<Result<AuditEntry>>>;
}

/// The audit of a server, for reading.
pub struct AuditTrail(Arc<dyn AuditReader>);

impl AuditTrail {
    pub(in crate::store) const fn new(rows: Arc<dyn AuditReader>) -> Self {
        Self(rows)
    }

    /// The newest entries of a room, or of the whole server for `None`, newest first, at most `limit`.
    /// `before` goes on from the position of the oldest one known; `None` begins at the end.
    ///
    /// # Errors
    /// When the database fails or an entry can't be read.
    pub async fn list(
        &self,
        room: Option<RoomId>,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<AuditEntry>> {
        self.0.newest(room, before, limit).await
    }

    /// The end of the audit, to keep elsewhere.
    ///
    /// # Errors
    /// When the database fails or the last entry can't be read.
    pub async fn head(&self) -> Result<AuditHead> {
        let last = self.0.newest(None, None, 1).await?;
        Ok(last.first().map_or(AuditHead::EMPTY, AuditHead::from))
    }

    /// Checks every entry, and that the audit still holds `expected`, a head that was kept elsewhere.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn verify(&self, expected: Option<AuditHead>) -> Result<AuditCheck> {
        let mut walk = Walk::new(expected);
        loop {
            let entries = self.0.after(walk.position(), ENTRIES_PER_READ).await?;
            let was_last = entries.len() < ENTRIES_PER_READ as usize;
            for entry in entries {
                match entry {
                    Ok(entry) => walk.step(&entry),
                    Err(StoreError::Corrupt(_)) => walk.unreadable(),
                    Err(error) => return Err(error),
                }
            }
            if was_last {
                return Ok(walk.finish());
            }
        }
    }
}
