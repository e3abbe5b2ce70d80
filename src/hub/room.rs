//! A room's task: the one owner of its meeting.
//!
//! The way of a batch: take what waits in the mailbox, decide it all on a copy, append once,
//! and only then answer and tell. A failed append changes nothing.

use std::{collections::BTreeSet, sync::Arc};

use tokio::sync::{mpsc, oneshot};

use super::{
    batch::{Answer, Batch, Decided},
    connections::{Connection, Connections},
    history,
    live::Live,
    mailbox::{Attach, ConnectionId, RoomMessage},
    publish,
    rehearsal::Leading,
};
use crate::{
    clock::SharedClock,
    meeting::{
        command::{MessageId, TurnId},
        id::{ParticipantId, RoomId},
        state::{Phase, Place},
    },
    protocol::{
        close::CloseCode,
        server::{ProtocolRefusal, ServerMessage},
    },
    store::{AuditBatch, Store, StoreError},
};

/// Messages decided and appended together at most.
const BATCH_MESSAGES_MAX: usize = 256;
/// After a failed append the room tries its own events again this much later.
const RETRY_MS: u64 = 1_000;

/// The state of a room's task.
pub(crate) struct Room {
    id: RoomId,
    mailbox: mpsc::Receiver<RoomMessage>,
    store: Arc<Store>,
    clock: SharedClock,
    connections: Connections,
    live: Option<Live>,
    /// A simulated lead holds meetings here, one after the other.
    rehearses: bool,
    /// Who waits for the room to end, because the server stops.
    drained: Vec<oneshot::Sender<()>>,
    retry_at_ms: Option<u64>,
    /// Whose access was revoked since the last batch that was stored. A failed append must not forget
    /// it: the sockets, which are closed by now, would only tell of a lost connection.
    revoked: BTreeSet<ParticipantId>,
}

impl Room {
    pub(crate) fn new(
        id: RoomId,
        mailbox: mpsc::Receiver<RoomMessage>,
        store: Arc<Store>,
        clock: SharedClock,
    ) -> Self {
        Self {
            id,
            mailbox,
            store,
            clock,
            connections: Connections::default(),
            live: None,
            rehearses: false,
            drained: Vec::new(),
            retry_at_ms: None,
            revoked: BTreeSet::new(),
        }
    }

    /// Runs until nobody needs the room.
    pub(crate) async fn run(mut self) {
        self.restore().await;
        let mut inbox = Vec::with_capacity(BATCH_MESSAGES_MAX);
        let mut asked = false;
        loop {
            // Whoever started the room has something to tell it, and those who are already in the
            // mailbox are served before it may end.
            if asked && self.is_idle() && self.mailbox.is_empty() {
                self.mailbox.close();
            }
            let wake = self.sleep();
            tokio::select! {
                biased;
                received = self.mailbox.recv_many(&mut inbox, BATCH_MESSAGES_MAX) => {
                    if received == 0 {
                        return;
                    }
                }
                () = wake => {}
            }
            asked |= !inbox.is_empty();
            self.serve(&mut inbox).await;
            if !self.drained.is_empty() {
                return self.leave();
            }
        }
    }

    /// The server stops: everyone is told to come back, and the meeting waits in its log.
    fn leave(self) {
        for (_, connection) in self.connections.iter() {
            connection.outbox.finish(CloseCode::Restarting);
        }
        for answer in self.drained {
            // Nobody waits any more when the server was told twice to stop.
            let _ = answer.send(());
        }
    }

    /// A meeting that was running when the server stopped goes on.
    async fn restore(&mut self) {
        match Live::restore(&self.store, &self.clock, self.id).await {
            Ok(live) => self.live = live,
            Err(error) => tracing::error!(room = %self.id, %error, "a meeting could not be restored"),
        }
    }

    fn is_idle(&self) -> bool {
        self.connections.is_empty() && self.live.is_none()
    }

    fn sleep(&self) -> futures::future::BoxFuture<'static, ()> {
        let due = self.live.as_ref().and_then(|live| live.wake_ms());
        let due = self.retry_at_ms.map_or(due, |retry| Some(due.map_or(retry, |due| due.max(retry))));
        match due {
            Some(at_ms) => self.clock.sleep_until(at_ms),
            None => Box::pin(std::future::pending()),
        }
    }

    async fn serve(&mut self, inbox: &mut Vec<RoomMessage>) {
        let has = |wanted: fn(&RoomMessage) -> bool| inbox.iter().any(wanted);
        if has(|message| matches!(message, RoomMessage::Rehearse {})) {
            self.rehearses = true;
            self.cast_lead().await;
        }
        if self.rehearses || has(|message| matches!(message, RoomMessage::Attach(_))) {
            self.ensure_meeting().await;
        }
        let Some(live) = self.live.take() else {
            inbox.drain(..).for_each(|message| self.without_meeting(message));
            return;
        };
        let mut batch = live.batch(&self.clock);
        self.revoked.iter().for_each(|who| batch.revoke(*who));
        for message in inbox.drain(..) {
            self.take(message, &live, &mut batch);
        }
        batch.settle(&self.connections);
        self.live = self.finish(live, batch).await;
        if self.rehearses {
            self.ensure_meeting().await;
        }
    }

    /// A room without a meeting gets one when somebody comes.
    async fn ensure_meeting(&mut self) {
        if self.live.is_some() {
            return;
        }
        match Live::begin(&self.store, &self.clock, self.id).await {
            Ok(live) => self.live = Some(live),
            Err(error) => tracing::warn!(room = %self.id, %error, "a meeting could not be made"),
        }
        self.cast_lead().await;
    }

    /// Where a simulated lead holds the meetings, each gets one.
    async fn cast_lead(&mut self) {
        let Some(live) = self.live.as_mut().filter(|_| self.rehearses) else { return };
        if let Err(error) = live.rehearse(&self.store, Leading::Simulated).await {
            tracing::warn!(room = %self.id, %error, "a rehearsal has nobody to play it");
        }
    }

    /// The room does not exist, or the store does not answer: nobody can come in.
    fn without_meeting(&mut self, message: RoomMessage) {
        match message {
            RoomMessage::Attach(attach) => attach.outbox.cut(CloseCode::ServerError),
            RoomMessage::Detach { connection } => self.connections.remove(connection),
            RoomMessage::Status { answer } => drop(answer.send(None)),
            RoomMessage::Drain { answer } => self.drained.push(answer),
            RoomMessage::Command { .. }
            | RoomMessage::Typing { .. }
            | RoomMessage::History { .. }
            | RoomMessage::Ping { .. }
            | RoomMessage::Rehearse {} => {}
            RoomMessage::Revoke { who, code } => self.revoke(who, code),
        }
    }

    fn take(&mut self, message: RoomMessage, live: &Live, batch: &mut Batch) {
        match message {
            RoomMessage::Attach(attach) => self.attach(*attach),
            RoomMessage::Detach { connection } => self.connections.remove(connection),
            // What a socket sent is worth nothing once it was cut off.
            RoomMessage::Command { connection, .. } if self.connections.get(connection).is_none() => {}
            RoomMessage::Command { connection, actor, reference, id, command } => {
                batch.command(live, Answer { connection, reference }, actor, id, command);
            }
            RoomMessage::Typing { connection, turn, more } => self.typing(connection, turn, more, batch),
            RoomMessage::History { connection, reference, before } => {
                self.history(connection, reference, before, live);
            }
            RoomMessage::Ping { connection, reference } => self.pong(connection, reference, batch),
            RoomMessage::Revoke { who, code } => {
                self.revoke(who, code);
                batch.revoke(who);
            }
            RoomMessage::Status { answer } => drop(answer.send(Some(live.status()))),
            RoomMessage::Rehearse {} => {}
            RoomMessage::Drain { answer } => self.drained.push(answer),
        }
    }

    fn revoke(&mut self, who: ParticipantId, code: CloseCode) {
        self.connections.cut(who, code);
        self.revoked.insert(who);
    }

    fn attach(&mut self, attach: Attach) {
        let Attach { connection, seat, resume, outbox } = attach;
        self.connections.add(connection, Connection { seat, outbox, fresh: Some(resume), waiting: None });
    }

    fn pong(&self, connection: ConnectionId, reference: u32, batch: &Batch) {
        if let Some(connection) = self.connections.get(connection) {
            connection.outbox.say(&ServerMessage::Pong { reference, at_ms: batch.at_ms() });
        }
    }

    /// Told to the others who are here, and kept nowhere.
    fn typing(&self, connection: ConnectionId, turn: TurnId, more: bool, batch: &Batch) {
        let Some(typist) = self.connections.get(connection).map(|c| c.seat.participant) else { return };
        let holds = batch.meeting().floor.turn.as_ref().is_some_and(|t| t.id == turn && t.holder == typist);
        if holds {
            let message = ServerMessage::Typing { who: typist, turn, more };
            publish::to_present(&self.connections, batch.meeting(), &message, |who| who != typist);
        }
    }

    fn history(&self, connection: ConnectionId, reference: u32, before: MessageId, live: &Live) {
        if let Some(connection) = self.connections.get(connection) {
            let outbox = connection.outbox.clone();
            let page = history::Request { reference, before, viewer: connection.seat.participant };
            tokio::spawn(history::answer(Arc::clone(&self.store), live.meeting().clone(), page, outbox));
        }
    }

    /// Appends, then answers and tells; returns the meeting that now stands.
    async fn finish(&mut self, live: Live, batch: Batch) -> Option<Live> {
        let stored = match batch.append() {
            Some(append) => self.store.append(append).await,
            None => Ok(()),
        };
        match stored {
            Ok(()) => {
                self.retry_at_ms = None;
                self.revoked.clear();
                let (mut live, decided) = live.advance(batch);
                publish::decided(&mut self.connections, &mut live, &decided);
                self.act(&live, &decided).await;
                self.close_if_ended(live).await
            }
            Err(error) => self.fail(live, &batch, &error).await,
        }
    }

    /// Nothing happened, and everyone who asked is told so.
    async fn fail(&mut self, live: Live, batch: &Batch, error: &StoreError) -> Option<Live> {
        tracing::error!(room = %self.id, %error, "a batch was not stored");
        metrics::counter!("rondo_appends_failed_total").increment(1);
        self.retry_at_ms = Some(self.clock.monotonic_ms() + RETRY_MS);
        batch.refuse_all(&self.connections, ProtocolRefusal::Unavailable);
        publish::welcome_only(&mut self.connections, &live);
        match error {
            // Someone else wrote, or the end of the log is not known: what is stored is the truth.
            StoreError::Fence { .. } | StoreError::NotLive | StoreError::KeyGone => {
                for (_, connection) in self.connections.iter() {
                    connection.outbox.cut(CloseCode::ServerError);
                }
                self.connections = Connections::default();
                self.restore().await;
                self.live.take()
            }
            _ => Some(live),
        }
    }

    /// What a batch asks of the world outside the meeting.
    async fn act(&mut self, live: &Live, decided: &Decided) {
        for who in decided.banned() {
            let at = self.clock.unix_ms();
            if let Err(error) = self.store.ban_participant(who, at, AuditBatch::default()).await {
                tracing::error!(room = %self.id, %error, "a ban was not stored");
            }
        }
        if decided.opened() {
            let at = self.clock.unix_ms();
            if let Err(error) = self.store.mark_opened(live.meeting().config.meeting, at).await {
                tracing::error!(room = %self.id, %error, "the opening was not noted");
            }
        }
        let place = |who: ParticipantId| live.meeting().people.get(&who).map(|p| p.person.place);
        let removed: Vec<_> = decided.departed().filter(|who| place(*who) == Some(Place::Removed)).collect();
        for who in removed {
            self.connections.cut(who, CloseCode::Removed);
        }
        self.connections
            .finish(|who| place(who) == Some(Place::Left) && decided.departed().any(|left| left == who));
    }

    /// Ending destroys the key: what was said can't be read any more.
    async fn close_if_ended(&mut self, live: Live) -> Option<Live> {
        let Phase::Ended { .. } = live.meeting().phase else { return Some(live) };
        self.connections.finish(|_| true);
        if let Err(error) = live.end(&self.store, &self.clock).await {
            tracing::error!(room = %self.id, %error, "the end of a meeting was not stored; it will be at the next start");
        }
        None
    }
}
