//! The task that gets jobs done.

use std::sync::Arc;

use futures::{StreamExt, stream};
use tokio::{sync::watch, time::timeout};

use super::{
    backoff,
    limits::{AT_ONCE_MAX, ATTEMPT_MAX, CLAIM_JOBS_MAX, KEEP_MS, LEASE_MS, LOOK_MS},
    metrics,
    queue::Queue,
    work::{Hold, Outcome, Work},
};
use crate::{
    auth::random_bytes,
    clock::SharedClock,
    store::{Ending, Job, JobClaim, Result, Store},
    time::UnixMs,
};

/// Gets jobs done, until it is told to stop.
pub(crate) struct Runner {
    store: Arc<Store>,
    clock: SharedClock,
    queue: Queue,
    works: Vec<Arc<dyn Work>>,
    /// Tells this process from every other one that holds jobs.
    holder: [u8; 16],
}

impl Runner {
    pub(crate) fn new(
        store: Arc<Store>,
        clock: SharedClock,
        queue: Queue,
        works: Vec<Arc<dyn Work>>,
    ) -> Self {
        Self { store, clock, queue, works, holder: random_bytes() }
    }

    /// Returns once `stop` is true and what was begun has ended.
    pub(crate) async fn run(self, mut stop: watch::Receiver<bool>) {
        loop {
            // What becomes due while the runner looks is not slept through.
            let looks_at = self.clock.monotonic_ms();
            let pause_ms = match self.turn(&stop).await {
                Ok(pause_ms) => pause_ms,
                Err(error) => {
                    tracing::warn!(%error, "jobs can't be looked at");
                    LOOK_MS
                }
            };
            tokio::select! {
                () = self.clock.sleep_until(looks_at + pause_ms) => {}
                () = self.queue.woken() => {}
                // A sender that is gone stops it too.
                _ = stop.wait_for(|stop| *stop) => return,
            }
        }
    }

    /// Does all that is due. Returns for how long there is nothing to do, in milliseconds.
    pub(super) async fn turn(&self, stop: &watch::Receiver<bool>) -> Result<u64> {
        let unsure = self.store.mark_unsure(self.clock.unix_ms(), LEASE_MS).await?;
        if unsure > 0 {
            tracing::warn!(unsure, "jobs were interrupted in their last step (docs/operating.md, \"Jobs\")");
        }
        for work in &self.works {
            if let Err(error) = work.look().await {
                tracing::warn!(%error, "what is to be done could not be looked up");
            }
        }
        while !*stop.borrow() {
            let now = self.clock.unix_ms();
            metrics::due(self.store.due_jobs(now).await?);
            let jobs = self.store.claim_jobs(now, self.holder, LEASE_MS, CLAIM_JOBS_MAX).await?;
            if jobs.is_empty() {
                break;
            }
            let attempts = stream::iter(jobs).for_each_concurrent(AT_ONCE_MAX, |job| self.attempt(job));
            attempts.await;
        }
        let now = self.clock.unix_ms();
        let before = UnixMs::from_ms(now.as_ms().saturating_sub_unsigned(KEEP_MS));
        self.store.delete_old_jobs(before).await?;
        let next = self.store.next_job_at(now).await?;
        // What has become due since the claim is taken at once.
        Ok(next.map_or(LOOK_MS, |next| next.since(now).min(LOOK_MS)))
    }

    async fn attempt(&self, job: Job) {
        metrics::begun(&job, self.clock.unix_ms());
        let claim = JobClaim { job: job.id, holder: self.holder, attempt: job.attempts };
        let hold = Hold::new(Arc::clone(&self.store), Arc::clone(&self.clock), claim);
        let work = self.works.iter().find(|work| work.does(&job.kind));
        let outcome = match work {
            Some(work) => timeout(ATTEMPT_MAX, work.attempt(&job, &hold)).await.unwrap_or_else(|_| {
                if hold.has_begun() { Outcome::Unsure("timeout") } else { Outcome::Later("timeout") }
            }),
            // Made by a later version of the program.
            None => Outcome::Later("kind_unknown"),
        };
        let Some(ending) = self.ending(outcome, job.attempts) else { return };
        if ending != Ending::Done {
            tracing::info!(job = %job.id, kind = job.kind, attempt = job.attempts, ?ending, "a job was not done");
        }
        metrics::ended(&job, &ending);
        if let Err(error) = self.store.end_job(claim, self.clock.unix_ms(), ending).await {
            tracing::error!(%error, job = %job.id, "how a job ended could not be noted");
        }
    }

    fn ending(&self, outcome: Outcome, attempt: u32) -> Option<Ending> {
        Some(match outcome {
            Outcome::Done => Ending::Done,
            Outcome::Later(code) => match backoff::pause_ms(attempt) {
                Some(pause_ms) => Ending::Again(self.clock.unix_ms().plus_ms(pause_ms), code),
                None => Ending::Failed(code),
            },
            Outcome::Never(code) => Ending::Failed(code),
            Outcome::Unsure(code) => Ending::Unsure(code),
            Outcome::Unsent(code) => Ending::Unsent(code),
            Outcome::Elsewhere => return None,
        })
    }
}
