//! Where the server tells programs of the operator what happened. What is told is what the audit notes, and
//! what became of places, which is noted in the transaction that changes them: so nothing is told that did
//! not happen, and nothing that happened is forgotten in a crash.

use std::collections::BTreeSet;

use async_trait::async_trait;

use super::{
    audit::{AuditBatch, AuditEntry},
    error::Result,
    jobs::{Job, NewJob},
};
use crate::{
    meeting::id::{RoomId, WebhookId},
    room::{WebhookEvent, places::CountsTold, schedule::DateKey},
    time::UnixMs,
};

/// The kind of the jobs that tell webhooks.
pub(crate) const WEBHOOK_JOB: &str = "webhook";

/// Where a program is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Identifies it.
    pub id: WebhookId,
    /// Where it is told.
    pub url: String,
    /// Of what it is told.
    pub events: BTreeSet<WebhookEvent>,
    /// Which of its secrets signs, from 1.
    pub serial: u32,
    /// What stands in the audit up to this position is not told. Set by the store.
    pub since: u64,
    /// When it was made.
    pub created_at: UnixMs,
    /// When it was switched off; `None` while it is on.
    pub stopped_at: Option<UnixMs>,
}

/// What became of the places of a date. It says of nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceAct {
    /// Where it stands among all of them.
    pub position: u64,
    /// How far the audit was.
    pub heard: u64,
    /// The room.
    pub room: RoomId,
    /// The date.
    pub date: DateKey,
    /// What happened.
    pub event: WebhookEvent,
    /// Who comes to the date since.
    pub counts: CountsTold,
    /// When it happened.
    pub at: UnixMs,
}

/// Webhooks.
#[async_trait]
pub trait Webhooks {
    /// Adds a webhook, which is told what happens from now on.
    async fn create_webhook(&self, hook: Webhook, audit: AuditBatch) -> Result<()>;
    /// All of them, newest first.
    async fn webhooks(&self) -> Result<Vec<Webhook>>;
    /// Keeps what changed. One that was switched on again is told what happens from now on.
    async fn change_webhook(&self, hook: Webhook, audit: AuditBatch) -> Result<()>;
    /// Deletes a webhook, and what it was still to be told.
    async fn delete_webhook(&self, id: WebhookId, audit: AuditBatch) -> Result<()>;
    /// Switches a webhook off that wants to be told no more.
    async fn stop_webhook(&self, id: WebhookId, at: UnixMs) -> Result<()>;
    /// What was noted after the last of which webhooks were told, in order, at most `limit`.
    async fn acts_to_tell(&self, limit: u32) -> Result<Vec<AuditEntry>>;
    /// Notes that everything up to a position is told by these jobs, in one transaction with them.
    async fn tell_webhooks(&self, up_to: u64, jobs: Vec<NewJob>) -> Result<()>;
    /// What was noted at a position; `None` if nothing was.
    async fn act_at(&self, position: u64) -> Result<Option<AuditEntry>>;
    /// What became of places after the last of which webhooks were told, in order, at most `limit`. Noted
    /// while there is a webhook that is on, until the date is over.
    async fn place_acts_to_tell(&self, limit: u32) -> Result<Vec<PlaceAct>>;
    /// Notes that what became of places up to a position is told by these jobs, in one transaction with them,
    /// and forgets what was told and happened before `before`.
    async fn tell_place_acts(&self, up_to: u64, jobs: Vec<NewJob>, before: UnixMs) -> Result<()>;
    /// What became of places at a position; `None` if nothing did, or it is forgotten.
    async fn place_act_at(&self, position: u64) -> Result<Option<PlaceAct>>;
    /// What a webhook is or was told, the last first.
    async fn deliveries(&self, id: WebhookId) -> Result<Vec<Job>>;
}
