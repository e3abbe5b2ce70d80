//! A person with a client that keeps its view by the events, as every client does, and checks
//! each frame: nothing missing, nothing twice, nothing out of order.

use std::{collections::BTreeMap, net::SocketAddr, sync::Arc};

use rondo::{
    clock::{Clock, ManualClock},
    meeting::{
        audience,
        command::Command,
        event::{Event, Numbered},
        id::{MeetingId, ParticipantId},
        state::Message,
        view::{MeetingView, WaitingView},
    },
    protocol::{
        client::ClientMessage,
        close::CloseCode,
        limits::{COMMANDS_BURST, COMMANDS_PER_SECOND},
        server::{RefusalCode, RoomInfo, ServerMessage},
    },
};
use serde_json::json;

use super::{
    Browser, Server,
    socket::{Socket, Verdict},
};

/// A token is fetched or renewed when it has less than this left.
const TOKEN_MS_MIN: u64 = 120_000;

/// Someone in a room.
pub(crate) struct Person {
    pub(crate) browser: Browser,
    pub(crate) room: String,
    pub(crate) address: SocketAddr,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) socket: Option<Socket>,
    pub(crate) token: String,
    pub(crate) token_expires_at: u64,
    pub(crate) me: Option<ParticipantId>,
    pub(crate) info: Option<RoomInfo>,
    pub(crate) meeting: Option<MeetingId>,
    pub(crate) joined: bool,
    pub(crate) view: Option<MeetingView>,
    pub(crate) waiting: Option<WaitingView>,
    pub(crate) seq: u64,
    /// Meeting time as last heard.
    pub(crate) at_ms: u64,
    /// Every event that came, in order.
    pub(crate) events: Vec<Numbered>,
    /// How many snapshots came.
    pub(crate) snapshots: usize,
    /// What earlier sockets heard.
    pub(crate) heard_before: String,
    pub(crate) goodbye: Option<(CloseCode, Option<u64>)>,
    answers: BTreeMap<u32, Verdict>,
    pongs: BTreeMap<u32, u64>,
    pages: BTreeMap<u32, (Vec<Message>, bool)>,
    typing: usize,
    awaits_snapshot: bool,
    refs: u32,
    /// A mirror of the server's pace, so that no honest client is too fast.
    frames_milli: u64,
    refilled_ms: u64,
}

impl Person {
    pub(crate) fn new(server: &Server, browser: &Browser, room: &str) -> Self {
        Self::at(server.app.address, &server.clock, browser, room)
    }

    pub(crate) fn at(address: SocketAddr, clock: &Arc<ManualClock>, browser: &Browser, room: &str) -> Self {
        Self {
            browser: browser.clone(),
            room: room.to_owned(),
            address,
            clock: Arc::clone(clock),
            socket: None,
            token: String::new(),
            token_expires_at: 0,
            me: None,
            info: None,
            meeting: None,
            joined: false,
            view: None,
            waiting: None,
            seq: 0,
            at_ms: 0,
            events: Vec::new(),
            snapshots: 0,
            heard_before: String::new(),
            goodbye: None,
            answers: BTreeMap::new(),
            pongs: BTreeMap::new(),
            pages: BTreeMap::new(),
            typing: 0,
            awaits_snapshot: false,
            refs: 0,
            frames_milli: 0,
            refilled_ms: 0,
        }
    }

    /// Another client of the same person, which knows nothing yet.
    pub(crate) fn twin(&self) -> Self {
        Self {
            browser: self.browser.clone(),
            room: self.room.clone(),
            clock: Arc::clone(&self.clock),
            token: self.token.clone(),
            heard_before: String::new(),
            socket: None,
            info: None,
            view: None,
            waiting: None,
            events: Vec::new(),
            snapshots: 0,
            goodbye: None,
            answers: BTreeMap::new(),
            pongs: BTreeMap::new(),
            pages: BTreeMap::new(),
            meeting: None,
            joined: false,
            seq: 0,
            ..*self
        }
    }

    /// The server was started again.
    pub(crate) fn find(&mut self, server: &Server) {
        self.address = server.app.address;
        self.browser = self.browser.at(server);
    }

    pub(crate) fn id(&self) -> ParticipantId {
        self.me.expect("welcomed")
    }

    pub(crate) fn view(&self) -> &MeetingView {
        self.view.as_ref().expect("in the meeting")
    }

    /// Every byte the server ever sent to this person's sockets.
    pub(crate) fn heard(&self) -> String {
        let now = self.socket.as_ref().map_or("", |socket| &socket.heard);
        format!("{}{now}", self.heard_before)
    }

    /// A token that is good for a while.
    pub(crate) async fn fetch_token(&mut self) {
        if self.token.is_empty() || self.clock.unix_ms() + TOKEN_MS_MIN > self.token_expires_at {
            let path = format!("/api/rooms/{}/token", self.room);
            let entry = self.browser.post(&path, json!({})).await.good();
            self.token = entry["token"].as_str().expect("a token").to_owned();
            self.token_expires_at = entry["expires_at"].as_u64().expect("a time");
        }
    }

    /// Opens a socket and is welcomed; a client that has a view goes on from where it was.
    pub(crate) async fn connect(&mut self) {
        self.fetch_token().await;
        self.connect_with_token().await;
    }

    pub(crate) async fn connect_with_token(&mut self) {
        let resume = self.view.as_ref().and(self.meeting).map(|meeting| (meeting, self.seq));
        self.drop_socket();
        self.frames_milli = u64::from(COMMANDS_BURST) * 1_000;
        self.refilled_ms = self.clock.monotonic_ms();
        let mut socket = Socket::open(self.address).await;
        socket.greet(&self.token, resume).await;
        self.socket = Some(socket);
        (self.me, self.goodbye) = (None, None);
        self.until("a welcome", |person| person.me.is_some()).await;
        if self.joined {
            let had = (self.snapshots, self.view.is_some());
            // What was missed comes by itself, be it nothing.
            self.until("the meeting", |p| p.waiting.is_some() || p.view.is_some()).await;
            if had.1 {
                self.sync().await;
            }
        }
    }

    /// Comes to the meeting: into the waiting room, or in.
    pub(crate) async fn come(&mut self) {
        self.connect().await;
        if !self.joined {
            self.join().await.expect("a seat in the meeting");
            self.until("the door", |person| person.waiting.is_some() || person.view.is_some()).await;
        }
    }

    pub(crate) async fn join(&mut self) -> Verdict {
        let version = self.info.as_ref().expect("a room").guidelines_version;
        self.ask(Command::Join { guidelines_version: version, adult: true, name: None }).await
    }

    /// The connection is lost without a word.
    pub(crate) fn cut(&mut self) {
        self.drop_socket();
    }

    fn drop_socket(&mut self) {
        if let Some(socket) = self.socket.take() {
            self.heard_before.push_str(&socket.heard);
        }
        self.awaits_snapshot = false;
    }

    /// The page is loaded anew: another client, which knows nothing.
    pub(crate) async fn reload(&mut self) {
        self.drop_socket();
        self.view = None;
        self.waiting = None;
        self.seq = 0;
        self.connect().await;
    }

    fn next_ref(&mut self) -> u32 {
        self.refs += 1;
        self.refs
    }

    /// People type at a human pace; meeting time goes on when a test asks for more.
    fn breathe(&mut self) {
        let now = self.clock.monotonic_ms();
        let gained = (now - self.refilled_ms) * u64::from(COMMANDS_PER_SECOND);
        self.frames_milli = (self.frames_milli + gained).min(u64::from(COMMANDS_BURST) * 1_000);
        self.refilled_ms = now;
        if self.frames_milli < 2_000 {
            self.clock.advance_ms(1_000);
            return self.breathe();
        }
        self.frames_milli -= 1_000;
    }

    pub(crate) async fn say(&mut self, message: &ClientMessage) {
        self.breathe();
        self.socket.as_mut().expect("a socket").say(message).await;
    }

    /// Sends a command without waiting; its ref.
    pub(crate) async fn send(&mut self, id: &str, command: Command) -> u32 {
        let reference = self.next_ref();
        self.say(&ClientMessage::Command { reference, id: id.to_owned(), command }).await;
        reference
    }

    /// The answer to a ref.
    pub(crate) async fn answer(&mut self, reference: u32) -> Verdict {
        self.until("an answer", |person| person.answers.contains_key(&reference)).await;
        self.answers[&reference]
    }

    /// The answer to a ref, if it came.
    pub(crate) fn verdict(&self, reference: u32) -> Option<Verdict> {
        self.answers.get(&reference).copied()
    }

    pub(crate) async fn ask_as(&mut self, id: &str, command: Command) -> Verdict {
        let reference = self.send(id, command).await;
        self.answer(reference).await
    }

    pub(crate) async fn ask(&mut self, command: Command) -> Verdict {
        let id = format!("c{}-{}", self.refs, self.clock.monotonic_ms());
        self.ask_as(&id, command).await
    }

    /// A command that happens; its seq.
    #[track_caller]
    pub(crate) fn does(&mut self, command: Command) -> impl Future<Output = u64> {
        let caller = std::panic::Location::caller();
        async move {
            let said = format!("{command:?}");
            self.ask(command).await.unwrap_or_else(|code| panic!("{caller}: {said} was refused: {code:?}"))
        }
    }

    /// A command that is refused with this code.
    #[track_caller]
    pub(crate) fn refused(
        &mut self,
        command: Command,
        code: impl Into<RefusalCode>,
    ) -> impl Future<Output = ()> {
        let (caller, code) = (std::panic::Location::caller(), code.into());
        async move {
            let said = format!("{command:?}");
            let verdict = self.ask(command).await;
            assert_eq!(verdict, Err(code), "{caller}: {said}");
        }
    }

    pub(crate) fn says(&mut self, text: &str) -> impl Future<Output = u64> {
        self.does(Command::Post { text: text.to_owned(), note: None })
    }

    pub(crate) async fn page(&mut self, before: u64) -> (Vec<Message>, bool) {
        let reference = self.next_ref();
        self.say(&ClientMessage::History { reference, before }).await;
        self.until("a page", |person| person.pages.contains_key(&reference)).await;
        self.pages.remove(&reference).expect("a page")
    }

    pub(crate) async fn renew(&mut self, token: Option<String>) -> Verdict {
        let reference = self.next_ref();
        self.say(&ClientMessage::Renew { reference, token }).await;
        self.answer(reference).await
    }

    async fn ping(&mut self) {
        let reference = self.next_ref();
        self.say(&ClientMessage::Ping { reference }).await;
        self.until("a pong", |person| person.pongs.contains_key(&reference)).await;
    }

    /// After this, everything that was decided before was heard: the room answers a ping at the
    /// start of a batch and tells at its end, so two of them see a whole batch go by.
    pub(crate) async fn sync(&mut self) {
        self.ping().await;
        self.ping().await;
    }

    /// What a client does while time passes: answers pings, renews its token.
    pub(crate) async fn keep_up(&mut self) {
        if self.clock.unix_ms() + TOKEN_MS_MIN > self.token_expires_at {
            self.renew(None).await.expect("a fresh token");
        }
        self.sync().await;
    }

    /// Reads until it is so.
    pub(crate) async fn until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        while !is_so(self) {
            let socket = self.socket.as_mut().expect("a socket");
            let Some(message) = socket.next().await else {
                panic!("closed with {:?} before {what}: {:?}", socket.closed, self.goodbye);
            };
            self.hear(message);
        }
    }

    /// Until the view is so.
    pub(crate) async fn sees(&mut self, what: &str, is_so: impl Fn(&MeetingView) -> bool) {
        self.until(what, |person| person.view.as_ref().is_some_and(&is_so)).await;
    }

    /// Reads to the end; the code of the close.
    pub(crate) async fn ends(&mut self) -> Option<u16> {
        while let Some(message) = self.socket.as_mut().expect("a socket").next().await {
            self.hear(message);
        }
        let closed = self.socket.as_ref().and_then(|socket| socket.closed);
        assert_eq!(closed, self.goodbye.map(|(code, _)| code.number()), "the goodbye names the code");
        closed
    }

    /// The view made of events is what a client that comes now is shown.
    pub(crate) async fn agrees_with_the_server(&mut self) {
        let mut twin = self.twin();
        twin.connect().await;
        twin.sync().await;
        self.sync().await;
        assert_eq!(json!(self.view), json!(twin.view), "the view of {:?}", self.me);
        assert_eq!(json!(self.waiting), json!(twin.waiting));
        let heard = twin.socket.take().expect("a socket").leave().await;
        self.heard_before.push_str(&heard);
    }

    pub(crate) fn hear(&mut self, message: ServerMessage) {
        assert!(self.goodbye.is_none(), "something after the goodbye: {message:?}");
        match message {
            ServerMessage::Welcome { participant, room, meeting, joined, token_expires_at, .. } => {
                assert!(self.me.is_none(), "welcomed twice");
                if self.meeting != Some(meeting) {
                    (self.view, self.seq) = (None, 0);
                }
                (self.me, self.info, self.meeting) = (Some(participant), Some(room), Some(meeting));
                (self.joined, self.token_expires_at) = (joined, token_expires_at);
                self.waiting = None;
            }
            message if self.me.is_none() && !matches!(message, ServerMessage::Goodbye { .. }) => {
                panic!("before the welcome: {message:?}");
            }
            ServerMessage::Waiting { view, at_ms } => {
                self.at_ms = at_ms;
                assert_ne!(self.waiting.as_ref(), Some(&*view), "nothing new");
                (self.waiting, self.view, self.joined) = (Some(*view), None, true);
            }
            ServerMessage::Snapshot { seq, view, at_ms } => {
                self.at_ms = at_ms;
                assert!(seq >= self.seq, "a snapshot from the past");
                (self.seq, self.view, self.waiting, self.joined) = (seq, Some(*view), None, true);
                self.snapshots += 1;
                self.awaits_snapshot = false;
            }
            ServerMessage::Events { after, upto, events, at_ms } => {
                self.at_ms = at_ms;
                self.hear_events(after, upto, events);
            }
            ServerMessage::Accepted { reference, seq } => {
                self.answers.insert(reference, Ok(seq));
            }
            ServerMessage::Refused { reference, code, .. } => {
                self.answers.insert(reference.unwrap_or(0), Err(code));
            }
            ServerMessage::Token { reference, token, expires_at } => {
                self.token = token.unwrap_or_default();
                self.token_expires_at = expires_at;
                self.answers.insert(reference, Ok(expires_at));
            }
            ServerMessage::Page { reference, messages, more } => {
                self.pages.insert(reference, (messages, more));
            }
            ServerMessage::Pong { reference, at_ms } => {
                self.at_ms = at_ms;
                self.pongs.insert(reference, at_ms);
            }
            ServerMessage::Typing { .. } => self.typing += 1,
            ServerMessage::Goodbye { code, retry_after_ms } => self.goodbye = Some((code, retry_after_ms)),
        }
    }

    fn hear_events(&mut self, after: u64, upto: u64, events: Vec<Numbered>) {
        assert!(!self.awaits_snapshot, "a snapshot was due");
        assert!(after <= self.seq, "lost something: at {} and the frame is after {after}", self.seq);
        let view = self.view.as_mut().expect("events are for those who are in");
        let mut last = self.seq;
        for numbered in events {
            assert!(numbered.seq > last, "{} again, or out of order, after {last}", numbered.seq);
            last = numbered.seq;
            view.reduce(&numbered);
            self.awaits_snapshot |= audience::needs_snapshot(&numbered.event) == self.me;
            self.events.push(numbered);
        }
        assert!(upto >= last, "{upto} is before {last}");
        self.seq = upto;
    }

    /// The texts of the messages that came as events, with their seqs.
    pub(crate) fn posted(&self) -> Vec<(u64, String)> {
        let posted = self.events.iter().filter_map(|numbered| match &numbered.event {
            Event::Posted { message } => Some((numbered.seq, message.text.clone())),
            _ => None,
        });
        posted.collect()
    }

    pub(crate) fn texts(&self) -> Vec<&str> {
        self.view().messages.iter().map(|message| message.text.as_str()).collect()
    }

    pub(crate) fn was_told(&self, is_so: impl Fn(&Event) -> bool) -> bool {
        self.events.iter().any(|numbered| is_so(&numbered.event))
    }
}
