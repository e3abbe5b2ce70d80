//! The rows of the logs: read and removed here, stored by [`super::group_commit`].

use async_trait::async_trait;
use sqlx::SqliteConnection;
use tokio::sync::oneshot;

use super::{
    errors::closed, group_commit::PendingAppend, job::Job, rows::signed, store::Sqlite,
    write_connection::WriteConnection,
};
use crate::{
    meeting::id::MeetingId,
    store::{
        audit::AuditBatch,
        crypto::LogPlace,
        error::Result,
        limits::STATES_KEPT,
        log::{Appended, LogRows, SealedPiece},
    },
};

/// From the last row that is asked for back to the first: `$1` is the meeting, `$2` the row in which
/// its log ends, `$3` and `$4` are the first and the last event. `CROSS JOIN` keeps SQLite from
/// walking the whole table instead of the chain.
pub(super) const PIECES: &str = "
    WITH RECURSIVE piece (id, prev, first_seq) AS (
        SELECT id, prev, first_seq FROM log WHERE id = COALESCE(
            (SELECT id FROM log WHERE meeting = $1 AND last_seq >= $4
             AND last_seq / 64 <> (first_seq - 1) / 64 ORDER BY last_seq LIMIT 1), $2)
        UNION ALL
        SELECT log.id, log.prev, log.first_seq
        FROM piece CROSS JOIN log ON log.id = piece.prev WHERE piece.first_seq > $3
    )
    SELECT (SELECT room FROM meeting WHERE id = $1) AS room, log.meeting, log.first_seq, log.last_seq, log.sealed
    FROM piece CROSS JOIN log ON log.id = piece.id WHERE log.first_seq <= $4";

/// All rows of a log, back from the last one, `$1`.
pub(super) const DELETE: &str = "
    WITH RECURSIVE piece (id, prev) AS (
        SELECT id, prev FROM log WHERE id = $1
        UNION ALL
        SELECT log.id, log.prev FROM piece CROSS JOIN log ON log.id = piece.prev
    )
    DELETE FROM log WHERE id IN (SELECT id FROM piece)";

/// The newest state of the meeting `$1` that events up to `$2` made.
pub(super) const STATE: &str = "
    SELECT meeting.room, meeting_state.meeting, 1 AS first_seq, meeting_state.seq AS last_seq,
           meeting_state.sealed
    FROM meeting_state CROSS JOIN meeting ON meeting.id = meeting_state.meeting
    WHERE meeting_state.meeting = $1 AND meeting_state.seq <= $2 ORDER BY meeting_state.seq DESC LIMIT 1";

#[async_trait]
impl LogRows for Sqlite {
    async fn append(&self, piece: SealedPiece, audit: AuditBatch) -> Result<Appended> {
        let (reply, answer) = oneshot::channel();
        self.submit(Job::Append(PendingAppend { piece, audit, reply })).await?;
        answer.await.map_err(|_| closed())?
    }

    async fn pieces(&self, meeting: MeetingId, first: u64, last: u64) -> Result<Vec<SealedPiece>> {
        let Some(tail) = self.tails.get(meeting).filter(|tail| tail.last_seq >= first) else {
            return Ok(Vec::new());
        };
        let found = sqlx::query_as(PIECES).bind(meeting).bind(tail.row);
        let found = found.bind(signed(first)?).bind(signed(last)?);
        let mut pieces: Vec<SealedPiece> = found.fetch_all(&self.log_reads).await?;
        // Cheaper here than there, where each would be copied once more for it.
        pieces.sort_unstable_by_key(|piece| piece.place.first_seq);
        Ok(pieces)
    }

    async fn log_end(&self, meeting: MeetingId) -> Result<u64> {
        Ok(self.tails.get(meeting).map_or(0, |tail| tail.last_seq))
    }

    async fn keep_state(&self, state: SealedPiece) -> Result<()> {
        self.write(|conn| Box::pin(keep_state(conn, state))).await
    }

    async fn state(&self, meeting: MeetingId, last: u64) -> Result<Option<SealedPiece>> {
        let found = sqlx::query_as(STATE).bind(meeting).bind(signed(last)?);
        Ok(found.fetch_optional(&self.log_reads).await?)
    }
}

/// Removes a meeting's log, which ends in `last_row`.
pub(super) async fn delete(conn: &mut SqliteConnection, last_row: i64) -> Result<()> {
    sqlx::query(DELETE).bind(last_row).execute(conn).await?;
    Ok(())
}

/// Removes the states of a meeting.
pub(super) async fn delete_states(conn: &mut SqliteConnection, meeting: MeetingId) -> Result<()> {
    sqlx::query("DELETE FROM meeting_state WHERE meeting = $1").bind(meeting).execute(conn).await?;
    Ok(())
}

async fn keep_state(conn: &mut WriteConnection, state: SealedPiece) -> Result<()> {
    let SealedPiece { place: LogPlace { meeting, last_seq, .. }, sealed } = state;
    if conn.tail(meeting).is_none_or(|tail| tail.last_seq < last_seq) {
        return Ok(());
    }
    conn.note_written(sealed.len());
    let state =
        sqlx::query("INSERT OR REPLACE INTO meeting_state (meeting, seq, sealed) VALUES ($1, $2, $3)");
    state.bind(meeting).bind(signed(last_seq)?).bind(sealed).execute(conn.conn()).await?;
    let older = sqlx::query(
        "DELETE FROM meeting_state WHERE meeting = $1 AND seq NOT IN
         (SELECT seq FROM meeting_state WHERE meeting = $1 ORDER BY seq DESC LIMIT $2)",
    );
    older.bind(meeting).bind(STATES_KEPT).execute(conn.conn()).await?;
    Ok(())
}
