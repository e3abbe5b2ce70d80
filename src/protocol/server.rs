//! What the server may say.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::close::CloseCode;
use crate::meeting::{
    event::Numbered,
    id::{MeetingId, ParticipantId, RoomId},
    ordinal::TurnId,
    refusal::Refusal,
    role::{Role, RoomKind},
    state::Message,
    time::MeetingMs,
    view::{MeetingView, WaitingView},
};
use crate::room::Room;
use crate::time::UnixMs;

/// Why a frame was refused before any meeting was asked.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    TS,
    JsonSchema,
    thiserror::Error,
)]
#[serde(rename_all = "snake_case")]
pub enum ProtocolRefusal {
    /// Not a frame of this protocol.
    #[error("the frame is not valid")]
    Malformed,
    /// `hello` came twice.
    #[error("you said hello already")]
    AlreadyWelcome,
    /// Too many frames; slow down.
    #[error("too many commands; wait a moment")]
    TooFast,
    /// The server can't store it now; nothing changed; try again.
    #[error("the server can't store this now; nothing was changed")]
    Unavailable,
    /// The id was used for another command.
    #[error("this id was used for another command")]
    IdReused,
    /// The token can't be renewed.
    #[error("the token can't be renewed")]
    NotRenewable,
    /// A name is needed to join.
    #[error("choose a name")]
    NameMissing,
    /// The name is not allowed.
    #[error("this name can't be used")]
    NameInvalid,
    /// The name claims a role.
    #[error("the name claims a role")]
    NameClaimsRole,
    /// The name looks like another's.
    #[error("the name looks like another's in this room")]
    NameTaken,
}

/// Why something was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(untagged)]
pub enum RefusalCode {
    /// By the meeting.
    Meeting(Refusal),
    /// Before any meeting was asked.
    Protocol(ProtocolRefusal),
}

impl RefusalCode {
    /// The reason in words, for a developer; clients have their own words.
    #[must_use]
    pub fn reason(self) -> String {
        match self {
            Self::Meeting(refusal) => refusal.to_string(),
            Self::Protocol(refusal) => refusal.to_string(),
        }
    }
}

impl From<Refusal> for RefusalCode {
    fn from(refusal: Refusal) -> Self {
        Self::Meeting(refusal)
    }
}

impl From<ProtocolRefusal> for RefusalCode {
    fn from(refusal: ProtocolRefusal) -> Self {
        Self::Protocol(refusal)
    }
}

/// What a client needs to know of the room before it joins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct RoomInfo {
    /// The room.
    pub id: RoomId,
    /// Peer-led or therapist-led.
    pub kind: RoomKind,
    /// Its title.
    pub title: String,
    /// The format's id.
    pub format: String,
    /// What it is about.
    pub topics: Vec<String>,
    /// What its people ask of each other.
    pub guidelines: Vec<String>,
    /// To be named when joining.
    pub guidelines_version: u32,
    /// Whether simulated members rehearse here.
    pub rehearsal: bool,
}

impl From<&Room> for RoomInfo {
    fn from(room: &Room) -> Self {
        Self {
            id: room.id,
            kind: room.kind,
            title: room.title.clone(),
            format: room.format.as_str().to_owned(),
            topics: room.topics.clone(),
            guidelines: room.guidelines.clone(),
            guidelines_version: room.guidelines_version,
            rehearsal: room.rehearsal,
        }
    }
}

/// A frame from the server.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ServerMessage {
    /// The token is good. When `joined` is false the client sends the `join` command; otherwise
    /// `waiting`, `snapshot` or `events` follow by themselves.
    Welcome {
        /// Who one is.
        participant: ParticipantId,
        /// One's role: the one in force, or the token's before joining.
        role: Role,
        /// One's name in this room, when one has one.
        name: Option<String>,
        /// The room.
        room: RoomInfo,
        /// The current meeting.
        meeting: MeetingId,
        /// Whether one has joined this meeting.
        joined: bool,
        /// Unix milliseconds when the token ends; the socket is closed then unless renewed.
        token_expires_at: UnixMs,
        /// The client should ping when it heard nothing for this long, in milliseconds.
        heartbeat_ms: u64,
    },
    /// One waits to be let in; sent anew when anything in it changes.
    Waiting {
        /// Meeting time now.
        at_ms: MeetingMs,
        /// All one gets to know.
        view: Box<WaitingView>,
    },
    /// The whole meeting as one may see it; replaces what the client had.
    Snapshot {
        /// The last seq in it.
        seq: u64,
        /// Meeting time now.
        at_ms: MeetingMs,
        /// The meeting.
        view: Box<MeetingView>,
    },
    /// What happened. A client with `seq < after` has lost something and must reconnect; events
    /// with a seq it already has are skipped. Seqs that are missing were not for it.
    Events {
        /// The frame continues from here.
        after: u64,
        /// The meeting has come to this seq.
        upto: u64,
        /// Meeting time now.
        at_ms: MeetingMs,
        /// The events, in order.
        events: Vec<Numbered>,
    },
    /// The command happened, and is stored.
    Accepted {
        /// The command's.
        #[serde(rename = "ref")]
        reference: u32,
        /// The meeting's seq after it.
        seq: u64,
    },
    /// The command, or frame, changed nothing.
    Refused {
        /// The command's; none when the frame could not be read.
        #[serde(rename = "ref")]
        reference: Option<u32>,
        /// Why; clients switch on this.
        code: RefusalCode,
        /// Why, in words for a developer.
        reason: String,
    },
    /// The holder is typing.
    Typing {
        /// Who.
        who: ParticipantId,
        /// In which turn.
        turn: TurnId,
        /// Whether they said that more is coming.
        more: bool,
    },
    /// A fresh token.
    Token {
        /// The request's.
        #[serde(rename = "ref")]
        reference: u32,
        /// The token, when the server made it.
        token: Option<String>,
        /// Unix milliseconds when it ends.
        expires_at: UnixMs,
    },
    /// Older messages.
    Page {
        /// The request's.
        #[serde(rename = "ref")]
        reference: u32,
        /// Oldest first.
        messages: Vec<Message>,
        /// Whether there are older ones.
        more: bool,
    },
    /// Someone is here.
    Pong {
        /// The request's.
        #[serde(rename = "ref")]
        reference: u32,
        /// Meeting time now.
        at_ms: MeetingMs,
    },
    /// The last frame before the socket is closed with the same code.
    Goodbye {
        /// Why.
        code: CloseCode,
        /// When to come back, in milliseconds; none is not without a person's doing.
        retry_after_ms: Option<u64>,
    },
}
