//! The backend itself: one writer, a few readers, and a checkpointer beside them.

use std::sync::Arc;

use async_trait::async_trait;
use futures::future::BoxFuture;
use sqlx::SqlitePool;
use tokio::{
    sync::{Mutex, mpsc, oneshot},
    task::JoinHandle,
};

use super::{
    checkpoint::Checkpointer, connect::Target, entrances::Entrances, errors::closed,
    group_commit::PendingChange, job::Job, known_rooms::KnownRooms, revision_rows, tails::Tails,
    write_connection::WriteConnection, writer::Writer,
};
use crate::store::{
    audit::AuditBatch,
    backend::{Backend, DatabaseId},
    error::{Result, StoreError},
    limits::{BUSY_MS_MAX, LOG_READER_WAIT_MS_MAX, LOG_READERS_MAX, READERS_MAX, WRITE_QUEUE_JOBS_MAX},
    revisions::Editing,
};

/// The store's rows in one SQLite file. Dropping it closes it in the background; [`Backend::close`]
/// waits for that.
pub(in crate::store) struct Sqlite {
    jobs: mpsc::Sender<Job>,
    pub(super) reads: SqlitePool,
    /// For what is long: whoever reads logs keeps nobody else from reading.
    pub(super) log_reads: SqlitePool,
    pub(super) tails: Tails,
    pub(super) rooms: KnownRooms,
    pub(super) entrances: Entrances,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

impl Sqlite {
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
        let entrances = Entrances::start(reads.clone());
        Ok(Self { jobs, reads, log_reads, tails, rooms: KnownRooms::new(), entrances, tasks })
    }

    /// Runs one write transaction, in its turn. It is completed even if the caller goes away.
    pub(super) async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut WriteConnection) -> BoxFuture<'c, Result<T>> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let editing = Editing::current();
        let job = Job::Write(Box::new(move |conn: Result<&mut WriteConnection>| {
            Box::pin(async move {
                let result = match conn {
                    Ok(conn) => conn.transaction(move |conn| Box::pin(held_to(editing, conn, work))).await,
                    Err(error) => Err(error),
                };
                let done = result.as_ref().map(|_| ()).map_err(StoreError::clone);
                // The caller may have gone; the write stands.
                let _ = reply.send(result);
                done
            })
        }));
        self.submit(job).await?;
        answer.await.map_err(|_| closed())?
    }

    /// Makes a change that shares its commit with others, in its turn. It is made even if the caller goes away.
    pub(super) async fn change<F>(&self, change: F) -> Result<()>
    where
        F: for<'c> FnOnce(&'c mut WriteConnection) -> BoxFuture<'c, Result<()>> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.submit(Job::Change(PendingChange { change: Box::new(change), reply })).await?;
        answer.await.map_err(|_| closed())?
    }

    /// Runs one write transaction that puts what it did into the audit. A failure leaves neither.
    pub(super) async fn act<T, F>(&self, audit: AuditBatch, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut WriteConnection) -> BoxFuture<'c, Result<T>> + Send + 'static,
    {
        self.write(move |conn| {
            Box::pin(async move {
                let done = work(conn).await?;
                conn.add_audit(audit).await?;
                Ok(done)
            })
        })
        .await
    }

    pub(super) async fn submit(&self, job: Job) -> Result<()> {
        self.jobs.send(job).await.map_err(|_| closed())
    }
}

/// Does work in a transaction, and refuses it if it changed something that was not as it was to be.
async fn held_to<T, F>(editing: Option<Arc<Editing>>, conn: &mut WriteConnection, work: F) -> Result<T>
where
    F: for<'c> FnOnce(&'c mut WriteConnection) -> BoxFuture<'c, Result<T>> + Send,
{
    let Some(editing) = editing else { return work(conn).await };
    let before = revision_rows::find(conn.conn(), editing.of()).await?;
    let done = work(conn).await?;
    editing.note(before, revision_rows::find(conn.conn(), editing.of()).await?)?;
    Ok(done)
}

#[async_trait]
impl Backend for Sqlite {
    async fn ready(&self) -> Result<()> {
        self.write(|conn| {
            Box::pin(async {
                sqlx::query("UPDATE write_check SET checks = checks + 1").execute(conn.conn()).await?;
                Ok(())
            })
        })
        .await
    }

    async fn identity(&self) -> Result<DatabaseId> {
        let id: Vec<u8> = sqlx::query_scalar("SELECT id FROM identity").fetch_one(&self.reads).await?;
        DatabaseId::from_bytes(&id)
            .ok_or_else(|| StoreError::Corrupt("the identity of the database".to_owned()))
    }

    async fn close(&self) {
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
}
