//! The sockets of one room.

use std::collections::BTreeMap;

use super::{entry::Seat, mailbox::ConnectionId, outbox::Outbox};
use crate::{
    meeting::{id::ParticipantId, view::WaitingView},
    protocol::{client::Resume, close::CloseCode, limits::SOCKETS_PER_PARTICIPANT_MAX},
};

/// One socket as the room sees it.
pub(crate) struct Connection {
    pub(crate) seat: Seat,
    pub(crate) outbox: Outbox,
    /// Not yet welcomed: where it left off.
    pub(crate) fresh: Option<Option<Resume>>,
    /// The last waiting view it got, to send only what is new.
    pub(crate) waiting: Option<Box<WaitingView>>,
}

/// The sockets, by number; they grow, so the first is the oldest.
#[derive(Default)]
pub(crate) struct Connections {
    by_id: BTreeMap<ConnectionId, Connection>,
}

impl Connections {
    /// Adds a socket; the oldest of a person's too many is closed.
    pub(crate) fn add(&mut self, id: ConnectionId, connection: Connection) {
        let who = connection.seat.participant;
        let theirs: Vec<_> = self.of(who).map(|(id, _)| id).collect();
        if theirs.len() >= SOCKETS_PER_PARTICIPANT_MAX {
            self.close(theirs[0], CloseCode::TooManySockets);
        }
        self.by_id.insert(id, connection);
    }

    pub(crate) fn remove(&mut self, id: ConnectionId) {
        self.by_id.remove(&id);
    }

    pub(crate) fn get(&self, id: ConnectionId) -> Option<&Connection> {
        self.by_id.get(&id)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    pub(crate) fn has(&self, who: ParticipantId) -> bool {
        self.of(who).next().is_some()
    }

    pub(crate) fn of(&self, who: ParticipantId) -> impl Iterator<Item = (ConnectionId, &Connection)> {
        self.iter().filter(move |(_, connection)| connection.seat.participant == who)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (ConnectionId, &Connection)> {
        self.by_id.iter().map(|(id, connection)| (*id, connection))
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = (ConnectionId, &mut Connection)> {
        self.by_id.iter_mut().map(|(id, connection)| (*id, connection))
    }

    /// Cuts one socket off.
    pub(crate) fn close(&mut self, id: ConnectionId, code: CloseCode) {
        if let Some(connection) = self.by_id.remove(&id) {
            connection.outbox.cut(code);
        }
    }

    /// Cuts every socket of a person off; what was queued for them is not written.
    pub(crate) fn cut(&mut self, who: ParticipantId, code: CloseCode) {
        self.by_id.retain(|_, connection| {
            let theirs = connection.seat.participant == who;
            if theirs {
                connection.outbox.cut(code);
            }
            !theirs
        });
    }

    /// Closes the sockets of those for whom it is over, after what is queued was written.
    pub(crate) fn finish(&mut self, is_over: impl Fn(ParticipantId) -> bool) {
        self.by_id.retain(|_, connection| {
            let over = is_over(connection.seat.participant);
            if over {
                connection.outbox.finish(CloseCode::Finished);
            }
            !over
        });
    }
}
