//! The database as it runs: connections that read, connections that write, and lanes of appends.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use futures::{FutureExt as _, future::BoxFuture};
use sqlx::PgPool;
use tokio::{
    sync::{mpsc, oneshot},
    task::JoinHandle,
};

use super::{
    apart,
    append::{Lane, PendingAppend},
    chain,
    cluster::Owners,
    connect::{Numbered, Target},
    lease::Lease,
    log,
    timed_pool::TimedPool,
    write_connection::{WriteConnection, transaction},
};
use crate::{
    meeting::id::MeetingId,
    store::{
        audit::AuditBatch,
        cluster::{Cluster, Membership},
        error::{Result, StoreError},
        limits::{
            APPEND_LANES_MAX, BUSY_MS_MAX, CHAIN_MS, LOG_READER_WAIT_MS_MAX, LOG_READERS_MAX, OWNER_MS_MAX,
            READERS_MAX, STATEMENT_MS_MAX, WRITE_QUEUE_JOBS_MAX, WRITERS_MAX,
        },
        log::{Appended, SealedPiece},
    },
};

const MIGRATIONS: &[Numbered] = &[
    (43, "start", include_str!("migrations/0043_start.sql")),
    (44, "log_format", include_str!("migrations/0044_log_format.sql")),
    (45, "challenge", include_str!("migrations/0045_challenge.sql")),
    (46, "schema_info", include_str!("migrations/0046_schema_info.sql")),
];

/// An open database. [`Engine::close`] waits for what goes on.
pub(in crate::store) struct Engine {
    reads: TimedPool,
    /// For what is long: whoever reads logs keeps nobody else from reading.
    log_reads: TimedPool,
    writes: PgPool,
    /// Empty once it is closed.
    lanes: Mutex<Vec<mpsc::Sender<PendingAppend>>>,
    lease: Lease,
    /// The tasks of the lanes.
    storing: Mutex<Vec<JoinHandle<()>>>,
    chaining: JoinHandle<()>,
}

impl Engine {
    /// Opens the database, brings its schema up to date and takes the lease on it.
    ///
    /// # Errors
    /// [`StoreError::Open`] if that can't be done.
    pub(super) async fn open(target: &Target, membership: Option<Membership<'_>>) -> Result<Self> {
        if let Some(Membership { clock, .. }) = membership {
            apart::check(target, clock).await?;
        }
        target.prepare(MIGRATIONS).await?;
        let lease = Lease::take(target, membership).await?;
        let reads = target.timed_pool(READERS_MAX);
        let log_reads = target.pool(LOG_READERS_MAX, LOG_READER_WAIT_MS_MAX);
        let log_reads = TimedPool::over(log_reads, STATEMENT_MS_MAX);
        let writes = target.pool(WRITERS_MAX, BUSY_MS_MAX);
        let chaining = tokio::spawn(chain_on(reads.clone()));
        let lanes = (0..APPEND_LANES_MAX).map(|_| {
            let (lane, queue) = mpsc::channel(WRITE_QUEUE_JOBS_MAX);
            let storing = Lane::new(target.clone()).run(queue);
            (lane, tokio::spawn(storing))
        });
        let (lanes, storing): (Vec<_>, Vec<_>) = lanes.unzip();
        let (lanes, storing) = (Mutex::new(lanes), Mutex::new(storing));
        Ok(Self { reads, log_reads, writes, lanes, lease, storing, chaining })
    }

    pub(super) const fn reads(&self) -> &TimedPool {
        &self.reads
    }

    pub(super) const fn log_reads(&self) -> &TimedPool {
        &self.log_reads
    }

    /// Runs one write transaction. It is completed even if the caller goes away.
    pub(super) async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut WriteConnection) -> BoxFuture<'c, Result<T>> + Clone + Send + 'static,
    {
        let (writes, life) = (self.writes.clone(), self.lease.held().number());
        let written = tokio::spawn(async move { transaction(&writes, life, work).await });
        written.await.map_err(|error| StoreError::Unavailable(error.to_string()))?
    }

    /// A small change: here a transaction like any other.
    pub(super) async fn change<F>(&self, change: F) -> Result<()>
    where
        F: for<'c> FnOnce(&'c mut WriteConnection) -> BoxFuture<'c, Result<()>> + Clone + Send + 'static,
    {
        self.write(change).await
    }

    /// Appends to a log unless the piece does not follow its end. The pieces of one log stay in order.
    pub(super) async fn append(&self, piece: SealedPiece, audit: AuditBatch) -> Result<Appended> {
        let (reply, answer) = oneshot::channel();
        let lane = self.lane(piece.place.meeting).ok_or_else(StoreError::closed)?;
        let life = self.lease.held().number();
        lane.send(PendingAppend { piece, audit, life, reply }).await.map_err(|_| StoreError::closed())?;
        answer.await.map_err(|_| StoreError::closed())?
    }

    /// The pieces of a log that hold these events, in order.
    pub(super) async fn pieces(&self, meeting: MeetingId, first: u64, last: u64) -> Result<Vec<SealedPiece>> {
        log::pieces(&self.log_reads, meeting, first, last).await
    }

    /// The last number of a live meeting's log; 0 before the first and for any other meeting.
    pub(super) async fn log_end(&self, meeting: MeetingId) -> Result<u64> {
        let end = self.log_reads.ask(|conn| log::end(conn, meeting).boxed()).await?;
        Ok(end.unwrap_or(0))
    }

    /// Whether these are the keys that the database is used with. The first ones are.
    pub(super) async fn takes_keys(&self, mark: &[u8]) -> Result<bool> {
        let writes = self.small_writes();
        let row = sqlx::query("INSERT INTO keys_mark (id, mark) VALUES (1, $1) ON CONFLICT DO NOTHING");
        row.bind(mark).execute(&writes).await?;
        let found = sqlx::query_scalar("SELECT mark = $1 FROM keys_mark").bind(mark);
        Ok(found.fetch_one(&writes).await?)
    }

    /// The servers that share the database; `None` if this one has it for itself.
    pub(super) fn cluster(&self) -> Option<Arc<dyn Cluster>> {
        let shares = self.lease.shares();
        shares.then(|| Arc::new(Owners::new(self.lease.held().clone(), self.small_writes())) as _)
    }

    /// For single statements, whose caller waits.
    fn small_writes(&self) -> TimedPool {
        TimedPool::over(self.writes.clone(), OWNER_MS_MAX)
    }

    /// Finishes what waits and closes.
    pub(super) async fn close(&self) {
        // A lane ends when it has stored what waits and nobody can send any more.
        locked(&self.lanes).clear();
        let storing = std::mem::take(&mut *locked(&self.storing));
        for task in storing {
            if let Err(error) = task.await {
                tracing::error!(%error, "a task of the store ended badly");
            }
        }
        self.chaining.abort();
        self.writes.close().await;
        self.reads.close().await;
        self.log_reads.close().await;
        self.lease.give_back().await;
    }

    /// The lane of a meeting, whose id is random. `None` once it is closed.
    fn lane(&self, meeting: MeetingId) -> Option<mpsc::Sender<PendingAppend>> {
        let lanes = locked(&self.lanes);
        let number = usize::from(meeting.as_bytes()[15]).checked_rem(lanes.len())?;
        lanes.get(number).cloned()
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.chaining.abort();
    }
}

/// What a panic left behind is still whole: every change is one step.
fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Chains what was noted, again and again.
#[expect(
    clippy::disallowed_methods,
    reason = "how soon the chain follows changes nothing that a clock of ours tells"
)]
async fn chain_on(pool: TimedPool) {
    loop {
        tokio::time::sleep(Duration::from_millis(CHAIN_MS)).await;
        if let Err(error) = chain::settle_audit(&pool).await {
            tracing::warn!(%error, "the audit was not chained; it is tried again");
        }
    }
}
