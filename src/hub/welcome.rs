//! What a socket is shown of the meeting as it stands: when it comes, and when events don't do.

use std::sync::Arc;

use super::{
    connections::{Connection, Fresh},
    entrant::Entrant,
    live::Live,
};
use crate::{
    meeting::{
        audience,
        event::Numbered,
        id::ParticipantId,
        recorded::Recorded,
        state::{Meeting, Place},
        time::MeetingMs,
        view,
    },
    protocol::{
        client::Resume,
        limits::HEARTBEAT_MS,
        server::{RoomInfo, ServerMessage},
    },
};

/// Welcomes a new socket and shows it where the person is. Tells whether the socket was new.
pub(crate) fn greet(connection: &mut Connection, live: &Live, at_ms: MeetingMs) -> bool {
    let Some(Fresh { entrant, resume }) = connection.fresh.take() else { return false };
    welcome(connection, &entrant, live);
    if live.meeting().present(connection.participant).is_some() {
        catch_up(connection, live, at_ms, resume);
    }
    show_waiting(connection, live.meeting(), at_ms);
    true
}

fn welcome(connection: &Connection, entrant: &Entrant, live: &Live) {
    let meeting = live.meeting();
    let person = meeting.people.get(&entrant.participant).map(|p| &p.person);
    let here = person.filter(|p| matches!(p.place, Place::Waiting | Place::Present));
    connection.outbox.say(&ServerMessage::Welcome {
        participant: entrant.participant,
        role: here.map_or(entrant.role, |p| p.role),
        name: entrant.name.clone(),
        room: room_as_told(connection, live),
        meeting: meeting.config.meeting,
        joined: here.is_some(),
        token_expires_at: entrant.expires_at,
        token_expires_in_ms: entrant.life_ms,
        heartbeat_ms: HEARTBEAT_MS,
    });
}

/// The room as a person is told of it: of those who are expected, nobody counts themselves.
pub(crate) fn room_as_told(connection: &Connection, live: &Live) -> RoomInfo {
    let mut room = live.info().clone();
    let known = live.meeting().people.get(&connection.participant);
    let was_in = known.is_some_and(|known| known.person.circle_position.is_some());
    if connection.expected && !was_in {
        room.newcomers = room.newcomers.saturating_sub(1);
    }
    room
}

/// The events that a person has missed, or a snapshot.
fn catch_up(connection: &Connection, live: &Live, at_ms: MeetingMs, resume: Option<Resume>) {
    let missed = resume
        .and_then(|resume| missed(live, connection.participant, resume).map(|events| (resume.seq, events)));
    match missed {
        Some((after, events)) => {
            let upto = live.meeting().seq;
            connection.outbox.say(&ServerMessage::events(after, upto, at_ms, events));
        }
        None => snapshot(connection, live.meeting(), at_ms),
    }
}

/// What a person who comes back has missed. `None` if they need a snapshot.
fn missed(live: &Live, who: ParticipantId, resume: Resume) -> Option<Vec<Arc<Numbered>>> {
    let meeting = live.meeting();
    let admitted = meeting.people.get(&who)?.admitted_seq?;
    if resume.meeting != meeting.config.meeting || resume.seq < admitted {
        return None;
    }
    let missed: Vec<&Recorded> = live.since(resume.seq)?.collect();
    if missed.iter().any(|recorded| needs_snapshot(recorded, who)) {
        return None;
    }
    Some(missed.into_iter().filter_map(|recorded| recorded.told(who)).cloned().collect())
}

/// Whether an event changes so much for a person that they need a snapshot instead.
pub(crate) fn needs_snapshot(recorded: &Recorded, who: ParticipantId) -> bool {
    audience::needs_snapshot(&recorded.numbered.event) == Some(who)
}

/// Sends the whole meeting as the person may see it.
pub(crate) fn snapshot(connection: &Connection, meeting: &Meeting, at_ms: MeetingMs) {
    if let Some(view) = view::view(meeting, connection.participant) {
        connection.outbox.say(&ServerMessage::Snapshot { seq: meeting.seq, at_ms, view: Box::new(view) });
    }
}

/// Sends the little that a person who waits may know, whenever it changes.
pub(crate) fn show_waiting(connection: &mut Connection, meeting: &Meeting, at_ms: MeetingMs) {
    let Some(view) = view::waiting_view(meeting, connection.participant).map(Box::new) else {
        connection.waiting = None;
        return;
    };
    if connection.waiting.as_ref() != Some(&view) {
        connection.outbox.say(&ServerMessage::Waiting { at_ms, view: view.clone() });
        connection.waiting = Some(view);
    }
}
