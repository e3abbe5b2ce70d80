//! What a socket needs from the rest of the server.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::directory::Directory;
use crate::{
    auth::{EntryTokens, RevokedTokens},
    clock::SharedClock,
    store::Store,
};

/// Shared by all sockets.
pub(crate) struct Services {
    /// The rooms that have a task.
    pub(crate) directory: Directory,
    /// Everything that outlives a room's task.
    pub(crate) store: Arc<Store>,
    /// Signs and checks entry tokens.
    pub(crate) tokens: EntryTokens,
    /// Tokens that are refused before they expire.
    pub(crate) revocations: Mutex<RevokedTokens>,
    /// The time.
    pub(crate) clock: SharedClock,
}

impl Services {
    /// The revoked tokens.
    pub(crate) fn revoked(&self) -> MutexGuard<'_, RevokedTokens> {
        // A panic while it was locked left it whole: it is changed in single steps.
        self.revocations.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Services {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Services")
    }
}
