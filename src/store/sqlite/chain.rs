//! The end of the audit's chain, on the connection that writes it.

use sqlx::SqliteConnection;

use crate::store::{
    audit::{AuditEntry, AuditHead, EntryHash},
    error::Result,
    sql::signed,
};

pub(super) async fn head(conn: &mut SqliteConnection) -> Result<AuditHead> {
    let last = sqlx::query_as::<_, (u64, EntryHash)>(
        "SELECT position, hash FROM audit ORDER BY position DESC LIMIT 1",
    );
    let last = last.fetch_optional(conn).await?;
    Ok(last.map_or(AuditHead::EMPTY, |(count, hash)| AuditHead { count, hash }))
}

pub(super) async fn insert(conn: &mut SqliteConnection, entry: &AuditEntry) -> Result<()> {
    let AuditEntry { position, entry: new, prev_hash, hash } = entry;
    let row = sqlx::query(
        "INSERT INTO audit (position, room, meeting, at, actor, action, target, reason_code, prev_hash, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    );
    row.bind(signed(*position)?)
        .bind(new.room)
        .bind(new.meeting)
        .bind(new.at)
        .bind(new.actor)
        .bind(&new.action)
        .bind(new.target)
        .bind(&new.reason_code)
        .bind(*prev_hash)
        .bind(*hash)
        .execute(conn)
        .await?;
    Ok(())
}
