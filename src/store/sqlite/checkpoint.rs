//! Moves the write-ahead log into the database while the writer goes on. The file is reused from its
//! start rather than truncated: appending to a file that need not grow is cheaper.
//!
//! It stays below 64 MB unless somebody reads one thing for long (a copy of the whole database, say): what
//! was written since is then kept, and the file shrinks again afterwards.

use sqlx::{Connection, Row, SqliteConnection};
use tokio::{
    sync::{mpsc, oneshot},
    task::JoinHandle,
};

use super::connect::Target;
use crate::store::limits::{BUSY_MS_MAX, UNMOVED_BYTES_MAX, WAL_PAGES_MAX, WAL_READER_WAIT_MS_MAX};

/// Written bytes, by estimate, after which the checkpointer is asked to move them.
const MOVE_AFTER_BYTES: usize = 2 * 1024 * 1024;

/// A wish that what can be moved is moved. It is answered with how many pages the log had.
type Wish = oneshot::Sender<i64>;

/// The checkpointer, as the writer sees it.
pub(super) struct Checkpointer {
    wishes: mpsc::Sender<Wish>,
    /// The answer to the last wish, until it is there.
    asked: Option<oneshot::Receiver<i64>>,
    /// Written since the last wish, by estimate.
    unmoved_bytes: usize,
}

impl Checkpointer {
    /// Starts its task, which ends with the returned handle.
    pub(super) fn start(target: Target) -> (Self, JoinHandle<()>) {
        let (wishes, wished) = mpsc::channel(1);
        (Self { wishes, asked: None, unmoved_bytes: 0 }, tokio::spawn(run(target, wished)))
    }

    /// Notes what the writer wrote. Waits if the checkpointer is far behind. Returns whether the log is long,
    /// so that the writer has to begin it again; the checkpointer does nothing meanwhile.
    pub(super) async fn note(&mut self, bytes: usize) -> bool {
        self.unmoved_bytes += bytes;
        if let Some(asked) = &mut self.asked {
            let pages = match asked.try_recv() {
                Err(oneshot::error::TryRecvError::Empty) if self.unmoved_bytes < UNMOVED_BYTES_MAX => {
                    return false;
                }
                Err(oneshot::error::TryRecvError::Empty) => asked.await.ok(),
                answered => answered.ok(),
            };
            self.asked = None;
            // Without an answer it failed, and the next wish tries again.
            if pages.is_some_and(|pages| pages > WAL_PAGES_MAX) {
                self.unmoved_bytes = 0;
                return true;
            }
        }
        if self.unmoved_bytes >= MOVE_AFTER_BYTES {
            self.unmoved_bytes = 0;
            let (wish, answer) = oneshot::channel();
            self.asked = self.wishes.try_send(wish).is_ok().then_some(answer);
        }
        false
    }
}

/// Moves the rest of the log, so that the next commit begins it again. SQLite does that only when a commit
/// finds all of it moved and nobody reading there, and beside a writer that goes on a checkpoint never gets
/// so far. The writer itself does at once: nearly all was moved just now.
pub(super) async fn begin_again(writer: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let sql = format!(
        "PRAGMA busy_timeout = {WAL_READER_WAIT_MS_MAX};
         PRAGMA wal_checkpoint(RESTART);
         PRAGMA busy_timeout = {BUSY_MS_MAX}"
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(writer).await.map(drop)
}

/// Grants one wish after the other, until the writer is gone.
async fn run(target: Target, mut wishes: mpsc::Receiver<Wish>) {
    let mut conn = None;
    while let Some(wish) = wishes.recv().await {
        conn = match checkpoint(&target, conn.take()).await {
            Ok((conn, pages)) => {
                // Nobody waits for it any more while the store is closed.
                let _ = wish.send(pages);
                Some(conn)
            }
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

/// Moves what can be moved without waiting for a reader or the writer. Returns how many pages the log has.
async fn checkpoint(
    target: &Target,
    conn: Option<SqliteConnection>,
) -> Result<(SqliteConnection, i64), sqlx::Error> {
    let mut conn = match conn {
        Some(conn) => conn,
        None => target.connect().await?,
    };
    let moved = sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").fetch_one(&mut conn).await?;
    Ok((conn, moved.try_get(1)?))
}
