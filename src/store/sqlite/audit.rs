//! The audit trail's rows.

use async_trait::async_trait;
use futures::TryStreamExt;
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

use super::{
    super::{AuditCheck, AuditDraft, AuditEntry, AuditHead, Result, StoreError, Trail, audit::Walk},
    SqliteStore, rows,
};
use crate::meeting::id::{MeetingId, RoomId};

#[async_trait]
impl Trail for SqliteStore {
    async fn append_audit(&self, drafts: Vec<AuditDraft>) -> Result<()> {
        self.write(|session| Box::pin(session.add_audit(drafts))).await
    }

    async fn audit_of(&self, room: RoomId, before: Option<u64>, limit: u32) -> Result<Vec<AuditEntry>> {
        let before = before.map_or(Ok(i64::MAX), rows::signed)?;
        let found = sqlx::query(
            "SELECT * FROM audit WHERE room = $1 AND position < $2 ORDER BY position DESC LIMIT $3",
        );
        let found = found.bind(&room.as_bytes()[..]).bind(before).bind(limit);
        found.fetch_all(&self.reads).await?.iter().map(entry).collect()
    }

    async fn audit_head(&self) -> Result<AuditHead> {
        let mut conn = self.reads.acquire().await?;
        head(&mut conn).await
    }

    async fn verify_audit(&self, expected: Option<AuditHead>) -> Result<AuditCheck> {
        let mut walk = Walk::new(expected);
        let mut found = sqlx::query("SELECT * FROM audit ORDER BY position").fetch(&self.reads);
        while let Some(row) = found.try_next().await? {
            match entry(&row) {
                Ok(entry) => walk.step(&entry),
                Err(StoreError::Corrupt(_)) => walk.unreadable(),
                Err(error) => return Err(error),
            }
        }
        Ok(walk.finish())
    }
}

pub(super) async fn head(conn: &mut SqliteConnection) -> Result<AuditHead> {
    let last = sqlx::query("SELECT position, hash FROM audit ORDER BY position DESC LIMIT 1");
    let Some(row) = last.fetch_optional(conn).await? else {
        return Ok(AuditHead::EMPTY);
    };
    Ok(AuditHead { count: rows::unsigned(&row, "position")?, hash: rows::digest(&row, "hash")? })
}

pub(super) async fn insert(conn: &mut SqliteConnection, entry: &AuditEntry) -> Result<()> {
    let draft = &entry.draft;
    let row = sqlx::query(
        "INSERT INTO audit (position, room, meeting, at, actor, action, target, reason_code, prev_hash, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    );
    row.bind(rows::signed(entry.position)?)
        .bind(draft.room.map(|id| id.as_bytes().to_vec()))
        .bind(draft.meeting.map(|id| id.as_bytes().to_vec()))
        .bind(draft.at)
        .bind(draft.actor.to_string())
        .bind(&draft.action)
        .bind(draft.target.map(|party| party.to_string()))
        .bind(&draft.reason_code)
        .bind(&entry.prev_hash.as_bytes()[..])
        .bind(&entry.hash.as_bytes()[..])
        .execute(conn)
        .await?;
    Ok(())
}

fn entry(row: &SqliteRow) -> Result<AuditEntry> {
    let actor: &str = row.try_get("actor")?;
    let target: Option<&str> = row.try_get("target")?;
    let draft = AuditDraft {
        room: rows::maybe_blob(row, "room")?.map(RoomId::from_bytes),
        meeting: rows::maybe_blob(row, "meeting")?.map(MeetingId::from_bytes),
        at: row.try_get("at")?,
        actor: actor.parse()?,
        action: row.try_get("action")?,
        target: target.map(str::parse).transpose()?,
        reason_code: row.try_get("reason_code")?,
    };
    Ok(AuditEntry {
        position: rows::unsigned(row, "position")?,
        draft,
        prev_hash: rows::digest(row, "prev_hash")?,
        hash: rows::digest(row, "hash")?,
    })
}
