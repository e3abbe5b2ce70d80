//! Where the logs of the live meetings end. The writer alone changes it; readers begin there.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use sqlx::SqliteConnection;

use crate::{meeting::id::MeetingId, store::error::Result};

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
        // In SQLite a bare column beside MAX comes from the row that holds the maximum.
        let found = sqlx::query_as::<_, (MeetingId, Option<i64>, u64)>(
            "SELECT meeting.id, MAX(log.id), COALESCE(log.last_seq, 0)
             FROM meeting LEFT JOIN log ON log.meeting = meeting.id
             WHERE meeting.ended_at IS NULL GROUP BY meeting.id",
        );
        let found = found.fetch_all(conn).await?.into_iter();
        *self.lock() = found.map(|(meeting, row, last_seq)| (meeting, Tail { last_seq, row })).collect();
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
