//! A connection inside a write transaction.

use std::time::Duration;

use futures::future::BoxFuture;
use sqlx::{PgConnection, PgPool, Postgres, pool::PoolConnection};
use tokio::time::timeout;

use super::{chain, lease, log};
use crate::{
    meeting::id::MeetingId,
    store::{
        audit::AuditBatch,
        cluster::LOG_FORMAT,
        error::{Result, StoreError},
        limits::{TRANSACTION_MS_MAX, WRITE_TRIES_MAX},
    },
};

/// Runs `work` in a transaction, which is as if no other went on meanwhile: where two get in each other's
/// way, one of them is tried again. Nothing is written once the lease of the `life` that asked is over.
///
/// # Errors
/// Those of `work`, and [`StoreError::Unavailable`] when the database fails or takes too long.
pub(super) async fn transaction<T, F>(pool: &PgPool, life: i64, work: F) -> Result<T>
where
    F: for<'c> FnOnce(&'c mut WriteConnection) -> BoxFuture<'c, Result<T>> + Clone + Send,
{
    for _ in 0..WRITE_TRIES_MAX {
        let mut conn = WriteConnection { conn: pool.acquire().await? };
        let limit = Duration::from_millis(TRANSACTION_MS_MAX);
        let done = timeout(limit, conn.run(life, work.clone())).await;
        match done.unwrap_or_else(|_| Err(StoreError::Unavailable("a write took too long".to_owned()))) {
            Err(StoreError::Contended) => metrics::counter!("rondo_store_contended_total").increment(1),
            Err(error @ StoreError::Unavailable(_)) => {
                // What became of it is not known, nor what the connection still does: it is given up.
                drop(conn.conn.detach());
                return Err(error);
            }
            done => return done,
        }
    }
    Err(StoreError::Unavailable("too many writes of one thing at once".to_owned()))
}

/// An open connection inside a transaction.
pub(super) struct WriteConnection {
    conn: PoolConnection<Postgres>,
}

impl WriteConnection {
    async fn run<T, F>(&mut self, life: i64, work: F) -> Result<T>
    where
        F: for<'c> FnOnce(&'c mut Self) -> BoxFuture<'c, Result<T>> + Send,
    {
        self.execute("BEGIN ISOLATION LEVEL SERIALIZABLE").await?;
        let done = match lease::hold(self.conn(), life).await {
            Ok(()) => work(self).await,
            Err(error) => Err(error),
        };
        match done {
            Ok(value) => self.execute("COMMIT").await.map(|()| value),
            // The connection is given up, and the database rolls back.
            Err(error @ StoreError::Unavailable(_)) => Err(error),
            Err(error) => self.execute("ROLLBACK").await.and(Err(error)),
        }
    }

    pub(super) fn conn(&mut self) -> &mut PgConnection {
        &mut self.conn
    }

    /// For backends that have to know how much is written.
    pub(super) const fn note_written(&mut self, _bytes: usize) {}

    /// Adds entries to the audit, in this transaction.
    pub(super) async fn add_audit(&mut self, entries: AuditBatch) -> Result<()> {
        for entry in entries.into_entries() {
            let row = sqlx::query(
                "INSERT INTO audit (room, meeting, at, actor, action, target, reason_code)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            );
            row.bind(entry.room)
                .bind(entry.meeting)
                .bind(entry.at)
                .bind(entry.actor)
                .bind(entry.action)
                .bind(entry.target)
                .bind(entry.reason_code)
                .execute(self.conn())
                .await?;
        }
        Ok(())
    }

    /// The number of the last entry of the audit, among those that are committed.
    pub(super) async fn audit_end(&mut self) -> Result<u64> {
        Ok(chain::settle(self.conn()).await?.count)
    }

    /// A new meeting has no rows, which is an empty log. Its form is one that every server reads.
    pub(super) async fn begin_log(&mut self, meeting: MeetingId) -> Result<()> {
        let row = sqlx::query(
            "UPDATE meeting SET log_format = LEAST($2, (SELECT MIN(log_format) FROM node_lease)) WHERE id = $1",
        );
        row.bind(meeting).bind(LOG_FORMAT).execute(self.conn()).await?;
        Ok(())
    }

    /// Removes the log of a live meeting, to which nothing more is appended then.
    ///
    /// # Errors
    /// [`StoreError::NotLive`] if it has none.
    pub(super) async fn end_log(&mut self, meeting: MeetingId) -> Result<()> {
        let live = sqlx::query("SELECT 1 FROM meeting WHERE id = $1 AND ended_at IS NULL FOR UPDATE");
        live.bind(meeting).fetch_optional(self.conn()).await?.ok_or(StoreError::NotLive)?;
        // What was appended since this transaction began is not seen by it, and would be left. Its place is taken
        // then, which ends this try: the next one sees it.
        let next = sqlx::query(
            "INSERT INTO log (meeting, first_seq, last_seq, sealed)
             SELECT $1, COALESCE(MAX(last_seq), 0) + 1, COALESCE(MAX(last_seq), 0) + 1, CAST('' AS BYTEA)
             FROM log WHERE meeting = $1
             ON CONFLICT DO NOTHING",
        );
        next.bind(meeting).execute(self.conn()).await?;
        sqlx::query("DELETE FROM log WHERE meeting = $1").bind(meeting).execute(self.conn()).await?;
        Ok(())
    }

    /// Whether a live meeting's log holds an event.
    pub(super) async fn log_reaches(&mut self, meeting: MeetingId, seq: u64) -> Result<bool> {
        Ok(log::end(self.conn(), meeting).await?.is_some_and(|last| last >= seq))
    }

    /// For backends that can overwrite what is deleted. Here it lies in the pages until they are used again
    /// (docs/operating.md).
    pub(super) async fn overwrite_deleted(&mut self, _on: bool) -> Result<()> {
        Ok(())
    }

    async fn execute(&mut self, sql: &'static str) -> Result<()> {
        Ok(sqlx::query(sql).execute(self.conn()).await.map(drop)?)
    }
}
