//! Close codes: why a socket is closed and whether to come back (RFC 6455, section 7.4).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why the server closes a socket.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CloseCode {
    /// The person left, or the meeting is over.
    Finished,
    /// The server is being restarted; come back.
    Restarting,
    /// The server failed to handle this socket; come back.
    ServerError,
    /// A frame broke the WebSocket protocol.
    ProtocolError,
    /// A frame was binary.
    NotText,
    /// A frame was not UTF-8.
    NotUtf8,
    /// A frame was too large.
    TooLarge,
    /// No `hello` came in time.
    HelloTimeout,
    /// The token is not valid.
    TokenInvalid,
    /// The token expired; come back with a fresh one.
    TokenExpired,
    /// The person's access was revoked.
    Revoked,
    /// The person was removed from this meeting, or banned.
    Removed,
    /// A lead did not let the person in, and they can't come to this meeting any more.
    Denied,
    /// The person came as an observer, and not everybody who takes part agreed to it. They can't come to this
    /// meeting any more.
    NotAgreed,
    /// There is no such room.
    NoSuchRoom,
    /// The client did not read what was sent; come back and resume.
    SlowReader,
    /// The client sent too many frames, or too many bad ones; come back later.
    TooFast,
    /// Nothing was heard from the client for too long; come back.
    Silent,
    /// The same person opened too many sockets, and this is the oldest.
    TooManySockets,
    /// The account was signed out in this browser, or the device no longer remembers the seat.
    SignedOut,
    /// The key of the series is lost, as after a restored backup; its owner can start it over.
    SeriesLost,
    /// The room meets on dates, and its doors are closed now.
    DoorsClosed,
    /// Another server takes the room; come back.
    Moved,
}

impl CloseCode {
    /// Every code.
    pub const ALL: [Self; 23] = [
        Self::Finished,
        Self::Restarting,
        Self::ServerError,
        Self::ProtocolError,
        Self::NotText,
        Self::NotUtf8,
        Self::TooLarge,
        Self::HelloTimeout,
        Self::TokenInvalid,
        Self::TokenExpired,
        Self::Revoked,
        Self::Removed,
        Self::Denied,
        Self::NotAgreed,
        Self::NoSuchRoom,
        Self::SlowReader,
        Self::TooFast,
        Self::Silent,
        Self::TooManySockets,
        Self::SignedOut,
        Self::SeriesLost,
        Self::DoorsClosed,
        Self::Moved,
    ];

    /// The code's number in the close frame.
    #[must_use]
    pub const fn number(self) -> u16 {
        match self {
            Self::Finished => 1000,
            Self::ProtocolError => 1002,
            Self::NotText => 1003,
            Self::NotUtf8 => 1007,
            Self::TooLarge => 1009,
            Self::ServerError => 1011,
            Self::Restarting => 1012,
            Self::HelloTimeout => 4001,
            Self::TokenInvalid => 4002,
            Self::TokenExpired => 4003,
            Self::Revoked => 4004,
            Self::Removed => 4005,
            Self::NoSuchRoom => 4006,
            Self::SlowReader => 4007,
            Self::TooFast => 4008,
            Self::Silent => 4009,
            Self::TooManySockets => 4010,
            Self::SignedOut => 4011,
            Self::SeriesLost => 4012,
            Self::Denied => 4013,
            Self::DoorsClosed => 4014,
            Self::NotAgreed => 4015,
            Self::Moved => 4016,
        }
    }

    /// How long a client should wait before it comes back by itself, in milliseconds; `None` if it
    /// should not.
    #[must_use]
    pub const fn retry_after_ms(self) -> Option<u64> {
        match self {
            Self::Restarting | Self::ServerError => Some(1_000),
            Self::TokenExpired | Self::SlowReader | Self::Silent | Self::HelloTimeout | Self::Moved => {
                Some(250)
            }
            Self::TooFast => Some(10_000),
            Self::Finished
            | Self::ProtocolError
            | Self::NotText
            | Self::NotUtf8
            | Self::TooLarge
            | Self::TokenInvalid
            | Self::Revoked
            | Self::Removed
            | Self::Denied
            | Self::NotAgreed
            | Self::NoSuchRoom
            | Self::SeriesLost
            | Self::DoorsClosed
            | Self::TooManySockets
            | Self::SignedOut => None,
        }
    }
}
