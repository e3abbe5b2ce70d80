//! Opaque identifiers: 128 random bits, made by the caller, written as lowercase base32.

use std::{fmt, str::FromStr};

use data_encoding::{BASE32_NOPAD, DecodeError};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use ts_rs::TS;

/// Length of an id in its text form.
pub const ID_CHARS: usize = 26;

/// The error of a text that is no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id is {ID_CHARS} lowercase base32 characters")]
pub struct InvalidId;

impl From<DecodeError> for InvalidId {
    fn from(_: DecodeError) -> Self {
        Self
    }
}

/// The text of an id, without a string of its own: every message has several.
struct IdText([u8; ID_CHARS]);

impl IdText {
    fn of(bytes: &[u8; 16]) -> Self {
        let mut text = [0; ID_CHARS];
        BASE32_NOPAD.encode_mut(bytes, &mut text);
        text.make_ascii_lowercase();
        Self(text)
    }

    fn as_str(&self) -> &str {
        // Base32 is ASCII.
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Strict: one text for one id, so that an id can't be spelled in two ways.
fn decode(text: &str) -> Result<[u8; 16], InvalidId> {
    if text.len() != ID_CHARS || text.bytes().any(|b| b.is_ascii_uppercase()) {
        return Err(InvalidId);
    }
    let bytes = BASE32_NOPAD.decode(text.to_ascii_uppercase().as_bytes())?;
    bytes.try_into().map_err(|_| InvalidId)
}

macro_rules! opaque_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, TS, JsonSchema)]
        #[ts(type = "string")]
        #[schemars(with = "String")]
        pub struct $name([u8; 16]);

        impl $name {
            /// An id from random bytes.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The bytes of the id.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(IdText::of(&self.0).as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                decode(text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(IdText::of(&self.0).as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(de::Error::custom)
            }
        }
    };
}

opaque_id! {
    /// An account of a host, therapist or administrator.
    AccountId
}
opaque_id! {
    /// A room, which holds a series of meetings.
    RoomId
}
opaque_id! {
    /// A concern that somebody left for the host of a room.
    ConcernId
}
opaque_id! {
    /// One meeting of a room.
    MeetingId
}
opaque_id! {
    /// A person in one room. The same person has another id in another room, so that their rooms
    /// can't be linked.
    ParticipantId
}
opaque_id! {
    /// An invite link of a room.
    InviteId
}
opaque_id! {
    /// A request of somebody who asks to join a room.
    RequestId
}
opaque_id! {
    /// A piece of work that the server does later.
    JobId
}
opaque_id! {
    /// A browser in which an account is signed in.
    SessionId
}
opaque_id! {
    /// A key by which a program of the operator acts for an account.
    KeyId
}
opaque_id! {
    /// Where a program of the operator is told what happened.
    WebhookId
}
opaque_id! {
    /// A desk that several hosts share.
    DeskId
}
opaque_id! {
    /// An agenda that a host keeps to make rooms from.
    TemplateId
}
opaque_id! {
    /// A browser in which a person of a room wants to be told that they are wanted.
    SubscriptionId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_one_spelling() {
        let id = RoomId::from_bytes([7; 16]);
        let text = id.to_string();
        assert_eq!(text.len(), ID_CHARS);
        assert_eq!(text.parse(), Ok(id));
        assert!(text.to_ascii_uppercase().parse::<RoomId>().is_err());
        assert!(format!("{text}a").parse::<RoomId>().is_err());
        // The last character carries two unused bits, which must be zero.
        let loose = format!("{}b", &RoomId::from_bytes([0; 16]).to_string()[..25]);
        assert!(loose.parse::<RoomId>().is_err());
    }
}
