//! What a session needs from the rest of the server.

use std::sync::Arc;

use super::directory::Directory;
use crate::{auth::token::Tokens, clock::SharedClock, store::Store};

/// Handed to every session.
pub struct Services {
    /// Where the rooms are.
    pub directory: Directory,
    /// What outlives a room's task.
    pub store: Arc<dyn Store>,
    /// Signs and checks entry tokens.
    pub tokens: Arc<Tokens>,
    /// Time.
    pub clock: SharedClock,
}

impl std::fmt::Debug for Services {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Services")
    }
}
