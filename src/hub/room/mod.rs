//! A room's task: the one owner of its meeting.
//!
//! The way of a batch: take what waits in the mailbox, decide all of it on a copy, append once, and
//! only then answer and tell. A failed append changes nothing.

mod keep;
mod news;
mod open;

use std::{collections::BTreeSet, sync::Arc};

use futures::future::BoxFuture;
use tokio::sync::{mpsc, oneshot};

use super::{
    batch::Batch,
    connections::{Connection, Connections, Fresh},
    grounds::Grounds,
    history::{Page, Request},
    limits::BATCH_MESSAGES_MAX,
    live::Live,
    mailbox::{Asked, Attach, ConnectionId, RoomMessage},
    notices::{Notices, Sent},
    opening::Opening,
    outage::Outage,
    outcome::ReplyTo,
    pages::{Pages, TooMany},
    publish,
    states::States,
};
use crate::{
    clock::SharedClock,
    mail::on_call::Letters,
    meeting::{
        id::{ParticipantId, RoomId},
        input::Signal,
        ordinal::MessageId,
    },
    protocol::{
        close::CloseCode,
        server::{ProtocolRefusal, RefusalCode, ServerMessage},
    },
    push::Push,
    store::Store,
};

/// What a room needs from the rest of the server.
#[derive(Clone)]
pub(crate) struct Around {
    pub(crate) store: Arc<Store>,
    pub(crate) clock: SharedClock,
    pub(crate) grounds: Grounds,
    pub(crate) push: Arc<Push>,
    pub(crate) opening: Arc<Opening>,
    pub(crate) on_call: Letters,
}

/// The state of a room's task.
pub(crate) struct Room {
    id: RoomId,
    mailbox: mpsc::Receiver<RoomMessage>,
    store: Arc<Store>,
    clock: SharedClock,
    connections: Connections,
    /// The current meeting, if there is one.
    live: Option<Live>,
    /// A simulated lead holds meetings here, one after the other.
    rehearses: bool,
    /// Those who wait for the room to end, because the server stops.
    drained: Vec<oneshot::Sender<()>>,
    /// Whether another server takes the room then.
    moves: bool,
    /// Since an append failed, until one is stored.
    outage: Option<Outage>,
    /// What the meeting has yet to be told. A failed append must not forget it: the sockets of somebody
    /// whose access was revoked are closed by now, and only tell of a lost connection.
    owed: Vec<Signal>,
    grounds: Grounds,
    pages: Pages,
    notices: Notices,
    states: States,
    opening: Arc<Opening>,
    on_call: Letters,
}

impl Room {
    pub(crate) fn new(id: RoomId, mailbox: mpsc::Receiver<RoomMessage>, around: Around) -> Self {
        let Around { store, clock, grounds, push, opening, on_call } = around;
        Self {
            id,
            grounds,
            mailbox,
            pages: Pages::new(Arc::clone(&store)),
            states: States::new(Arc::clone(&store)),
            opening,
            on_call,
            store,
            clock,
            connections: Connections::default(),
            live: None,
            rehearses: false,
            drained: Vec::new(),
            moves: false,
            outage: None,
            owed: Vec::new(),
            notices: Notices::new(push),
        }
    }

    /// Runs until nobody needs the room.
    pub(crate) async fn run(mut self: Box<Self>) {
        let mut inbox = Vec::new();
        // What is passing has its own place, so that a room takes none of it while nothing happens.
        if Box::pin(self.open(&mut inbox)).await.is_break() {
            return self.leave();
        }
        let mut asked = !inbox.is_empty();
        if asked {
            Box::pin(self.serve(&mut inbox)).await;
        }
        loop {
            // Whoever started the room has something to tell it, and those who are already in the
            // mailbox are served before it may end.
            if asked && self.is_idle() && self.mailbox.is_empty() {
                self.mailbox.close();
            }
            self.connections.flush();
            let wake = self.sleep();
            tokio::select! {
                biased;
                Some((reader, page)) = self.pages.next() => {
                    self.say_page(reader, page);
                    continue;
                }
                Some(sent) = self.notices.next() => {
                    self.note_sent(&sent);
                    continue;
                }
                received = self.mailbox.recv_many(&mut inbox, BATCH_MESSAGES_MAX) => {
                    if received == 0 {
                        return;
                    }
                }
                () = wake => {}
            }
            asked |= !inbox.is_empty();
            Box::pin(self.serve(&mut inbox)).await;
            if !self.drained.is_empty() {
                return self.leave();
            }
        }
    }

    /// The server stops.
    pub(super) fn drain(&mut self, answer: oneshot::Sender<()>, moves: bool) {
        self.drained.push(answer);
        self.moves |= moves;
    }

    /// Everyone is told to come back, and the meeting waits in its log.
    fn leave(&mut self) {
        let code = if self.moves { CloseCode::Moved } else { CloseCode::Restarting };
        for (_, connection) in self.connections.iter() {
            connection.outbox.finish(code);
        }
        for answer in self.drained.drain(..) {
            // Nobody waits any more if the server was told twice to stop.
            let _ = answer.send(());
        }
    }

    fn is_idle(&self) -> bool {
        self.connections.is_empty() && self.live.is_none()
    }

    /// Until the meeting has something to do without being told, or the store is tried again.
    fn sleep(&self) -> BoxFuture<'static, ()> {
        let owed = (!self.owed.is_empty()).then(|| self.clock.monotonic_ms());
        let due = self.live.as_ref().and_then(|live| owed.or_else(|| live.wake_ms()));
        match self.outage.map(|outage| outage.retry_ms()).or(due) {
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
            self.recall(inbox).await;
        }
        if has(|message| matches!(message, RoomMessage::RoomChanged {})) {
            self.note_room().await;
        }
        if has(|message| matches!(message, RoomMessage::RoomChanged {} | RoomMessage::Attach(_))) {
            self.note_duties().await;
        }
        let Some(mut live) = self.live.take() else {
            inbox.drain(..).for_each(|message| self.without_meeting(message));
            return;
        };
        let mut batch = match self.outage.filter(Outage::stands) {
            Some(outage) => {
                live.stand(outage.at_ms, &self.clock);
                let mut batch = live.batch(&self.clock);
                // Everyone is still here, and the floor goes on before anything else happens.
                batch.reconcile(&mut self.connections);
                batch
            }
            None => live.batch(&self.clock),
        };
        self.owed.iter().for_each(|signal| batch.signal(signal.clone()));
        for message in inbox.drain(..) {
            self.take(message, &live, &mut batch);
        }
        batch.settle(&mut self.connections);
        if self.moves {
            // Where the meeting stands is stored to the moment: whoever takes it goes on from there.
            batch.signal(Signal::Leaving {});
        }
        self.live = self.finish(live, batch).await;
        if self.rehearses {
            self.ensure_meeting().await;
        }
    }

    /// The room does not exist, or the store does not answer: nobody can come in.
    fn without_meeting(&mut self, message: RoomMessage) {
        match message {
            RoomMessage::Attach(attach) => attach.outbox.cut(CloseCode::ServerError),
            RoomMessage::Detach { connection } => self.connections.remove(connection),
            RoomMessage::Revoke { who, code } => self.connections.cut(who, code),
            RoomMessage::Close { code } => self.connections.cut_all(code),
            RoomMessage::Status { answer } => drop(answer.send(None)),
            RoomMessage::Drain { answer, moves } => self.drain(answer, moves),
            RoomMessage::Command(_)
            | RoomMessage::Typing { .. }
            | RoomMessage::History { .. }
            | RoomMessage::Ping { .. }
            | RoomMessage::Looks { .. }
            | RoomMessage::RoomChanged {}
            | RoomMessage::Reachable { .. }
            | RoomMessage::Owns { .. }
            | RoomMessage::Rehearse {} => {}
        }
    }

    fn take(&mut self, message: RoomMessage, live: &Live, batch: &mut Batch) {
        match message {
            RoomMessage::Attach(attach) => self.attach(*attach),
            RoomMessage::Detach { connection } => self.connections.remove(connection),
            // What a socket sent counts for nothing once it was cut off.
            RoomMessage::Command(asked) if self.connections.get(asked.connection).is_none() => {}
            RoomMessage::Command(asked) => {
                let Asked { connection, actor, reference, id, command } = *asked;
                batch.command(live.receipts(), ReplyTo { connection, reference }, actor, id, command);
            }
            RoomMessage::Typing { connection, turn, more } => {
                publish::typing(&self.connections, batch.meeting(), connection, turn, more);
            }
            RoomMessage::History { connection, reference, before } => {
                self.history(connection, reference, before, live);
            }
            RoomMessage::Ping { connection, reference } => {
                self.connections.say(connection, &ServerMessage::Pong { reference, at_ms: batch.at_ms() });
            }
            RoomMessage::Reachable { who, on } => {
                self.connections.note_reachable(who, on);
                batch.signal(Signal::Reachable { who, on });
            }
            RoomMessage::Owns { who } => {
                batch.signal(Signal::Owns { who });
                self.owed.push(Signal::Owns { who });
            }
            RoomMessage::Looks { connection, looks } => self.connections.note_looks(connection, looks),
            RoomMessage::Revoke { who, code } => {
                self.connections.cut(who, code);
                batch.signal(Signal::Revoked { who });
                self.owed.push(Signal::Revoked { who });
            }
            RoomMessage::Close { code } => {
                self.connections.cut_all(code);
                for who in batch.meeting().people.keys().copied().collect::<Vec<_>>() {
                    batch.signal(Signal::Revoked { who });
                    self.owed.push(Signal::Revoked { who });
                }
            }
            RoomMessage::Status { answer } => drop(answer.send(Some(live.status()))),
            RoomMessage::RoomChanged {} | RoomMessage::Rehearse {} => {}
            RoomMessage::Drain { answer, moves } => self.drain(answer, moves),
        }
    }

    fn attach(&mut self, attach: Attach) {
        let Attach { connection, entrant, resume, outbox } = attach;
        let new = Connection {
            participant: entrant.participant,
            expected: entrant.expected,
            reachable: entrant.reachable,
            outbox,
            fresh: Some(Fresh { entrant, resume }),
            waiting: None,
            looks: true,
            stands: false,
            notified: BTreeSet::new(),
        };
        self.connections.add(connection, new);
    }

    fn history(&mut self, id: ConnectionId, reference: u32, before: MessageId, live: &Live) {
        if let Some(connection) = self.connections.get(id) {
            let viewer = connection.participant;
            let asked = Request { connection: id, reference, before, viewer };
            if let Err(TooMany) = self.pages.ask(live.shared(), asked) {
                let code = RefusalCode::from(ProtocolRefusal::TooFast);
                self.connections.say(id, &ServerMessage::refused(Some(reference), code));
            }
        }
    }

    /// A page was read: the room says it, so that nothing comes after it that it should have known of.
    fn say_page(&mut self, reader: ParticipantId, page: Option<Page>) {
        if let Some((live, page)) = self.live.as_ref().zip(page) {
            self.connections.say(page.connection, &page.answer(live.meeting()));
        }
        let is_here = |request: &Request| self.connections.get(request.connection).is_some();
        self.pages.go_on(reader, self.live.as_ref().map(Live::shared), is_here);
    }

    /// A notice was handed over, or lost. Whoever has no browser left that can be told is not waited for.
    fn note_sent(&mut self, sent: &Sent) {
        self.notices.note(sent);
        if let Some(live) = &self.live {
            let known = live.meeting().people.get(&sent.who).is_some_and(|known| known.reachable);
            if known && !sent.delivery.reachable {
                self.connections.note_reachable(sent.who, false);
                self.owed.push(Signal::Reachable { who: sent.who, on: false });
            }
            publish::notified(&mut self.connections, live.meeting(), &self.notices.notified());
        }
    }
}
