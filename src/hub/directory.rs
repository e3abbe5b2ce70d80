//! Where the rooms are: their handles, and nothing else.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use dashmap::DashMap;
use futures::{StreamExt, stream};
use tokio::sync::{mpsc, oneshot};

use super::{
    grounds::Grounds,
    limits::{MAILBOX_MESSAGES_MAX, OPEN_WAIT_MS_MAX, OPENED_UNASKED_MAX},
    mailbox::{ConnectionId, RoomHandle, RoomMessage, RoomStatus},
    opening::{Opening, Reopened},
    room::{Around, Room},
};
use crate::{
    auth::Ground,
    clock::SharedClock,
    mail::on_call::Letters,
    meeting::id::{ParticipantId, RoomId},
    protocol::close::CloseCode,
    push::Push,
    store::Store,
};

/// The rooms that have a task. One task owns one room.
#[derive(Clone)]
pub(crate) struct Directory {
    inner: Arc<Inner>,
}

struct Inner {
    rooms: DashMap<RoomId, RoomHandle>,
    connections: AtomicU64,
    around: Around,
}

impl std::fmt::Debug for Directory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Directory").field("rooms", &self.inner.rooms.len()).finish()
    }
}

impl Directory {
    /// A directory without rooms.
    #[must_use]
    pub(crate) fn new(
        store: Arc<Store>,
        clock: SharedClock,
        grounds: Grounds,
        push: Arc<Push>,
        on_call: Letters,
    ) -> Self {
        let (rooms, connections) = (DashMap::new(), AtomicU64::new(1));
        let around = Around { store, clock, grounds, push, opening: Arc::new(Opening::new()), on_call };
        Self { inner: Arc::new(Inner { rooms, connections, around }) }
    }

    /// Opens these rooms, whose meetings ran when the server stopped: at once those that somebody comes to
    /// or asks about, and the others a few at a time, so that their clocks go on although nobody is back
    /// yet. To be called before anybody can come. Returns when all are open; one
    /// that takes long goes on by itself.
    pub(crate) fn reopen(&self, rooms: Vec<RoomId>) -> impl Future<Output = ()> + Send + 'static {
        self.inner.around.opening.expect(rooms.iter().copied());
        let directory = self.clone();
        stream::iter(rooms).for_each_concurrent(OPENED_UNASKED_MAX, move |room| {
            let directory = directory.clone();
            async move {
                let clock = &directory.inner.around.clock;
                let long = clock.sleep_until(clock.monotonic_ms() + OPEN_WAIT_MS_MAX);
                tokio::select! {
                    // A room answers once it is open.
                    _ = directory.status(room) => {}
                    () = long => {}
                }
            }
        })
    }

    /// How far the opening of these rooms is.
    pub(crate) fn reopened(&self) -> Reopened {
        self.inner.around.opening.progress()
    }

    /// Lets a simulated lead and members hold meetings in the room, one after the other.
    pub(crate) async fn rehearse(&self, room: RoomId) {
        // A task that is just ending takes nothing any more; the next one does.
        while !self.room(room).tell(RoomMessage::Rehearse {}).await {}
    }

    /// The state of a room. `None` if it has no meeting.
    pub(crate) async fn status(&self, room: RoomId) -> Option<RoomStatus> {
        let handle = self.known(room)?;
        let (answer, status) = oneshot::channel();
        handle.tell(RoomMessage::Status { answer }).await;
        status.await.ok().flatten()
    }

    /// Closes every socket of a person at once, and takes them out of the meeting. `code` says why.
    pub(crate) async fn revoke(&self, room: RoomId, who: ParticipantId, code: CloseCode) {
        self.inner.around.grounds.end(Ground::Seat(who), code);
        self.tell(room, RoomMessage::Revoke { who, code }).await;
    }

    /// Tells a room that has a meeting to whom it was handed on.
    pub(crate) async fn handed_on(&self, room: RoomId, who: ParticipantId) {
        self.tell(room, RoomMessage::Owns { who }).await;
    }

    /// Closes every socket of a person at once, who comes back as what they are in the room by now.
    pub(crate) fn come_back(&self, who: ParticipantId) {
        self.inner.around.grounds.end(Ground::Seat(who), CloseCode::TokenExpired);
    }

    /// Tells a room that has a meeting whether a person can be told on a device.
    pub(crate) async fn note_reachable(&self, room: RoomId, who: ParticipantId, on: bool) {
        self.tell(room, RoomMessage::Reachable { who, on }).await;
    }

    /// Lets a room that has a meeting look again who may lead it, and when it meets.
    pub(crate) async fn room_changed(&self, room: RoomId) {
        self.tell(room, RoomMessage::RoomChanged {}).await;
    }

    /// Closes every socket of a room at once, and takes everyone out of its meeting.
    pub(crate) async fn close(&self, room: RoomId, code: CloseCode) {
        self.inner.around.grounds.end(Ground::Room(room), code);
        self.tell(room, RoomMessage::Close { code }).await;
    }

    async fn tell(&self, room: RoomId, message: RoomMessage) {
        if let Some(handle) = self.known(room) {
            handle.tell(message).await;
        }
    }

    /// The handle of a room that has a meeting, as far as is known.
    fn known(&self, room: RoomId) -> Option<RoomHandle> {
        if self.inner.around.opening.expects(room) {
            return Some(self.room(room));
        }
        self.inner.rooms.get(&room).map(|handle| handle.clone())
    }

    /// Tells every socket to come back after the restart. Returns when all rooms have done so.
    pub(crate) async fn drain(&self) {
        let handles: Vec<_> = self.inner.rooms.iter().map(|room| room.value().clone()).collect();
        for handle in handles {
            let (answer, done) = oneshot::channel();
            handle.tell(RoomMessage::Drain { answer }).await;
            // A room that is gone has nobody left to tell.
            let _ = done.await;
        }
    }

    /// The handle of a room. Starts its task if it has none.
    pub(super) fn room(&self, id: RoomId) -> RoomHandle {
        let entry = self.inner.rooms.entry(id);
        let handle = entry.and_modify(|handle| {
            if handle.is_gone() {
                *handle = self.start(id);
            }
        });
        handle.or_insert_with(|| self.start(id)).clone()
    }

    /// The number of a new socket.
    pub(super) fn next_connection(&self) -> ConnectionId {
        self.inner.connections.fetch_add(1, Ordering::Relaxed)
    }

    fn start(&self, id: RoomId) -> RoomHandle {
        let (sender, mailbox) = mpsc::channel(MAILBOX_MESSAGES_MAX);
        let room = Box::new(Room::new(id, mailbox, self.inner.around.clone()));
        let inner = Arc::downgrade(&self.inner);
        tokio::spawn(async move {
            room.run().await;
            if let Some(inner) = inner.upgrade() {
                inner.rooms.remove_if(&id, |_, handle| handle.is_gone());
            }
        });
        RoomHandle::new(sender)
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use futures::poll;

    use super::*;
    use crate::{clock::ManualClock, jobs::Queue, store, time::UnixMs};

    #[tokio::test]
    async fn a_room_that_was_just_started_waits_for_what_it_is_to_be_told() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("rondo.db");
        let store = store::open(path.to_str().expect("a path"), dir.path()).await.expect("opens");
        let id = RoomId::from_bytes([1; 16]);
        let (handle, mailbox) = mpsc::channel(1);
        let clock: SharedClock = Arc::new(ManualClock::new(UnixMs::default()));
        let push = Arc::new(Push::for_tests(dir.path(), &store, &clock));
        let opening = Arc::new(Opening::new());
        let on_call = Letters::new(Queue::new(Arc::clone(&store)), false);
        let around =
            Around { store: Arc::clone(&store), clock, grounds: Grounds::default(), push, opening, on_call };
        let room = Room::new(id, mailbox, around);
        let mut room = pin!(Box::new(room).run());
        // Long enough for the room to have looked for an earlier meeting.
        for _ in 0..50 {
            assert!(poll!(room.as_mut()).is_pending(), "gone before anyone could tell it anything");
            store.room(id).await.expect("reads");
        }
        drop(handle);
        room.await;
    }
}
