//! What a job does, and the hold under which it is done.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use async_trait::async_trait;

use crate::{
    clock::SharedClock,
    store::{Job, JobClaim, Result, Store, StoreError},
};

/// A kind of work, or several.
#[async_trait]
pub(crate) trait Work: Send + Sync + 'static {
    /// Whether jobs of this kind are its own.
    fn does(&self, kind: &str) -> bool;

    /// Looks for what is to be done, and adds it to the jobs.
    async fn look(&self) -> Result<()> {
        Ok(())
    }

    /// Makes one attempt. What can be noticed by others is done only after [`Hold::begin`] said yes.
    async fn attempt(&self, job: &Job, hold: &Hold) -> Outcome;
}

/// How an attempt went. The codes are for the operator and hold nothing about anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It is done, or there is nothing to do any more.
    Done,
    /// It failed, and is tried again later.
    Later(&'static str),
    /// It can't succeed.
    Never(&'static str),
    /// The answer to the last step was lost.
    Unsure(&'static str),
    /// There is no way to do it on this server.
    Unsent(&'static str),
    /// Somebody else has the job: this attempt did nothing, and has nothing to say.
    Elsewhere,
}

impl From<StoreError> for Outcome {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::SeriesLost | StoreError::NotFound => Self::Never("series_lost"),
            _ => Self::Later("store"),
        }
    }
}

/// The hold on a job during an attempt.
pub(crate) struct Hold {
    store: Arc<Store>,
    clock: SharedClock,
    claim: JobClaim,
    begun: AtomicBool,
}

impl Hold {
    pub(super) const fn new(store: Arc<Store>, clock: SharedClock, claim: JobClaim) -> Self {
        Self { store, clock, claim, begun: AtomicBool::new(false) }
    }

    /// Notes durably that the step begins which can't be taken back. `false` if the job is somebody
    /// else's by now: the step must not be taken then.
    pub(crate) async fn begin(&self) -> Result<bool> {
        // Noted before it is known: an attempt that is cut off here may have begun.
        self.begun.store(true, Ordering::Relaxed);
        let begins = self.store.begin_sending(self.claim, self.clock.unix_ms()).await?;
        self.begun.store(begins, Ordering::Relaxed);
        Ok(begins)
    }

    pub(super) fn has_begun(&self) -> bool {
        self.begun.load(Ordering::Relaxed)
    }
}
