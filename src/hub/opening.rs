//! The meetings that ran when the server stopped, until each is read back.

use std::{
    collections::BTreeSet,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use tokio::sync::{Semaphore, SemaphorePermit};

use super::limits::OPENED_AT_ONCE_MAX;
use crate::meeting::id::RoomId;

/// Which rooms are still to be opened, and how many are at once.
#[derive(Debug)]
pub(crate) struct Opening {
    rooms: Mutex<BTreeSet<RoomId>>,
    places: Semaphore,
    lost: AtomicUsize,
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
        let places = Semaphore::new(OPENED_AT_ONCE_MAX);
        Self { rooms: Mutex::default(), places, lost: AtomicUsize::new(0) }
    }

    /// These rooms have a meeting that is to be read back.
    pub(crate) fn expect(&self, rooms: impl IntoIterator<Item = RoomId>) {
        self.rooms().extend(rooms);
    }

    /// Whether a room is still to be opened.
    pub(crate) fn expects(&self, room: RoomId) -> bool {
        self.rooms().contains(&room)
    }

    /// A room is open, or is `lost`.
    pub(crate) fn done(&self, room: RoomId, lost: bool) {
        if self.rooms().remove(&room) && lost {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// How far it is.
    pub(crate) fn progress(&self) -> Reopened {
        Reopened { left: self.rooms().len(), lost: self.lost.load(Ordering::Relaxed) }
    }

    /// Waits until the room may read. Whoever comes first is first.
    pub(crate) async fn place(&self) -> Option<SemaphorePermit<'_>> {
        self.places.acquire().await.ok()
    }

    fn rooms(&self) -> MutexGuard<'_, BTreeSet<RoomId>> {
        // A panic while it was locked left it whole: it is changed in single steps.
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
