//! Where the logs of the live meetings end. The writer alone changes it; readers begin there.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use futures::TryStreamExt;
use sqlx::SqliteConnection;

use crate::{meeting::id::MeetingId, store::error::Result};

const LIVE: &str = "SELECT id FROM meeting WHERE ended_at IS NULL";
/// One walk from the newest row back, as far as the meeting that has been silent for longest.
pub(super) const NEWEST_FIRST: &str = "SELECT meeting, id, last_seq FROM log ORDER BY id DESC";

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
        let mut sought = live.len();
        let mut rows = sqlx::query_as::<_, (MeetingId, i64, u64)>(NEWEST_FIRST).fetch(conn);
        while sought > 0
            && let Some((meeting, row, last_seq)) = rows.try_next().await?
        {
            if let Some(tail) = found.get_mut(&meeting).filter(|tail| tail.row.is_none()) {
                *tail = Tail { last_seq, row: Some(row) };
                sought -= 1;
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
