//! The meetings that ran when the server stopped, until each is read back.

use std::{
    collections::BTreeSet,
    sync::{Mutex, MutexGuard, PoisonError},
};

use tokio::sync::{Semaphore, SemaphorePermit};

use super::limits::OPENED_AT_ONCE_MAX;
use crate::meeting::id::RoomId;

/// Which rooms are still to be opened, and how many are at once.
#[derive(Debug)]
pub(crate) struct Opening {
    rooms: Mutex<Rooms>,
    places: Semaphore,
}

#[derive(Debug, Default)]
struct Rooms {
    left: BTreeSet<RoomId>,
    lost: BTreeSet<RoomId>,
}

/// How far the meetings of the time before the start are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reopened {
    /// Those that are still to be opened.
    pub(crate) left: usize,
    /// Those whose log can't be read.
    pub(crate) lost: usize,
}

impl Opening {
    pub(crate) fn new() -> Self {
        Self { rooms: Mutex::default(), places: Semaphore::new(OPENED_AT_ONCE_MAX) }
    }

    /// These rooms have a meeting that is to be read back.
    pub(crate) fn expect(&self, rooms: impl IntoIterator<Item = RoomId>) {
        self.rooms().left.extend(rooms);
    }

    /// Whether a room is still to be opened.
    pub(crate) fn expects(&self, room: RoomId) -> bool {
        self.rooms().left.contains(&room)
    }

    /// A room is open, or is `lost`; it may be found later.
    pub(crate) fn done(&self, room: RoomId, lost: bool) {
        let mut rooms = self.rooms();
        rooms.left.remove(&room);
        if lost {
            rooms.lost.insert(room);
        } else {
            rooms.lost.remove(&room);
        }
    }

    /// How far it is.
    pub(crate) fn progress(&self) -> Reopened {
        let rooms = self.rooms();
        Reopened { left: rooms.left.len(), lost: rooms.lost.len() }
    }

    /// Waits until the room may read. Whoever comes first is first.
    pub(crate) async fn place(&self) -> Option<SemaphorePermit<'_>> {
        self.places.acquire().await.ok()
    }

    fn rooms(&self) -> MutexGuard<'_, Rooms> {
        // A panic while it was locked left it whole: it is changed in single steps.
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
