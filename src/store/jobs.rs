//! Work for later: what is to be done at a time, exactly once for its kind, room, date and person, by
//! whichever server gets to it.
//!
//! A server that takes a job holds it for a lease. Before the step that can't be taken back, it asks for
//! [`Jobs::begin_sending`], which only the holder of the latest claim gets: so a job is begun by one server,
//! whatever clocks do. Times are of the wall clock, which can be set: a lease or a pause that ends later
//! than any could is over.

use async_trait::async_trait;
use schemars::JsonSchema;
use serde::Serialize;

use super::error::Result;
use crate::{
    meeting::id::{JobId, ParticipantId, RoomId},
    time::UnixMs,
};

/// The kind of the one work for people that outlives its room: dates are taken out of the calendars of its people. It
/// holds all that it needs, under the key of the series, which is destroyed when it is done.
pub(crate) const FAREWELL: &str = "mail_farewell";

/// A piece of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Identifies it; part of what is sent, so that it can be told from a repetition.
    pub id: JobId,
    /// What is to be done: a code.
    pub kind: String,
    /// The room that it is about.
    pub room: RoomId,
    /// The date of the series that it is about, and what else tells it from others; may be empty.
    pub date: String,
    /// Whom it is for: a participant, or a mark of somebody who has no seat.
    pub person: ParticipantId,
    /// How far it is.
    pub state: JobState,
    /// When it is to be done.
    pub due_at: UnixMs,
    /// From this moment on it is of no use; `None` if it always is.
    pub lapses_at: Option<UnixMs>,
    /// What it needs about people, sealed with the key of the series; `None` if nothing, and once it is done.
    pub sealed: Option<Vec<u8>>,
    /// How often it was begun.
    pub attempts: u32,
    /// When to try again; `None` before a failure.
    pub retry_at: Option<UnixMs>,
    /// The code of the last failure.
    pub failure: Option<String>,
    /// When its state last changed.
    pub changed_at: UnixMs,
}

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// To be done at its time, or again after a failure.
    Waiting,
    /// Its last step has begun.
    Sending,
    /// Done.
    Done,
    /// Given up.
    Failed,
    /// The server stopped in its last step: it may be done or not, and is not repeated by itself.
    Unsure,
    /// There was no way to do it, and there is no point in trying again.
    Unsent,
}

impl JobState {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Unsure => "unsure",
            Self::Unsent => "unsent",
        }
    }
}

/// A job to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    /// See [`Job::id`].
    pub id: JobId,
    /// See [`Job::kind`].
    pub kind: String,
    /// See [`Job::room`].
    pub room: RoomId,
    /// See [`Job::date`].
    pub date: String,
    /// See [`Job::person`].
    pub person: ParticipantId,
    /// See [`Job::due_at`].
    pub due_at: UnixMs,
    /// See [`Job::lapses_at`].
    pub lapses_at: Option<UnixMs>,
    /// See [`Job::sealed`].
    pub sealed: Option<Vec<u8>>,
}

/// The hold on a job: of several for the same job, the latest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JobClaim {
    /// The job.
    pub job: JobId,
    /// The process that holds it.
    pub holder: [u8; 16],
    /// Which attempt this is, from 1.
    pub attempt: u32,
}

/// How an attempt ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// It is done.
    Done,
    /// It failed, and is tried again at this time.
    Again(UnixMs, &'static str),
    /// It is given up.
    Failed(&'static str),
    /// It is not known whether it was done.
    Unsure(&'static str),
    /// It can't be done here.
    Unsent(&'static str),
}

/// Jobs.
#[async_trait]
pub trait Jobs {
    /// Adds those jobs that are not there yet, in one transaction. Returns how many were new.
    async fn add_jobs(&self, jobs: Vec<NewJob>) -> Result<usize>;
    /// Takes up to `limit` jobs that are due, the earliest first, and holds them for `lease_ms`.
    async fn claim_jobs(&self, now: UnixMs, holder: [u8; 16], lease_ms: u64, limit: u32) -> Result<Vec<Job>>;
    /// Notes that the last step begins. `false` if another claim has the job, or it is gone: then the step
    /// must not be taken.
    async fn begin_sending(&self, claim: JobClaim, now: UnixMs) -> Result<bool>;
    /// Ends an attempt. Does nothing if another claim has the job, or it is gone.
    async fn end_job(&self, claim: JobClaim, now: UnixMs, ending: Ending) -> Result<()>;
    /// Marks as unsure what has been in its last step for longer than a lease. Returns how many.
    async fn mark_unsure(&self, now: UnixMs, lease_ms: u64) -> Result<u64>;
    /// When the next job that nobody holds wants to be done; in the past if it is due. `None` without one.
    async fn next_job_at(&self, now: UnixMs) -> Result<Option<UnixMs>>;
    /// How many jobs are due at `now` and not done.
    async fn due_jobs(&self, now: UnixMs) -> Result<u32>;
    /// The jobs of a room, the last due first, at most `limit`.
    async fn jobs_of(&self, room: RoomId, limit: u32) -> Result<Vec<Job>>;
    /// Deletes the waiting jobs of a room that nobody holds, of a kind and a date if they are given.
    async fn withdraw_jobs(&self, room: RoomId, kind: Option<&str>, date: Option<&str>) -> Result<()>;
    /// Deletes the waiting jobs for a person, and erases what their others hold.
    async fn forget_jobs_for(&self, person: ParticipantId) -> Result<()>;
    /// Deletes what ended or lapsed before `before`.
    async fn delete_old_jobs(&self, before: UnixMs) -> Result<u64>;
}

/// What an operator does with jobs, also beside a running server.
#[async_trait]
pub trait JobDesk: Send + Sync {
    /// The jobs that are due or failed, the earliest first, at most `limit`.
    async fn open_jobs(&self, now: UnixMs, limit: u32) -> Result<Vec<Job>>;
    /// Lets a job that failed, is unsure or waits after a failure be tried at once. Fails with
    /// [`super::StoreError::NotFound`] if there is none of these.
    async fn retry_job(&self, id: JobId, now: UnixMs) -> Result<()>;
}
