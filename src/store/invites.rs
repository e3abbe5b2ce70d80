//! The links into rooms.

use async_trait::async_trait;

use super::audit::AuditBatch;
use super::error::Result;
use crate::{
    meeting::id::{AccountId, InviteId, RoomId},
    room::InviteKind,
    secrets::SecretHash,
    time::UnixMs,
};

/// A link into a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invite {
    /// Identifies the link.
    pub id: InviteId,
    /// The room that it leads to.
    pub room: RoomId,
    /// What it makes of the person who follows it.
    pub kind: InviteKind,
    /// The hash of the secret in the link.
    pub secret_hash: SecretHash,
    /// When it was made, in unix milliseconds.
    pub created_at: UnixMs,
    /// When it was revoked, in unix milliseconds; `None` if it was not.
    pub revoked_at: Option<UnixMs>,
    /// When a link was used that works once, in unix milliseconds; always `None` for a link that many use.
    pub used_at: Option<UnixMs>,
    /// Since when only a lead lets in those who come by it and were never in, in unix milliseconds:
    /// somebody who came by it was sent away. `None` if newcomers are not held.
    pub held_at: Option<UnixMs>,
    /// What those who lead call it, sealed with the key of the series, until it is revoked, and for a co-lead's
    /// link until it is used; `None` if it has no label.
    pub sealed_label: Option<Vec<u8>>,
    /// From this moment on it gives no seat and no lead, in unix milliseconds; `None` if it has no end.
    pub expires_at: Option<UnixMs>,
    /// The secret itself, of the one link that the public directory gives to everybody, until it is
    /// revoked; `None` for every other link.
    pub public_secret: Option<String>,
    /// Whether a member's link is for one person and works for one seat.
    pub personal: bool,
    /// The secret, sealed with the key of the series, until the link is revoked or used; `None` for links that
    /// can't be shown again.
    pub sealed_secret: Option<Vec<u8>>,
}

impl Invite {
    /// Whether its time is over at `now`.
    #[must_use]
    pub fn has_expired(&self, now: UnixMs) -> bool {
        self.expires_at.is_some_and(|end| end <= now)
    }
}

/// What to change of an invite; `None` leaves it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InviteChange {
    /// See [`Invite::sealed_label`].
    pub sealed_label: Option<Option<Vec<u8>>>,
    /// See [`Invite::expires_at`].
    pub expires_at: Option<Option<UnixMs>>,
}

/// Invites.
#[async_trait]
pub trait Invites {
    /// Adds an invite and writes the audit in the same transaction, as each change here does.
    async fn create_invite(&self, invite: Invite, audit: AuditBatch) -> Result<()>;
    /// The invite with this secret; `None` if it is revoked, or a co-lead's that is used, or its room archived.
    /// One that has expired, and a personal one that is used, is found too: the caller asks
    /// [`Invite::has_expired`] and `used_at`.
    async fn usable_invite(&self, secret_hash: SecretHash) -> Result<Option<Invite>>;
    /// Uses a co-lead's invite and makes the account a co-lead, in one step: of two callers one gets
    /// it. `None`, and nothing changes, if the invite is not usable, has expired or is a member's, or if
    /// the account is a co-lead already.
    async fn accept_co_lead(
        &self,
        secret_hash: SecretHash,
        account: AccountId,
        at: UnixMs,
        audit: AuditBatch,
    ) -> Result<Option<Invite>>;
    /// Revokes an invite of this room, and forgets its label and its secret. Revoking it again changes nothing, the audit
    /// included.
    async fn revoke_invite(
        &self,
        room: RoomId,
        invite: InviteId,
        at: UnixMs,
        audit: AuditBatch,
    ) -> Result<()>;
    /// Replaces an invite of this room in one step: the old one is revoked, and `new` added. Fails with
    /// [`super::StoreError::NotFound`] if the old one is revoked or used.
    async fn replace_invite(&self, old: InviteId, new: Invite, audit: AuditBatch) -> Result<()>;
    /// Changes an invite of this room. Fails with [`super::StoreError::NotFound`] if it is revoked, or a
    /// co-lead's that is used.
    async fn change_invite(
        &self,
        room: RoomId,
        invite: InviteId,
        change: InviteChange,
        audit: AuditBatch,
    ) -> Result<()>;
    /// Lets newcomers by a held invite of this room come in again as the door stands. Fails with
    /// [`super::StoreError::NotFound`] if it is not held.
    async fn release_invite(&self, room: RoomId, invite: InviteId, audit: AuditBatch) -> Result<()>;
    /// All invites of a room, newest first.
    async fn invites(&self, room: RoomId) -> Result<Vec<Invite>>;
}
