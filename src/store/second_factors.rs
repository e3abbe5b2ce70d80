//! What somebody proves who they are with beside the password: an app, passkeys, and recovery codes.

use async_trait::async_trait;

use super::{audit::AuditBatch, error::Result};
use crate::{meeting::id::AccountId, secrets::SecretHash, time::UnixMs};

/// What an account has beside its password.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SecondFactor {
    /// The app, also one that is being set up.
    pub app: Option<App>,
    /// The passkeys, oldest first.
    pub passkeys: Vec<Passkey>,
    /// How many recovery codes are left.
    pub codes_left: u32,
}

impl SecondFactor {
    /// Whether signing in needs more than the password.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.counting_app().is_some() || !self.passkeys.is_empty()
    }

    /// The app, if its first code was shown.
    #[must_use]
    pub fn counting_app(&self) -> Option<&App> {
        self.app.as_ref().filter(|app| app.confirmed_at.is_some())
    }
}

/// The app of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct App {
    /// The account.
    pub account: AccountId,
    /// What the secret is derived with, beside the key and the account.
    pub salt: Vec<u8>,
    /// When the first code was shown; `None` while it is being set up, when it does not count.
    pub confirmed_at: Option<UnixMs>,
    /// The step of the last code that was used. No code counts of this step or an earlier one.
    pub last_step: i64,
}

/// A passkey of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// The credential's id, base64url.
    pub id: String,
    /// The account.
    pub account: AccountId,
    /// What the person calls it.
    pub name: String,
    /// Its public key and counter, as `auth` writes them.
    pub credential: String,
    /// When it was added.
    pub created_at: UnixMs,
    /// When it was last used; `None` if it never was.
    pub used_at: Option<UnixMs>,
}

/// What came of adding an app or a passkey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The sessions that ended.
    pub ended: Vec<SecretHash>,
    /// Whether the account has the new recovery codes. It keeps those it had before.
    pub codes_taken: bool,
}

/// Second factors of accounts.
#[async_trait]
pub trait SecondFactors {
    /// What an account has beside its password.
    async fn second_factor(&self, account: AccountId) -> Result<SecondFactor>;
    /// Begins to set up an app, in place of one that is being set up. Fails with
    /// [`super::Conflict::Id`] if there is one that counts.
    async fn begin_app(&self, account: AccountId, salt: Vec<u8>) -> Result<()>;
    /// From now on the app with the salt counts; its `last_step` is that of the code that was shown. An
    /// account without recovery codes gets these. Ends every session but `keep`, and writes the audit in the
    /// same transaction. Fails with [`super::StoreError::NotFound`] if it is not being set up.
    async fn confirm_app(
        &self,
        app: App,
        codes: Vec<SecretHash>,
        keep: SecretHash,
        audit: AuditBatch,
    ) -> Result<Added>;
    /// Uses up the code of a step, and those before it. False if that was done already: of two callers
    /// one gets it.
    async fn use_app(&self, account: AccountId, step: i64) -> Result<bool>;
    /// Takes the app away, and the recovery codes if nothing else is left; writes the audit in the same
    /// transaction. Fails with [`super::StoreError::NotFound`] if there is none.
    async fn remove_app(&self, account: AccountId, audit: AuditBatch) -> Result<()>;
    /// Adds a passkey. An account without recovery codes gets these. Ends every session but `keep`, and writes
    /// the audit in the same transaction. Fails with [`super::Conflict::Id`] if somebody has this passkey.
    async fn add_passkey(
        &self,
        passkey: Passkey,
        codes: Vec<SecretHash>,
        keep: SecretHash,
        audit: AuditBatch,
    ) -> Result<Added>;
    /// Notes that a passkey was used, and how it is from now on. False if the account has it no longer.
    async fn use_passkey(&self, account: AccountId, used: UsedPasskey) -> Result<bool>;
    /// Takes a passkey away, and the recovery codes if nothing else is left; writes the audit in the same
    /// transaction. Fails with [`super::StoreError::NotFound`] if the account has no such passkey.
    async fn remove_passkey(&self, account: AccountId, id: String, audit: AuditBatch) -> Result<()>;
    /// Uses up a recovery code, and writes the audit in the same transaction. Fails with
    /// [`super::StoreError::NotFound`] if the account has no such code.
    async fn use_recovery_code(&self, account: AccountId, code: SecretHash, audit: AuditBatch) -> Result<()>;
    /// From now on the account has these recovery codes and no others; writes the audit in the same
    /// transaction. Fails with [`super::StoreError::NotFound`] if it has no second factor that counts.
    async fn renew_recovery_codes(
        &self,
        account: AccountId,
        codes: Vec<SecretHash>,
        audit: AuditBatch,
    ) -> Result<()>;
}

/// A passkey after it was used.
#[derive(Debug, Clone)]
pub struct UsedPasskey {
    /// The credential's id, base64url.
    pub id: String,
    /// Its public key and its new counter.
    pub credential: String,
    /// When it was used.
    pub at: UnixMs,
}
