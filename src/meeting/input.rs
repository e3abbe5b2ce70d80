//! What goes into a meeting and what comes out of it.

use super::{command::Command, id::ParticipantId, recorded::Recorded, refusal::Refusal, role::Role};

/// Who sends a command. It comes from the sender's session, never from the payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub id: ParticipantId,
    /// Their pseudonym; used at the first entry.
    pub name: String,
    /// The role of their token; used at the first entry, after which the role is room state.
    pub entry_role: Role,
    /// A simulated member of a rehearsal.
    pub simulated: bool,
}

/// What the server itself reports to a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signal {
    /// The person's first socket is open.
    Connected {
        /// Whose.
        who: ParticipantId,
    },
    /// The person's last socket is gone.
    Disconnected {
        /// Whose.
        who: ParticipantId,
    },
    /// The person's access was revoked.
    Revoked {
        /// Whose.
        who: ParticipantId,
    },
    /// The server was restarted; sent once to each meeting that was not over, before anything else.
    Restarted {},
    /// A deadline is due.
    Wake {},
}

/// One thing for a meeting to handle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A wish of a person.
    Command {
        /// Whose.
        actor: Actor,
        /// Which.
        command: Command,
    },
    /// A report of the server.
    Signal(Signal),
}

/// What came of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// All events, numbered and applied, each with its viewers: those of deadlines that were due first, even when the
    /// command was refused.
    pub events: Vec<Recorded>,
    /// The seq of what the command did (for a message its id), or why it did nothing.
    pub result: Result<u64, Refusal>,
}
