//! The logs of live meetings. How they lie in the database is each engine's own.

use async_trait::async_trait;

use super::{
    database::Tables,
    db::{self, WriteConnection},
};
use crate::{
    meeting::id::MeetingId,
    store::{
        audit::AuditBatch,
        crypto::LogPlace,
        error::Result,
        limits::STATES_KEPT,
        log::{Appended, LogRows, SealedPiece},
        sql::signed,
    },
};

#[async_trait]
impl LogRows for Tables {
    async fn append(&self, piece: SealedPiece, audit: AuditBatch) -> Result<Appended> {
        self.engine.append(piece, audit).await
    }

    async fn pieces(&self, meeting: MeetingId, first: u64, last: u64) -> Result<Vec<SealedPiece>> {
        self.engine.pieces(meeting, first, last).await
    }

    async fn log_end(&self, meeting: MeetingId) -> Result<u64> {
        self.engine.log_end(meeting).await
    }

    async fn keep_state(&self, state: SealedPiece) -> Result<()> {
        self.write(|conn| Box::pin(keep_state(conn, state))).await
    }

    async fn state(&self, meeting: MeetingId, last: u64) -> Result<Option<SealedPiece>> {
        let found = sqlx::query_as(db::STATE).bind(meeting).bind(signed(last)?);
        Ok(found.fetch_optional(self.engine.log_reads()).await?)
    }
}

/// Removes what is left of a meeting that is over.
pub(super) async fn delete(conn: &mut WriteConnection, meeting: MeetingId) -> Result<()> {
    conn.end_log(meeting).await?;
    sqlx::query("DELETE FROM meeting_state WHERE meeting = $1").bind(meeting).execute(conn.conn()).await?;
    Ok(())
}

async fn keep_state(conn: &mut WriteConnection, state: SealedPiece) -> Result<()> {
    let SealedPiece { place: LogPlace { meeting, last_seq, .. }, sealed } = state;
    if !conn.log_reaches(meeting, last_seq).await? {
        return Ok(());
    }
    conn.note_written(sealed.len());
    let state = sqlx::query(
        "INSERT INTO meeting_state (meeting, seq, sealed) VALUES ($1, $2, $3)
         ON CONFLICT (meeting, seq) DO UPDATE SET sealed = $3",
    );
    state.bind(meeting).bind(signed(last_seq)?).bind(sealed).execute(conn.conn()).await?;
    let older = sqlx::query(
        "DELETE FROM meeting_state WHERE meeting = $1 AND seq NOT IN
         (SELECT seq FROM meeting_state WHERE meeting = $1 ORDER BY seq DESC LIMIT $2)",
    );
    older.bind(meeting).bind(i64::from(STATES_KEPT)).execute(conn.conn()).await?;
    Ok(())
}
