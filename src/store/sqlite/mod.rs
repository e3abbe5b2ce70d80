//! The store in one SQLite file: one writer, a few readers, and a checkpointer beside them.

mod accounts;
mod audit;
mod checkpoint;
mod commit;
mod connect;
mod errors;
mod invites;
mod log;
mod meetings;
mod participants;
mod revocations;
mod rooms;
mod rows;
mod session;
mod sessions;
mod templates;
#[cfg(test)]
mod tests;
mod writer;

use std::{path::Path, sync::Arc};

use async_trait::async_trait;
use futures::future::BoxFuture;
use sqlx::SqlitePool;
use tokio::{
    sync::{Mutex, mpsc, oneshot},
    task::JoinHandle,
};

use self::{
    connect::Target,
    session::Session,
    writer::{Job, Writer},
};
use super::{KeyStore, Result, Store, StoreError};

/// Jobs that may wait for the writer; a further caller waits for a place.
const WRITE_QUEUE_JOBS_MAX: usize = 1024;

/// The default backend. Dropping it closes it in the background; [`Store::close`] waits for that.
pub struct SqliteStore {
    jobs: mpsc::Sender<Job>,
    reads: SqlitePool,
    keys: Arc<KeyStore>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

impl SqliteStore {
    /// Opens or makes the database and the keys beside it, and brings the schema up to date.
    ///
    /// # Errors
    /// [`StoreError::Open`]: another server uses `data_dir`, the SQLite library is too old, the
    /// URL is none of ours, or the files can't be used.
    pub async fn open(database: &str, data_dir: &Path) -> Result<Self> {
        let target = Target::parse(database)?;
        let lock = connect::lock(data_dir).await?;
        let keys = KeyStore::open(data_dir).map_err(|error| StoreError::Open(error.to_string()))?;
        let session = Session::load(target.prepare().await?).await?;
        let reads = target.readers();
        let (signal, signals) = mpsc::channel(1);
        let (jobs, queue) = mpsc::channel(WRITE_QUEUE_JOBS_MAX);
        let checkpointer = tokio::spawn(checkpoint::run(target.clone(), signals, jobs.downgrade()));
        let writer = Writer::new(target, session, signal, lock);
        let tasks = Mutex::new(vec![tokio::spawn(writer.run(queue)), checkpointer]);
        Ok(Self { jobs, reads, keys: Arc::new(keys), tasks })
    }

    /// Runs one write transaction, in its turn. It is completed even if the caller goes away.
    async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'s> FnOnce(&'s mut Session) -> BoxFuture<'s, Result<T>> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job = Job::Write(Box::new(move |writer: &mut Writer| {
            Box::pin(async move {
                let result = writer.transaction(work).await;
                // The caller may have gone; the write stands.
                let _ = reply.send(result);
            })
        }));
        self.submit(job).await?;
        answer.await.map_err(|_| stopped())?
    }

    async fn submit(&self, job: Job) -> Result<()> {
        self.jobs.send(job).await.map_err(|_| stopped())
    }
}

fn stopped() -> StoreError {
    StoreError::Unavailable("the store is closed".to_owned())
}

#[async_trait]
impl Store for SqliteStore {
    async fn ready(&self) -> Result<()> {
        // An empty transaction takes the write lock and gives it back.
        self.write(|_| Box::pin(async { Ok(()) })).await
    }

    async fn close(&self) {
        // Fails only when the writer is gone already.
        let _ = self.submit(Job::Close).await;
        self.reads.close().await;
        for task in self.tasks.lock().await.drain(..) {
            if let Err(error) = task.await {
                tracing::error!(%error, "a task of the store ended badly");
            }
        }
    }
}
