//! Keys by which programs of the operator act for an account.

use std::collections::BTreeSet;

use async_trait::async_trait;

use super::{accounts::Account, audit::AuditBatch, error::Result};
use crate::{
    meeting::id::{AccountId, KeyId},
    room::Scope,
    secrets::SecretHash,
    time::UnixMs,
};

/// A key. Its secret is shown once and is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgramKey {
    /// Identifies the key.
    pub id: KeyId,
    /// The account for which the program acts.
    pub account: AccountId,
    /// What it is called.
    pub name: String,
    /// The hash of the secret.
    pub secret_hash: SecretHash,
    /// What the program may do.
    pub scopes: BTreeSet<Scope>,
    /// When it was made.
    pub created_at: UnixMs,
    /// From this moment on it does not work.
    pub expires_at: UnixMs,
    /// When it was last used, to about five minutes; `None` if it never was.
    pub last_used_at: Option<UnixMs>,
}

/// Keys of programs.
#[async_trait]
pub trait ProgramKeys {
    /// Adds a key and writes the audit in the same transaction.
    async fn create_key(&self, key: ProgramKey, audit: AuditBatch) -> Result<()>;
    /// All keys that were not revoked, newest first.
    async fn keys(&self) -> Result<Vec<ProgramKey>>;
    /// The key with this secret and its account; `None` if it has run out at `now` or was revoked, or if
    /// the account is disabled.
    async fn usable_key(&self, secret_hash: SecretHash, now: UnixMs)
    -> Result<Option<(ProgramKey, Account)>>;
    /// Notes that a key was used.
    async fn touch_key(&self, id: KeyId, at: UnixMs) -> Result<()>;
    /// Revokes a key for good, and writes the audit in the same transaction.
    async fn revoke_key(&self, id: KeyId, audit: AuditBatch) -> Result<()>;
}
