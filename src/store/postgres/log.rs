//! The rows of the logs: read here, stored by [`super::append`].

use sqlx::PgConnection;

use super::timed_pool::TimedPool;
use crate::{
    meeting::id::MeetingId,
    store::{error::Result, log::SealedPiece, sql::signed},
};

/// The pieces of the meeting `$1` that hold the events from `$2` to `$3`, in order.
pub(super) const PIECES: &str = "
    SELECT meeting.room, log.meeting, log.first_seq, log.last_seq, log.sealed
    FROM log JOIN meeting ON meeting.id = log.meeting
    WHERE log.meeting = $1 AND log.last_seq >= $2 AND log.first_seq <= $3
      AND log.first_seq >= COALESCE(
          (SELECT MAX(first_seq) FROM log WHERE meeting = $1 AND first_seq <= $2), 0)
    ORDER BY log.first_seq";

/// The newest state of the meeting `$1` that events up to `$2` made.
pub(super) const STATE: &str = "
    SELECT meeting.room, meeting_state.meeting, CAST(1 AS BIGINT) AS first_seq, meeting_state.seq AS last_seq,
           meeting_state.sealed
    FROM meeting_state JOIN meeting ON meeting.id = meeting_state.meeting
    WHERE meeting_state.meeting = $1 AND meeting_state.seq <= $2 ORDER BY meeting_state.seq DESC LIMIT 1";

pub(super) async fn pieces(
    reads: &TimedPool,
    meeting: MeetingId,
    first: u64,
    last: u64,
) -> Result<Vec<SealedPiece>> {
    let found = sqlx::query_as(PIECES).bind(meeting).bind(signed(first)?).bind(signed(last)?);
    Ok(found.fetch_all(reads).await?)
}

/// The last number of a log; `None` if the meeting is not live.
pub(super) async fn end(conn: &mut PgConnection, meeting: MeetingId) -> Result<Option<u64>> {
    let found = sqlx::query_scalar(
        "SELECT COALESCE((SELECT last_seq FROM log WHERE log.meeting = meeting.id ORDER BY first_seq DESC LIMIT 1), 0)
         FROM meeting WHERE id = $1 AND ended_at IS NULL",
    );
    let end: Option<i64> = found.bind(meeting).fetch_optional(conn).await?;
    Ok(end.map(i64::unsigned_abs))
}
