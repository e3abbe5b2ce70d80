//! What a socket needs from the rest of the server.

use std::sync::Arc;

use super::{directory::Directory, grounds::Grounds};
use crate::{auth::EntryTokens, clock::SharedClock, push::Push, store::Store};

/// Shared by all sockets.
pub(crate) struct Services {
    /// The rooms that have a task.
    pub(crate) directory: Directory,
    /// Everything that outlives a room's task.
    pub(crate) store: Arc<Store>,
    /// Signs and checks entry tokens.
    pub(crate) tokens: EntryTokens,
    /// Notices on people's devices.
    pub(crate) push: Arc<Push>,
    /// The open sockets by what they rest on.
    pub(crate) grounds: Grounds,
    /// The time.
    pub(crate) clock: SharedClock,
}

impl std::fmt::Debug for Services {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Services")
    }
}
