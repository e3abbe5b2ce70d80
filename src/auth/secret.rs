//! The secrets in links and cookies, and the only place that draws randomness.

use std::{fmt, str::FromStr};

use data_encoding::BASE64URL_NOPAD;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{
    meeting::id::{AccountId, InviteId, MeetingId, ParticipantId, RoomId, TemplateId},
    secrets::SecretHash,
};

/// Bytes of a secret: 256 bits.
const SECRET_BYTES: usize = 32;

/// Random bytes of the operating system: keys, nonces, salts, ids.
///
/// # Panics
/// When the operating system has no randomness. Nothing here can work without it.
#[must_use]
pub(crate) fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives randomness");
    bytes
}

/// An id that can be drawn at random: 128 bits, unguessable, without meaning.
pub(crate) trait RandomId {
    /// A new id.
    #[must_use]
    fn random() -> Self;
}

macro_rules! random_id {
    ($($name:ident),*) => {
        $(impl RandomId for $name {
            fn random() -> Self {
                Self::from_bytes(random_bytes())
            }
        })*
    };
}

random_id!(AccountId, RoomId, MeetingId, ParticipantId, InviteId, TemplateId);

/// The text was not a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a secret is 43 base64url characters")]
pub(crate) struct InvalidSecret;

/// A bearer secret of 32 random bytes. As text: base64url without padding (RFC 4648, section 5).
/// Only its [`hash`](Self::hash) is ever stored. Equality takes constant time.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub(crate) struct Secret([u8; SECRET_BYTES]);

impl Secret {
    /// A new secret.
    #[must_use]
    pub(crate) fn random() -> Self {
        Self(random_bytes())
    }

    /// The bytes of the secret.
    #[must_use]
    pub(crate) const fn as_bytes(&self) -> &[u8; SECRET_BYTES] {
        &self.0
    }

    /// The text for a link or a cookie.
    #[must_use]
    pub(crate) fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE64URL_NOPAD.encode(&self.0))
    }

    /// The SHA-256 of the bytes: what the store keeps and looks up. 256 random bits need no slow
    /// hash.
    #[must_use]
    pub(crate) fn hash(&self) -> SecretHash {
        SecretHash::of(&self.0)
    }
}

impl FromStr for Secret {
    type Err = InvalidSecret;

    /// Strict: a secret has exactly one spelling; padding, spaces and unused bits are refused.
    fn from_str(text: &str) -> Result<Self, InvalidSecret> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map(Zeroizing::new);
        let bytes = bytes.map_err(|_| InvalidSecret)?;
        bytes.as_slice().try_into().map(Self).map_err(|_| InvalidSecret)
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_secret_has_one_spelling(bytes: [u8; SECRET_BYTES]) {
            let secret = Secret(bytes);
            let text = secret.to_text();
            prop_assert_eq!(text.len(), 43);
            prop_assert_eq!(text.parse::<Secret>(), Ok(secret));
        }

        #[test]
        fn what_parses_is_spelled_the_same(text in prop_oneof!["[A-Za-z0-9_-]{43}", any::<String>()]) {
            if let Ok(secret) = text.parse::<Secret>() {
                prop_assert!(*secret.to_text() == text);
            }
        }
    }

    #[test]
    fn loose_spellings_are_refused() {
        let text = Secret([0; SECRET_BYTES]).to_text();
        assert!(text.parse::<Secret>().is_ok());
        for loose in [
            format!("{}=", *text),
            format!(" {}", *text),
            format!("{}\n", *text),
            format!("{}B", &text[..42]), // the last character carries two unused bits
            text[..42].to_owned(),
            format!("{}AA", *text),
            text.replacen('A', "+", 1),
            String::new(),
        ] {
            assert_eq!(loose.parse::<Secret>(), Err(InvalidSecret), "{loose:?}");
        }
    }

    #[test]
    fn a_secret_is_random_and_shows_nothing() {
        let (one, other) = (Secret::random(), Secret::random());
        assert_ne!(one, other);
        assert_ne!(one.hash(), other.hash());
        assert_eq!(format!("{one:?}"), "Secret(..)");
        assert_ne!(RoomId::random(), RoomId::random());
    }
}
