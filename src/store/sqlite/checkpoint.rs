//! Moves the write-ahead log into the database while the writer goes on. The file is reused from its
//! start and never truncated: appending to a file that need not grow is cheaper.

use sqlx::{Connection, Row, SqliteConnection};
use tokio::sync::mpsc;

use super::{connect::Target, job::Job};
use crate::store::limits::WAL_PAGES_MAX;

/// Works at each signal, until the writer is gone.
pub(super) async fn run(target: Target, mut signals: mpsc::Receiver<()>, jobs: mpsc::WeakSender<Job>) {
    let mut conn = None;
    while signals.recv().await.is_some() {
        conn = match checkpoint(&target, conn.take(), &jobs).await {
            Ok(conn) => Some(conn),
            Err(error) => {
                tracing::warn!(%error, "a checkpoint failed; the next one tries again");
                None
            }
        };
    }
    if let Some(conn) = conn.take() {
        // Nothing is lost: what was not moved is in the log.
        let _ = conn.close().await;
    }
}

async fn checkpoint(
    target: &Target,
    conn: Option<SqliteConnection>,
    jobs: &mpsc::WeakSender<Job>,
) -> Result<SqliteConnection, sqlx::Error> {
    let mut conn = match conn {
        Some(conn) => conn,
        None => target.connect().await?,
    };
    let pages = passive(&mut conn).await?;
    // SQLite begins the file again only when a commit finds all of it moved, and beside a writer that goes
    // on a checkpoint never gets there. The writer itself does at once: nearly all was moved just now.
    if let Some(jobs) = jobs.upgrade().filter(|_| pages > WAL_PAGES_MAX) {
        // Fails when the store is being closed, which ends in a checkpoint as well.
        let _ = jobs.send(Job::Checkpoint).await;
    }
    Ok(conn)
}

/// Moves what can be moved without waiting for a reader or the writer. Returns how many pages the log has.
pub(super) async fn passive(conn: &mut SqliteConnection) -> Result<i64, sqlx::Error> {
    sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").fetch_one(conn).await?.try_get(1)
}
