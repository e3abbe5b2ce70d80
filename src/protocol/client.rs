//! What a client may send.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    meeting::{
        command::Command,
        id::MeetingId,
        ordinal::{MessageId, TurnId},
    },
    object::{object, object_or_none},
};

/// Where a client left off when its connection was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Resume {
    /// The meeting that it was in.
    pub meeting: MeetingId,
    /// The number of the last event that it knows of.
    pub seq: u64,
}

/// A frame from a client.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ClientMessage {
    /// The first frame. It has to come within five seconds.
    Hello {
        /// The entry token, a JWT.
        token: String,
        /// Where the client left off, if it comes back; null if it is new.
        #[serde(default, deserialize_with = "object_or_none")]
        resume: Option<Resume>,
    },
    /// A command to the meeting.
    Command {
        /// The client's own number for the command, unique on this socket. It comes back in the answer.
        #[serde(rename = "ref")]
        reference: u32,
        /// The client's own name for the command, 1 to 40 characters of `A-Z a-z 0-9 _ -`. A command
        /// that is sent again with the same id, on any socket of the same person, happens once.
        id: String,
        /// The command.
        #[serde(deserialize_with = "object")]
        command: Command,
    },
    /// The holder is typing. This frame is neither answered nor stored.
    Typing {
        /// The holder's turn.
        turn: TurnId,
        /// Whether the holder says that more is coming, as `...` does in a text chat.
        #[serde(default)]
        more: bool,
    },
    /// Whether the person looks at the page: it is shown and has the focus. Until a client says so they do.
    /// Somebody who looks elsewhere on all of their sockets may be told on their device that they are
    /// wanted. This frame is neither answered nor stored.
    Looks {
        /// True if they look at the page.
        looks: bool,
    },
    /// Renews the token of this socket.
    Renew {
        /// The client's own number for the request. It comes back in the answer.
        #[serde(rename = "ref")]
        reference: u32,
        /// A fresh token from the operator; null asks the server to renew a token of its own.
        #[serde(default)]
        token: Option<String>,
    },
    /// Asks for older messages than the client has.
    History {
        /// The client's own number for the request. It comes back in the answer.
        #[serde(rename = "ref")]
        reference: u32,
        /// The message before which the page ends.
        before: MessageId,
    },
    /// Asks whether the server is there.
    Ping {
        /// The client's own number for the request. It comes back in the answer.
        #[serde(rename = "ref")]
        reference: u32,
    },
}

impl ClientMessage {
    /// The `ref` to answer with; `None` for a message that is not answered.
    #[must_use]
    pub const fn reference(&self) -> Option<u32> {
        match self {
            Self::Command { reference, .. }
            | Self::Renew { reference, .. }
            | Self::History { reference, .. }
            | Self::Ping { reference } => Some(*reference),
            Self::Hello { .. } | Self::Typing { .. } | Self::Looks { .. } => None,
        }
    }
}
