//! Rooms (series), who leads them, and the links into them.

use async_trait::async_trait;
use serde_json::Value;

use super::{accounts::Account, error::Result};
use crate::{
    meeting::id::{AccountId, InviteId, RoomId},
    secrets::SecretHash,
    time::UnixMs,
};

/// A series of meetings. Times are unix ms. The store does not look into `agenda` and `settings`.
#[derive(Debug, Clone, PartialEq)]
pub struct Room {
    /// Its id.
    pub id: RoomId,
    /// Who made it.
    pub owner: AccountId,
    /// `peer_led` or `therapist_led`; never changes.
    pub kind: String,
    /// Id of the format it started from; never changes.
    pub format: String,
    /// Its name.
    pub title: String,
    /// What it is about.
    pub topics: Vec<String>,
    /// Whom it suits.
    pub suits: String,
    /// Whom it does not.
    pub not_for: String,
    /// How many may take part.
    pub capacity: u32,
    /// How long a share is by default.
    pub share_ms: i64,
    /// The agenda items, as JSON.
    pub agenda: Value,
    /// The host's choices, as JSON.
    pub settings: Value,
    /// The guidelines members accept at every meeting.
    pub guidelines: Vec<String>,
    /// Counts the changes of the guidelines, from 1.
    pub guidelines_version: u32,
    /// With simulated members, for practice.
    pub rehearsal: bool,
    /// When it was made.
    pub created_at: UnixMs,
    /// When it was put away.
    pub archived_at: Option<UnixMs>,
}

/// What an invite makes of the one who follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InviteKind {
    /// A member; the link works until revoked.
    Member,
    /// A co-lead; the link works once, and for an account only.
    CoLead,
}

/// A link into a room. Times are unix ms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invite {
    /// Its id.
    pub id: InviteId,
    /// The room it leads to.
    pub room: RoomId,
    /// What it gives.
    pub kind: InviteKind,
    /// Of the secret in the link.
    pub secret_hash: SecretHash,
    /// When it was made.
    pub created_at: UnixMs,
    /// When it was revoked.
    pub revoked_at: Option<UnixMs>,
    /// When it was used up; a member's link never is.
    pub used_at: Option<UnixMs>,
}

/// Rooms, co-leads and invites.
#[async_trait]
pub trait Rooms {
    /// Adds a room.
    async fn create_room(&self, room: Room) -> Result<()>;
    /// The room with this id, archived or not.
    async fn room(&self, id: RoomId) -> Result<Option<Room>>;
    /// The rooms an account owns or co-leads that are not archived, newest first.
    async fn rooms_of(&self, account: AccountId) -> Result<Vec<Room>>;
    /// Replaces what a host may edit: title to guidelines, without id, owner, kind, format and
    /// times. The store counts `guidelines_version` itself. Returns the room as stored.
    async fn update_room(&self, room: Room) -> Result<Room>;
    /// Puts a room away; its invites stop working. Repeating it changes nothing.
    async fn archive_room(&self, id: RoomId, at: UnixMs) -> Result<()>;

    /// Adds a co-lead. Repeating it changes nothing.
    async fn add_co_lead(&self, room: RoomId, account: AccountId, at: UnixMs) -> Result<()>;
    /// The co-leads, in the order they were added.
    async fn co_leads(&self, room: RoomId) -> Result<Vec<Account>>;
    /// Removes a co-lead; nothing happens when they are none.
    async fn remove_co_lead(&self, room: RoomId, account: AccountId) -> Result<()>;

    /// Adds an invite.
    async fn create_invite(&self, invite: Invite) -> Result<()>;
    /// The invite, if it works: not revoked, not used up, its room not archived.
    async fn usable_invite(&self, secret_hash: SecretHash) -> Result<Option<Invite>>;
    /// Uses up a co-lead's invite and seats the account, in one step: of two callers one gets it.
    async fn accept_co_lead(
        &self,
        secret_hash: SecretHash,
        account: AccountId,
        at: UnixMs,
    ) -> Result<Option<Invite>>;
    /// Revokes an invite of this room. Repeating it changes nothing.
    async fn revoke_invite(&self, room: RoomId, invite: InviteId, at: UnixMs) -> Result<()>;
    /// Every invite of a room, newest first.
    async fn invites(&self, room: RoomId) -> Result<Vec<Invite>>;
}
