//! People with an account: hosts, therapists and administrators.

use async_trait::async_trait;
use unicode_normalization::UnicodeNormalization;

use super::audit::AuditBatch;
use super::error::Result;
use crate::{
    meeting::id::AccountId,
    secrets::{PasswordHash, SecretHash},
    time::UnixMs,
};

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The account's id; never changes.
    pub id: AccountId,
    /// The sign-in name as typed at creation; unique whatever its case.
    pub name: String,
    /// The name that others see.
    pub display_name: String,
    /// `None` until the first password is set.
    pub password_hash: Option<PasswordHash>,
    /// Manages accounts; never reads content.
    pub is_admin: bool,
    /// May make rooms.
    pub is_host: bool,
    /// May lead a therapist-led room.
    pub is_therapist: bool,
    /// Can't sign in.
    pub disabled: bool,
    /// When the account was made.
    pub created_at: UnixMs,
}

/// What to change of an account; `None` leaves it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AccountChange {
    /// See [`Account::is_admin`].
    pub is_admin: Option<bool>,
    /// See [`Account::is_host`].
    pub is_host: Option<bool>,
    /// See [`Account::is_therapist`].
    pub is_therapist: Option<bool>,
    /// See [`Account::disabled`].
    pub disabled: Option<bool>,
}

/// A signed-in browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccountSession {
    /// The hash of the secret in the browser's cookie.
    pub token_hash: SecretHash,
    /// The account that signed in.
    pub account: AccountId,
    /// When it signed in.
    pub signed_in_at: UnixMs,
    /// When the session was last used, give or take a few minutes.
    pub last_seen_at: UnixMs,
    /// From this moment on the session does not count.
    pub expires_at: UnixMs,
}

/// A browser in which an account has signed in before. Knowing it gives no access.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownBrowser {
    /// The hash of the secret in the browser's cookie.
    pub secret_hash: SecretHash,
    /// The account.
    pub account: AccountId,
    /// From this moment on the browser is as strange as any other.
    pub expires_at: UnixMs,
}

/// What a one-time link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkPurpose {
    /// Makes the first account.
    Setup,
    /// Sets a password, the first or a new one.
    Password,
}

/// A link that works once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OneTimeLink {
    /// The hash of the secret in the link.
    pub secret_hash: SecretHash,
    /// What the link does.
    pub purpose: LinkPurpose,
    /// The account it is for; `None` at setup, when there is none yet.
    pub account: Option<AccountId>,
    /// From this moment on the link does nothing.
    pub expires_at: UnixMs,
    /// When it was used; `None` while it works.
    pub used_at: Option<UnixMs>,
}

impl OneTimeLink {
    /// Whether its time is over at `now`.
    #[must_use]
    pub fn has_expired(&self, now: UnixMs) -> bool {
        self.expires_at <= now
    }
}

/// Accounts, their sessions and one-time links.
#[async_trait]
pub trait Accounts {
    /// Adds an account and writes the audit in the same transaction; fails with
    /// [`super::Conflict::AccountName`] if the name is taken, whatever its case.
    async fn create_account(&self, account: Account, audit: AuditBatch) -> Result<()>;
    /// The account with this id.
    async fn account(&self, id: AccountId) -> Result<Option<Account>>;
    /// The account with this sign-in name, whatever its case.
    async fn account_by_name(&self, name: &str) -> Result<Option<Account>>;
    /// Every account, oldest first.
    async fn accounts(&self) -> Result<Vec<Account>>;
    /// The number of accounts; 0 means that the server is not set up.
    async fn count_accounts(&self) -> Result<u64>;
    /// Changes what an account may do, writes the audit in the same transaction and returns the account.
    /// Disabling ends its sessions and links.
    /// Fails with [`super::StoreError::LastAdministrator`] if no enabled administrator would be left.
    async fn update_account(
        &self,
        id: AccountId,
        change: AccountChange,
        audit: AuditBatch,
    ) -> Result<Account>;
    /// Sets the password, ends every session of the account but `keep`, and writes the audit in the
    /// same transaction. Without a session to keep it is a reset, which takes away the second factor and the
    /// identity too.
    /// Returns the sessions that ended.
    async fn set_password(
        &self,
        id: AccountId,
        hash: PasswordHash,
        keep: Option<SecretHash>,
        audit: AuditBatch,
    ) -> Result<Vec<SecretHash>>;

    /// Adds a session.
    async fn create_session(&self, session: AccountSession) -> Result<()>;
    /// The session of a token and its account, unless expired at `now` or the account is disabled.
    async fn session(&self, token_hash: SecretHash, now: UnixMs)
    -> Result<Option<(AccountSession, Account)>>;
    /// The unexpired sessions of an account, the last used first.
    async fn sessions_of(&self, account: AccountId, now: UnixMs) -> Result<Vec<AccountSession>>;
    /// Notes that a session was used, and moves its end. Fails with [`super::StoreError::NotFound`] if
    /// there is no such session.
    async fn touch_session(&self, token_hash: SecretHash, now: UnixMs, expires_at: UnixMs) -> Result<()>;
    /// Ends a session; does nothing if there is none.
    async fn delete_session(&self, token_hash: SecretHash) -> Result<()>;
    /// Ends every session of an account but `keep`. Returns those that ended.
    async fn delete_sessions_of(
        &self,
        account: AccountId,
        keep: Option<SecretHash>,
    ) -> Result<Vec<SecretHash>>;

    /// Notes a browser in which an account has signed in; an earlier note of it is replaced.
    async fn know_browser(&self, browser: KnownBrowser) -> Result<()>;
    /// Whether an account has signed in in the browser with this secret, and that has not expired.
    async fn knows_browser(&self, account: AccountId, secret_hash: SecretHash, now: UnixMs) -> Result<bool>;
    /// Forgets what expired before `now`: sessions, devices and known browsers, and links
    /// [`super::limits::LINKS_TOLD_MS`] later. Returns how many.
    async fn delete_expired(&self, now: UnixMs) -> Result<u64>;

    /// Adds a link and writes the audit in the same transaction; earlier unused ones for the same
    /// account and purpose stop working.
    async fn create_link(&self, link: OneTimeLink, audit: AuditBatch) -> Result<()>;
    /// The link, unless it was used. Does not use it up. One that expired lately is found too: the caller
    /// asks [`OneTimeLink::has_expired`].
    async fn peek_link(&self, secret_hash: SecretHash) -> Result<Option<OneTimeLink>>;
    /// Uses the link up and returns it if it worked at `now`: of two callers one gets it.
    async fn take_link(&self, secret_hash: SecretHash, now: UnixMs) -> Result<Option<OneTimeLink>>;
}

/// What two sign-in names have in common if they count as one: however they are composed (NFKC,
/// UAX 15) and whatever their case.
pub(super) fn name_key(name: &str) -> String {
    name.nfkc().collect::<String>().to_lowercase()
}
