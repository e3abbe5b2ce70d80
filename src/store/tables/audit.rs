//! The rows of the audit.

use async_trait::async_trait;
use sqlx::FromRow;

use super::{
    database::Tables,
    db::{Pool, settle_audit},
};
use crate::{
    meeting::id::RoomId,
    store::{
        audit::{AuditEntry, AuditReader},
        error::{Result, StoreError},
        sql::signed,
    },
};

#[async_trait]
impl AuditReader for Pool {
    async fn newest(&self, room: Option<RoomId>, before: Option<u64>, limit: u32) -> Result<Vec<AuditEntry>> {
        settle_audit(self).await?;
        let before = before.map_or(Ok(i64::MAX), signed)?;
        // Two statements, as the one with a room has an index of its own.
        let found = match room {
            Some(room) => sqlx::query_as(
                "SELECT * FROM audit WHERE position < $1 AND room = $3 ORDER BY position DESC LIMIT $2",
            )
            .bind(before)
            .bind(i64::from(limit))
            .bind(room),
            None => sqlx::query_as("SELECT * FROM audit WHERE position < $1 ORDER BY position DESC LIMIT $2")
                .bind(before)
                .bind(i64::from(limit)),
        };
        Ok(found.fetch_all(self).await?)
    }

    async fn after(&self, after: u64, limit: u32) -> Result<Vec<Result<AuditEntry>>> {
        settle_audit(self).await?;
        let found = sqlx::query("SELECT * FROM audit WHERE position > $1 ORDER BY position LIMIT $2");
        let found = found.bind(signed(after)?).bind(i64::from(limit)).fetch_all(self).await?;
        Ok(found.iter().map(|row| AuditEntry::from_row(row).map_err(StoreError::from)).collect())
    }
}

#[async_trait]
impl AuditReader for Tables {
    async fn newest(&self, room: Option<RoomId>, before: Option<u64>, limit: u32) -> Result<Vec<AuditEntry>> {
        self.reads.newest(room, before, limit).await
    }

    async fn after(&self, after: u64, limit: u32) -> Result<Vec<Result<AuditEntry>>> {
        self.reads.after(after, limit).await
    }
}
