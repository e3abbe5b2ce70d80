//! The rows of the audit.

use async_trait::async_trait;
use sqlx::{FromRow, SqlitePool};

use super::{rows::signed, store::Sqlite};
use crate::{
    meeting::id::RoomId,
    store::{
        audit::{AuditEntry, AuditReader},
        error::{Result, StoreError},
    },
};

#[async_trait]
impl AuditReader for SqlitePool {
    async fn newest(&self, room: Option<RoomId>, before: Option<u64>, limit: u32) -> Result<Vec<AuditEntry>> {
        let before = before.map_or(Ok(i64::MAX), signed)?;
        // Two statements, as the one with a room has an index of its own.
        let found = match room {
            Some(room) => sqlx::query_as(
                "SELECT * FROM audit WHERE position < $1 AND room = $3 ORDER BY position DESC LIMIT $2",
            )
            .bind(before)
            .bind(limit)
            .bind(room),
            None => sqlx::query_as("SELECT * FROM audit WHERE position < $1 ORDER BY position DESC LIMIT $2")
                .bind(before)
                .bind(limit),
        };
        Ok(found.fetch_all(self).await?)
    }

    async fn after(&self, after: u64, limit: u32) -> Result<Vec<Result<AuditEntry>>> {
        let found = sqlx::query("SELECT * FROM audit WHERE position > $1 ORDER BY position LIMIT $2");
        let found = found.bind(signed(after)?).bind(limit).fetch_all(self).await?;
        Ok(found.iter().map(|row| AuditEntry::from_row(row).map_err(StoreError::from)).collect())
    }
}

#[async_trait]
impl AuditReader for Sqlite {
    async fn newest(&self, room: Option<RoomId>, before: Option<u64>, limit: u32) -> Result<Vec<AuditEntry>> {
        self.reads.newest(room, before, limit).await
    }

    async fn after(&self, after: u64, limit: u32) -> Result<Vec<Result<AuditEntry>>> {
        self.reads.after(after, limit).await
    }
}
