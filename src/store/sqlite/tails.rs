//! Where the logs of the live meetings end. The writer alone changes it; readers begin there.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use data_encoding::HEXLOWER;
use sqlx::{SqliteConnection, types::Json};

use crate::{meeting::id::MeetingId, store::error::Result};

const LIVE: &str = "SELECT id FROM meeting WHERE ended_at IS NULL";
/// Rows of meetings whose end is sought, newest first: before the row `$1`, of the meetings `$2`, a JSON array
/// of their ids in hexadecimal, and so many as `$3` says. The rows of all others are passed over where they
/// lie.
pub(super) const NEWEST_FIRST: &str = "
    SELECT meeting, id, last_seq FROM log
    WHERE id < $1 AND meeting IN (SELECT unhex(value) FROM json_each($2)) ORDER BY id DESC LIMIT $3";
/// Rows after which those whose end was found are sought no more.
const ROWS_PER_LOOK: i64 = 1_024;

/// The end of one meeting's log.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tail {
    /// The last stored number; 0 before the first.
    pub(super) last_seq: u64,
    /// The row it is in; `None` before the first.
    pub(super) row: Option<i64>,
}

/// The ends of the logs of all live meetings, as committed.
#[derive(Clone, Default)]
pub(super) struct Tails(Arc<Mutex<HashMap<MeetingId, Tail>>>);

impl Tails {
    /// Reads them from the tables, in place of what was remembered.
    pub(super) async fn load(&self, conn: &mut SqliteConnection) -> Result<()> {
        let live: Vec<MeetingId> = sqlx::query_scalar(LIVE).fetch_all(&mut *conn).await?;
        let mut found: HashMap<_, _> = live.iter().map(|meeting| (*meeting, Tail::default())).collect();
        let mut before = i64::MAX;
        loop {
            let sought = found.iter().filter(|(_, tail)| tail.row.is_none());
            let sought: Vec<String> =
                sought.map(|(meeting, _)| HEXLOWER.encode(meeting.as_bytes())).collect();
            let look = sqlx::query_as(NEWEST_FIRST).bind(before).bind(Json(sought)).bind(ROWS_PER_LOOK);
            let rows: Vec<(MeetingId, i64, u64)> = look.fetch_all(&mut *conn).await?;
            let Some((_, oldest, _)) = rows.last() else { break };
            before = *oldest;
            for (meeting, row, last_seq) in rows {
                if let Some(tail) = found.get_mut(&meeting).filter(|tail| tail.row.is_none()) {
                    *tail = Tail { last_seq, row: Some(row) };
                }
            }
        }
        *self.lock() = found;
        Ok(())
    }

    /// The end of a meeting's log; `None` if the meeting is not live.
    pub(super) fn get(&self, meeting: MeetingId) -> Option<Tail> {
        self.lock().get(&meeting).copied()
    }

    /// Sets the end of a meeting's log; `None` when the meeting is over.
    pub(super) fn set(&self, meeting: MeetingId, tail: Option<Tail>) {
        match tail {
            Some(tail) => self.lock().insert(meeting, tail),
            None => self.lock().remove(&meeting),
        };
    }

    /// What a panic left behind is still whole: every change is one step.
    fn lock(&self) -> MutexGuard<'_, HashMap<MeetingId, Tail>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
