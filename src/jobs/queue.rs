//! How the rest of the server gives work.

use std::sync::Arc;

use tokio::sync::Notify;

use crate::store::{NewJob, Store, StoreError};

/// Takes jobs, and wakes the runner.
#[derive(Clone)]
pub(crate) struct Queue {
    store: Arc<Store>,
    added: Arc<Notify>,
}

impl Queue {
    pub(crate) fn new(store: Arc<Store>) -> Self {
        Self { store, added: Arc::new(Notify::new()) }
    }

    /// Adds the jobs that are not there yet. Returns how many were new.
    ///
    /// # Errors
    /// The store can't be used. No job is added then.
    pub(crate) async fn add(&self, jobs: Vec<NewJob>) -> Result<usize, StoreError> {
        let added = self.store.add_jobs(jobs).await?;
        self.wake();
        Ok(added)
    }

    /// Lets the runner look at once.
    pub(crate) fn wake(&self) {
        self.added.notify_one();
    }

    pub(super) async fn woken(&self) {
        self.added.notified().await;
    }
}
