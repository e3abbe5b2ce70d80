//! Rooms that are handed on from one account to another.

use async_trait::async_trait;

use super::{audit::AuditBatch, error::Result};
use crate::{
    meeting::id::{AccountId, RoomId},
    time::UnixMs,
};

/// How far the handing on of a room has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandingState {
    /// The owner offers the room; nothing has changed.
    Offered,
    /// The other one does not want it, and the owner has not read that yet.
    Declined,
    /// The other one owns the room now, and the owner of before has not read that yet.
    Taken,
    /// An administrator handed the room on, and its new owner has not read that yet.
    Given,
}

/// A room that is handed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handing {
    /// The room.
    pub room: RoomId,
    /// Owned the room when it was handed on.
    pub giver: AccountId,
    /// Gets the room.
    pub taker: AccountId,
    /// How far it has come.
    pub state: HandingState,
    /// When it came so far.
    pub at: UnixMs,
}

/// Handings on. A room has at most one, and loses it when it is archived.
#[async_trait]
pub trait Handings: Sync {
    /// Offers a room in place of an earlier handing on. Fails with [`super::StoreError::NotFound`] unless
    /// the giver owns the room and it is in use.
    async fn offer_room(&self, offer: Handing, audit: AuditBatch) -> Result<()>;
    /// What became last of handing a room on; `None` if there is nothing to tell.
    async fn handing(&self, room: RoomId) -> Result<Option<Handing>>;
    /// What an account has to answer or to read on its desk, the oldest first.
    async fn handings_of(&self, account: AccountId) -> Result<Vec<Handing>>;
    /// Takes an offer back that the giver made, or that was declined. Fails with
    /// [`super::StoreError::NotFound`] if there is none.
    async fn withdraw_offer(&self, room: RoomId, giver: AccountId, audit: AuditBatch) -> Result<()>;
    /// Makes the account to which a room is offered its owner. It is no co-lead any more. Fails with
    /// [`super::StoreError::NotFound`] if the room is not offered to it.
    async fn take_room(&self, room: RoomId, taker: AccountId, at: UnixMs, audit: AuditBatch) -> Result<()>;
    /// Says no to an offer. Fails with [`super::StoreError::NotFound`] if the room is not offered to it.
    async fn decline_room(&self, room: RoomId, taker: AccountId, at: UnixMs, audit: AuditBatch)
    -> Result<()>;
    /// Makes an account the owner of rooms of another one, archived ones too: of all of them or, with
    /// [`super::StoreError::NotFound`], of none.
    async fn give_rooms(&self, given: Vec<Handing>, audit: AuditBatch) -> Result<()>;
    /// Forgets what an account has read of its desk. Does nothing if there is nothing like that.
    async fn forget_handing(&self, room: RoomId, account: AccountId) -> Result<()>;
}
