//! What a session needs from the rest of the server.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::directory::Directory;
use crate::{
    auth::{EntryTokens, RevokedTokens},
    clock::SharedClock,
    store::Store,
};

/// Handed to every session.
pub struct Services {
    /// Where the rooms are.
    pub directory: Directory,
    /// What outlives a room's task.
    pub store: Arc<Store>,
    /// Signs and checks entry tokens.
    pub(crate) tokens: EntryTokens,
    /// Tokens that are refused before they end.
    pub(crate) revocations: Mutex<RevokedTokens>,
    /// Time.
    pub clock: SharedClock,
}

impl Services {
    /// The revoked tokens.
    pub(crate) fn revoked(&self) -> MutexGuard<'_, RevokedTokens> {
        // A panic while it was held left a set that is still a set.
        self.revocations.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Services {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Services")
    }
}
