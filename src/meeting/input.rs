//! What goes into a meeting and what comes out of it.

use super::{
    command::Command, duty::Assignment, id::ParticipantId, recorded::Recorded, refusal::Refusal, role::Role,
    round::LastStart,
};

/// The person who sends a command, as their token says. It never comes from what they send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The person's id in the room.
    pub id: ParticipantId,
    /// Their pseudonym, which counts at their first entry.
    pub name: String,
    /// The role in their token, which counts at their first entry. From then on the meeting knows
    /// their role.
    pub entry_role: Role,
    /// Whether they are a simulated member of a rehearsal.
    pub simulated: bool,
    /// Whether only a lead lets them in, however the door stands. It counts when they join.
    pub held: bool,
    /// When they last started a round in an earlier meeting. It counts at their first entry.
    pub last_start: LastStart,
    /// What the leads call the invitation they came by. It counts when they join.
    pub label: Option<String>,
}

/// What the server itself reports to a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signal {
    /// A person has a socket again.
    Connected {
        /// The person.
        who: ParticipantId,
    },
    /// A person's last socket was closed.
    Disconnected {
        /// The person.
        who: ParticipantId,
    },
    /// A person's access was revoked.
    Revoked {
        /// The person.
        who: ParticipantId,
    },
    /// Only a lead lets a person in who waits, however the door stands.
    Held {
        /// The person.
        who: ParticipantId,
    },
    /// The room was handed on to a person, who leads it from now on as whoever handed it on did.
    Owns {
        /// The person.
        who: ParticipantId,
    },
    /// The date that people gather for was moved or cancelled.
    DateChanged {},
    /// Who is to do what in this meeting, as it was agreed before.
    Duties {
        /// Each duty that somebody has, as it was agreed.
        duties: Vec<Assignment>,
    },
    /// A person can be told on a device of theirs that they are wanted, or can no more.
    Reachable {
        /// The person.
        who: ParticipantId,
        /// True if they can.
        on: bool,
    },
    /// The server was restarted, or could store nothing for a while. It is sent once to each meeting that was
    /// not over, before anything else.
    Restarted {},
    /// The server lets go of the meeting at this moment, and another one goes on with it.
    Leaving {},
    /// A deadline is due.
    Wake {},
}

/// One thing for a meeting to handle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A command of a person.
    Command {
        /// The sender.
        actor: Actor,
        /// The command.
        command: Command,
    },
    /// A report of the server itself.
    Signal(Signal),
}

/// What came of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// All events, applied, each with its viewers. Those of deadlines that were due come first, even
    /// if the command is refused.
    pub events: Vec<Recorded>,
    /// The seq after the command, which for a message is its id; or why the command is refused.
    pub result: Result<u64, Refusal>,
}
