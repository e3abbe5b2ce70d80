//! What brings somebody to the identity provider.

use crate::{meeting::id::AccountId, secrets::SecretHash};

/// Why somebody is at the provider.
pub(super) enum Errand {
    /// To sign in.
    SignIn,
    /// To connect the account that they are signed in to.
    Connect(AccountId),
    /// To connect the account for which they have a password link, in place of a password.
    Claim(SecretHash),
}
