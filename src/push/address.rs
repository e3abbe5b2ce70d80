//! Where and how a browser is told: what its push service said, and what the person chose.

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use url::Url;

use super::encrypt::{AUTH_BYTES, BrowserKeys, PUBLIC_KEY_BYTES, is_public_key};
use crate::room::language::Language;

/// What is wrong with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unusable {
    /// The endpoint is no address.
    Endpoint,
    /// The public key is no point on P-256 in the uncompressed form.
    Key,
    /// The shared secret has not 16 bytes.
    Auth,
}

/// Where and how a browser is told. It is sealed wherever it is kept, and never printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Address {
    pub(crate) endpoint: Url,
    /// The browser's public key and its shared secret, as base64url.
    key: String,
    auth: String,
    pub(crate) language: Language,
    pub(crate) sound: bool,
    pub(crate) vibration: bool,
}

impl Address {
    /// An address of a browser's own making.
    ///
    /// # Errors
    /// What is wrong with it. Whether a request may go there is not asked here.
    pub(crate) fn new(
        (endpoint, key, auth): (&str, &str, &str),
        language: Language,
        (sound, vibration): (bool, bool),
    ) -> Result<Self, Unusable> {
        let endpoint = Url::parse(endpoint).map_err(|_| Unusable::Endpoint)?;
        let point = decode::<PUBLIC_KEY_BYTES>(key).ok_or(Unusable::Key)?;
        if point[0] != 4 || !is_public_key(&point) {
            return Err(Unusable::Key);
        }
        decode::<AUTH_BYTES>(auth).ok_or(Unusable::Auth)?;
        Ok(Self { endpoint, key: key.to_owned(), auth: auth.to_owned(), language, sound, vibration })
    }

    /// Does something with the keys. `None` if they are damaged.
    pub(super) fn with_keys<T>(&self, act: impl FnOnce(&BrowserKeys<'_>) -> T) -> Option<T> {
        let (public, auth) = (decode(&self.key)?, decode(&self.auth)?);
        Some(act(&BrowserKeys { public: &public, auth: &auth }))
    }
}

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Address(..)")
    }
}

/// Browsers leave the padding out.
fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    BASE64URL_NOPAD.decode(text.as_bytes()).ok()?.try_into().ok()
}
