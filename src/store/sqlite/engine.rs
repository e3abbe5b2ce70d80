//! The database as it runs: one writer, a few readers, and a checkpointer beside them.

use std::sync::Arc;

use futures::future::BoxFuture;
use sqlx::SqlitePool;
use tokio::{
    sync::{Mutex, mpsc, oneshot},
    task::JoinHandle,
};

use super::{
    checkpoint::Checkpointer,
    connect::Target,
    group_commit::{PendingAppend, PendingChange},
    job::Job,
    log,
    tails::Tails,
    write_connection::WriteConnection,
    writer::Writer,
};
use crate::{
    meeting::id::MeetingId,
    store::{
        audit::AuditBatch,
        cluster::Cluster,
        error::{Result, StoreError},
        limits::{BUSY_MS_MAX, LOG_READER_WAIT_MS_MAX, LOG_READERS_MAX, READERS_MAX, WRITE_QUEUE_JOBS_MAX},
        log::{Appended, SealedPiece},
    },
};

/// An open SQLite file. Dropping it closes it in the background; [`Engine::close`] waits for that.
pub(in crate::store) struct Engine {
    jobs: mpsc::Sender<Job>,
    reads: SqlitePool,
    /// For what is long: whoever reads logs keeps nobody else from reading.
    log_reads: SqlitePool,
    pub(super) tails: Tails,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

impl Engine {
    /// Opens or makes the database and brings its schema up to date.
    ///
    /// # Errors
    /// [`StoreError::Open`] if another server uses the database, the SQLite library is too old, or the
    /// files can't be used.
    pub(in crate::store) async fn open(target: Target) -> Result<Self> {
        let lock = target.lock().await?;
        let tails = Tails::default();
        let conn = WriteConnection::load(target.prepare().await?, tails.clone()).await?;
        let reads = target.readers(READERS_MAX, BUSY_MS_MAX);
        let log_reads = target.readers(LOG_READERS_MAX, LOG_READER_WAIT_MS_MAX);
        let (jobs, queue) = mpsc::channel(WRITE_QUEUE_JOBS_MAX);
        let (checkpointer, checkpoints) = Checkpointer::start(target.clone());
        let writer = Writer::new(target, tails.clone(), conn, checkpointer, lock);
        let tasks = Mutex::new(vec![tokio::spawn(writer.run(queue)), checkpoints]);
        Ok(Self { jobs, reads, log_reads, tails, tasks })
    }

    pub(super) const fn reads(&self) -> &SqlitePool {
        &self.reads
    }

    pub(super) const fn log_reads(&self) -> &SqlitePool {
        &self.log_reads
    }

    /// Runs one write transaction, in its turn. It is completed even if the caller goes away.
    pub(super) async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut WriteConnection) -> BoxFuture<'c, Result<T>> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job = Job::Write(Box::new(move |conn: Result<&mut WriteConnection>| {
            Box::pin(async move {
                let result = match conn {
                    Ok(conn) => conn.transaction(work).await,
                    Err(error) => Err(error),
                };
                let done = result.as_ref().map(|_| ()).map_err(StoreError::clone);
                // The caller may have gone; the write stands.
                let _ = reply.send(result);
                done
            })
        }));
        self.submit(job).await?;
        answer.await.map_err(|_| StoreError::closed())?
    }

    /// Makes a change that shares its commit with others, in its turn. It is made even if the caller goes away.
    pub(super) async fn change<F>(&self, change: F) -> Result<()>
    where
        F: for<'c> FnOnce(&'c mut WriteConnection) -> BoxFuture<'c, Result<()>> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.submit(Job::Change(PendingChange { change: Box::new(change), reply })).await?;
        answer.await.map_err(|_| StoreError::closed())?
    }

    /// Appends to a log, in its turn, unless the piece does not follow its end.
    pub(super) async fn append(&self, piece: SealedPiece, audit: AuditBatch) -> Result<Appended> {
        let (reply, answer) = oneshot::channel();
        self.submit(Job::Append(PendingAppend { piece, audit, reply })).await?;
        answer.await.map_err(|_| StoreError::closed())?
    }

    /// The pieces of a log that hold these events, in order.
    pub(super) async fn pieces(&self, meeting: MeetingId, first: u64, last: u64) -> Result<Vec<SealedPiece>> {
        match self.tails.get(meeting).filter(|tail| tail.last_seq >= first) {
            Some(tail) => log::pieces(&self.log_reads, meeting, tail, first, last).await,
            None => Ok(Vec::new()),
        }
    }

    /// The last number of a live meeting's log; 0 before the first and for any other meeting.
    pub(super) async fn log_end(&self, meeting: MeetingId) -> Result<u64> {
        Ok(self.tails.get(meeting).map_or(0, |tail| tail.last_seq))
    }

    /// Keys that servers share are for no file.
    pub(super) async fn takes_keys(&self, _mark: &[u8]) -> Result<bool> {
        Ok(false)
    }

    /// A file is one server's.
    pub(super) fn cluster(&self) -> Option<Arc<dyn Cluster>> {
        None
    }

    /// Finishes what waits and closes.
    pub(super) async fn close(&self) {
        // One after the other: of two connections that close at once, each takes the other for one that
        // still needs the write-ahead log, and nobody removes it.
        self.reads.close().await;
        self.log_reads.close().await;
        // Fails only when the writer is gone already.
        let _ = self.submit(Job::Close).await;
        for task in self.tasks.lock().await.drain(..) {
            if let Err(error) = task.await {
                tracing::error!(%error, "a task of the store ended badly");
            }
        }
    }

    async fn submit(&self, job: Job) -> Result<()> {
        self.jobs.send(job).await.map_err(|_| StoreError::closed())
    }
}
