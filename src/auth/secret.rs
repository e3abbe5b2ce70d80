//! The secrets in links and cookies, and the only place that draws randomness.

use std::{fmt, str::FromStr, sync::LazyLock};

use data_encoding::{BASE64URL_NOPAD, Encoding, Specification};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{
    meeting::id::{
        AccountId, ConcernId, DeskId, InviteId, JobId, KeyId, MeetingId, ParticipantId, RequestId, RoomId,
        SubscriptionId, TemplateId, WebhookId,
    },
    secrets::SecretHash,
};

/// Bytes of a secret: 256 bits.
const SECRET_BYTES: usize = 32;

/// Characters of a secret in [`CROCKFORD`].
const SECRET_CHARS: usize = 52;

/// Crockford's base32: letters and digits only, in either case, and without look-alikes. Nothing in it
/// is taken for the end of a link, for emphasis or for a hyphen.
static CROCKFORD: LazyLock<Encoding> = LazyLock::new(|| {
    let mut alphabet = Specification::new();
    alphabet.symbols.push_str("0123456789abcdefghjkmnpqrstvwxyz");
    alphabet.translate.from.push_str("ABCDEFGHJKMNPQRSTVWXYZOoIiLl");
    alphabet.translate.to.push_str("abcdefghjkmnpqrstvwxyz001111");
    #[expect(clippy::expect_used, reason = "a constant alphabet")]
    alphabet.encoding().expect("32 symbols")
});

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

random_id!(
    AccountId,
    DeskId,
    KeyId,
    WebhookId,
    RoomId,
    RequestId,
    MeetingId,
    ParticipantId,
    InviteId,
    TemplateId,
    ConcernId,
    SubscriptionId,
    JobId
);

/// The text was not a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a secret is {SECRET_CHARS} letters and digits")]
pub(crate) struct InvalidSecret;

/// A bearer secret of 32 random bytes. As text: 52 characters of Crockford's base32 in lower case.
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
        Zeroizing::new(CROCKFORD.encode(&self.0))
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

    /// Either case, O for 0, I and L for 1. Padding, spaces and unused bits are refused: what happens
    /// to a link on its way is the client's to undo. Links and cookies from before are base64url
    /// (RFC 4648, section 5), which has one spelling.
    fn from_str(text: &str) -> Result<Self, InvalidSecret> {
        let alphabet = if text.len() == SECRET_CHARS { &*CROCKFORD } else { &BASE64URL_NOPAD };
        let bytes = alphabet.decode(text.as_bytes()).map(Zeroizing::new);
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
        fn a_secret_survives_case_and_look_alikes(bytes: [u8; SECRET_BYTES], upper: bool, o: bool) {
            let secret = Secret(bytes);
            let text = secret.to_text();
            prop_assert_eq!(text.len(), SECRET_CHARS);
            prop_assert!(text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
            let (zero, one) = if o { ("o", "l") } else { ("O", "I") };
            let mut copied = text.replace('0', zero).replace('1', one);
            if upper {
                copied.make_ascii_uppercase();
            }
            prop_assert_eq!(text.parse::<Secret>(), Ok(secret.clone()));
            prop_assert_eq!(copied.parse::<Secret>(), Ok(secret));
        }

        #[test]
        fn a_link_from_before_still_opens(bytes: [u8; SECRET_BYTES]) {
            prop_assert_eq!(BASE64URL_NOPAD.encode(&bytes).parse::<Secret>(), Ok(Secret(bytes)));
        }

        #[test]
        fn what_parses_is_the_same_secret_again(text in prop_oneof!["[A-Za-z0-9_-]{43}", "[0-9a-z]{52}", any::<String>()]) {
            if let Ok(secret) = text.parse::<Secret>() {
                prop_assert_eq!(secret.to_text().parse::<Secret>(), Ok(secret));
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
            format!("{}1", &text[..51]), // the last character carries four unused bits
            text[..51].to_owned(),
            format!("{}00", *text),
            text.replacen('0', "u", 1),
            text.replacen('0', "-", 1),
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
