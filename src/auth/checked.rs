//! The tokens whose signature was checked or made here, so that whoever loses the connection and comes back with
//! the same token is not paid for twice.

use std::{
    collections::HashSet,
    sync::{Mutex, PoisonError},
};

use super::limits::CHECKED_TOKENS_MAX;
use crate::secrets::SecretHash;

/// Hashes of whole tokens. A token names its issuer and its key, and no issuer's key changes under its name while
/// the server runs, so a signature that was good stays good. Whether the key is still accepted and the times
/// still hold is not remembered: it is asked each time.
#[derive(Debug, Default)]
pub(super) struct CheckedTokens(Mutex<HashSet<SecretHash>>);

impl CheckedTokens {
    /// Remembers that the signature of `token` is good. What was remembered goes all at once when it is too much.
    pub(super) fn remember(&self, token: SecretHash) {
        let mut checked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if checked.len() >= CHECKED_TOKENS_MAX {
            checked.clear();
        }
        checked.insert(token);
    }

    /// Whether the signature of `token` is known to be good.
    pub(super) fn knows(&self, token: SecretHash) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(&token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_never_holds_more_than_its_share() {
        let checked = CheckedTokens::default();
        let token = |number: usize| SecretHash::of(&number.to_le_bytes());
        for number in 0..=CHECKED_TOKENS_MAX {
            checked.remember(token(number));
            assert!(checked.knows(token(number)));
        }
        assert!(!checked.knows(token(0)));
        assert_eq!(checked.0.into_inner().unwrap().len(), 1);
    }
}
