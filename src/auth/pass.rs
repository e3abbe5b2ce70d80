//! What the holder of an entry token showed to get it: the secret of a browser or of a device.

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::secrets::SecretHash;

/// The secret that a token was made for, as the store knows it. The token is good while the secret is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pass {
    /// The secret of a browser in which an account is signed in.
    Session(SecretHash),
    /// The secret of a device that remembers a seat.
    Device(SecretHash),
}

const SESSION: &str = "session";
const DEVICE: &str = "device";

impl Serialize for Pass {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (kind, hash) = match self {
            Self::Session(hash) => (SESSION, hash),
            Self::Device(hash) => (DEVICE, hash),
        };
        serializer.collect_str(&format_args!("{kind}:{}", BASE64URL_NOPAD.encode(hash.as_bytes())))
    }
}

impl<'de> Deserialize<'de> for Pass {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse(&text).ok_or_else(|| de::Error::custom("not a pass"))
    }
}

fn parse(text: &str) -> Option<Pass> {
    let (kind, hash) = text.split_once(':')?;
    let bytes = BASE64URL_NOPAD.decode(hash.as_bytes()).ok()?;
    let hash = SecretHash::from_bytes(bytes.try_into().ok()?);
    match kind {
        SESSION => Some(Pass::Session(hash)),
        DEVICE => Some(Pass::Device(hash)),
        _ => None,
    }
}
