//! `rondo jobs`: the background work that is due or failed, also beside a running server.

use serde::Serialize;

use super::{
    failure::Failure,
    output::{print, utc},
    runtime,
};
use crate::{
    clock::{Clock, SystemClock},
    config::{Config, JobsCommand},
    meeting::id::{JobId, RoomId},
    store::{self, Job, JobDesk, JobState, StoreError},
    time::UnixMs,
};

/// Jobs that are read at once.
const LISTED_JOBS: u32 = 10_000;

/// A job as `list --json` prints it.
#[derive(Serialize)]
struct Line {
    id: JobId,
    kind: String,
    state: JobState,
    room: RoomId,
    date: String,
    due_at: UnixMs,
    attempts: u32,
    retry_at: Option<UnixMs>,
    failure: Option<String>,
}

pub(super) fn run(config: &Config, command: &JobsCommand) -> Result<(), Failure> {
    let runtime = runtime::of_one_thread()?;
    let now = SystemClock::new().unix_ms();
    runtime.block_on(async {
        let jobs = store::open_jobs(&config.database()).await?;
        match command {
            JobsCommand::List { json } => list(jobs.as_ref(), now, *json).await,
            JobsCommand::Retry { id } => retry(jobs.as_ref(), now, *id).await,
        }
    })
}

async fn list(jobs: &dyn JobDesk, now: UnixMs, json: bool) -> Result<(), Failure> {
    let open = jobs.open_jobs(now, LISTED_JOBS).await?;
    let line = if json { json_line } else { text_line };
    print(&open.into_iter().map(line).collect::<Result<String, _>>()?);
    Ok(())
}

async fn retry(jobs: &dyn JobDesk, now: UnixMs, id: JobId) -> Result<(), Failure> {
    match jobs.retry_job(id, now).await {
        Err(StoreError::NotFound) => Err(Failure::Finding(format!(
            "{id}: no job of this id failed, is unsure or waits after a failure"
        ))),
        done => Ok(done?),
    }
}

fn json_line(job: Job) -> Result<String, StoreError> {
    let Job { id, kind, state, room, date, due_at, attempts, retry_at, failure, .. } = job;
    let line = Line { id, kind, state, room, date, due_at, attempts, retry_at, failure };
    let json = serde_json::to_string(&line).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    Ok(format!("{json}\n"))
}

/// `4kq… 2030-03-17T17:46:40Z waiting reminder room … (smtp_421, attempt 3, again at …)`
fn text_line(job: Job) -> Result<String, StoreError> {
    let mut line =
        format!("{} {} {} {} room {}", job.id, utc(job.due_at), job.state.word(), job.kind, job.room);
    if let Some(failure) = job.failure {
        line.push_str(&format!(" ({failure}, attempt {}", job.attempts));
        if let Some(at) = job.retry_at {
            line.push_str(&format!(", again at {}", utc(at)));
        }
        line.push(')');
    }
    line.push('\n');
    Ok(line)
}
