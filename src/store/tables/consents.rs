//! The rows of consents.

use async_trait::async_trait;

use super::{database::Tables, db::WriteConnection};
use crate::{
    meeting::id::{ParticipantId, RoomId},
    room::consent::{Consent, ConsentText},
    store::{
        audit::AuditBatch,
        consents::Consents,
        error::{Conflict, Result, StoreError},
    },
    time::UnixMs,
};

#[async_trait]
impl Consents for Tables {
    async fn consent_text(&self, room: RoomId, version: u32) -> Result<Option<ConsentText>> {
        let found = sqlx::query_as("SELECT * FROM consent_text WHERE room = $1 AND version = $2");
        Ok(found.bind(room).bind(i64::from(version)).fetch_optional(&self.reads).await?)
    }

    async fn newest_consent_text(&self, room: RoomId) -> Result<Option<ConsentText>> {
        let found =
            sqlx::query_as("SELECT * FROM consent_text WHERE room = $1 ORDER BY version DESC LIMIT 1");
        Ok(found.bind(room).fetch_optional(&self.reads).await?)
    }

    async fn add_consent_text(&self, room: RoomId, text: ConsentText, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| Box::pin(add(conn, room, text))).await
    }

    async fn consent(&self, participant: ParticipantId, version: u32, at: UnixMs) -> Result<()> {
        self.write(move |conn| Box::pin(give(conn, participant, version, at))).await
    }

    async fn withdraw_consent(&self, participant: ParticipantId, at: UnixMs) -> Result<()> {
        self.write(move |conn| Box::pin(withdraw(conn, participant, at))).await
    }

    async fn consents_of(&self, participant: ParticipantId) -> Result<Vec<Consent>> {
        let found = sqlx::query_as("SELECT * FROM consent WHERE participant = $1 ORDER BY version DESC");
        Ok(found.bind(participant).fetch_all(&self.reads).await?)
    }

    async fn consented(&self, room: RoomId, version: u32) -> Result<Vec<(ParticipantId, UnixMs)>> {
        let found = sqlx::query_as(
            "SELECT participant.id, given_at FROM consent
             JOIN participant ON participant.id = consent.participant
             WHERE participant.room = $1 AND version = $2 AND withdrawn_at IS NULL
             ORDER BY given_at, participant.id",
        );
        Ok(found.bind(room).bind(i64::from(version)).fetch_all(&self.reads).await?)
    }
}

/// A change of one row, or else a conflict.
fn done(rows: u64) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(StoreError::Conflict(Conflict::Id)) }
}

async fn add(conn: &mut WriteConnection, room: RoomId, text: ConsentText) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO consent_text (room, version, text, since)
         SELECT $1, $2, $3, $4
         WHERE $2 = 1 + (SELECT COALESCE(MAX(version), 0) FROM consent_text WHERE room = $1)",
    );
    let row = row.bind(room).bind(i64::from(text.version)).bind(text.text).bind(text.since);
    done(row.execute(conn.conn()).await?.rows_affected())
}

async fn give(conn: &mut WriteConnection, who: ParticipantId, version: u32, at: UnixMs) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO consent (participant, version, given_at)
         SELECT participant.id, $2, $3 FROM participant
         JOIN consent_text asked ON asked.room = participant.room AND asked.version = $2 AND asked.text <> ''
         WHERE participant.id = $1
           AND $2 = (SELECT MAX(version) FROM consent_text WHERE consent_text.room = participant.room)
         ON CONFLICT (participant, version) DO UPDATE
         SET given_at = CASE WHEN consent.withdrawn_at IS NULL THEN consent.given_at ELSE excluded.given_at END,
             withdrawn_at = NULL",
    );
    done(row.bind(who).bind(i64::from(version)).bind(at).execute(conn.conn()).await?.rows_affected())
}

async fn withdraw(conn: &mut WriteConnection, who: ParticipantId, at: UnixMs) -> Result<()> {
    let rows =
        sqlx::query("UPDATE consent SET withdrawn_at = $2 WHERE participant = $1 AND withdrawn_at IS NULL");
    rows.bind(who).bind(at).execute(conn.conn()).await?;
    Ok(())
}

/// Forgets what somebody consented to whose seat is erased.
pub(super) async fn erase(conn: &mut WriteConnection, participant: ParticipantId) -> Result<()> {
    let rows = sqlx::query("DELETE FROM consent WHERE participant = $1").bind(participant);
    rows.execute(conn.conn()).await?;
    Ok(())
}

/// Forgets what those consented to whose seats in a room are given up.
pub(super) async fn erase_room(conn: &mut WriteConnection, room: RoomId) -> Result<()> {
    let rows = sqlx::query(
        "DELETE FROM consent WHERE participant IN (
             SELECT id FROM participant WHERE room = $1 AND banned_at IS NULL
         )",
    );
    rows.bind(room).execute(conn.conn()).await?;
    Ok(())
}
