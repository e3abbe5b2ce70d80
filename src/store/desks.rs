//! Desks that several hosts share.

use async_trait::async_trait;

use super::{audit::AuditBatch, error::Result};
use crate::{
    meeting::id::{AccountId, DeskId},
    room::Room,
    time::UnixMs,
};

/// A desk that several hosts share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// Identifies the desk.
    pub id: DeskId,
    /// The name that its hosts see.
    pub name: String,
    /// Invites to it and removes from it. When it leaves, the account that joined first follows.
    pub maker: AccountId,
    /// When it was made.
    pub created_at: UnixMs,
}

/// An account that is on a desk or invited to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeskAccount {
    /// The account.
    pub account: AccountId,
    /// Whether it has joined. It is invited otherwise.
    pub joined: bool,
    /// When it was invited or joined.
    pub at: UnixMs,
}

/// Shared desks. A desk goes with the last account that leaves it.
#[async_trait]
pub trait Desks: Sync {
    /// Makes a desk that its maker is on. Fails with [`super::Conflict::Desk`] if it is on one.
    async fn create_desk(&self, desk: Desk, audit: AuditBatch) -> Result<()>;
    /// Gives a desk another name. Fails with [`super::StoreError::NotFound`] if there is no such desk or
    /// somebody else is its maker.
    async fn rename_desk(
        &self,
        desk: DeskId,
        maker: AccountId,
        name: String,
        audit: AuditBatch,
    ) -> Result<()>;
    /// The desk that an account is on.
    async fn desk_of(&self, account: AccountId) -> Result<Option<Desk>>;
    /// Those who are on a desk, as they joined, and then those who are invited.
    async fn desk_accounts(&self, desk: DeskId) -> Result<Vec<DeskAccount>>;
    /// The desks to which an account is invited, the oldest invitation first.
    async fn desk_invitations(&self, account: AccountId) -> Result<Vec<Desk>>;
    /// Invites an account. Inviting it again changes nothing, the audit included. Fails with
    /// [`super::Conflict::DeskFull`] if so many are on the desk or invited as it has room for, and with
    /// [`super::StoreError::NotFound`] if there is no such desk.
    async fn invite_to_desk(
        &self,
        desk: DeskId,
        account: AccountId,
        at: UnixMs,
        audit: AuditBatch,
    ) -> Result<()>;
    /// Joins a desk to which an account is invited. Fails with [`super::StoreError::NotFound`] if it is not
    /// invited, and with [`super::Conflict::Desk`] if it is on another desk.
    async fn join_desk(&self, desk: DeskId, account: AccountId, at: UnixMs, audit: AuditBatch) -> Result<()>;
    /// Takes an account off a desk, or its invitation back. Its rooms are on the desk no more. Fails with
    /// [`super::StoreError::NotFound`] if it is neither on it nor invited.
    async fn leave_desk(&self, desk: DeskId, account: AccountId, audit: AuditBatch) -> Result<()>;
    /// The rooms on the desk that an account is on, its own ones too, that are not archived. Whether the
    /// account may lead them does not matter.
    async fn rooms_on_desk(&self, account: AccountId) -> Result<Vec<Room>>;
}
