//! The app with which somebody proves who they are beside the password, and its recovery codes.

use async_trait::async_trait;

use super::{audit::AuditBatch, error::Result};
use crate::{meeting::id::AccountId, secrets::SecretHash, time::UnixMs};

/// The app of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondFactor {
    /// The account.
    pub account: AccountId,
    /// What the secret is derived with, beside the key and the account.
    pub salt: Vec<u8>,
    /// When the first code was shown; `None` while it is being set up, when it does not count.
    pub confirmed_at: Option<UnixMs>,
    /// The step of the last code that was used. No code counts of this step or an earlier one.
    pub last_step: i64,
    /// How many recovery codes are left.
    pub codes_left: u32,
}

/// Second factors, one an account.
#[async_trait]
pub trait SecondFactors {
    /// The second factor of an account, also one that is being set up.
    async fn second_factor(&self, account: AccountId) -> Result<Option<SecondFactor>>;
    /// Begins to set one up, in place of one that is being set up. Fails with
    /// [`super::Conflict::Id`] if there is one that counts.
    async fn begin_second_factor(&self, account: AccountId, salt: Vec<u8>) -> Result<()>;
    /// From now on the one with the salt counts, with these recovery codes; `step` is that of the code that
    /// was shown. Ends every session but `keep`, returns those that ended, and writes the audit in the same
    /// transaction. Fails with [`super::StoreError::NotFound`] if it is not being set up.
    async fn confirm_second_factor(
        &self,
        factor: SecondFactor,
        codes: Vec<SecretHash>,
        keep: SecretHash,
        audit: AuditBatch,
    ) -> Result<Vec<SecretHash>>;
    /// Uses up the code of a step, and those before it. False if that was done already: of two callers
    /// one gets it.
    async fn use_second_factor(&self, account: AccountId, step: i64) -> Result<bool>;
    /// Uses up a recovery code, and writes the audit in the same transaction. Fails with
    /// [`super::StoreError::NotFound`] if the account has no such code.
    async fn use_recovery_code(&self, account: AccountId, code: SecretHash, audit: AuditBatch) -> Result<()>;
    /// From now on the account has these recovery codes and no others; writes the audit in the same
    /// transaction. Fails with [`super::StoreError::NotFound`] if no second factor counts.
    async fn renew_recovery_codes(
        &self,
        account: AccountId,
        codes: Vec<SecretHash>,
        audit: AuditBatch,
    ) -> Result<()>;
    /// Takes it away with its recovery codes, and writes the audit in the same transaction. Fails with
    /// [`super::StoreError::NotFound`] if there is none.
    async fn remove_second_factor(&self, account: AccountId, audit: AuditBatch) -> Result<()>;
}
