//! Where the rooms are: their handles, and nothing else.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use dashmap::DashMap;
use futures::{StreamExt, stream};
use tokio::{
    sync::{mpsc, oneshot},
    task::AbortHandle,
    time::timeout,
};

use super::{
    elsewhere::{Elsewhere, PeerAnswer, PeerAsk, PeerCall},
    grounds::Grounds,
    holds::{Hold, Holds},
    limits::{
        DRAINED_AT_ONCE_MAX, MAILBOX_MESSAGES_MAX, OPEN_WAIT_MS_MAX, OPENED_UNASKED_MAX, STATUS_MS_MAX,
    },
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
    store::{Node, Store, Taking},
};

/// The rooms that have a task. One task owns one room.
#[derive(Clone)]
pub(crate) struct Directory {
    inner: Arc<Inner>,
}

struct Inner {
    rooms: DashMap<RoomId, Running>,
    connections: AtomicU64,
    around: Around,
    /// The other servers of the database; `None` if this one has it for itself.
    elsewhere: Option<Elsewhere>,
    holds: Holds,
    /// How often all rooms were given up.
    epoch: AtomicU64,
}

/// A room's task.
struct Running {
    handle: RoomHandle,
    task: AbortHandle,
}

/// Where the task of a room is, or will be.
pub(crate) enum Place {
    /// On this server, for as long as it is held or runs.
    Here(Hold),
    /// On another server.
    There(Node),
    /// No server can take it now.
    Nowhere,
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
        elsewhere: Option<Elsewhere>,
    ) -> Self {
        let (rooms, connections) = (DashMap::new(), AtomicU64::new(1));
        let (holds, epoch) = (Holds::new(), AtomicU64::new(0));
        let around = Around { store, clock, grounds, push, opening: Arc::new(Opening::new()), on_call };
        Self { inner: Arc::new(Inner { rooms, connections, around, elsewhere, holds, epoch }) }
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

    /// The state of a room. `None` if it has no meeting, or the server that has it does not answer soon.
    pub(crate) async fn status(&self, room: RoomId) -> Option<RoomStatus> {
        match &self.inner.elsewhere {
            Some(elsewhere) if self.known(room).is_none() => {
                let limit = Duration::from_millis(STATUS_MS_MAX);
                let asked = async {
                    elsewhere.ask_owner(room, &elsewhere.noted(PeerCall::Status { room }).await).await
                };
                timeout(limit, asked).await.ok()?
            }
            _ => self.status_here(room).await,
        }
    }

    async fn status_here(&self, room: RoomId) -> Option<RoomStatus> {
        let handle = self.known(room)?;
        let (answer, status) = oneshot::channel();
        handle.tell(RoomMessage::Status { answer }).await;
        status.await.ok().flatten()
    }

    /// Closes every socket of a person at once, and takes them out of the meeting. `code` says why.
    pub(crate) async fn revoke(&self, room: RoomId, who: ParticipantId, code: CloseCode) {
        self.call(room, PeerCall::Revoke { room, who, code }).await;
    }

    /// Tells a room that has a meeting to whom it was handed on.
    pub(crate) async fn handed_on(&self, room: RoomId, who: ParticipantId) {
        self.call(room, PeerCall::HandedOn { room, who }).await;
    }

    /// Closes every socket of a person at once, who comes back as what they are in the room by now.
    pub(crate) async fn come_back(&self, who: ParticipantId) {
        self.end(Ground::Seat(who), CloseCode::TokenExpired).await;
    }

    /// Closes every socket that rests on a ground, on every server. To be called once its end is stored.
    pub(crate) async fn end(&self, ground: Ground, code: CloseCode) {
        self.inner.around.grounds.end(ground, code);
        if let Some(elsewhere) = &self.inner.elsewhere {
            elsewhere.tell_all(&elsewhere.noted(PeerCall::End { ground, code }).await).await;
        }
    }

    /// Tells a room that has a meeting whether a person can be told on a device.
    pub(crate) async fn note_reachable(&self, room: RoomId, who: ParticipantId, on: bool) {
        self.call(room, PeerCall::Reachable { room, who, on }).await;
    }

    /// Lets a room that has a meeting look again who may lead it, and when it meets.
    pub(crate) async fn room_changed(&self, room: RoomId) {
        self.call(room, PeerCall::RoomChanged { room }).await;
    }

    /// Closes every socket of a room at once, and takes everyone out of its meeting.
    pub(crate) async fn close(&self, room: RoomId, code: CloseCode) {
        self.call(room, PeerCall::Close { room, code }).await;
    }

    /// Does here what concerns a room, and asks the server that has it.
    async fn call(&self, room: RoomId, call: PeerCall) {
        // Also what is only on its way into the room.
        self.answer_here(call.clone()).await;
        if let Some(elsewhere) = &self.inner.elsewhere {
            let ask = elsewhere.noted(call).await;
            if !self.has_task(room) {
                elsewhere.ask_owner(room, &ask).await;
            }
        }
    }

    /// Answers another server.
    pub(crate) async fn answer(&self, ask: PeerAsk) -> PeerAnswer {
        let call = self.inner.elsewhere.as_ref()?.new_call(ask)?;
        self.answer_here(call).await
    }

    /// Hears of those whose access has ended, where another server did not reach this one.
    pub(super) async fn hear_ends(&self) {
        let Some(elsewhere) = &self.inner.elsewhere else { return };
        match elsewhere.missed().await {
            Ok(missed) => {
                for call in missed {
                    self.answer_here(call).await;
                }
            }
            Err(error) => tracing::warn!(%error, "whose access has ended was not read; it is tried again"),
        }
    }

    /// Does what concerns rooms and sockets of this server.
    async fn answer_here(&self, call: PeerCall) -> PeerAnswer {
        match call {
            PeerCall::Status { room } => return self.status_here(room).await,
            PeerCall::Revoke { room, who, code } => {
                self.inner.around.grounds.end(Ground::Seat(who), code);
                self.tell(room, RoomMessage::Revoke { who, code }).await;
            }
            PeerCall::HandedOn { room, who } => self.tell(room, RoomMessage::Owns { who }).await,
            PeerCall::Reachable { room, who, on } => {
                self.tell(room, RoomMessage::Reachable { who, on }).await
            }
            PeerCall::RoomChanged { room } => self.tell(room, RoomMessage::RoomChanged {}).await,
            PeerCall::Close { room, code } => {
                self.inner.around.grounds.end(Ground::Room(room), code);
                self.tell(room, RoomMessage::Close { code }).await;
            }
            PeerCall::End { ground, code } => self.inner.around.grounds.end(ground, code),
        }
        None
    }

    async fn tell(&self, room: RoomId, message: RoomMessage) {
        if let Some(handle) = self.known(room) {
            handle.tell(message).await;
        }
    }

    /// Whether the room has a task on this server.
    pub(super) fn has_task(&self, room: RoomId) -> bool {
        self.inner.rooms.get(&room).is_some_and(|running| !running.handle.is_gone())
    }

    /// Where a room is. One that no server has is taken.
    pub(crate) async fn place(&self, room: RoomId) -> Place {
        let hold = self.hold(room);
        let Some(elsewhere) = &self.inner.elsewhere else { return Place::Here(hold) };
        if !elsewhere.cluster.is_sure() {
            return Place::Nowhere;
        }
        if self.has_task(room) {
            return Place::Here(hold);
        }
        let _turn = self.inner.holds.turn(room).await;
        match elsewhere.cluster.claim(room).await {
            Ok(Taking::Mine) => Place::Here(hold),
            Ok(Taking::Theirs(node)) => Place::There(node),
            Ok(Taking::Refused) => Place::Nowhere,
            Err(error) => {
                tracing::warn!(%room, %error, "a room could not be taken");
                Place::Nowhere
            }
        }
    }

    /// Opens a room that nobody comes to, unless another server has it by now.
    pub(super) async fn adopt(&self, room: RoomId) {
        let Place::Here(hold) = self.place(room).await else { return };
        let Some(handle) = self.held(&hold) else { return };
        let (answer, status) = oneshot::channel();
        handle.tell(RoomMessage::Status { answer }).await;
        // A room answers once it is open.
        let _ = timeout(Duration::from_millis(OPEN_WAIT_MS_MAX), status).await;
    }

    /// The room that is held, unless all rooms were given up meanwhile.
    pub(super) fn held(&self, hold: &Hold) -> Option<RoomHandle> {
        let is_good = || hold.epoch == self.inner.epoch.load(Ordering::SeqCst);
        let handle = is_good().then(|| self.room(hold.room))?;
        // They may have been given up while its task was started.
        if !is_good() {
            let gone = self.inner.rooms.remove_if(&hold.room, |_, running| running.handle.is_same(&handle));
            gone.inspect(|(_, running)| running.task.abort());
            return None;
        }
        Some(handle)
    }

    fn hold(&self, room: RoomId) -> Hold {
        let epoch = self.inner.epoch.load(Ordering::SeqCst);
        if self.inner.elsewhere.is_none() {
            return Hold { room, epoch, end: None };
        }
        self.inner.holds.hold(room);
        let inner = Arc::downgrade(&self.inner);
        let end = move |room| {
            if let Some(inner) = inner.upgrade() {
                inner.holds.let_go(room);
                Self { inner }.let_go_soon(room);
            }
        };
        Hold { room, epoch, end: Some(Box::new(end)) }
    }

    /// Lets go of a room that has no task here any more and that nobody is on the way to.
    fn let_go_soon(&self, room: RoomId) {
        let Some(elsewhere) = self.inner.elsewhere.clone() else { return };
        if self.has_task(room) || self.inner.holds.is_held(room) {
            return;
        }
        let directory = self.clone();
        tokio::spawn(async move {
            let _turn = directory.inner.holds.turn(room).await;
            if directory.has_task(room) || directory.inner.holds.is_held(room) {
                return;
            }
            if let Err(error) = elsewhere.cluster.release(room).await {
                tracing::debug!(%room, %error, "a room was not let go of; it is this server's until it is used again");
            }
        });
    }

    /// Gives up every room at once, without a word to it: this server may not have it any more. What was not
    /// acknowledged may be stored or not, and whoever has the room next reads that.
    pub(super) fn abandon(&self) {
        self.inner.epoch.fetch_add(1, Ordering::SeqCst);
        self.inner.around.grounds.end_all(CloseCode::Moved);
        self.inner.rooms.iter().for_each(|running| running.task.abort());
        self.inner.rooms.clear();
        self.inner.around.store.forget_keys();
    }

    /// The handle of a room that has a meeting, as far as is known.
    fn known(&self, room: RoomId) -> Option<RoomHandle> {
        if self.inner.around.opening.expects(room) {
            return Some(self.room(room));
        }
        self.inner.rooms.get(&room).map(|running| running.handle.clone())
    }

    /// Tells every socket to come back: after the restart, or to the server that takes the room. Returns when
    /// all rooms have done so.
    pub(crate) async fn drain(&self) {
        let rooms: Vec<RoomId> = self.inner.rooms.iter().map(|running| *running.key()).collect();
        if let Some(elsewhere) = &self.inner.elsewhere
            && let Err(error) = elsewhere.cluster.drain().await
        {
            tracing::warn!(%error, "other servers don't know that this one stops");
        }
        let moves = self.inner.elsewhere.is_some();
        stream::iter(rooms)
            .for_each_concurrent(DRAINED_AT_ONCE_MAX, |room| self.drain_room(room, moves))
            .await;
    }

    async fn drain_room(&self, room: RoomId, moves: bool) {
        let Some(handle) = self.inner.rooms.get(&room).map(|running| running.handle.clone()) else { return };
        let (answer, done) = oneshot::channel();
        handle.tell(RoomMessage::Drain { answer, moves }).await;
        // A room that is gone has nobody left to tell.
        let _ = done.await;
        if let Some(elsewhere) = &self.inner.elsewhere
            && let Err(error) = elsewhere.cluster.release(room).await
        {
            tracing::warn!(%room, %error, "a room was not let go of; others wait for the end of the lease");
        }
    }

    /// The handle of a room. Starts its task if it has none.
    pub(super) fn room(&self, id: RoomId) -> RoomHandle {
        let entry = self.inner.rooms.entry(id);
        let running = entry.and_modify(|running| {
            if running.handle.is_gone() {
                *running = self.start(id);
            }
        });
        running.or_insert_with(|| self.start(id)).handle.clone()
    }

    /// The number of a new socket.
    pub(super) fn next_connection(&self) -> ConnectionId {
        self.inner.connections.fetch_add(1, Ordering::Relaxed)
    }

    fn start(&self, id: RoomId) -> Running {
        let (sender, mailbox) = mpsc::channel(MAILBOX_MESSAGES_MAX);
        let room = Box::new(Room::new(id, mailbox, self.inner.around.clone()));
        let inner = Arc::downgrade(&self.inner);
        let task = tokio::spawn(async move {
            room.run().await;
            if let Some(inner) = inner.upgrade() {
                inner.rooms.remove_if(&id, |_, running| running.handle.is_gone());
                Self { inner }.let_go_soon(id);
            }
        });
        Running { handle: RoomHandle::new(sender), task: task.abort_handle() }
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
