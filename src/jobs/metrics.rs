//! What a monitor sees of background work.

use crate::{
    store::{Ending, Job},
    time::UnixMs,
};

pub(super) fn due(jobs: u32) {
    metrics::gauge!("rondo_jobs_due").set(jobs);
}

pub(super) fn begun(job: &Job, now: UnixMs) {
    let lag_ms = now.since(job.retry_at.unwrap_or(job.due_at));
    let lag_s = std::time::Duration::from_millis(lag_ms).as_secs_f64();
    metrics::histogram!("rondo_job_lag_seconds").record(lag_s);
}

pub(super) fn ended(job: &Job, ending: &Ending) {
    let ending = match ending {
        Ending::Done => "done",
        Ending::Again(..) => "again",
        Ending::Failed(_) => "failed",
        Ending::Unsure(_) => "unsure",
        Ending::Unsent(_) => "unsent",
    };
    metrics::counter!("rondo_jobs_total", "kind" => job.kind.clone(), "ending" => ending).increment(1);
}
