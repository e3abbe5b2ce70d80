//! What a room can be told, and the handle that tells it.

use tokio::sync::{mpsc, oneshot};

use super::{entry::Seat, outbox::Outbox};
use crate::{
    meeting::{
        command::Command,
        id::{MeetingId, ParticipantId},
        input::Actor,
        ordinal::{MessageId, TurnId},
        state::Phase,
    },
    protocol::{client::Resume, close::CloseCode},
};

/// A socket's number, for as long as the server runs.
pub(crate) type ConnectionId = u64;

/// A new socket.
#[derive(Debug)]
pub(crate) struct Attach {
    pub(crate) connection: ConnectionId,
    pub(crate) seat: Seat,
    pub(crate) resume: Option<Resume>,
    pub(crate) outbox: Outbox,
}

/// What a room can be told.
#[derive(Debug)]
pub(crate) enum RoomMessage {
    Attach(Box<Attach>),
    Detach { connection: ConnectionId },
    Command { connection: ConnectionId, actor: Actor, reference: u32, id: String, command: Command },
    Typing { connection: ConnectionId, turn: TurnId, more: bool },
    History { connection: ConnectionId, reference: u32, before: MessageId },
    Ping { connection: ConnectionId, reference: u32 },
    Revoke { who: ParticipantId, code: CloseCode },
    Status { answer: oneshot::Sender<Option<RoomStatus>> },
    Rehearse {},
    Drain { answer: oneshot::Sender<()> },
}

/// How a room is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoomStatus {
    /// Its meeting.
    pub meeting: MeetingId,
    /// Where the meeting is in its life.
    pub phase: Phase,
    /// How many are in it.
    pub present: u32,
    /// How many wait to be let in.
    pub waiting: u32,
}

/// A room's mailbox.
#[derive(Debug, Clone)]
pub(crate) struct RoomHandle(mpsc::Sender<RoomMessage>);

impl RoomHandle {
    pub(crate) const fn new(sender: mpsc::Sender<RoomMessage>) -> Self {
        Self(sender)
    }

    /// Waits for a place in the mailbox; nothing is lost but with the room itself. Whether there
    /// was a room to take it.
    pub(crate) async fn tell(&self, message: RoomMessage) -> bool {
        let told = self.0.send(message).await.is_ok();
        if !told {
            tracing::debug!("a message came for a room that is gone");
        }
        told
    }

    /// Whether there was a place in the mailbox.
    pub(crate) fn try_tell(&self, message: RoomMessage) -> bool {
        self.0.try_send(message).is_ok()
    }

    /// Whether the room's task has ended.
    pub(crate) fn is_gone(&self) -> bool {
        self.0.is_closed()
    }
}
