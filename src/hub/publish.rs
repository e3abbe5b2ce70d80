//! Telling everyone what they may know of a batch, once it is stored.

use std::collections::BTreeSet;

use super::{
    connections::{Connection, Connections},
    frame::Frame,
    live::Live,
    mailbox::ConnectionId,
    outcome::BatchOutcome,
    welcome::{greet, needs_snapshot, room_as_told, show_waiting, snapshot},
};
use crate::{
    meeting::{id::ParticipantId, ordinal::TurnId, recorded::Recorded, state::Meeting, time::MeetingMs},
    protocol::server::{ProtocolRefusal, RefusalCode, ServerMessage},
};

/// Sends the answers and events of a stored batch to everyone whom they concern.
pub(crate) fn outcome(connections: &mut Connections, live: &mut Live, outcome: &BatchOutcome) {
    // A welcome comes first, also before the answer to what was sent right behind the hello.
    let greeted = greet_all(connections, live, outcome.at_ms);
    for (reply_to, result) in &outcome.answers {
        connections.say(reply_to.connection, &answer(reply_to.reference, *result));
    }
    let mut frames = EncodedFrames::new(live, outcome);
    for (id, connection) in connections.iter_mut() {
        if !greeted.contains(&id) {
            tell(connection, live.meeting(), outcome, &mut frames);
        }
    }
    if outcome.recorded.iter().any(|recorded| recorded.everyone) {
        live.announce();
    }
    if let Some((typist, turn)) = outcome.writes {
        types(connections, live.meeting(), typist, turn, false);
    }
}

/// Tells the leads of a rehearsal for whom the meeting ends what it held and what they did.
pub(crate) fn debrief(connections: &Connections, live: &Live, outcome: &BatchOutcome) {
    let over = live.meeting().is_over();
    let left: BTreeSet<_> = outcome.departed().collect();
    if !over && left.is_empty() {
        return;
    }
    for (id, connection) in connections.iter() {
        let who = connection.participant;
        let person = live.meeting().people.get(&who).map(|p| &p.person);
        let leads = person.is_some_and(|person| person.role.is_lead());
        let goes = left.contains(&who) || (over && live.meeting().present(who).is_some());
        if leads
            && goes
            && connection.fresh.is_none()
            && let Some(debrief) = live.debrief(who)
        {
            connections.say(id, &ServerMessage::Debrief(debrief));
        }
    }
}

/// Tells the leads for whom a push service has a notice, where that is new to them.
pub(crate) fn notified(connections: &mut Connections, meeting: &Meeting, people: &BTreeSet<ParticipantId>) {
    let is_news = |connection: &Connection| connection.fresh.is_none() && connection.notified != *people;
    for (_, connection) in connections.iter_mut().filter(|(_, connection)| is_news(connection)) {
        let viewer = meeting.present(connection.participant);
        if viewer.is_some_and(|viewer| viewer.person.role.is_lead()) {
            connection.outbox.say(&ServerMessage::Notified { people: people.iter().copied().collect() });
            connection.notified.clone_from(people);
        }
    }
}

/// Tells everyone who was welcomed what is told of the room now.
pub(crate) fn room(connections: &Connections, live: &Live) {
    for (_, connection) in connections.iter().filter(|(_, connection)| connection.fresh.is_none()) {
        connection.outbox.say(&ServerMessage::Room { room: room_as_told(connection, live) });
    }
}

/// After a batch that was not stored, tells everyone who asked that nothing happened, and shows
/// newcomers the meeting as it stood before.
pub(crate) fn failure(connections: &mut Connections, live: &Live, outcome: &BatchOutcome) {
    let refused = Err(ProtocolRefusal::Unavailable.into());
    for (reply_to, _) in &outcome.answers {
        connections.say(reply_to.connection, &answer(reply_to.reference, refused));
    }
    greet_all(connections, live, outcome.at_ms);
}

/// Tells everyone who was welcomed that the meeting stands still, or goes on, where that is new to them.
pub(crate) fn outage(connections: &mut Connections, on: bool, at_ms: MeetingMs) {
    let frame = Frame::new(&ServerMessage::Outage { on, at_ms });
    for (_, connection) in connections.iter_mut().filter(|(_, connection)| connection.fresh.is_none()) {
        if connection.stands != on {
            connection.stands = on;
            connection.outbox.push(frame.clone());
        }
    }
}

/// Tells the others in the meeting that the one who has the floor is typing. It is kept nowhere.
pub(crate) fn typing(
    connections: &Connections,
    meeting: &Meeting,
    from: ConnectionId,
    turn: TurnId,
    more: bool,
) {
    let typist = connections.get(from).map(|connection| connection.participant);
    if let Some(typist) = typist.filter(|typist| meeting.turn_of(*typist).is_some_and(|held| held.id == turn))
    {
        types(connections, meeting, typist, turn, more);
    }
}

fn types(connections: &Connections, meeting: &Meeting, typist: ParticipantId, turn: TurnId, more: bool) {
    let frame = Frame::new(&ServerMessage::Typing { who: typist, turn, more });
    for (_, connection) in connections.iter() {
        let who = connection.participant;
        if connection.fresh.is_none() && who != typist && meeting.present(who).is_some() {
            connection.outbox.push(frame.clone());
        }
    }
}

/// Greets the new sockets, and returns which they were.
fn greet_all(connections: &mut Connections, live: &Live, at_ms: MeetingMs) -> BTreeSet<ConnectionId> {
    let new = |(id, connection)| greet(connection, live, at_ms).then_some(id);
    connections.iter_mut().filter_map(new).collect()
}

fn answer(reference: u32, result: Result<u64, RefusalCode>) -> ServerMessage {
    match result {
        Ok(seq) => ServerMessage::Accepted { reference, seq },
        Err(code) => ServerMessage::refused(Some(reference), code),
    }
}

/// Tells a socket of the batch; someone who waits is shown how they wait.
fn tell(connection: &mut Connection, meeting: &Meeting, outcome: &BatchOutcome, frames: &mut EncodedFrames) {
    let who = connection.participant;
    if meeting.present(who).is_none() {
        show_waiting(connection, meeting, outcome.at_ms);
        return;
    }
    connection.waiting = None;
    if outcome.recorded.iter().any(|recorded| needs_snapshot(recorded, who)) {
        snapshot(connection, meeting, outcome.at_ms);
    } else if let Some(frame) = frames.of(who) {
        connection.outbox.push(frame);
    }
}

/// The frames of a batch. Each is encoded once for all who are told the same.
struct EncodedFrames<'a> {
    recorded: &'a [Recorded],
    after: u64,
    upto: u64,
    at_ms: MeetingMs,
    /// Of each frame which telling of each event it holds. `None` for the frame if it holds no event. There
    /// are as many as there are ways to see the batch, which is few.
    encoded: Vec<(Vec<Option<usize>>, Option<Frame>)>,
    /// What the last person asked for is told.
    tellings: Vec<Option<usize>>,
}

impl<'a> EncodedFrames<'a> {
    fn new(live: &Live, outcome: &'a BatchOutcome) -> Self {
        let BatchOutcome { recorded, at_ms, .. } = outcome;
        let (after, upto) = (live.announced(), live.meeting().seq);
        Self { recorded, after, upto, at_ms: *at_ms, encoded: Vec::new(), tellings: Vec::new() }
    }

    /// The frame for a person, if they are told of any of the events.
    fn of(&mut self, who: ParticipantId) -> Option<Frame> {
        self.tellings.clear();
        self.tellings.extend(self.recorded.iter().map(|recorded| recorded.telling(who)));
        if let Some((_, frame)) = self.encoded.iter().find(|(tellings, _)| *tellings == self.tellings) {
            return frame.clone();
        }
        let frame = self.encode(who);
        self.encoded.push((self.tellings.clone(), frame.clone()));
        frame
    }

    fn encode(&self, who: ParticipantId) -> Option<Frame> {
        let events: Vec<_> =
            self.recorded.iter().filter_map(|recorded| recorded.told(who)).cloned().collect();
        let Self { after, upto, at_ms, .. } = *self;
        (!events.is_empty()).then(|| Frame::new(&ServerMessage::events(after, upto, at_ms, events)))
    }
}
