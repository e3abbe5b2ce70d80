//! The one task that writes: it takes the jobs in their order, and all appends that wait, of all
//! rooms, into one commit.

use std::fs::File;

use futures::future::BoxFuture;
use tokio::sync::mpsc;

use super::{
    super::{Result, StoreError},
    checkpoint,
    commit::{self, PendingAppend},
    connect::Target,
    session::Session,
};

/// Appends of one commit.
const BATCH_APPENDS_MAX: usize = 256;
/// Sealed bytes after which a commit takes no further append.
const BATCH_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Written bytes, by estimate, after which the checkpointer is woken.
const CHECKPOINT_AFTER_BYTES: usize = 2 * 1024 * 1024;
/// What a commit writes beside its payload, by estimate: a table page and an index page.
const COMMIT_OVERHEAD_BYTES: usize = 2 * 4096;

pub(super) type Work = Box<dyn for<'w> FnOnce(&'w mut Writer) -> BoxFuture<'w, ()> + Send>;

pub(super) enum Job {
    /// A piece of a log; committed together with its neighbours in the queue.
    Append(PendingAppend),
    /// A transaction of its own.
    Write(Work),
    /// The end; what comes later is refused.
    Close,
}

pub(super) struct Writer {
    target: Target,
    /// None after a failure, until the next job opens a new one: that is how it heals.
    session: Option<Session>,
    checkpoint: mpsc::Sender<()>,
    unchecked_bytes: usize,
    /// Commits so far, for the tests of group commit.
    pub(super) commits: u64,
    /// Keeps other servers away for as long as this one writes.
    _lock: File,
}

impl Writer {
    pub(super) fn new(target: Target, session: Session, checkpoint: mpsc::Sender<()>, lock: File) -> Self {
        Self { target, session: Some(session), checkpoint, unchecked_bytes: 0, commits: 0, _lock: lock }
    }

    pub(super) async fn run(mut self, mut jobs: mpsc::Receiver<Job>) {
        let mut next = jobs.recv().await;
        while let Some(job) = next.take() {
            match job {
                Job::Append(first) => {
                    let batch = gather(first, &mut jobs, &mut next);
                    commit::commit(&mut self, batch).await;
                }
                Job::Write(work) => work(&mut self).await,
                Job::Close => break,
            }
            if next.is_none() {
                next = jobs.recv().await;
            }
        }
        jobs.close();
        if let Some(session) = self.session.take() {
            session.close().await;
        }
    }

    /// Runs `work` in a transaction of its own.
    pub(super) async fn transaction<T, F>(&mut self, work: F) -> Result<T>
    where
        F: for<'s> FnOnce(&'s mut Session) -> BoxFuture<'s, Result<T>> + Send,
    {
        let result = self.session().await?.transaction(work).await;
        self.finish(result).await
    }

    /// Runs `work` of exactly one statement, which SQLite commits by itself.
    pub(super) async fn statement<T, F>(&mut self, work: F) -> Result<T>
    where
        F: for<'s> FnOnce(&'s mut Session) -> BoxFuture<'s, Result<T>> + Send,
    {
        let result = self.session().await?.statement(work).await;
        self.finish(result).await
    }

    async fn finish<T>(&mut self, result: Result<T>) -> Result<T> {
        match &result {
            Err(StoreError::Unavailable(error)) => self.give_up_session(error).await,
            Err(_) => {}
            Ok(_) => self.note_commit(),
        }
        result
    }

    pub(super) async fn session(&mut self) -> Result<&mut Session> {
        if self.session.is_none() {
            self.session = Some(Session::load(self.target.connect().await?).await?);
        }
        self.session.as_mut().ok_or_else(super::stopped)
    }

    /// Finishes a checkpoint that could not keep up.
    pub(super) async fn checkpoint(&mut self) {
        let moved = match self.session().await {
            Ok(session) => checkpoint::passive(session.conn()).await.map(drop).map_err(StoreError::from),
            Err(error) => Err(error),
        };
        if let Err(error) = moved {
            self.give_up_session(&error.to_string()).await;
        }
    }

    /// Wakes the checkpointer once enough was written.
    pub(super) fn note_bytes(&mut self, bytes: usize) {
        self.unchecked_bytes += bytes;
        if self.unchecked_bytes >= CHECKPOINT_AFTER_BYTES {
            self.unchecked_bytes = 0;
            // Full means it was woken and has not begun yet.
            let _ = self.checkpoint.try_send(());
        }
    }

    fn note_commit(&mut self) {
        self.commits += 1;
        self.note_bytes(COMMIT_OVERHEAD_BYTES);
    }

    async fn give_up_session(&mut self, error: &str) {
        tracing::error!(error, "a write failed; the next one opens a new connection");
        if let Some(session) = self.session.take() {
            session.close().await;
        }
    }
}

/// Takes the appends that wait, in their order, until a limit, another job or the end of the queue.
fn gather(
    first: PendingAppend,
    jobs: &mut mpsc::Receiver<Job>,
    other: &mut Option<Job>,
) -> Vec<PendingAppend> {
    let mut bytes = first.sealed.len();
    let mut batch = vec![first];
    while batch.len() < BATCH_APPENDS_MAX && bytes < BATCH_BYTES_MAX {
        match jobs.try_recv() {
            Ok(Job::Append(append)) => {
                bytes += append.sealed.len();
                batch.push(append);
            }
            Ok(job) => {
                *other = Some(job);
                break;
            }
            Err(_) => break,
        }
    }
    batch
}
