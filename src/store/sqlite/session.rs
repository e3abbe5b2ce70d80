//! The write connection, with what the writer remembers of the tables it alone writes.

use std::collections::HashMap;

use futures::future::BoxFuture;
use sqlx::{Connection, Row, SqliteConnection};

use super::{
    super::{AUDIT_ENTRIES_MAX, AuditDraft, AuditHead, Result, StoreError},
    audit, rows,
};
use crate::meeting::id::MeetingId;

/// The end of one meeting's log.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tail {
    /// The last stored number; 0 before the first.
    pub(super) last_seq: u64,
    /// The row it is in.
    pub(super) row: Option<i64>,
}

/// What a transaction has changed and a commit makes true.
#[derive(Default)]
struct Pending {
    tails: Vec<(MeetingId, Option<Tail>)>,
    audit: Option<AuditHead>,
    rows: i64,
}

/// An open write connection. It lives until something fails; then the next one reads the tables.
pub(super) struct Session {
    conn: SqliteConnection,
    /// The live meetings.
    tails: HashMap<MeetingId, Tail>,
    audit: AuditHead,
    next_row: i64,
    pending: Pending,
}

impl Session {
    pub(super) async fn load(mut conn: SqliteConnection) -> Result<Self> {
        let tails = load_tails(&mut conn).await?;
        let audit = audit::head(&mut conn).await?;
        let last_row: i64 =
            sqlx::query_scalar("SELECT COALESCE(MAX(id), 0) FROM log").fetch_one(&mut conn).await?;
        Ok(Self { conn, tails, audit, next_row: last_row + 1, pending: Pending::default() })
    }

    /// Runs `work` in a transaction. After [`StoreError::Unavailable`] the session must be closed.
    pub(super) async fn transaction<T, F>(&mut self, work: F) -> Result<T>
    where
        F: for<'s> FnOnce(&'s mut Self) -> BoxFuture<'s, Result<T>> + Send,
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

    /// Runs `work` of exactly one statement, without a transaction around it. After
    /// [`StoreError::Unavailable`] the session must be closed.
    pub(super) async fn statement<T, F>(&mut self, work: F) -> Result<T>
    where
        F: for<'s> FnOnce(&'s mut Self) -> BoxFuture<'s, Result<T>> + Send,
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
        self.tails.get(&meeting).copied()
    }

    /// A live meeting's log ends here once the transaction commits; `None` when it is over.
    pub(super) fn set_tail(&mut self, meeting: MeetingId, tail: Option<Tail>) {
        self.pending.tails.push((meeting, tail));
    }

    /// The id of the log's next row.
    pub(super) fn next_row(&self) -> i64 {
        self.next_row
    }

    /// This many rows, from [`Self::next_row`] on, are taken once the transaction commits.
    pub(super) fn took_rows(&mut self, rows: usize) {
        self.pending.rows += rows as i64;
    }

    /// Adds the acts of one caller to the trail, in this transaction.
    pub(super) async fn add_audit(&mut self, drafts: Vec<AuditDraft>) -> Result<()> {
        check_audit(&drafts)?;
        self.add_checked_audit(drafts).await
    }

    /// Adds acts that [`check_audit`] has passed, of one caller or of many.
    pub(super) async fn add_checked_audit(&mut self, drafts: Vec<AuditDraft>) -> Result<()> {
        for draft in drafts {
            let entry = self.pending.audit.unwrap_or(self.audit).next(draft);
            audit::insert(&mut self.conn, &entry).await?;
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
            match tail {
                Some(tail) => self.tails.insert(meeting, tail),
                None => self.tails.remove(&meeting),
            };
        }
        self.audit = pending.audit.unwrap_or(self.audit);
        self.next_row += pending.rows;
    }
}

/// The rules for the acts of one caller.
pub(super) fn check_audit(drafts: &[AuditDraft]) -> Result<()> {
    if drafts.len() > AUDIT_ENTRIES_MAX {
        return Err(StoreError::Invalid("too many audit entries"));
    }
    drafts.iter().try_for_each(AuditDraft::check)
}

async fn load_tails(conn: &mut SqliteConnection) -> Result<HashMap<MeetingId, Tail>> {
    // In SQLite a bare column beside MAX comes from the row that holds the maximum.
    let found = sqlx::query(
        "SELECT meeting.id AS meeting, MAX(log.id) AS last_row, COALESCE(log.last_seq, 0) AS last_seq
         FROM meeting LEFT JOIN log ON log.meeting = meeting.id
         WHERE meeting.ended_at IS NULL GROUP BY meeting.id",
    );
    let found = found.fetch_all(conn).await?;
    let tail = |row| {
        let meeting = MeetingId::from_bytes(rows::blob(row, "meeting")?);
        let last_seq = rows::unsigned(row, "last_seq")?;
        Ok((meeting, Tail { last_seq, row: row.try_get("last_row")? }))
    };
    found.iter().map(tail).collect()
}
