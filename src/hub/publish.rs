//! Telling everyone what they may know, once it is stored.

use std::collections::{BTreeSet, HashMap};

use tokio_tungstenite::tungstenite::Utf8Bytes;

use super::{
    batch::Decided,
    connections::{Connection, Connections},
    live::Live,
    mailbox::ConnectionId,
};
use crate::{
    meeting::{
        audience,
        event::Numbered,
        id::ParticipantId,
        recorded::Recorded,
        state::{Meeting, Place},
        view,
    },
    protocol::{client::Resume, codec, server::ServerMessage},
};

/// Answers and events of a stored batch, to everyone whom they concern.
pub(crate) fn decided(connections: &mut Connections, live: &mut Live, decided: &Decided) {
    // A welcome comes first, also before the answer to what was sent right behind the hello.
    let greeted = welcome_fresh(connections, live, decided.at_ms);
    answer(connections, decided);
    let mut frames = Frames::new(live, decided);
    for (id, connection) in connections.iter_mut() {
        if !greeted.contains(&id) {
            tell(connection, live, decided, &mut frames);
            show_waiting(connection, live, decided.at_ms);
        }
    }
    if decided.told.iter().any(|told| told.everyone) {
        live.announce();
    }
}

/// Newcomers see the meeting as it stands, although nothing can be stored now.
pub(crate) fn welcome_only(connections: &mut Connections, live: &Live) {
    welcome_fresh(connections, live, live.meeting().at_ms);
}

/// Welcomes those who have just come, and shows them where they are.
fn welcome_fresh(connections: &mut Connections, live: &Live, at_ms: u64) -> BTreeSet<ConnectionId> {
    let mut greeted = BTreeSet::new();
    for (id, connection) in connections.iter_mut() {
        if let Some(resume) = connection.fresh.take() {
            welcome(connection, live, at_ms, resume);
            show_waiting(connection, live, at_ms);
            greeted.insert(id);
        }
    }
    greeted
}

/// One message to those who are here and fit.
pub(crate) fn to_present(
    connections: &Connections,
    meeting: &Meeting,
    message: &ServerMessage,
    fits: impl Fn(ParticipantId) -> bool,
) {
    let frame = Utf8Bytes::from(codec::encode(message));
    for (_, connection) in connections.iter() {
        let who = connection.seat.participant;
        if connection.fresh.is_none() && is_present(meeting, who) && fits(who) {
            connection.outbox.push(frame.clone());
        }
    }
}

fn is_present(meeting: &Meeting, who: ParticipantId) -> bool {
    meeting.people.get(&who).is_some_and(|p| p.person.place == Place::Present)
}

fn answer(connections: &Connections, decided: &Decided) {
    for (answer, result) in &decided.answers {
        let Some(connection) = connections.get(answer.connection) else { continue };
        let reference = answer.reference;
        connection.outbox.say(&match *result {
            Ok(seq) => ServerMessage::Accepted { reference, seq },
            Err(code) => ServerMessage::Refused { reference: Some(reference), code, reason: code.reason() },
        });
    }
}

fn welcome(connection: &Connection, live: &Live, at_ms: u64, resume: Option<Resume>) {
    let meeting = live.meeting();
    let seat = &connection.seat;
    let person = meeting.people.get(&seat.participant).map(|p| &p.person);
    let here = person.filter(|p| matches!(p.place, Place::Waiting | Place::Present));
    connection.outbox.say(&ServerMessage::Welcome {
        participant: seat.participant,
        role: here.map_or(seat.role, |p| p.role),
        name: seat.name.clone(),
        room: live.info().clone(),
        meeting: meeting.config.meeting,
        joined: here.is_some(),
        token_expires_at: seat.expires_at,
        heartbeat_ms: crate::protocol::limits::HEARTBEAT_MS,
    });
    if is_present(meeting, seat.participant) {
        match resume.and_then(|resume| missed(live, seat.participant, resume)) {
            Some(events) => {
                let after = resume.map_or(0, |resume| resume.seq);
                connection.outbox.say(&ServerMessage::Events { after, upto: meeting.seq, at_ms, events });
            }
            None => snapshot(connection, live, at_ms),
        }
    }
}

/// What a person who comes back has missed; none when a snapshot is needed.
fn missed(live: &Live, who: ParticipantId, resume: Resume) -> Option<Vec<Numbered>> {
    let meeting = live.meeting();
    let admitted = meeting.people.get(&who)?.admitted_seq?;
    if resume.meeting != meeting.config.meeting || resume.seq < admitted {
        return None;
    }
    let missed: Vec<&Recorded> = live.since(resume.seq)?.collect();
    if missed.iter().any(|told| needs_snapshot(&told.numbered, who)) {
        return None;
    }
    let theirs = missed.into_iter().filter(|told| told.viewers.contains(&who));
    Some(theirs.map(|told| told.numbered.clone()).collect())
}

fn needs_snapshot(numbered: &Numbered, who: ParticipantId) -> bool {
    audience::needs_snapshot(&numbered.event) == Some(who)
}

fn snapshot(connection: &Connection, live: &Live, at_ms: u64) {
    if let Some(view) = view::view(live.meeting(), connection.seat.participant) {
        let view = Box::new(view);
        connection.outbox.say(&ServerMessage::Snapshot { seq: live.meeting().seq, at_ms, view });
    }
}

fn tell(connection: &Connection, live: &Live, decided: &Decided, frames: &mut Frames) {
    let who = connection.seat.participant;
    if !is_present(live.meeting(), who) {
        return;
    }
    if decided.told.iter().any(|told| needs_snapshot(&told.numbered, who)) {
        snapshot(connection, live, decided.at_ms);
    } else if let Some(frame) = frames.of(who) {
        connection.outbox.push(frame);
    }
}

/// The waiting get the little they may know, whenever it changes.
fn show_waiting(connection: &mut Connection, live: &Live, at_ms: u64) {
    let who = connection.seat.participant;
    let Some(view) = view::waiting_view(live.meeting(), who).map(Box::new) else {
        connection.waiting = None;
        return;
    };
    if connection.waiting.as_ref() != Some(&view) {
        connection.outbox.say(&ServerMessage::Waiting { at_ms, view: view.clone() });
        connection.waiting = Some(view);
    }
}

/// The frames of a batch: each is encoded once for all who may see the same events.
struct Frames<'a> {
    told: &'a [Recorded],
    after: u64,
    upto: u64,
    at_ms: u64,
    made: HashMap<Vec<bool>, Option<Utf8Bytes>>,
}

impl<'a> Frames<'a> {
    fn new(live: &Live, decided: &'a Decided) -> Self {
        let Decided { told, at_ms, .. } = decided;
        Self { told, at_ms: *at_ms, after: live.announced(), upto: live.meeting().seq, made: HashMap::new() }
    }

    fn of(&mut self, who: ParticipantId) -> Option<Utf8Bytes> {
        let seen: Vec<bool> = self.told.iter().map(|told| told.viewers.contains(&who)).collect();
        let (told, after, upto, at_ms) = (self.told, self.after, self.upto, self.at_ms);
        let frame = self.made.entry(seen).or_insert_with_key(|seen| {
            let visible = told.iter().zip(seen).filter(|(_, seen)| **seen);
            let events: Vec<Numbered> = visible.map(|(told, _)| told.numbered.clone()).collect();
            let message = || ServerMessage::Events { after, upto, at_ms, events };
            (seen.contains(&true)).then(|| codec::encode(&message()).into())
        });
        frame.clone()
    }
}
