//! A person with a client that keeps its view by the events, as every client does, and checks
//! each frame: nothing missing, nothing twice, nothing out of order.

mod asking;
mod hearing;

use std::{collections::BTreeMap, net::SocketAddr, sync::Arc};

use rondo::{
    clock::{Clock, ManualClock},
    meeting::{
        command::Command,
        event::Numbered,
        id::{MeetingId, ParticipantId},
        state::Message,
        time::MeetingMs,
        view::{MeetingView, WaitingView},
    },
    protocol::{close::CloseCode, debrief::Debrief, limits::COMMANDS_BURST, server::RoomInfo},
    time::UnixMs,
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
    pub(crate) token_expires_at: UnixMs,
    pub(crate) me: Option<ParticipantId>,
    pub(crate) info: Option<RoomInfo>,
    pub(crate) meeting: Option<MeetingId>,
    pub(crate) joined: bool,
    pub(crate) view: Option<MeetingView>,
    pub(crate) waiting: Option<WaitingView>,
    pub(crate) seq: u64,
    /// Meeting time as last heard.
    pub(crate) at_ms: MeetingMs,
    /// Every event that came, in order.
    pub(crate) events: Vec<Numbered>,
    /// How many snapshots came.
    pub(crate) snapshots: usize,
    /// What earlier sockets heard.
    pub(crate) heard_before: String,
    pub(crate) goodbye: Option<(CloseCode, Option<u64>)>,
    answers: BTreeMap<u32, Verdict>,
    pongs: BTreeMap<u32, MeetingMs>,
    pages: BTreeMap<u32, (Vec<Message>, bool)>,
    pub(crate) typing: usize,
    /// Whom a push service took a notice for, as a lead was told.
    pub(crate) notified: Vec<ParticipantId>,
    /// Whether the meeting stands still, since the server can't store anything.
    pub(crate) stands: bool,
    /// What the leads of a rehearsal are told afterwards.
    pub(crate) debrief: Option<Debrief>,
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
            token_expires_at: UnixMs::default(),
            me: None,
            info: None,
            meeting: None,
            joined: false,
            view: None,
            waiting: None,
            seq: 0,
            at_ms: MeetingMs::ZERO,
            events: Vec::new(),
            snapshots: 0,
            heard_before: String::new(),
            goodbye: None,
            answers: BTreeMap::new(),
            pongs: BTreeMap::new(),
            pages: BTreeMap::new(),
            typing: 0,
            notified: Vec::new(),
            stands: false,
            debrief: None,
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
            notified: Vec::new(),
            stands: false,
            meeting: None,
            joined: false,
            seq: 0,
            debrief: None,
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
        if self.token.is_empty() || self.clock.unix_ms().plus_ms(TOKEN_MS_MIN) > self.token_expires_at {
            let path = format!("/api/rooms/{}/token", self.room);
            let mut answer = self.browser.post(&path, json!({})).await;
            if answer["code"] == "consent_missing" {
                self.consents().await;
                answer = self.browser.post(&path, json!({})).await;
            }
            if answer["code"] == "emergency_unconfirmed" {
                self.leaves_for_an_emergency("", "").await;
                answer = self.browser.post(&path, json!({})).await;
            }
            let entry = answer.good();
            self.token = entry["token"].as_str().expect("a token").to_owned();
            self.token_expires_at = UnixMs::from_ms(entry["expires_at"].as_i64().expect("a time"));
        }
    }

    /// Consents to what the room asks.
    pub(crate) async fn consents(&mut self) {
        let path = format!("/api/seat/{}/consent", self.room);
        let asked = self.browser.get(&path).await.good();
        self.browser.post(&path, json!({"version": asked["asked"]["version"]})).await.good();
    }

    /// Says whom to call in an emergency and where they are, or neither, for this meeting.
    pub(crate) async fn leaves_for_an_emergency(&self, contact: &str, place: &str) {
        let left = json!({"contact": contact, "place": place});
        self.browser.post(&format!("/api/seat/{}/emergency", self.room), left).await.good();
    }

    /// Opens a socket and is welcomed; a client that has a view goes on from where it was.
    pub(crate) async fn connect(&mut self) {
        self.fetch_token().await;
        self.connect_with_token().await;
    }

    /// Comes again after they were sent away, and is told only why they can't.
    pub(crate) async fn is_turned_away(&mut self) -> Option<u16> {
        (self.view, self.waiting, self.seq) = (None, None, 0);
        self.fetch_token().await;
        self.open_socket().await;
        let code = self.ends().await;
        assert!(self.view.is_none() && self.waiting.is_none(), "they are shown nothing");
        code
    }

    /// The same from a server that may be gone, or have no room for anybody. Whether there is a welcome.
    pub(crate) async fn try_connect_with_token(&mut self) -> bool {
        if Socket::try_open(self.address, &self.token).await.is_none() {
            return false;
        }
        self.open_socket().await;
        while self.me.is_none() {
            match self.socket.as_mut().expect("a socket").next().await {
                Some(message) => self.hear(message),
                None => return false,
            }
        }
        true
    }

    pub(crate) async fn connect_with_token(&mut self) {
        self.open_socket().await;
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

    /// Takes the role, the service or the lead that a lead asks them to take.
    pub(crate) async fn takes_the_offer(&mut self) {
        let me = self.id();
        self.sees("an offer", |view| view.offers.iter().any(|offer| offer.who == me)).await;
        let what = self.view().offers.iter().find(|offer| offer.who == me).expect("an offer").what;
        self.does(Command::AnswerOffer { what, yes: true }).await;
    }

    pub(crate) async fn join(&mut self) -> Verdict {
        let version = self.info.as_ref().expect("a room").guidelines_version;
        self.ask(Command::Join { guidelines_version: version, adult: true, name: None }).await
    }

    async fn open_socket(&mut self) {
        let resume = self.view.as_ref().and(self.meeting).map(|meeting| (meeting, self.seq));
        self.drop_socket();
        self.frames_milli = u64::from(COMMANDS_BURST) * 1_000;
        self.refilled_ms = self.clock.monotonic_ms();
        let mut socket = Socket::open(self.address, &self.token).await;
        socket.greet(&self.token, resume).await;
        self.socket = Some(socket);
        (self.me, self.goodbye) = (None, None);
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

    /// The page is loaded again: another client, which knows nothing.
    pub(crate) async fn reload(&mut self) {
        self.drop_socket();
        self.view = None;
        self.waiting = None;
        self.seq = 0;
        self.connect().await;
    }
}
