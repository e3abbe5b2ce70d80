//! The sockets of one room, as its task sees them.

use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    sync::Arc,
};

use super::{entrant::Entrant, mailbox::ConnectionId, outbox::Outbox};
use crate::{
    meeting::{id::ParticipantId, state::People, view::WaitingView},
    protocol::{
        client::Resume, close::CloseCode, limits::SOCKETS_PER_PARTICIPANT_MAX, server::ServerMessage,
    },
};

/// One socket.
pub(crate) struct Connection {
    pub(crate) participant: ParticipantId,
    /// Whether the person is new, and was never let in.
    pub(crate) expected: bool,
    pub(crate) outbox: Outbox,
    /// Until it is welcomed.
    pub(crate) fresh: Option<Fresh>,
    /// The last waiting view that was sent, to send only what is new.
    pub(crate) waiting: Option<Box<WaitingView>>,
    /// Whether the person can be told on a device that they are wanted.
    pub(crate) reachable: bool,
    /// Whether the person looks at the page, as the page says; until it does they do.
    pub(crate) looks: bool,
    /// Whether the meeting stands still, as the person was told last.
    pub(crate) stands: bool,
    /// Who was notified, as a lead was told last.
    pub(crate) notified: BTreeSet<ParticipantId>,
}

/// What the welcome of a socket says, and nothing after it.
pub(crate) struct Fresh {
    pub(crate) entrant: Arc<Entrant>,
    /// Where the client left off; `None` if it was not here before.
    pub(crate) resume: Option<Resume>,
}

/// The sockets by number. Numbers grow, so the first is the oldest.
#[derive(Default)]
pub(crate) struct Connections {
    by_id: BTreeMap<ConnectionId, Connection>,
    /// Those of each person, the oldest first.
    by_person: BTreeMap<ParticipantId, Vec<ConnectionId>>,
    /// The people who were found to be here just as the sockets say, until a socket comes, goes or changes.
    agreed: Option<People>,
}

impl Connections {
    /// Adds a socket. If the person has too many, the oldest is closed.
    pub(crate) fn add(&mut self, id: ConnectionId, connection: Connection) {
        let who = connection.participant;
        let theirs: Vec<_> = self.of(who).collect();
        if theirs.len() >= SOCKETS_PER_PARTICIPANT_MAX
            && let Some(oldest) = self.take(theirs[0])
        {
            oldest.outbox.cut(CloseCode::TooManySockets);
        }
        self.agreed = None;
        self.by_person.entry(who).or_default().push(id);
        self.by_id.insert(id, connection);
    }

    pub(crate) fn remove(&mut self, id: ConnectionId) {
        drop(self.take(id));
    }

    fn take(&mut self, id: ConnectionId) -> Option<Connection> {
        let taken = self.by_id.remove(&id)?;
        self.agreed = None;
        if let Entry::Occupied(mut theirs) = self.by_person.entry(taken.participant) {
            theirs.get_mut().retain(|one| *one != id);
            if theirs.get().is_empty() {
                theirs.remove();
            }
        }
        Some(taken)
    }

    pub(crate) fn get(&self, id: ConnectionId) -> Option<&Connection> {
        self.by_id.get(&id)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// Whether a person looks at a page of theirs.
    pub(crate) fn looks(&self, who: ParticipantId) -> bool {
        self.of(who).filter_map(|id| self.get(id)).any(|connection| connection.looks)
    }

    /// Whether a person who has a socket can be told on a device; `None` without a socket.
    pub(crate) fn reachable(&self, who: ParticipantId) -> Option<bool> {
        let theirs = self.of(who).filter_map(|id| self.get(id));
        theirs.map(|connection| connection.reachable).reduce(|one, other| one || other)
    }

    /// Whether these people, unchanged since, were found to be here just as the sockets still say.
    pub(crate) fn agree_with(&self, people: &People) -> bool {
        self.agreed.as_ref().is_some_and(|agreed| agreed.is(people))
    }

    /// Notes that these people are here just as the sockets say.
    pub(crate) fn note_agreed(&mut self, people: &People) {
        self.agreed = Some(people.clone());
    }

    /// Notes whether a person can be told on a device.
    pub(crate) fn note_reachable(&mut self, who: ParticipantId, on: bool) {
        self.agreed = None;
        for id in self.by_person.get(&who).into_iter().flatten() {
            if let Some(connection) = self.by_id.get_mut(id) {
                connection.reachable = on;
            }
        }
    }

    /// Notes whether the person looks at the page behind a socket.
    pub(crate) fn note_looks(&mut self, id: ConnectionId, looks: bool) {
        if let Some(connection) = self.by_id.get_mut(&id) {
            connection.looks = looks;
        }
    }

    fn of(&self, who: ParticipantId) -> impl Iterator<Item = ConnectionId> {
        self.by_person.get(&who).into_iter().flatten().copied()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (ConnectionId, &Connection)> {
        self.by_id.iter().map(|(id, connection)| (*id, connection))
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = (ConnectionId, &mut Connection)> {
        self.by_id.iter_mut().map(|(id, connection)| (*id, connection))
    }

    /// Writes what was queued, in one write for each socket.
    pub(crate) fn flush(&self) {
        self.by_id.values().for_each(|connection| connection.outbox.flush());
    }

    /// Queues a message for one socket, if it is still there.
    pub(crate) fn say(&self, id: ConnectionId, message: &ServerMessage) {
        if let Some(connection) = self.get(id) {
            connection.outbox.say(message);
        }
    }

    /// Closes every socket of a person at once; what is queued for them is not written.
    pub(crate) fn cut(&mut self, who: ParticipantId, code: CloseCode) {
        self.cut_those(|one| (one == who).then_some(code));
    }

    /// Does the same for everybody for whom there is a reason.
    pub(crate) fn cut_those(&mut self, why: impl Fn(ParticipantId) -> Option<CloseCode>) {
        let reason = |who: &ParticipantId| why(*who).map(|code| (*who, code));
        let those: Vec<_> = self.by_person.keys().filter_map(reason).collect();
        for (who, code) in those {
            self.take_all(who).for_each(|connection| connection.outbox.cut(code));
        }
    }

    /// Closes every socket at once.
    pub(crate) fn cut_all(&mut self, code: CloseCode) {
        self.cut_those(|_| Some(code));
    }

    /// Closes the sockets of those for whom it is over, after what is queued was written.
    pub(crate) fn finish(&mut self, is_over: impl Fn(ParticipantId) -> bool) {
        let those: Vec<_> = self.by_person.keys().copied().filter(|who| is_over(*who)).collect();
        for who in those {
            self.take_all(who).for_each(|connection| connection.outbox.finish(CloseCode::Finished));
        }
    }

    fn take_all(&mut self, who: ParticipantId) -> impl Iterator<Item = Connection> {
        self.agreed = None;
        let theirs = self.by_person.remove(&who).unwrap_or_default();
        theirs.into_iter().filter_map(|id| self.by_id.remove(&id))
    }
}
