//! What a room can be told, and the handle that tells it.

use std::{collections::BTreeSet, sync::Arc};

use serde::{Deserialize, Serialize};
use tokio::sync::{mpsc, oneshot};

use super::{entrant::Entrant, outbox::Outbox};
use crate::{
    meeting::{
        command::Command,
        id::{MeetingId, ParticipantId},
        input::Actor,
        ordinal::{MessageId, TurnId},
        state::Phase,
    },
    protocol::{client::Resume, close::CloseCode},
    room::schedule::DateKey,
};

/// The number of a socket, unique while the server runs.
pub(crate) type ConnectionId = u64;

/// A new socket.
#[derive(Debug)]
pub(crate) struct Attach {
    pub(crate) connection: ConnectionId,
    pub(crate) entrant: Arc<Entrant>,
    /// Where the client left off, if it was here before.
    pub(crate) resume: Option<Resume>,
    pub(crate) outbox: Outbox,
}

/// A person's command, under the client's `id` for it.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) connection: ConnectionId,
    pub(crate) actor: Actor,
    pub(crate) reference: u32,
    pub(crate) id: String,
    pub(crate) command: Command,
}

/// What a room can be told. What is large has a place of its own: a mailbox holds places for many.
#[derive(Debug)]
pub(crate) enum RoomMessage {
    /// A socket came.
    Attach(Box<Attach>),
    /// A socket is gone.
    Detach { connection: ConnectionId },
    /// A person's command.
    Command(Box<Asked>),
    /// The person is typing in their turn, or (without `more`) has stopped.
    Typing { connection: ConnectionId, turn: TurnId, more: bool },
    /// Asks for a page of the messages before one.
    History { connection: ConnectionId, reference: u32, before: MessageId },
    /// Asks for a pong.
    Ping { connection: ConnectionId, reference: u32 },
    /// The person looks at the page behind a socket, or looks elsewhere.
    Looks { connection: ConnectionId, looks: bool },
    /// The person can be told on a device, or can no more.
    Reachable { who: ParticipantId, on: bool },
    /// The room was handed on to the person.
    Owns { who: ParticipantId },
    /// The person's access was revoked, or they were banned.
    Revoke { who: ParticipantId, code: CloseCode },
    /// The room takes nobody in any more.
    Close { code: CloseCode },
    /// Which accounts may lead the room, or when it meets, may have changed.
    RoomChanged {},
    /// Asks how the room is doing; answered with `None` if it has no meeting.
    Status { answer: oneshot::Sender<Option<RoomStatus>> },
    /// A simulated lead holds meetings here from now on.
    Rehearse {},
    /// The server stops; answered when the sockets have been told. The room `moves` to another server, or else
    /// waits for the next start.
    Drain { answer: oneshot::Sender<()>, moves: bool },
}

/// The state of a room that has a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RoomStatus {
    /// The id of the meeting.
    pub(crate) meeting: MeetingId,
    /// The date that the meeting is held for.
    pub(crate) date: Option<DateKey>,
    /// The phase of the meeting.
    pub(crate) phase: Phase,
    /// The number of people in the meeting.
    pub(crate) present: u32,
    /// The number of people who wait to be admitted.
    pub(crate) waiting: u32,
    /// Who is in the meeting, waits for it or was there.
    pub(crate) people: BTreeSet<ParticipantId>,
}

/// The sending end of a room's mailbox.
#[derive(Debug, Clone)]
pub(crate) struct RoomHandle(mpsc::Sender<RoomMessage>);

impl RoomHandle {
    pub(crate) const fn new(sender: mpsc::Sender<RoomMessage>) -> Self {
        Self(sender)
    }

    /// The handle of a room that is gone.
    pub(crate) fn gone() -> Self {
        Self(mpsc::channel(1).0)
    }

    /// Waits for a place in the mailbox. Returns whether the room still took the message.
    pub(crate) async fn tell(&self, message: RoomMessage) -> bool {
        let told = self.0.send(message).await.is_ok();
        if !told {
            tracing::debug!("a message came for a room that is gone");
        }
        told
    }

    /// Puts a message in the mailbox if there is a place. Returns whether there was one.
    pub(crate) fn try_tell(&self, message: RoomMessage) -> bool {
        self.0.try_send(message).is_ok()
    }

    /// Puts these in the mailbox, one behind the other, as far as there are places. Returns the marks of those
    /// for which there was none.
    pub(crate) fn try_tell_all<M>(&self, messages: &mut Vec<(M, RoomMessage)>) -> Vec<M> {
        let free = self.0.capacity().min(messages.len());
        if let Ok(places) = self.0.try_reserve_many(free) {
            places.zip(messages.drain(..free)).for_each(|(place, (_, message))| place.send(message));
        }
        // Without a place, or when others were faster, each is tried by itself.
        messages.drain(..).filter_map(|(mark, message)| (!self.try_tell(message)).then_some(mark)).collect()
    }

    /// Whether both lead to the same task.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.0.same_channel(&other.0)
    }

    /// Whether the room's task has ended.
    pub(crate) fn is_gone(&self) -> bool {
        self.0.is_closed()
    }
}
