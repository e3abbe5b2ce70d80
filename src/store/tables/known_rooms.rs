//! Rooms that stay parsed. Which of them still stand, their marks tell.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hashlink::LruCache;

use crate::{
    meeting::id::RoomId,
    room::Room,
    store::{limits::ROOMS_KNOWN_MAX, revisions::Revision},
};

/// The rooms that somebody entered last, each with its mark.
pub(super) struct KnownRooms(Mutex<LruCache<RoomId, (Revision, Arc<Room>)>>);

impl KnownRooms {
    pub(super) fn new() -> Self {
        Self(Mutex::new(LruCache::new(ROOMS_KNOWN_MAX)))
    }

    /// The room, if this is its mark still.
    pub(super) fn get(&self, id: RoomId, mark: &Revision) -> Option<Arc<Room>> {
        self.lock().get(&id).filter(|(known, _)| known == mark).map(|(_, room)| Arc::clone(room))
    }

    pub(super) fn put(&self, mark: Revision, room: &Arc<Room>) {
        self.lock().insert(room.id, (mark, Arc::clone(room)));
    }

    fn lock(&self) -> MutexGuard<'_, LruCache<RoomId, (Revision, Arc<Room>)>> {
        // A panic while it was locked left it whole: it is changed in single steps.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
