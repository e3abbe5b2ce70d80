//! Moves the write-ahead log into the database beside the writer. The file is reused from its
//! start and never truncated: appending to a file that need not grow is cheaper.

use sqlx::{Connection, Row, SqliteConnection};
use tokio::sync::mpsc;

use super::connect::Target;

/// Pages (4 KiB) of write-ahead log after which a checkpoint makes the writer wait for it: under
/// a steady load a passive one never sees the end of the log, and only then can it be reused.
const WAL_PAGES_MAX: i64 = 16_384;

/// What `PRAGMA wal_checkpoint` reports.
struct Progress {
    pages: i64,
    moved: i64,
}

/// Runs until the writer is gone.
pub(super) async fn run(target: Target, mut signals: mpsc::Receiver<()>) {
    let mut conn = None;
    while signals.recv().await.is_some() {
        conn = match checkpoint(&target, conn.take()).await {
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
) -> Result<SqliteConnection, sqlx::Error> {
    let mut conn = match conn {
        Some(conn) => conn,
        None => target.connect().await?,
    };
    let progress = step(&mut conn, "PRAGMA wal_checkpoint(PASSIVE)").await?;
    if progress.pages > WAL_PAGES_MAX && progress.moved < progress.pages {
        // Short for the writer: the passive one has just moved nearly everything.
        step(&mut conn, "PRAGMA wal_checkpoint(RESTART)").await?;
    }
    Ok(conn)
}

async fn step(conn: &mut SqliteConnection, sql: &'static str) -> Result<Progress, sqlx::Error> {
    let row = sqlx::query(sql).fetch_one(conn).await?;
    Ok(Progress {
        pages: row.try_get(1)?,
        moved: row.try_get(2)?,
    })
}
