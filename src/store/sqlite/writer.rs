//! The one task that writes: it takes the jobs in their order, and all appends that wait, of all
//! rooms, and small changes into one commit.

use std::fs::File;

use tokio::sync::mpsc;

use super::{
    checkpoint::{Checkpointer, begin_again},
    connect::Target,
    group_commit::{self, Group},
    job::Job,
    tails::Tails,
    write_connection::WriteConnection,
};
use crate::store::{
    error::{Result, StoreError},
    limits::{GROUP_BYTES_MAX, GROUP_JOBS_MAX},
};

/// The writer's state between two jobs.
pub(super) struct Writer {
    target: Target,
    tails: Tails,
    /// `None` after a failure, until the next job opens a new one: that is how it heals.
    conn: Option<WriteConnection>,
    checkpointer: Checkpointer,
    /// Keeps other servers away for as long as this one writes.
    _lock: File,
}

impl Writer {
    pub(super) fn new(
        target: Target,
        tails: Tails,
        conn: WriteConnection,
        checkpointer: Checkpointer,
        lock: File,
    ) -> Self {
        Self { target, tails, conn: Some(conn), checkpointer, _lock: lock }
    }

    pub(super) async fn run(mut self, mut jobs: mpsc::Receiver<Job>) {
        let mut next = jobs.recv().await;
        while let Some(job) = next.take() {
            match job {
                Job::Write(work) => {
                    let written = work(self.connection().await).await;
                    self.finish(written).await;
                }
                Job::Close => break,
                shared => {
                    let group = gather(shared, &mut jobs, &mut next);
                    self.commit(group).await;
                }
            }
            if next.is_none() {
                next = jobs.recv().await;
            }
        }
        jobs.close();
        if let Some(conn) = self.conn.take() {
            conn.close().await;
        }
    }

    async fn commit(&mut self, group: Group) {
        let written = match self.connection().await {
            Ok(conn) => group_commit::commit(conn, group).await,
            Err(error) => {
                group_commit::refuse(group, &error);
                Err(error)
            }
        };
        self.finish(written).await;
    }

    async fn connection(&mut self) -> Result<&mut WriteConnection> {
        let conn = match self.conn.take() {
            Some(conn) => conn,
            None => WriteConnection::load(self.target.connect().await?, self.tails.clone()).await?,
        };
        Ok(self.conn.insert(conn))
    }

    /// Notes what was written, or gives up a connection that failed.
    async fn finish(&mut self, written: Result<()>) {
        if let Err(StoreError::Unavailable(error)) = written {
            return self.give_up_connection(&error).await;
        }
        let Some(conn) = &mut self.conn else { return };
        if self.checkpointer.note(conn.take_written()).await
            && let Err(error) = begin_again(conn.conn()).await
        {
            self.give_up_connection(&error.to_string()).await;
        }
    }

    async fn give_up_connection(&mut self, error: &str) {
        tracing::error!(error, "a write failed; the next one opens a new connection");
        if let Some(conn) = self.conn.take() {
            conn.close().await;
        }
    }
}

/// Takes what waits to be committed together, in its order, until a limit, another job or the end of the queue.
fn gather(first: Job, jobs: &mut mpsc::Receiver<Job>, other: &mut Option<Job>) -> Group {
    let (mut group, mut bytes, mut next) = (Group::default(), 0, Some(first));
    while let Some(job) = next.take() {
        match job {
            Job::Append(append) => {
                bytes += append.piece.sealed.len();
                group.appends.push(append);
            }
            Job::Change(change) => group.changes.push(change),
            job => {
                *other = Some(job);
                break;
            }
        }
        if group.appends.len() + group.changes.len() < GROUP_JOBS_MAX && bytes < GROUP_BYTES_MAX {
            next = jobs.try_recv().ok();
        }
    }
    group
}
