//! What the members of therapist-led rooms are asked to consent to, and who did.

use async_trait::async_trait;

use super::{audit::AuditBatch, error::Result};
use crate::{
    meeting::id::{ParticipantId, RoomId},
    room::consent::{Consent, ConsentText},
    time::UnixMs,
};

/// Texts with versions, and consents to them.
#[async_trait]
pub trait Consents {
    /// A version of a room's text. `None` if there is none.
    async fn consent_text(&self, room: RoomId, version: u32) -> Result<Option<ConsentText>>;
    /// The newest version of a room's text. `None` if there never was one.
    async fn newest_consent_text(&self, room: RoomId) -> Result<Option<ConsentText>>;
    /// Adds the next version of a room's text, and writes the audit in the same transaction. The room need not
    /// be there yet. Fails with [`super::Conflict::Id`] if it does not follow the newest one.
    async fn add_consent_text(&self, room: RoomId, text: ConsentText, audit: AuditBatch) -> Result<()>;
    /// Notes that somebody consents to a version of their room's text; again after they took it back, too.
    /// Repeating it changes nothing. Fails with [`super::Conflict::Id`] if that is not the newest version, or
    /// it asks for nothing.
    async fn consent(&self, participant: ParticipantId, version: u32, at: UnixMs) -> Result<()>;
    /// Notes that somebody takes back all that they consented to. Repeating it changes nothing.
    async fn withdraw_consent(&self, participant: ParticipantId, at: UnixMs) -> Result<()>;
    /// What somebody consented to, newest version first.
    async fn consents_of(&self, participant: ParticipantId) -> Result<Vec<Consent>>;
    /// Who consented to a version of a room's text and did not take it back, and when.
    async fn consented(&self, room: RoomId, version: u32) -> Result<Vec<(ParticipantId, UnixMs)>>;
}
