//! Sockets on their way into a room. A server keeps the room for as long as there are any.

use dashmap::DashMap;
use tokio::sync::{Mutex, MutexGuard};

use super::limits::ROOM_TURNS_MAX;
use crate::meeting::id::RoomId;

/// How many hold each room, and whose turn it is to take it or to let go of it.
pub(super) struct Holds {
    counts: DashMap<RoomId, usize>,
    turns: [Mutex<()>; ROOM_TURNS_MAX],
}

impl Holds {
    pub(super) fn new() -> Self {
        Self { counts: DashMap::new(), turns: std::array::from_fn(|_| Mutex::new(())) }
    }

    pub(super) fn hold(&self, room: RoomId) {
        *self.counts.entry(room).or_insert(0) += 1;
    }

    pub(super) fn let_go(&self, room: RoomId) {
        if let Some(mut count) = self.counts.get_mut(&room) {
            *count = count.saturating_sub(1);
        }
        self.counts.remove_if(&room, |_, count| *count == 0);
    }

    pub(super) fn is_held(&self, room: RoomId) -> bool {
        self.counts.contains_key(&room)
    }

    /// One at a time takes a room or lets go of it.
    pub(super) async fn turn(&self, room: RoomId) -> MutexGuard<'_, ()> {
        self.turns[usize::from(room.as_bytes()[15]) % ROOM_TURNS_MAX].lock().await
    }
}

/// While it lives, this server keeps the room, if it has it.
pub(crate) struct Hold {
    pub(super) room: RoomId,
    /// How often this server had given up all rooms when it was made.
    pub(super) epoch: u64,
    /// What is done when it ends.
    pub(super) end: Option<Box<dyn FnOnce(RoomId) + Send + Sync>>,
}

impl Drop for Hold {
    fn drop(&mut self) {
        if let Some(end) = self.end.take() {
            end(self.room);
        }
    }
}
