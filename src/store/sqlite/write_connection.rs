//! The connection that writes, with what it remembers of the tables it alone changes.

use futures::future::BoxFuture;
use sqlx::{Connection, SqliteConnection};

use super::{
    chain, log,
    tails::{Tail, Tails},
};
use crate::{
    meeting::id::MeetingId,
    store::{
        audit::{AuditBatch, AuditHead},
        error::{Result, StoreError},
    },
};

/// What a transaction writes beside large values, by estimate: a page of a table and one of an index.
const COMMIT_BYTES: usize = 2 * 4096;
/// What an entry of the audit writes, by estimate.
const AUDIT_ENTRY_BYTES: usize = 512;

/// What a transaction has changed and a commit makes true.
#[derive(Default)]
struct Pending {
    tails: Vec<(MeetingId, Option<Tail>)>,
    audit: Option<AuditHead>,
    rows: i64,
}

/// An open connection. It lives until something fails; the next one then reads the tables again.
pub(super) struct WriteConnection {
    conn: SqliteConnection,
    tails: Tails,
    audit: AuditHead,
    next_row: i64,
    pending: Pending,
    /// Since the last look, by estimate.
    written_bytes: usize,
    /// For the tests of group commit.
    pub(super) commits: u64,
}

impl WriteConnection {
    /// Takes over an open connection, and `tails` with it.
    pub(super) async fn load(mut conn: SqliteConnection, tails: Tails) -> Result<Self> {
        tails.load(&mut conn).await?;
        let audit = chain::head(&mut conn).await?;
        let last_row: i64 =
            sqlx::query_scalar("SELECT COALESCE(MAX(id), 0) FROM log").fetch_one(&mut conn).await?;
        let (pending, written_bytes, commits) = (Pending::default(), 0, 0);
        Ok(Self { conn, tails, audit, next_row: last_row + 1, pending, written_bytes, commits })
    }

    /// Runs `work` in a transaction. After [`StoreError::Unavailable`] the connection must be closed.
    pub(super) async fn transaction<T, F>(&mut self, work: F) -> Result<T>
    where
        F: for<'c> FnOnce(&'c mut Self) -> BoxFuture<'c, Result<T>> + Send,
    {
        self.pending = Pending::default();
        self.execute("BEGIN IMMEDIATE").await?;
        match work(self).await {
            Ok(value) => {
                self.execute("COMMIT").await?;
                self.commit_pending();
                Ok(value)
            }
            // Closing the connection rolls back, and a broken one may not take the command.
            Err(error @ StoreError::Unavailable(_)) => Err(error),
            Err(error) => self.execute("ROLLBACK").await.and(Err(error)),
        }
    }

    /// Runs `work` of exactly one statement, which SQLite commits by itself. After
    /// [`StoreError::Unavailable`] the connection must be closed.
    pub(super) async fn statement<T, F>(&mut self, work: F) -> Result<T>
    where
        F: for<'c> FnOnce(&'c mut Self) -> BoxFuture<'c, Result<T>> + Send,
    {
        self.pending = Pending::default();
        let value = work(self).await?;
        self.commit_pending();
        Ok(value)
    }

    pub(super) fn conn(&mut self) -> &mut SqliteConnection {
        &mut self.conn
    }

    /// The end of a live meeting's log, as committed.
    pub(super) fn tail(&self, meeting: MeetingId) -> Option<Tail> {
        self.tails.get(meeting)
    }

    /// A new meeting has an empty log once the transaction commits.
    pub(super) async fn begin_log(&mut self, meeting: MeetingId) -> Result<()> {
        self.set_tail(meeting, Some(Tail::default()));
        Ok(())
    }

    /// Removes the log of a live meeting, which is none once the transaction commits.
    ///
    /// # Errors
    /// [`StoreError::NotLive`] if it has none.
    pub(super) async fn end_log(&mut self, meeting: MeetingId) -> Result<()> {
        let tail = self.tail(meeting).ok_or(StoreError::NotLive)?;
        if let Some(last_row) = tail.row {
            log::delete(&mut self.conn, last_row).await?;
        }
        self.set_tail(meeting, None);
        Ok(())
    }

    /// Whether a live meeting's log holds an event.
    pub(super) async fn log_reaches(&mut self, meeting: MeetingId, seq: u64) -> Result<bool> {
        Ok(self.tail(meeting).is_some_and(|tail| tail.last_seq >= seq))
    }

    /// The number of the last entry of the audit.
    pub(super) async fn audit_end(&mut self) -> Result<u64> {
        Ok(self.pending.audit.unwrap_or(self.audit).count)
    }

    /// From now on what is deleted is overwritten in the file, or no longer.
    pub(super) async fn overwrite_deleted(&mut self, on: bool) -> Result<()> {
        let sql = if on { "PRAGMA secure_delete = ON" } else { "PRAGMA secure_delete = OFF" };
        sqlx::query(sql).execute(&mut self.conn).await?;
        Ok(())
    }

    /// A meeting's log ends here once the transaction commits; `None` when the meeting is over.
    pub(super) fn set_tail(&mut self, meeting: MeetingId, tail: Option<Tail>) {
        self.pending.tails.push((meeting, tail));
    }

    /// So much is written beside a page or two.
    pub(super) const fn note_written(&mut self, bytes: usize) {
        self.written_bytes += bytes;
    }

    /// The bytes that were written since this was asked last, by estimate.
    pub(super) fn take_written(&mut self) -> usize {
        std::mem::take(&mut self.written_bytes)
    }

    /// The id of the log's next row.
    pub(super) const fn next_row(&self) -> i64 {
        self.next_row
    }

    /// This many rows, from [`Self::next_row`] on, are taken once the transaction commits.
    pub(super) fn took_rows(&mut self, rows: usize) {
        self.pending.rows += rows as i64;
    }

    /// Adds entries to the audit, in this transaction.
    pub(super) async fn add_audit(&mut self, entries: AuditBatch) -> Result<()> {
        for entry in entries.into_entries() {
            self.note_written(AUDIT_ENTRY_BYTES);
            let entry = self.pending.audit.unwrap_or(self.audit).next(entry);
            chain::insert(&mut self.conn, &entry).await?;
            self.pending.audit = Some(AuditHead::from(&entry));
        }
        Ok(())
    }

    pub(super) async fn close(self) {
        // Whatever failed was answered already; SQLite rolls back what is open.
        let _ = self.conn.close().await;
    }

    async fn execute(&mut self, sql: &'static str) -> Result<()> {
        match sqlx::query(sql).execute(&mut self.conn).await {
            Ok(_) => Ok(()),
            Err(error) => Err(StoreError::Unavailable(error.to_string())),
        }
    }

    fn commit_pending(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        for (meeting, tail) in pending.tails {
            self.tails.set(meeting, tail);
        }
        self.audit = pending.audit.unwrap_or(self.audit);
        self.next_row += pending.rows;
        self.written_bytes += COMMIT_BYTES;
        self.commits += 1;
    }
}
