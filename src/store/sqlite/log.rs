//! The rows of the logs: read and removed here, stored by [`super::group_commit`].

use sqlx::{SqliteConnection, SqlitePool};

use super::tails::Tail;
use crate::{
    meeting::id::MeetingId,
    store::{error::Result, log::SealedPiece, sql::signed},
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

/// The pieces of a log with this end that hold these events, in order.
pub(super) async fn pieces(
    reads: &SqlitePool,
    meeting: MeetingId,
    tail: Tail,
    first: u64,
    last: u64,
) -> Result<Vec<SealedPiece>> {
    let found = sqlx::query_as(PIECES).bind(meeting).bind(tail.row);
    let found = found.bind(signed(first)?).bind(signed(last)?);
    let mut pieces: Vec<SealedPiece> = found.fetch_all(reads).await?;
    // Cheaper here than there, where each would be copied once more for it.
    pieces.sort_unstable_by_key(|piece| piece.place.first_seq);
    Ok(pieces)
}

/// Removes a meeting's log, which ends in `last_row`.
pub(super) async fn delete(conn: &mut SqliteConnection, last_row: i64) -> Result<()> {
    sqlx::query(DELETE).bind(last_row).execute(conn).await?;
    Ok(())
}
