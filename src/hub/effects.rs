//! What a stored batch asks of the world outside the meeting: the store's notes, and sockets that are
//! closed.

use super::{connections::Connections, grounds::Grounds, outcome::BatchOutcome};
use crate::{
    auth::Ground,
    clock::SharedClock,
    meeting::{
        id::ParticipantId,
        state::{Meeting, Place},
    },
    protocol::close::CloseCode,
    store::{AuditBatch, Store},
};

/// Notes bans and the opening in the store. What fails is logged: the meeting's own log has it, and a
/// ban is noted again when the meeting is read back.
pub(crate) async fn note(store: &Store, clock: &SharedClock, meeting: &Meeting, outcome: &BatchOutcome) {
    let room = meeting.config.room;
    for who in outcome.banned() {
        if let Err(error) = store.ban_participant(who, clock.unix_ms(), AuditBatch::default()).await {
            tracing::error!(%room, %error, "a ban was not stored");
        }
    }
    if outcome.opened()
        && let Err(error) = store.mark_opened(meeting.config.meeting, clock.unix_ms()).await
    {
        tracing::error!(%room, %error, "the opening was not noted");
    }
}

/// Closes the sockets of those who are out of the meeting: at once for those who were removed, after
/// the last events for those who left.
pub(crate) fn close(
    connections: &mut Connections,
    grounds: &Grounds,
    meeting: &Meeting,
    outcome: &BatchOutcome,
) {
    let place = |who: ParticipantId| meeting.people.get(&who).map(|p| p.person.place);
    let removed = outcome.departed().filter(|who| place(*who) == Some(Place::Removed));
    removed.for_each(|who| {
        connections.cut(who, CloseCode::Removed);
        // One that is just coming in is not in the room yet.
        grounds.end(Ground::Seat(who), CloseCode::Removed);
    });
    connections.finish(|who| place(who) == Some(Place::Left) && outcome.departed().any(|left| left == who));
}
