//! Background work, for administrators.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::{
    body::{Body, Empty},
    cursor::PageQuery,
    endpoint::{Access, Endpoint},
    extract::{Administrator, At},
    problem::{Code, Problem},
    query::Asked,
    web::Web,
};
use crate::{
    meeting::id::{JobId, RoomId},
    store::{Job, JobState},
    time::UnixMs,
};

/// A piece of background work. It has codes and ids only.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Job")]
struct JobView {
    /// Identifies it.
    id: JobId,
    /// What is to be done, as a code such as `mail_reminder`.
    kind: String,
    /// How far it is.
    state: JobState,
    /// The room that it is about.
    room: RoomId,
    /// When it is to be done, in unix milliseconds.
    due_at: UnixMs,
    /// How often it was begun.
    attempts: u32,
    /// When it is tried again, in unix milliseconds; null before a failure and once it is given up.
    retry_at: Option<UnixMs>,
    /// The code of the last failure; null if there was none.
    failure: Option<String>,
}

/// The background work that needs a look.
#[derive(Serialize, JsonSchema)]
struct JobList {
    /// What is due, failed or unsure, the earliest first.
    jobs: Vec<JobView>,
    /// What asks for the next page as `after`; null on the last one.
    next: Option<String>,
}

impl From<Job> for JobView {
    fn from(job: Job) -> Self {
        let Job { id, kind, state, room, due_at, attempts, retry_at, failure, .. } = job;
        Self { id, kind, state, room, due_at, attempts, retry_at, failure }
    }
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let job = json!({
        "id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "kind": "mail_reminder", "state": "waiting",
        "room": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "due_at": 1_900_000_000_000_i64, "attempts": 2,
        "retry_at": 1_900_000_120_000_i64, "failure": "smtp_451",
    });
    vec![
        Endpoint::get("/api/jobs", "Lists the background work that is due, failed or unsure", list)
            .needs(Access::Administrator)
            .paged()
            .answers::<JobList>(StatusCode::OK, "The work", json!({"jobs": [job], "next": null})),
        Endpoint::post(
            "/api/jobs/{job}/retry",
            "Lets a job that failed, is unsure or waits after a failure be tried again at once",
            retry,
        )
        .needs(Access::Administrator)
        .body::<Empty>(json!({}))
        .done("It is tried again")
        .refuses(&[Code::NotFound]),
    ]
}

async fn list(
    State(web): State<Web>,
    _: Administrator,
    Asked(asked): Asked<PageQuery>,
) -> Result<Json<JobList>, Problem> {
    let page = asked.of(web.store.open_jobs(web.now(), u32::MAX).await?, |job| (job.due_at, job.id))?;
    Ok(Json(JobList { jobs: page.items.into_iter().map(JobView::from).collect(), next: page.next }))
}

async fn retry(
    State(web): State<Web>,
    _: Administrator,
    At(job): At<JobId>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    web.store.retry_job(job, web.now()).await?;
    web.background.queue.wake();
    Ok(StatusCode::NO_CONTENT)
}
