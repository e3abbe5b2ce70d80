//! Somebody who writes without end, comes back whenever they are cut, and keeps a trace of all they are told.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use rondo::{
    meeting::{command::Command, event::Event, id::MeetingId},
    protocol::server::ServerMessage,
};
use serde_json::json;
use tokio::{sync::watch, time::timeout};

use super::balancer::{Balancer, Up};
use crate::{
    nodes::{Stopwatch, a_while},
    support::{Browser, socket::Socket},
};

/// Between two messages: a little slower than the server allows.
const PACE_MS: u64 = 210;
/// As the web client waits at least before it comes back.
const BACK_MS: u64 = 250;
/// How long a request may take: a server holds a socket for up to 3 s.
const ANSWER: Duration = Duration::from_secs(5);
/// A token is good for longer.
const TOKEN_MS: u64 = 240_000;

/// An acknowledgement, on the stopwatch of the storm.
#[derive(Clone, Copy)]
pub(super) struct Ack {
    pub(super) room: usize,
    /// When the socket was opened by which it came.
    pub(super) connected: u64,
    /// When the message was sent.
    pub(super) sent: u64,
    pub(super) at: u64,
}

/// What one of them was told.
#[derive(Default)]
pub(super) struct Trace {
    /// Where each text stands that was acknowledged.
    pub(super) acknowledged: Vec<(String, u64)>,
    /// Every event: its number, and its text if it is a message.
    pub(super) events: Vec<(u64, Option<String>)>,
}

pub(super) struct Writer {
    pub(super) browser: Browser,
    pub(super) room: (usize, String),
    pub(super) name: String,
    pub(super) balancer: Arc<Balancer>,
    pub(super) stopwatch: Arc<Stopwatch>,
    pub(super) acks: Arc<Mutex<Vec<Ack>>>,
    pub(super) trace: Trace,
    pub(super) meeting: Option<MeetingId>,
    pub(super) seq: u64,
    pub(super) said: usize,
    pub(super) token: Option<(String, u64)>,
}

/// How a socket ended.
enum End {
    Cut,
    /// Everything was said, and acknowledged.
    Done,
}

impl Writer {
    pub(super) async fn write(mut self, stop: watch::Receiver<bool>) -> (usize, Trace) {
        let mut chance = self.name.len() + self.room.0;
        loop {
            chance += 1;
            if let Some((mut socket, down)) = self.connect(chance).await {
                let connected = self.stopwatch.ms();
                let session = self.session(&mut socket, connected, &stop);
                tokio::select! {
                    end = session => if matches!(end, End::Done) { return (self.room.0, self.trace) },
                    () = is_down(down) => {}
                }
            }
            a_while(BACK_MS).await;
        }
    }

    async fn connect(&mut self, chance: usize) -> Option<(Socket, watch::Receiver<Option<Up>>)> {
        let (address, down) = self.balancer.pick(chance)?;
        let open = async {
            let token = self.token(address).await?;
            let mut socket = Socket::try_open(address, &token).await?;
            socket.greet(&token, self.meeting.map(|meeting| (meeting, self.seq))).await;
            Some(socket)
        };
        // A balancer ends requests too that are on their way to a server it takes out.
        tokio::select! {
            socket = timeout(ANSWER, open) => Some((socket.ok()??, down)),
            () = is_down(down.clone()) => None,
        }
    }

    async fn token(&mut self, address: SocketAddr) -> Option<String> {
        let now = self.stopwatch.ms();
        if let Some((token, since)) = &self.token
            && now < since + TOKEN_MS
        {
            return Some(token.clone());
        }
        let browser = self.browser.to(&format!("http://{address}"));
        let path = format!("/api/rooms/{}/token", self.room.1);
        let answer = browser.request(reqwest::Method::POST, &path).json(&json!({})).send().await.ok()?;
        let answer: serde_json::Value = answer.json().await.ok()?;
        let token = answer["token"].as_str()?.to_owned();
        self.token = Some((token.clone(), now));
        Some(token)
    }

    /// One message after the other. What was not acknowledged before is said again, under its own id.
    async fn session(&mut self, socket: &mut Socket, connected: u64, stop: &watch::Receiver<bool>) -> End {
        while self.seq == 0 {
            let Some(message) = socket.next().await else { return End::Cut };
            self.hear(message);
        }
        loop {
            socket.heard.clear();
            let text = format!("{} {}", self.name, self.said);
            let sent = self.stopwatch.ms();
            let reference = socket
                .command(&text.replace(' ', "-"), Command::Post { text: text.clone(), note: None })
                .await;
            let accepted = loop {
                let Some(message) = socket.next().await else { return End::Cut };
                match message {
                    ServerMessage::Accepted { reference: to, seq } if to == reference => break Some(seq),
                    ServerMessage::Refused { reference: Some(to), .. } if to == reference => break None,
                    message => self.hear(message),
                }
            };
            if let Some(seq) = accepted {
                let ack = Ack { room: self.room.0, connected, sent, at: self.stopwatch.ms() };
                self.acks.lock().expect("no panic").push(ack);
                self.trace.acknowledged.push((text, seq));
                self.said += 1;
                if *stop.borrow() {
                    // The message itself may come after its acknowledgement.
                    while self.seq < seq {
                        let Some(message) = socket.next().await else { return End::Cut };
                        self.hear(message);
                    }
                    return End::Done;
                }
            }
            let next = self.stopwatch.ms() + PACE_MS;
            while let Some(left) = next.checked_sub(self.stopwatch.ms()).filter(|left| *left > 0) {
                match timeout(Duration::from_millis(left), socket.next()).await {
                    Ok(Some(message)) => self.hear(message),
                    Ok(None) => return End::Cut,
                    Err(_) => break,
                }
            }
        }
    }

    fn hear(&mut self, message: ServerMessage) {
        match message {
            ServerMessage::Welcome { meeting, .. } => self.meeting = Some(meeting),
            ServerMessage::Snapshot { seq, view, .. } => {
                assert!(seq >= self.seq, "a snapshot from the past");
                let missed = view.messages.into_iter().filter(|message| message.id.0 > self.seq);
                self.trace.events.extend(missed.map(|message| (message.id.0, Some(message.text))));
                self.seq = seq;
            }
            ServerMessage::Events { after, upto, events, .. } => {
                let after = after.or_else(|| Some(events.first()?.seq - 1)).expect("of what it is");
                let upto = upto.or_else(|| Some(events.last()?.seq)).expect("of what it is");
                assert!(after <= self.seq, "{} lost something: at {}, after {after}", self.name, self.seq);
                for numbered in events.iter().filter(|numbered| numbered.seq > self.seq) {
                    let text = match &numbered.event {
                        Event::Posted { message } => Some(message.text.clone()),
                        _ => None,
                    };
                    self.trace.events.push((numbered.seq, text));
                }
                self.seq = self.seq.max(upto);
            }
            _ => {}
        }
    }
}

async fn is_down(mut up: watch::Receiver<Option<Up>>) {
    let _ = up.wait_for(Option::is_none).await;
}
