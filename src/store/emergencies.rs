//! What the members of therapist-led rooms leave for an emergency.

use async_trait::async_trait;

use super::{audit::AuditBatch, error::Result};
use crate::{meeting::id::ParticipantId, time::UnixMs};

/// What somebody left for an emergency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Emergency {
    /// Who left it.
    pub participant: ParticipantId,
    /// Whom to call, sealed with the key of the series; it may be empty.
    pub sealed: Vec<u8>,
    /// Where they are in this meeting, sealed with the same key; `None` once it has ended.
    pub sealed_place: Option<Vec<u8>>,
    /// When they confirmed both for this meeting; `None` once it has ended.
    pub confirmed_at: Option<UnixMs>,
}

/// What is left for an emergency. The end of a meeting takes where the people of its room are.
#[async_trait]
pub trait Emergencies {
    /// What somebody left; `None` if it is nothing.
    async fn emergency(&self, participant: ParticipantId) -> Result<Option<Emergency>>;
    /// The same for somebody else, with the audit in the same transaction.
    async fn open_emergency(
        &self,
        participant: ParticipantId,
        audit: AuditBatch,
    ) -> Result<Option<Emergency>>;
    /// Keeps what somebody leaves, in place of what they left before. Fails with
    /// [`super::StoreError::NotFound`] if they have no seat.
    async fn keep_emergency(&self, emergency: Emergency) -> Result<()>;
    /// Erases what somebody left. Repeating it changes nothing.
    async fn erase_emergency(&self, participant: ParticipantId) -> Result<()>;
    /// Erases where people are who confirmed it before this moment, for meetings that never took place.
    async fn erase_whereabouts(&self, before: UnixMs) -> Result<()>;
}
