//! Sealing with a plain key, and the keys derived from one.
//!
//! A sealed value is `version (1) | nonce (24) | ciphertext and tag`. Every use has a key of its own,
//! derived from the stored one with HKDF (RFC 5869) and a label.

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, AeadInOut, KeyInit, Payload},
};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

/// First byte of every sealed value.
pub(super) const FORMAT_VERSION: u8 = 1;
const NONCE_BYTES: usize = 24;
const TAG_BYTES: usize = 16;

/// 32 random bytes, as they are stored. Erased from memory when dropped.
pub(in crate::store) type RawKey = Zeroizing<[u8; 32]>;

/// Sealing or opening failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CryptoError {
    /// The operating system gave no randomness.
    #[error("no randomness")]
    Random,
    /// Not sealed by this key for this place, or altered since.
    #[error("a sealed value does not open")]
    NotAuthentic,
}

/// A new key from the operating system's randomness.
pub(in crate::store) fn random_key() -> Result<RawKey, CryptoError> {
    let mut key = Zeroizing::new([0; 32]);
    getrandom::fill(key.as_mut_slice()).map_err(|_| CryptoError::Random)?;
    Ok(key)
}

/// Tells one stored key from another, and nothing about it.
pub(in crate::store) fn mark_of(key: &[u8; 32]) -> [u8; 32] {
    derive(key, b"rondo key mark v1")
}

/// What only servers have that have a stored key.
pub(in crate::store) fn peer_secret_of(key: &[u8; 32]) -> RawKey {
    Zeroizing::new(derive(key, b"rondo peers v1"))
}

/// The key for one use of a stored key. The stored key is random, so HKDF's first step is not needed.
pub(super) fn derive(key: &[u8; 32], label: &[u8]) -> [u8; 32] {
    let mut derived = [0; 32];
    Hkdf::<Sha256>::from_prk(key)
        .and_then(|hkdf| hkdf.expand(label, &mut derived).map_err(|_| hkdf::InvalidPrkLength))
        .expect("HKDF-SHA-256 takes a key of 32 bytes and gives 32 bytes");
    derived
}

/// Seals `text` so that it opens only together with `bound_to`.
pub(in crate::store) fn seal(key: &[u8; 32], bound_to: &[u8], text: &[u8]) -> Result<Vec<u8>, CryptoError> {
    let mut nonce = [0; NONCE_BYTES];
    getrandom::fill(&mut nonce).map_err(|_| CryptoError::Random)?;
    let mut sealed = Vec::with_capacity(1 + NONCE_BYTES + text.len() + TAG_BYTES);
    sealed.push(FORMAT_VERSION);
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(text);
    let tag = XChaCha20Poly1305::new(key.into())
        .encrypt_inout_detached(&XNonce::from(nonce), bound_to, (&mut sealed[1 + NONCE_BYTES..]).into())
        .map_err(|_| CryptoError::NotAuthentic)?;
    sealed.extend_from_slice(&tag);
    Ok(sealed)
}

/// Opens what [`seal`] sealed with the same key, bound to the same bytes.
pub(in crate::store) fn open(
    key: &[u8; 32],
    bound_to: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
    let [FORMAT_VERSION, rest @ ..] = sealed else {
        return Err(CryptoError::NotAuthentic);
    };
    let (nonce, ciphertext) = rest.split_first_chunk::<NONCE_BYTES>().ok_or(CryptoError::NotAuthentic)?;
    let payload = Payload { msg: ciphertext, aad: bound_to };
    XChaCha20Poly1305::new(key.into())
        .decrypt(&XNonce::from(*nonce), payload)
        .map(Zeroizing::new)
        .map_err(|_| CryptoError::NotAuthentic)
}

/// A key is never printed.
macro_rules! never_printed {
    ($name:ident) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    };
}
pub(super) use never_printed;
