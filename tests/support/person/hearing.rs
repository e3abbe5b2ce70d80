//! What a person's client hears: the checks of every frame, and the view kept by the events.

use std::sync::Arc;

use rondo::clock::Clock;
use rondo::{
    meeting::{
        audience,
        event::{Event, Numbered},
    },
    protocol::server::ServerMessage,
};
use serde_json::json;

use super::Person;

impl Person {
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
                self.notified.clear();
                self.stands = false;
            }
            message if self.me.is_none() && !matches!(message, ServerMessage::Goodbye { .. }) => {
                panic!("before the welcome: {message:?}");
            }
            ServerMessage::Waiting { view, at_ms } => {
                self.at_ms = at_ms;
                assert_ne!(self.waiting.as_ref(), Some(&*view), "nothing new");
                (self.waiting, self.view, self.joined) = (Some(*view), None, true);
            }
            ServerMessage::Room { room } => {
                assert_ne!(self.info.as_ref(), Some(&room), "nothing new");
                self.info = Some(room);
            }
            ServerMessage::Snapshot { seq, view, at_ms } => {
                self.at_ms = at_ms;
                assert!(seq >= self.seq, "a snapshot from the past");
                (self.seq, self.view, self.waiting, self.joined) = (seq, Some(*view), None, true);
                self.snapshots += 1;
                self.awaits_snapshot = false;
            }
            ServerMessage::Events { after, upto, events, at_ms } => {
                let last = events.last();
                let after = after.or_else(|| events.first().map(|first| first.seq - 1));
                let upto = upto.or_else(|| last.map(|last| last.seq));
                self.at_ms = at_ms.or_else(|| last.map(|last| last.at_ms)).expect("a time");
                let (after, upto) = after.zip(upto).expect("a frame says what it is of");
                self.hear_events(after, upto, events);
            }
            ServerMessage::Accepted { reference, seq } => {
                self.answers.insert(reference, Ok(seq));
            }
            ServerMessage::Refused { reference, code, .. } => {
                self.answers.insert(reference.unwrap_or(0), Err(code));
            }
            ServerMessage::Token { reference, token, expires_at, expires_in_ms } => {
                self.token = token.unwrap_or_default();
                let left_ms = expires_at.since(self.clock.unix_ms());
                assert!(expires_in_ms.abs_diff(left_ms) < 5_000, "{expires_in_ms} ms and {left_ms} ms");
                self.token_expires_at = expires_at;
                self.answers.insert(reference, Ok(expires_at.seconds()));
            }
            ServerMessage::Page { reference, messages, more } => {
                self.pages.insert(reference, (messages, more));
            }
            ServerMessage::Pong { reference, at_ms } => {
                self.at_ms = at_ms;
                self.pongs.insert(reference, at_ms);
            }
            ServerMessage::Typing { .. } => self.typing += 1,
            ServerMessage::Outage { on, at_ms } => {
                assert_ne!(self.stands, on, "nothing new");
                (self.stands, self.at_ms) = (on, at_ms);
            }
            ServerMessage::Notified { people } => self.notified = people,
            ServerMessage::Debrief(debrief) => self.debrief = Some(debrief),
            ServerMessage::Goodbye { code, retry_after_ms } => self.goodbye = Some((code, retry_after_ms)),
        }
    }

    fn hear_events(&mut self, after: u64, upto: u64, events: Vec<Arc<Numbered>>) {
        assert!(!self.awaits_snapshot, "a snapshot was due");
        assert!(after <= self.seq, "lost something: at {} and the frame is after {after}", self.seq);
        let view = self.view.as_mut().expect("events are for those who are in");
        let mut last = self.seq;
        for numbered in events {
            assert!(numbered.seq > last, "{} again, or out of order, after {last}", numbered.seq);
            last = numbered.seq;
            view.reduce(&numbered);
            self.awaits_snapshot |= audience::needs_snapshot(&numbered.event) == self.me;
            self.events.push(Arc::unwrap_or_clone(numbered));
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
