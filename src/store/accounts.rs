//! People with an account: hosts, therapists, administrators (domain.md, "Joining and safety").

use std::fmt;

use async_trait::async_trait;

use super::{Digest, Result};
use crate::{meeting::id::AccountId, time::UnixMs};

/// The argon2id hash of a password in PHC form. Never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// A hash made by the password module.
    #[must_use]
    pub const fn new(phc: String) -> Self {
        Self(phc)
    }

    /// The PHC string, to check a password against.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(..)")
    }
}

/// An account. Times are unix ms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The sign-in name as typed at creation; unique whatever its case.
    pub name: String,
    /// What others see.
    pub display_name: String,
    /// None until the first password is set.
    pub password_hash: Option<PasswordHash>,
    /// Manages accounts; never reads content.
    pub is_admin: bool,
    /// May make rooms.
    pub is_host: bool,
    /// May lead a therapist-led room.
    pub is_therapist: bool,
    /// Can't sign in.
    pub disabled: bool,
    /// When it was made.
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

/// A signed-in browser. Times are unix ms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccountSession {
    /// Of the cookie's secret.
    pub token_hash: Digest,
    /// Whose session.
    pub account: AccountId,
    /// When they signed in.
    pub created_at: UnixMs,
    /// When it was last used.
    pub last_seen_at: UnixMs,
    /// From then on it is no session.
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

/// A link that works once. Times are unix ms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OneTimeLink {
    /// Of the secret in the link.
    pub secret_hash: Digest,
    /// What it does.
    pub purpose: LinkPurpose,
    /// For whom; none at setup.
    pub account: Option<AccountId>,
    /// From then on it does nothing.
    pub expires_at: UnixMs,
    /// When it was used.
    pub used_at: Option<UnixMs>,
}

/// Accounts, their sessions and one-time links.
#[async_trait]
pub trait Accounts {
    /// Adds an account. [`super::Conflict::AccountName`] when the name is taken, in whatever case.
    async fn create_account(&self, account: Account) -> Result<()>;
    /// The account with this id.
    async fn account(&self, id: AccountId) -> Result<Option<Account>>;
    /// The account with this sign-in name, in whatever case.
    async fn account_by_name(&self, name: &str) -> Result<Option<Account>>;
    /// Every account, oldest first.
    async fn accounts(&self) -> Result<Vec<Account>>;
    /// How many accounts there are; none means setup is needed.
    async fn count_accounts(&self) -> Result<u64>;
    /// Changes what an account may do and returns it. Disabling ends its sessions and links.
    /// [`super::StoreError::LastAdministrator`] when no enabled administrator would be left.
    async fn update_account(&self, id: AccountId, change: AccountChange) -> Result<Account>;
    /// Sets the password and ends every session of the account but `keep`.
    async fn set_password(&self, id: AccountId, hash: PasswordHash, keep: Option<Digest>) -> Result<()>;

    /// Adds a session.
    async fn create_session(&self, session: AccountSession) -> Result<()>;
    /// The session of a token and its account, unless expired at `now` or the account is disabled.
    async fn session(&self, token_hash: Digest, now: UnixMs) -> Result<Option<(AccountSession, Account)>>;
    /// The unexpired sessions of an account, the last used first.
    async fn sessions_of(&self, account: AccountId, now: UnixMs) -> Result<Vec<AccountSession>>;
    /// Notes that a session was used, and moves its end.
    async fn touch_session(&self, token_hash: Digest, now: UnixMs, expires_at: UnixMs) -> Result<()>;
    /// Ends a session; nothing happens when there is none.
    async fn delete_session(&self, token_hash: Digest) -> Result<()>;
    /// Ends every session of an account but `keep`. Returns how many ended.
    async fn delete_sessions_of(&self, account: AccountId, keep: Option<Digest>) -> Result<u64>;
    /// Forgets sessions and links that expired before `now`. Returns how many.
    async fn delete_expired(&self, now: UnixMs) -> Result<u64>;

    /// Adds a link; earlier ones for the same account and purpose die.
    async fn create_link(&self, link: OneTimeLink) -> Result<()>;
    /// The link, if it would work at `now`. Changes nothing.
    async fn peek_link(&self, secret_hash: Digest, now: UnixMs) -> Result<Option<OneTimeLink>>;
    /// Uses the link: of two callers one gets it.
    async fn take_link(&self, secret_hash: Digest, now: UnixMs) -> Result<Option<OneTimeLink>>;
    /// Kills the unused links of an account.
    async fn revoke_links_of(&self, account: AccountId) -> Result<()>;
}
