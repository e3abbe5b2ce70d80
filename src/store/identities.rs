//! By whom of an organisation's identity provider accounts are signed in to.

use async_trait::async_trait;

use super::{accounts::Account, audit::AuditBatch, error::Result};
use crate::{meeting::id::AccountId, secrets::SecretHash, time::UnixMs};

/// Somebody of the provider, by what tells them from everybody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    /// A hash of the provider and of what it calls the person.
    pub mark: SecretHash,
    /// The account.
    pub account: AccountId,
    /// When they were connected.
    pub since: UnixMs,
}

/// Identities, at most one an account.
#[async_trait]
pub trait Identities {
    /// The account of somebody, unless it is disabled.
    async fn account_of_identity(&self, mark: SecretHash) -> Result<Option<Account>>;
    /// The identity of an account.
    async fn identity_of(&self, account: AccountId) -> Result<Option<Identity>>;
    /// Connects an account, and writes the audit in the same transaction. Fails with [`super::Conflict::Id`]
    /// if either is connected already.
    async fn connect_identity(&self, identity: Identity, audit: AuditBatch) -> Result<()>;
    /// Adds an account that is connected from the start, and writes the audit in the same transaction. Fails
    /// with [`super::Conflict::AccountName`] if the name is taken, and with [`super::Conflict::Id`] if
    /// the identity is connected already.
    async fn create_connected_account(
        &self,
        account: Account,
        identity: Identity,
        audit: AuditBatch,
    ) -> Result<()>;
    /// Disconnects an account, and writes the audit in the same transaction. Fails with
    /// [`super::StoreError::NotFound`] if it is not connected.
    async fn disconnect_identity(&self, account: AccountId, audit: AuditBatch) -> Result<()>;
}
