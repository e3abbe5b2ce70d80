//! A history: a room and what happens in it. It can be kept as a file and played again.

use rondo::meeting::{
    command::Command,
    id::ParticipantId,
    input::{Actor, Input, Signal},
    role::Role,
    round::LastStart,
    settings::MeetingConfig,
    time::MeetingMs,
};
use serde::{Deserialize, Serialize};

/// Somebody of the test, by number.
pub(crate) fn id(n: u8) -> ParticipantId {
    ParticipantId::from_bytes([n; 16])
}

/// One thing that happens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Act {
    /// Somebody asks for something; `role` is that of their token.
    Command {
        who: ParticipantId,
        role: Role,
        command: Command,
        /// When they last started a round in an earlier meeting.
        #[serde(default)]
        last_start: LastStart,
    },
    Connected {
        who: ParticipantId,
    },
    Disconnected {
        who: ParticipantId,
    },
    Revoked {
        who: ParticipantId,
    },
    /// Is let in by a lead alone.
    Held {
        who: ParticipantId,
    },
    /// Can be told on a device, or can no more.
    Reachable {
        who: ParticipantId,
        on: bool,
    },
    Restarted,
    /// Is handed over to another server.
    Leaving,
    /// Time passes.
    Wake,
}

impl Act {
    /// The same for the state machine.
    pub(crate) fn input(&self) -> Input {
        let signal = match self {
            Self::Command { who, role, command, last_start } => {
                let actor = Actor {
                    id: *who,
                    name: "Someone".into(),
                    entry_role: *role,
                    simulated: false,
                    held: false,
                    last_start: *last_start,
                    label: None,
                };
                return Input::Command { actor, command: command.clone() };
            }
            Self::Connected { who } => Signal::Connected { who: *who },
            Self::Disconnected { who } => Signal::Disconnected { who: *who },
            Self::Revoked { who } => Signal::Revoked { who: *who },
            Self::Held { who } => Signal::Held { who: *who },
            Self::Reachable { who, on } => Signal::Reachable { who: *who, on: *on },
            Self::Restarted => Signal::Restarted {},
            Self::Leaving => Signal::Leaving {},
            Self::Wake => Signal::Wake {},
        };
        Input::Signal(signal)
    }
}

/// One thing that happens, at a meeting time: dropping a step moves no other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Step {
    pub(crate) at_ms: MeetingMs,
    pub(crate) act: Act,
}

/// A room and a history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Case {
    pub(crate) config: MeetingConfig,
    pub(crate) steps: Vec<Step>,
}
