//! What a stored batch asks of the world outside the meeting: the store's notes, and sockets that are
//! closed.

use super::{connections::Connections, grounds::Grounds, lasting, outcome::BatchOutcome};
use crate::{
    auth::Ground,
    clock::SharedClock,
    meeting::{
        id::ParticipantId,
        reason::Departure,
        state::{Meeting, Place},
    },
    protocol::close::CloseCode,
    store::{Store, StoreError},
};

/// What became of the notes of a batch.
pub(crate) struct Noted {
    /// Those who wait and whom only a lead lets in from now on.
    pub(crate) held: Vec<ParticipantId>,
    /// Whether all that lasts was stored.
    pub(crate) all: bool,
}

/// Notes in the store what lasts beyond the meeting: bans, links that are held, who was ever in, and
/// the opening. What fails is logged: the meeting's own log has it, and it is noted again when the meeting
/// is read back.
pub(crate) async fn note(
    store: &Store,
    clock: &SharedClock,
    meeting: &Meeting,
    outcome: &BatchOutcome,
) -> Noted {
    let room = meeting.config.room;
    let noted = lasting::note(store, clock, &meeting.config, outcome.events()).await;
    if let Err(error) = &noted {
        tracing::error!(%room, %error, "who was sent away or let in was not stored");
    }
    if outcome.opened()
        && let Err(error) = store.mark_opened(meeting.config.meeting, clock.unix_ms()).await
    {
        tracing::error!(%room, %error, "the opening was not noted");
    }
    let mut held = Vec::new();
    if outcome.events().any(lasting::sends_away) {
        held = newly_held(store, meeting).await.unwrap_or_else(|error| {
            tracing::error!(%room, %error, "those who wait were not held");
            Vec::new()
        });
    }
    Noted { held, all: noted.is_ok() }
}

async fn newly_held(store: &Store, meeting: &Meeting) -> Result<Vec<ParticipantId>, StoreError> {
    let mut held = Vec::new();
    for person in meeting.people.values().filter(|p| p.person.place == Place::Waiting && !p.held) {
        if store.is_held(person.person.id).await? {
            held.push(person.person.id);
        }
    }
    Ok(held)
}

/// Closes the sockets of those who are out of the meeting: at once for those who were sent away, also
/// when they try again; after the last events for those who left.
pub(crate) fn close(
    connections: &mut Connections,
    grounds: &Grounds,
    meeting: &Meeting,
    outcome: &BatchOutcome,
) {
    connections.cut_those(|who| sent_away(meeting, who));
    for who in outcome.departed() {
        // One that is just coming in is not in the room yet.
        if let Some(code) = sent_away(meeting, who) {
            grounds.end(Ground::Seat(who), code);
        }
    }
    let left = |who| meeting.people.get(&who).is_some_and(|p| p.person.place == Place::Left);
    connections.finish(|who| outcome.departed().any(|gone| gone == who) && left(who));
}

/// Why a person can't come back to the meeting; `None` if they can.
fn sent_away(meeting: &Meeting, who: ParticipantId) -> Option<CloseCode> {
    let person = meeting.people.get(&who).filter(|p| p.person.place == Place::Removed)?;
    Some(match person.departed {
        Some(Departure::Denied) => CloseCode::Denied,
        Some(Departure::NotAgreed) => CloseCode::NotAgreed,
        _ => CloseCode::Removed,
    })
}
