//! This server's own signing keys: one current, and retired ones until their last token is over.

use std::path::Path;

use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::{Algorithm, EncodingKey, jwk::EllipticCurve};
use zeroize::Zeroizing;

use super::{
    claims::{LIFETIME_S_MAX, OWN_ALGORITHM},
    key_file::{self, KeyFileError, StoredKey},
    public_key::{PROVIDER, PublicKey, VerifyingKey, exactly},
    secret::Secret,
};
use crate::time::UnixMs;

/// DER of an Ed25519 private key up to its 32-byte seed (RFC 8410, section 7).
const ED25519_PKCS8: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
/// A retired key verifies for this long: no token it signed lives longer.
const RETIRED_MS: u64 = LIFETIME_S_MAX * 1000;

/// Signing failed; the key or the cryptography is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the token could not be signed")]
pub struct SigningFailed;

/// One Ed25519 key pair. Its `kid` is the public key's RFC 7638 thumbprint.
struct KeyPair {
    seed: Secret,
    kid: String,
    signing: EncodingKey,
    verifying: VerifyingKey,
}

impl KeyPair {
    /// # Panics
    /// Never: every 32 bytes are the seed of an Ed25519 key (RFC 8032, section 5.1.5).
    fn from_seed(seed: Secret) -> Self {
        let der = Zeroizing::new([ED25519_PKCS8.as_slice(), seed.as_bytes()].concat());
        let x = (PROVIDER.key_utils.ed_pub_components_from_private_key)(&der, &EllipticCurve::Ed25519)
            .expect("every seed is an Ed25519 key");
        let public = PublicKey::Ed25519 { x: exactly(&x).expect("an Ed25519 public key has 32 bytes") };
        let verifying = VerifyingKey::new(&public).expect("an Ed25519 public key can verify");
        Self { seed, kid: public.thumbprint(), signing: EncodingKey::from_ed_der(&der), verifying }
    }

    fn random() -> Self {
        Self::from_seed(Secret::random())
    }
}

/// What a `kid` of this server leads to.
pub(super) enum OwnKey<'a> {
    Verifies(&'a VerifyingKey),
    Retired,
    Unknown,
}

/// The set of this server's keys. Made at first start, rotated at will; a retired key still
/// verifies until the last token it signed has expired and is refused from then on.
pub struct SigningKeys {
    current: KeyPair,
    /// With the time of retirement.
    retired: Vec<(KeyPair, UnixMs)>,
}

impl SigningKeys {
    /// New keys that live in memory only.
    #[must_use]
    pub fn generate() -> Self {
        Self { current: KeyPair::random(), retired: Vec::new() }
    }

    /// The keys in the file at `path`; at first start, new ones and a new file (mode 0600).
    /// Blocks on the disk.
    ///
    /// # Errors
    /// When the file can't be read or written, is not a key file, or others than its owner may
    /// read it.
    pub fn load_or_create(path: &Path) -> Result<Self, KeyFileError> {
        if let Some(stored) = key_file::read(path)? {
            return Self::from_stored(stored);
        }
        let keys = Self::generate();
        keys.save(path)?;
        Ok(keys)
    }

    /// Writes the keys to `path`, whole or not at all. Blocks on the disk.
    ///
    /// # Errors
    /// When the disk refuses; the old file is then untouched.
    pub fn save(&self, path: &Path) -> Result<(), KeyFileError> {
        let stored = |pair: &KeyPair, retired_at| StoredKey { seed: pair.seed.clone(), retired_at };
        let mut keys = vec![stored(&self.current, None)];
        keys.extend(self.retired.iter().map(|(pair, at)| stored(pair, Some(*at))));
        key_file::write(path, keys)
    }

    fn from_stored(stored: Vec<StoredKey>) -> Result<Self, KeyFileError> {
        let mut current = None;
        let mut retired = Vec::new();
        for key in stored {
            let pair = KeyPair::from_seed(key.seed);
            match key.retired_at {
                Some(at) => retired.push((pair, at)),
                None if current.is_none() => current = Some(pair),
                None => return Err(KeyFileError::Format),
            }
        }
        Ok(Self { current: current.ok_or(KeyFileError::Format)?, retired })
    }

    /// Replaces the current key by a new one and forgets retired keys that no live token needs.
    /// [`save`](Self::save) afterwards.
    pub fn rotate(&mut self, now: UnixMs) {
        let old = std::mem::replace(&mut self.current, KeyPair::random());
        self.retired.retain(|(_, retired_at)| still_verifies(*retired_at, now));
        self.retired.push((old, now));
    }

    /// The `kid` of the key that signs.
    #[must_use]
    pub fn current_kid(&self) -> &str {
        &self.current.kid
    }

    /// The current key's signature over `message`, as base64url.
    pub(super) fn sign(&self, message: &[u8]) -> Result<String, SigningFailed> {
        debug_assert_eq!(self.current.verifying.algorithm_name, OWN_ALGORITHM);
        let signer = (PROVIDER.signer_factory)(&Algorithm::EdDSA, &self.current.signing);
        let signature = signer.map_err(|_| SigningFailed)?.try_sign(message);
        Ok(BASE64URL_NOPAD.encode(&signature.map_err(|_| SigningFailed)?))
    }

    pub(super) fn find(&self, kid: &str, now: UnixMs) -> OwnKey<'_> {
        if self.current.kid == kid {
            return OwnKey::Verifies(&self.current.verifying);
        }
        match self.retired.iter().find(|(pair, _)| pair.kid == kid) {
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
        write!(f, "SigningKeys({}, {} retired)", self.current.kid, self.retired.len())
    }
}

#[cfg(test)]
mod tests;
