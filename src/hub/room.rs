//! A room's task: the one owner of its meeting.
//!
//! The way of a batch: take what waits in the mailbox, decide all of it on a copy, append once, and
//! only then answer and tell. A failed append changes nothing.

use std::{collections::BTreeSet, ops::ControlFlow, pin::pin, sync::Arc, time::Duration};

use futures::future::BoxFuture;
use tokio::{
    sync::{mpsc, oneshot},
    time::timeout,
};

use super::{
    batch::Batch,
    connections::{Connection, Connections},
    duties, effects,
    grounds::Grounds,
    history::{Page, Request},
    limits::{BATCH_MESSAGES_MAX, MAILBOX_MESSAGES_MAX, OPEN_RETRY_MS, OUTAGE_MS_MIN},
    live::Live,
    mailbox::{Attach, ConnectionId, RoomMessage},
    meetings::{self, GoesOn},
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
    meeting::{
        duty::Assignment,
        id::{ParticipantId, RoomId},
        input::Signal,
        ordinal::MessageId,
        state::Phase,
        time::MeetingMs,
    },
    protocol::{
        close::CloseCode,
        server::{ProtocolRefusal, RefusalCode, ServerMessage},
    },
    push::Push,
    room::schedule::DateView,
    store::{Append, Store, StoreError},
};

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
}

impl Room {
    pub(crate) fn new(
        id: RoomId,
        mailbox: mpsc::Receiver<RoomMessage>,
        store: Arc<Store>,
        clock: SharedClock,
        grounds: Grounds,
        push: Arc<Push>,
        opening: Arc<Opening>,
    ) -> Self {
        Self {
            id,
            grounds,
            mailbox,
            pages: Pages::new(Arc::clone(&store)),
            states: States::new(Arc::clone(&store)),
            opening,
            store,
            clock,
            connections: Connections::default(),
            live: None,
            rehearses: false,
            drained: Vec::new(),
            outage: None,
            owed: Vec::new(),
            notices: Notices::new(push),
        }
    }

    /// Runs until nobody needs the room.
    pub(crate) async fn run(mut self) {
        let mut inbox = Vec::with_capacity(BATCH_MESSAGES_MAX);
        if self.open(&mut inbox).await.is_break() {
            return self.leave();
        }
        let mut asked = !inbox.is_empty();
        if asked {
            self.serve(&mut inbox).await;
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
            // Nobody waits any more if the server was told twice to stop.
            let _ = answer.send(());
        }
    }

    /// Opens the room: a meeting that was running when the server stopped goes on. Whoever comes meanwhile
    /// waits in the inbox, for as long as the store does not answer. Breaks if the server stops.
    async fn open(&mut self, inbox: &mut Vec<RoomMessage>) -> ControlFlow<()> {
        let opening = Arc::clone(&self.opening);
        loop {
            let place = tokio::select! {
                place = opening.place() => place,
                () = self.stopped(inbox) => return ControlFlow::Break(()),
            };
            let restored = self.restore().await;
            drop(place);
            if !matches!(restored, Err(StoreError::Unavailable(_))) {
                self.opening.done(self.id, restored.is_err());
                return ControlFlow::Continue(());
            }
            let retry = self.clock.sleep_until(self.clock.monotonic_ms() + OPEN_RETRY_MS);
            tokio::select! {
                () = retry => {}
                () = self.stopped(inbox) => return ControlFlow::Break(()),
            }
        }
    }

    /// Takes in what comes, until the server stops or nobody can tell the room anything any more.
    async fn stopped(&mut self, inbox: &mut Vec<RoomMessage>) {
        while inbox.len() < MAILBOX_MESSAGES_MAX {
            match self.mailbox.recv().await {
                Some(RoomMessage::Drain { answer }) => return self.drained.push(answer),
                Some(message) => inbox.push(message),
                None => return,
            }
        }
        std::future::pending().await
    }

    async fn restore(&mut self) -> Result<(), StoreError> {
        let restored = meetings::restore(&self.store, &self.clock, self.id).await;
        if let Err(error) = &restored {
            tracing::error!(room = %self.id, %error, "a meeting could not be restored");
        }
        if let Some(GoesOn { live, state_seq }) = restored? {
            self.notices.begin(Some(live.meeting()));
            self.states.begin(state_seq);
            self.live = Some(live);
        }
        Ok(())
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
                batch.reconcile(&self.connections);
                batch
            }
            None => live.batch(&self.clock),
        };
        self.owed.iter().for_each(|signal| batch.signal(signal.clone()));
        for message in inbox.drain(..) {
            self.take(message, &live, &mut batch);
        }
        batch.settle(&self.connections);
        self.live = self.finish(live, batch).await;
        if self.rehearses {
            self.ensure_meeting().await;
        }
    }

    /// What changed of the room is told to everyone. People who gather for a date that was moved or
    /// cancelled are sent home.
    async fn note_room(&mut self) {
        if let Some(mut live) = self.live.take() {
            self.note_room_of(&mut live).await;
            self.live = Some(live);
        }
    }

    async fn note_room_of(&mut self, live: &mut Live) {
        let date = live.status().date;
        let series = self.store.room(self.id).await.and_then(|room| room.ok_or(StoreError::NotFound));
        let now = match &series {
            Ok(series) => meetings::room_now(&self.store, &self.clock, series, date).await,
            Err(error) => Err(error.clone()),
        };
        let now = match now {
            Ok(now) => now,
            Err(error) => {
                tracing::warn!(room = %self.id, %error, "what changed of a room could not be read");
                return;
            }
        };
        let starts = |date: Option<&DateView>| date.map(|date| date.starts_at);
        if starts(live.info().date.as_ref()) != starts(now.date.as_ref()) && date.is_some() {
            self.owed.push(Signal::DateChanged {});
        }
        if live.note(now) {
            publish::room(&self.connections, live);
        }
    }

    /// Who serves at this meeting is told to it, as far as it does not know yet.
    async fn note_duties(&mut self) {
        let Some(live) = &self.live else { return };
        let Some(date) = live.status().date else { return };
        let serving = match self.store.room(self.id).await {
            Ok(Some(room)) => duties::on(&self.store, &room, date, self.clock.unix_ms()).await,
            Ok(None) => return,
            Err(error) => Err(error),
        };
        match serving {
            Ok(serving) => {
                let known = &live.meeting().duties;
                let same = |(known, planned): (&Assignment, &Assignment)| known.is_planned_as(planned);
                if known.len() != serving.len() || !known.iter().zip(&serving).all(same) {
                    self.owed.push(Signal::Duties { duties: serving });
                }
            }
            Err(error) => tracing::warn!(room = %self.id, %error, "who serves could not be read"),
        }
    }

    /// A room without a meeting gets one when somebody comes.
    async fn ensure_meeting(&mut self) {
        if self.live.is_some() {
            return;
        }
        match meetings::begin(&self.store, &self.clock, self.id).await {
            Ok(live) => {
                self.notices.begin(Some(live.meeting()));
                self.states.begin(0);
                self.live = Some(live);
            }
            Err(error) => tracing::warn!(room = %self.id, %error, "a meeting could not be made"),
        }
        self.cast_lead().await;
    }

    /// Where a simulated lead holds the meetings, each gets one.
    async fn cast_lead(&mut self) {
        let Some(live) = self.live.as_mut().filter(|_| self.rehearses) else { return };
        if let Err(error) = live.rehearse_with_lead(&self.store).await {
            tracing::warn!(room = %self.id, %error, "a rehearsal has nobody to play it");
        }
    }

    /// The room does not exist, or the store does not answer: nobody can come in.
    fn without_meeting(&mut self, message: RoomMessage) {
        match message {
            RoomMessage::Attach(attach) => attach.outbox.cut(CloseCode::ServerError),
            RoomMessage::Detach { connection } => self.connections.remove(connection),
            RoomMessage::Revoke { who } => self.connections.cut(who, CloseCode::Revoked),
            RoomMessage::Close { code } => self.connections.cut_all(code),
            RoomMessage::Status { answer } => drop(answer.send(None)),
            RoomMessage::Drain { answer } => self.drained.push(answer),
            RoomMessage::Command { .. }
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
            RoomMessage::Command { connection, .. } if self.connections.get(connection).is_none() => {}
            RoomMessage::Command { connection, actor, reference, id, command } => {
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
            RoomMessage::Revoke { who } => {
                self.connections.cut(who, CloseCode::Revoked);
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
            RoomMessage::Drain { answer } => self.drained.push(answer),
        }
    }

    fn attach(&mut self, attach: Attach) {
        let Attach { connection, entrant, resume, outbox } = attach;
        let new = Connection {
            entrant,
            outbox,
            fresh: Some(resume),
            waiting: None,
            looks: true,
            stands: false,
            notified: BTreeSet::new(),
        };
        self.connections.add(connection, new);
    }

    fn history(&mut self, id: ConnectionId, reference: u32, before: MessageId, live: &Live) {
        if let Some(connection) = self.connections.get(id) {
            let viewer = connection.entrant.participant;
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

    /// Appends, then answers and tells. Returns the meeting that now stands.
    async fn finish(&mut self, live: Live, batch: Batch) -> Option<Live> {
        let stood = self.outage.is_some_and(|outage| outage.stands());
        let stored = match (batch.append(), self.outage) {
            // It was tried a moment ago.
            (_, Some(outage)) if stood && self.clock.monotonic_ms() < outage.retry_ms() => {
                self.refuse(&live, &batch);
                return Some(live);
            }
            (Some(append), _) => self.append(append, batch.at_ms()).await,
            // Whether it takes something again has to be asked.
            (None, Some(outage)) if self.clock.monotonic_ms() >= outage.retry_ms() => {
                self.store.ready().await
            }
            (None, _) => return self.tell(live, batch).await,
        };
        if let Err(error) = stored {
            return self.fail(live, &batch, &error).await;
        }
        let at_ms = batch.at_ms();
        let live = self.tell(live, batch).await;
        match &mut self.outage {
            // It took long, and the floor goes on with the next batch.
            Some(outage) if outage.stands() && !stood => outage.at_ms = at_ms,
            Some(_) => {
                self.outage = None;
                publish::outage(&mut self.connections, false, at_ms);
                self.connections.flush();
            }
            None => {}
        }
        live
    }

    /// Appends. When it takes long, everyone is told meanwhile that the floor stands still.
    async fn append(&mut self, append: Append, at_ms: MeetingMs) -> Result<(), StoreError> {
        let store = Arc::clone(&self.store);
        let mut append = pin!(store.append(append));
        // Real time, not the server's clock: it is the disk that takes long.
        match timeout(Duration::from_millis(OUTAGE_MS_MIN), &mut append).await {
            Ok(stored) => stored,
            Err(_) => {
                let now_ms = self.clock.monotonic_ms();
                self.outage.get_or_insert_with(|| Outage::new(at_ms, now_ms)).stand();
                publish::outage(&mut self.connections, true, at_ms);
                self.connections.flush();
                append.await
            }
        }
    }

    /// Answers and tells what was stored.
    async fn tell(&mut self, live: Live, batch: Batch) -> Option<Live> {
        self.owed.clear();
        let (mut live, outcome) = live.advance(batch);
        // Before the end that it is about: a client goes when it hears of that.
        publish::debrief(&self.connections, &live, &outcome);
        let noted = effects::note(&self.store, &self.clock, live.meeting(), &outcome).await;
        publish::outcome(&mut self.connections, &mut live, &outcome);
        self.states.after(&live, noted.all);
        // Who was let in is not expected any more.
        if live.info().newcomers > 0 && outcome.lets_in() {
            self.note_room_of(&mut live).await;
        }
        self.owed.extend(noted.held.into_iter().map(|who| Signal::Held { who }));
        effects::close(&mut self.connections, &self.grounds, live.meeting(), &outcome);
        self.notices.after(&self.connections, live.meeting(), &outcome);
        publish::notified(&mut self.connections, live.meeting(), &self.notices.notified());
        self.connections.flush();
        self.close_if_ended(live).await
    }

    /// Nothing happened, and everyone who asked is told so.
    async fn fail(&mut self, live: Live, batch: &Batch, error: &StoreError) -> Option<Live> {
        tracing::error!(room = %self.id, %error, "a batch was not stored");
        metrics::counter!("rondo_appends_failed_total").increment(1);
        let now_ms = self.clock.monotonic_ms();
        self.outage.get_or_insert_with(|| Outage::new(batch.at_ms(), now_ms)).failed(now_ms);
        self.refuse(&live, batch);
        match error {
            // Someone else wrote, or the end of the log is not known: what is stored is the truth.
            StoreError::Fence { .. } | StoreError::NotLive | StoreError::KeyGone => {
                self.outage = None;
                self.connections.cut_all(CloseCode::ServerError);
                // What fails is logged; whoever comes next finds the room without a meeting.
                let _ = self.restore().await;
                self.live.take()
            }
            _ => Some(live),
        }
    }

    /// Tells everyone who asked that nothing happened, and everyone if the meeting stands still.
    fn refuse(&mut self, live: &Live, batch: &Batch) {
        publish::failure(&mut self.connections, live, batch.outcome());
        if let Some(outage) = self.outage.filter(Outage::stands) {
            publish::outage(&mut self.connections, true, outage.at_ms);
        }
        self.connections.flush();
    }

    /// Ending destroys the key: what was said can't be read any more.
    async fn close_if_ended(&mut self, live: Live) -> Option<Live> {
        let Phase::Ended { .. } = live.meeting().phase else { return Some(live) };
        if let Err(error) = meetings::end(&self.store, &self.clock, live.meeting()).await {
            tracing::error!(room = %self.id, %error, "the end of a meeting was not stored; it will be at the next start");
        }
        // After it is stored, so that whoever is sent home finds nothing left of it.
        self.connections.finish(|_| true);
        None
    }
}
