//! The rows of meetings.

use async_trait::async_trait;

use super::{database::Tables, db::WriteConnection, emergencies, log};
use crate::{
    meeting::id::{MeetingId, RoomId},
    room::schedule::DateKey,
    store::{
        audit::AuditBatch,
        error::{Result, StoreError},
        meetings::{MeetingCounts, MeetingRecord, MeetingRows, Meetings},
    },
    time::UnixMs,
};

#[async_trait]
impl Meetings for Tables {
    async fn meeting(&self, id: MeetingId) -> Result<Option<MeetingRecord>> {
        let found = sqlx::query_as("SELECT * FROM meeting WHERE id = $1").bind(id);
        Ok(found.fetch_optional(&self.reads).await?)
    }

    async fn mark_opened(&self, id: MeetingId, at: UnixMs) -> Result<()> {
        self.write(move |conn| {
            Box::pin(async move {
                let mark = sqlx::query(
                    "UPDATE meeting SET opened_at = COALESCE(opened_at, $2) WHERE id = $1 AND ended_at IS NULL",
                );
                let done = mark.bind(id).bind(at).execute(conn.conn()).await?;
                if done.rows_affected() == 1 { Ok(()) } else { Err(StoreError::NotLive) }
            })
        })
        .await
    }

    async fn live_meetings(&self) -> Result<Vec<MeetingRecord>> {
        let found = sqlx::query_as("SELECT * FROM meeting WHERE ended_at IS NULL ORDER BY created_at, id");
        Ok(found.fetch_all(&self.reads).await?)
    }

    async fn current_meeting(&self, room: RoomId) -> Result<Option<MeetingRecord>> {
        let found = sqlx::query_as("SELECT * FROM meeting WHERE room = $1 AND ended_at IS NULL");
        Ok(found.bind(room).fetch_optional(&self.reads).await?)
    }

    async fn last_ended_meeting(&self, room: RoomId) -> Result<Option<MeetingRecord>> {
        let found = sqlx::query_as(
            "SELECT * FROM meeting WHERE room = $1 AND ended_at IS NOT NULL ORDER BY ended_at DESC, id LIMIT 1",
        );
        Ok(found.bind(room).fetch_optional(&self.reads).await?)
    }

    async fn held_meeting(&self, room: RoomId, date: DateKey) -> Result<Option<MeetingRecord>> {
        let found = sqlx::query_as(
            "SELECT * FROM meeting WHERE room = $1 AND date = $2 AND opened_at IS NOT NULL
             ORDER BY opened_at DESC, id LIMIT 1",
        );
        Ok(found.bind(room).bind(date).fetch_optional(&self.reads).await?)
    }

    async fn meeting_counts(&self, room: Option<RoomId>) -> Result<MeetingCounts> {
        let counts = sqlx::query_as(
            "SELECT COUNT(*) FILTER (WHERE ended_at IS NOT NULL AND opened_at IS NOT NULL) AS held,
                    COUNT(*) FILTER (WHERE ended_at IS NOT NULL AND opened_at IS NULL) AS unopened,
                    COUNT(*) FILTER (WHERE ended_at IS NULL) AS live
             FROM meeting WHERE $1 IS NULL OR room = $1",
        );
        Ok(counts.bind(room).fetch_one(&self.reads).await?)
    }
}

#[async_trait]
impl MeetingRows for Tables {
    async fn create_meeting(&self, meeting: MeetingRecord) -> Result<()> {
        self.write(|conn| Box::pin(create(conn, meeting))).await
    }

    async fn end_meeting(&self, id: MeetingId, reason: &str, at: UnixMs, audit: AuditBatch) -> Result<()> {
        let reason = reason.to_owned();
        self.write(move |conn| Box::pin(end(conn, id, reason, at, audit))).await
    }
}

async fn create(conn: &mut WriteConnection, meeting: MeetingRecord) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO meeting (id, room, date, created_at, opened_at, ended_at, end_reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    );
    row.bind(meeting.id)
        .bind(meeting.room)
        .bind(meeting.date)
        .bind(meeting.created_at)
        .bind(meeting.opened_at)
        .bind(meeting.ended_at)
        .bind(&meeting.end_reason)
        .execute(conn.conn())
        .await?;
    if meeting.ended_at.is_none() {
        conn.begin_log(meeting.id).await?;
    }
    Ok(())
}

async fn end(
    conn: &mut WriteConnection,
    id: MeetingId,
    reason: String,
    at: UnixMs,
    audit: AuditBatch,
) -> Result<()> {
    log::delete(conn, id).await?;
    let mark = sqlx::query("UPDATE meeting SET ended_at = $2, end_reason = $3 WHERE id = $1");
    mark.bind(id).bind(at).bind(reason).execute(conn.conn()).await?;
    emergencies::meeting_over(conn, id).await?;
    conn.add_audit(audit).await
}
