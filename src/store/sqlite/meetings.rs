//! Meetings' rows.

use async_trait::async_trait;
use sqlx::{Row, sqlite::SqliteRow};

use super::{
    super::{AuditDraft, MeetingCounts, MeetingRecord, Meetings, Result, StoreError},
    SqliteStore, log, rows,
    session::{Session, Tail},
};
use crate::{
    meeting::id::{MeetingId, RoomId},
    time::UnixMs,
};

#[async_trait]
impl Meetings for SqliteStore {
    async fn create_meeting(&self, meeting: MeetingRecord) -> Result<()> {
        self.write(|session| Box::pin(create(session, meeting))).await
    }

    async fn meeting(&self, id: MeetingId) -> Result<Option<MeetingRecord>> {
        let found = sqlx::query("SELECT * FROM meeting WHERE id = $1").bind(&id.as_bytes()[..]);
        found.fetch_optional(&self.reads).await?.as_ref().map(record).transpose()
    }

    async fn mark_opened(&self, id: MeetingId, at: UnixMs) -> Result<()> {
        self.write(move |session| {
            Box::pin(async move {
                let mark = sqlx::query(
                    "UPDATE meeting SET opened_at = COALESCE(opened_at, $2) WHERE id = $1 AND ended_at IS NULL",
                );
                let done = mark.bind(&id.as_bytes()[..]).bind(at).execute(session.conn()).await?;
                if done.rows_affected() == 1 { Ok(()) } else { Err(StoreError::NotLive) }
            })
        })
        .await
    }

    async fn end_meeting(
        &self,
        id: MeetingId,
        reason: &str,
        at: UnixMs,
        audit: Vec<AuditDraft>,
    ) -> Result<()> {
        let reason = reason.to_owned();
        self.write(move |session| Box::pin(end(session, id, reason, at, audit))).await
    }

    async fn live_meetings(&self) -> Result<Vec<MeetingRecord>> {
        let found = sqlx::query("SELECT * FROM meeting WHERE ended_at IS NULL ORDER BY created_at, id");
        found.fetch_all(&self.reads).await?.iter().map(record).collect()
    }

    async fn current_meeting(&self, room: RoomId) -> Result<Option<MeetingRecord>> {
        let found = sqlx::query("SELECT * FROM meeting WHERE room = $1 AND ended_at IS NULL");
        let found = found.bind(&room.as_bytes()[..]).fetch_optional(&self.reads).await?;
        found.as_ref().map(record).transpose()
    }

    async fn meeting_counts(&self, room: Option<RoomId>) -> Result<MeetingCounts> {
        let counts = sqlx::query(
            "SELECT COUNT(*) FILTER (WHERE ended_at IS NOT NULL AND opened_at IS NOT NULL) AS held,
                    COUNT(*) FILTER (WHERE ended_at IS NOT NULL AND opened_at IS NULL) AS unopened,
                    COUNT(*) FILTER (WHERE ended_at IS NULL) AS live
             FROM meeting WHERE $1 IS NULL OR room = $1",
        );
        let row = counts.bind(room.map(|id| id.as_bytes().to_vec())).fetch_one(&self.reads).await?;
        Ok(MeetingCounts {
            held: rows::unsigned(&row, "held")?,
            unopened: rows::unsigned(&row, "unopened")?,
            live: rows::unsigned(&row, "live")?,
        })
    }
}

async fn create(session: &mut Session, meeting: MeetingRecord) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO meeting (id, room, created_at, opened_at, ended_at, end_reason)
         VALUES ($1, $2, $3, $4, $5, $6)",
    );
    row.bind(&meeting.id.as_bytes()[..])
        .bind(&meeting.room.as_bytes()[..])
        .bind(meeting.created_at)
        .bind(meeting.opened_at)
        .bind(meeting.ended_at)
        .bind(&meeting.end_reason)
        .execute(session.conn())
        .await?;
    if meeting.ended_at.is_none() {
        session.set_tail(meeting.id, Some(Tail::default()));
    }
    Ok(())
}

async fn end(
    session: &mut Session,
    id: MeetingId,
    reason: String,
    at: UnixMs,
    audit: Vec<AuditDraft>,
) -> Result<()> {
    let tail = session.tail(id).ok_or(StoreError::NotLive)?;
    let mark = sqlx::query("UPDATE meeting SET ended_at = $2, end_reason = $3 WHERE id = $1");
    mark.bind(&id.as_bytes()[..]).bind(at).bind(reason).execute(session.conn()).await?;
    if let Some(last_row) = tail.row {
        log::delete(session.conn(), last_row).await?;
    }
    session.add_audit(audit).await?;
    session.set_tail(id, None);
    Ok(())
}

fn record(row: &SqliteRow) -> Result<MeetingRecord> {
    Ok(MeetingRecord {
        id: MeetingId::from_bytes(rows::blob(row, "id")?),
        room: RoomId::from_bytes(rows::blob(row, "room")?),
        created_at: row.try_get("created_at")?,
        opened_at: row.try_get("opened_at")?,
        ended_at: row.try_get("ended_at")?,
        end_reason: row.try_get("end_reason")?,
    })
}
