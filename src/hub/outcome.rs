//! What came of a batch.

use super::mailbox::ConnectionId;
use crate::{
    meeting::{event::Event, id::ParticipantId, ordinal::TurnId, recorded::Recorded, time::MeetingMs},
    protocol::server::RefusalCode,
};

/// Where the answer to a command goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReplyTo {
    pub(crate) connection: ConnectionId,
    /// The client's number for the command.
    pub(crate) reference: u32,
}

/// The events of a batch and the answers to its commands.
#[derive(Default)]
pub(crate) struct BatchOutcome {
    /// Meeting time of the batch.
    pub(crate) at_ms: MeetingMs,
    /// The events, in order.
    pub(crate) recorded: Vec<Recorded>,
    /// A simulated person who writes in their turn, if one acted.
    pub(crate) writes: Option<(ParticipantId, TurnId)>,
    /// Each command with the number of what it did, or why it did nothing.
    pub(crate) answers: Vec<(ReplyTo, Result<u64, RefusalCode>)>,
}

impl BatchOutcome {
    /// The people who departed, in any way.
    pub(crate) fn departed(&self) -> impl Iterator<Item = ParticipantId> {
        self.events().filter_map(|event| match event {
            Event::Departed { who, .. } => Some(*who),
            _ => None,
        })
    }

    /// Whether the meeting was opened.
    pub(crate) fn opened(&self) -> bool {
        self.events().any(|event| matches!(event, Event::Opened { .. }))
    }

    /// Whether somebody was let in.
    pub(crate) fn lets_in(&self) -> bool {
        self.events().any(|event| matches!(event, Event::Admitted { .. }))
    }

    /// Whether a message was taken back or covered.
    pub(crate) fn amends(&self) -> bool {
        self.events().any(|event| matches!(event, Event::TakenBack { .. } | Event::Covered { .. }))
    }

    /// The events without their audiences.
    pub(crate) fn events(&self) -> impl Iterator<Item = &Event> {
        self.recorded.iter().map(|recorded| &recorded.numbered.event)
    }
}
