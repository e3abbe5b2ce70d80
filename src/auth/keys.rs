//! This server's own signing keys: the newest, and those before it until their last token is over.

use std::path::Path;

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use jsonwebtoken::{Algorithm, EncodingKey, crypto};

use super::{
    key_file::{self, KeyFileError, StoredKey},
    limits::{KEY_RELOAD_MS, LIFETIME_MS_MAX},
    public_key::PublicKey,
    secret::Secret,
};
use crate::time::UnixMs;

/// A retired key verifies for this long. A running server may sign with it until it notices the
/// rotation, and no token lives longer than that.
const RETIRED_MS: u64 = KEY_RELOAD_MS + LIFETIME_MS_MAX;

/// The key could not sign. Never seen in practice: it would mean broken cryptography.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the token could not be signed")]
pub(crate) struct SigningFailed;

/// One Ed25519 key pair. Its `kid` is the public key's RFC 7638 thumbprint.
pub(super) struct KeyPair {
    seed: Secret,
    signing: EncodingKey,
    verifying: PublicKey,
}

impl KeyPair {
    /// # Panics
    /// Never: every 32 bytes are the seed of an Ed25519 key (RFC 8032, section 5.1.5).
    fn from_seed(seed: Secret) -> Self {
        let pair =
            Ed25519KeyPair::from_seed_unchecked(seed.as_bytes()).expect("every seed is an Ed25519 key");
        let der = pair.to_pkcs8v1().expect("an Ed25519 key has a PKCS #8 form");
        let verifying =
            PublicKey::ed25519(pair.public_key().as_ref()).expect("the public half of an Ed25519 key");
        let signing = EncodingKey::from_ed_der(der.as_ref());
        Self { seed, signing, verifying }
    }

    fn random() -> Self {
        Self::from_seed(Secret::random())
    }

    pub(super) fn kid(&self) -> &str {
        &self.verifying.thumbprint
    }

    /// The signature of `message` as base64url.
    pub(super) fn sign(&self, message: &[u8]) -> Result<String, SigningFailed> {
        crypto::sign(message, &self.signing, Algorithm::EdDSA).map_err(|_| SigningFailed)
    }
}

/// The key of this server that a `kid` names.
pub(super) enum OwnKey<'a> {
    Verifies(&'a PublicKey),
    Retired,
    Unknown,
}

/// This server's own keys, made at its first start. After a rotation the old key still verifies
/// until the last token it signed has expired; from then on it is refused.
pub(crate) struct SigningKeys {
    /// Signs once all others are retired. It verifies before that.
    newest: KeyPair,
    /// Each with the time at which it is retired. Until then it signs, unless one before it still does.
    retired: Vec<(KeyPair, UnixMs)>,
}

impl SigningKeys {
    /// New keys, in memory only.
    #[must_use]
    pub(crate) fn generate() -> Self {
        Self { newest: KeyPair::random(), retired: Vec::new() }
    }

    /// The keys in the file at `path`; `None` if there is no such file. Blocks on the disk.
    ///
    /// # Errors
    /// When the file can't be read, is not a key file, or can be read by others than its owner.
    pub(crate) fn load(path: &Path) -> Result<Option<Self>, KeyFileError> {
        key_file::read(path)?.map(Self::from_stored).transpose()
    }

    /// The keys in the file at `path`; if there is none, new keys in a new file (mode 0600).
    /// Blocks on the disk.
    ///
    /// # Errors
    /// As [`load`](Self::load), and when the file can't be written.
    pub(crate) fn load_or_create(path: &Path) -> Result<Self, KeyFileError> {
        if let Some(keys) = Self::load(path)? {
            return Ok(keys);
        }
        let keys = Self::generate();
        keys.save(path)?;
        Ok(keys)
    }

    /// Writes the keys to `path`, all or nothing. Blocks on the disk.
    ///
    /// # Errors
    /// When the file can't be written; the old file is then unchanged.
    pub(crate) fn save(&self, path: &Path) -> Result<(), KeyFileError> {
        let stored = |pair: &KeyPair, retired_at| StoredKey { seed: pair.seed.clone(), retired_at };
        let mut keys = vec![stored(&self.newest, None)];
        keys.extend(self.retired.iter().map(|(pair, at)| stored(pair, Some(*at))));
        key_file::write(path, keys)
    }

    fn from_stored(stored: Vec<StoredKey>) -> Result<Self, KeyFileError> {
        let mut newest = None;
        let mut retired = Vec::new();
        for key in stored {
            let pair = KeyPair::from_seed(key.seed);
            match key.retired_at {
                Some(at) => retired.push((pair, at)),
                None if newest.is_none() => newest = Some(pair),
                None => return Err(KeyFileError::Format),
            }
        }
        Ok(Self { newest: newest.ok_or(KeyFileError::Format)?, retired })
    }

    /// Makes a new key, which signs from a time on and verifies at once, and forgets retired keys that no live
    /// token needs. Only in memory: call [`save`](Self::save) afterwards.
    pub(crate) fn rotate(&mut self, now: UnixMs, signs_from: UnixMs) {
        let old = std::mem::replace(&mut self.newest, KeyPair::random());
        self.retired.retain(|(_, retired_at)| still_verifies(*retired_at, now));
        self.retired.push((old, signs_from));
        for (_, retired_at) in &mut self.retired {
            *retired_at = signs_from.min(*retired_at);
        }
    }

    /// The `kid` of the newest key.
    #[must_use]
    pub(crate) fn newest_kid(&self) -> &str {
        self.newest.kid()
    }

    /// The key that signs at a time.
    pub(super) fn signer(&self, now: UnixMs) -> &KeyPair {
        let not_yet = self.retired.iter().filter(|(_, retired_at)| *retired_at > now);
        not_yet.min_by_key(|(_, retired_at)| *retired_at).map_or(&self.newest, |(pair, _)| pair)
    }

    pub(super) fn find(&self, kid: &str, now: UnixMs) -> OwnKey<'_> {
        if self.newest.kid() == kid {
            return OwnKey::Verifies(&self.newest.verifying);
        }
        match self.retired.iter().find(|(pair, _)| pair.kid() == kid) {
            Some((pair, retired_at)) if still_verifies(*retired_at, now) => OwnKey::Verifies(&pair.verifying),
            Some(_) => OwnKey::Retired,
            None => OwnKey::Unknown,
        }
    }
}

fn still_verifies(retired_at: UnixMs, now: UnixMs) -> bool {
    now < retired_at.plus_ms(RETIRED_MS)
}

impl std::fmt::Debug for SigningKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKeys({}, {} retired)", self.newest_kid(), self.retired.len())
    }
}

#[cfg(test)]
mod tests;
