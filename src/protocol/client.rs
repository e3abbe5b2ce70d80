//! What a client may say.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::object::{object, object_or_none};
use crate::meeting::{
    command::Command,
    id::MeetingId,
    ordinal::{MessageId, TurnId},
};

/// Where a client left off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Resume {
    /// The meeting it was in.
    pub meeting: MeetingId,
    /// The last seq it has.
    pub seq: u64,
}

/// A frame from a client.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ClientMessage {
    /// The first frame, within five seconds.
    Hello {
        /// The entry token: a JWT.
        token: String,
        /// Where the client left off, when it comes back.
        #[serde(default, deserialize_with = "object_or_none")]
        resume: Option<Resume>,
    },
    /// A command to the meeting.
    Command {
        /// Matches the answer to the command; chosen by the client, unique on this socket.
        #[serde(rename = "ref")]
        reference: u32,
        /// Names the command: a resend with the same id, on any socket of the same
        /// person, happens once. 1 to 40 characters of `A-Z a-z 0-9 _ -`.
        id: String,
        /// The command.
        #[serde(deserialize_with = "object")]
        command: Command,
    },
    /// The holder is typing. Never answered, never stored.
    Typing {
        /// Their turn.
        turn: TurnId,
        /// They say that more is coming, as `...` does in a text chat.
        #[serde(default)]
        more: bool,
    },
    /// A fresh token: of one's own from an operator, or a new one from the server.
    Renew {
        /// Matches the answer.
        #[serde(rename = "ref")]
        reference: u32,
        /// A fresh operator's token; none asks the server to renew its own.
        #[serde(default)]
        token: Option<String>,
    },
    /// Older messages than the snapshot holds.
    History {
        /// Matches the answer.
        #[serde(rename = "ref")]
        reference: u32,
        /// Messages before this one.
        before: MessageId,
    },
    /// Is anyone there?
    Ping {
        /// Matches the answer.
        #[serde(rename = "ref")]
        reference: u32,
    },
}

impl ClientMessage {
    /// The `ref` to answer with, for a message that is answered.
    #[must_use]
    pub const fn reference(&self) -> Option<u32> {
        match self {
            Self::Command { reference, .. }
            | Self::Renew { reference, .. }
            | Self::History { reference, .. }
            | Self::Ping { reference } => Some(*reference),
            Self::Hello { .. } | Self::Typing { .. } => None,
        }
    }
}
