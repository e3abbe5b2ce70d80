//! Sealing: XChaCha20-Poly1305 under keys of one meeting or one series (domain.md, "What is kept").
//!
//! A sealed value is `version (1) | nonce (24) | ciphertext and tag`. Every use has a key of its
//! own, derived from the stored one with HMAC-SHA256 and a label.

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::Digest;
use crate::meeting::id::{MeetingId, ParticipantId, RoomId};

/// First byte of every sealed value, and part of what it is bound to.
const FORMAT_VERSION: u8 = 1;
const NONCE_BYTES: usize = 24;

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

/// 32 fresh bytes of the operating system's randomness.
pub(super) fn random_key() -> Result<Zeroizing<[u8; 32]>, CryptoError> {
    let mut key = Zeroizing::new([0; 32]);
    getrandom::fill(key.as_mut_slice()).map_err(|_| CryptoError::Random)?;
    Ok(key)
}

pub(super) fn seal(key: &[u8; 32], bound_to: &[u8], text: &[u8]) -> Result<Vec<u8>, CryptoError> {
    let mut nonce = [0; NONCE_BYTES];
    getrandom::fill(&mut nonce).map_err(|_| CryptoError::Random)?;
    let payload = Payload { msg: text, aad: bound_to };
    let ciphertext = XChaCha20Poly1305::new(key.into())
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| CryptoError::NotAuthentic)?;
    let mut sealed = Vec::with_capacity(1 + NONCE_BYTES + ciphertext.len());
    sealed.push(FORMAT_VERSION);
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(&ciphertext);
    Ok(sealed)
}

pub(super) fn open(
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

fn hmac(key: &[u8; 32], bytes: &[u8]) -> [u8; 32] {
    <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key)
        .expect("HMAC takes a key of any length")
        .chain_update(bytes)
        .finalize()
        .into_bytes()
        .into()
}

/// Where a piece of a meeting's log belongs. It opens nowhere else.
#[derive(Debug, Clone, Copy)]
pub struct LogPlace {
    /// The room of the meeting.
    pub room: RoomId,
    /// The meeting.
    pub meeting: MeetingId,
    /// Number of the first event in it.
    pub first_seq: u64,
    /// Number of the last event in it.
    pub last_seq: u64,
}

impl LogPlace {
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = vec![FORMAT_VERSION];
        bytes.extend_from_slice(self.room.as_bytes());
        bytes.extend_from_slice(self.meeting.as_bytes());
        bytes.extend_from_slice(&self.first_seq.to_be_bytes());
        bytes.extend_from_slice(&self.last_seq.to_be_bytes());
        bytes
    }
}

/// The key of one meeting. Erased from memory when dropped; never printed.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct MeetingKey {
    seal: [u8; 32],
    mark: [u8; 32],
}

impl MeetingKey {
    pub(super) fn derive(key: &[u8; 32]) -> Self {
        Self { seal: hmac(key, b"rondo meeting log v1"), mark: hmac(key, b"rondo meeting mark v1") }
    }

    /// Seals a piece of the log. The sender is inside: that binds it as associated data would,
    /// and a copy of the database does not tell who took part.
    ///
    /// # Errors
    /// Without randomness.
    pub fn seal(
        &self,
        place: &LogPlace,
        sender: Option<ParticipantId>,
        payload: &[u8],
    ) -> Result<Vec<u8>, CryptoError> {
        let mut text = Zeroizing::new(Vec::with_capacity(17 + payload.len()));
        text.push(u8::from(sender.is_some()));
        text.extend_from_slice(&sender.map_or([0; 16], |sender| *sender.as_bytes()));
        text.extend_from_slice(payload);
        seal(&self.seal, &place.bytes(), &text)
    }

    /// Opens what [`Self::seal`] sealed for the same place.
    ///
    /// # Errors
    /// When it was sealed by another key, for another place, or altered.
    pub fn open(
        &self,
        place: &LogPlace,
        sealed: &[u8],
    ) -> Result<(Option<ParticipantId>, Vec<u8>), CryptoError> {
        let text = open(&self.seal, &place.bytes(), sealed)?;
        let (head, payload) = text.split_first_chunk::<17>().ok_or(CryptoError::NotAuthentic)?;
        let [flag, id @ ..] = *head;
        let sender = (flag == 1).then(|| ParticipantId::from_bytes(id));
        Ok((sender, payload.to_vec()))
    }

    /// A mark by which a repeat is known, and which says nothing once the key is gone
    /// (reliability.md, 2).
    #[must_use]
    pub fn mark(&self, bytes: &[u8]) -> Digest {
        Digest::from_bytes(hmac(&self.mark, bytes))
    }
}

/// The key of one series: names, and marks that compare without telling. Never printed.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct SeriesKey {
    name: [u8; 32],
    name_mark: [u8; 32],
    external_mark: [u8; 32],
}

impl SeriesKey {
    pub(super) fn derive(key: &[u8; 32]) -> Self {
        Self {
            name: hmac(key, b"rondo series name v1"),
            name_mark: hmac(key, b"rondo series name mark v1"),
            external_mark: hmac(key, b"rondo series external mark v1"),
        }
    }

    /// Seals a pseudonym for its participant.
    ///
    /// # Errors
    /// Without randomness.
    pub fn seal_name(&self, participant: ParticipantId, name: &str) -> Result<Vec<u8>, CryptoError> {
        seal(&self.name, participant.as_bytes(), name.as_bytes())
    }

    /// Opens a pseudonym.
    ///
    /// # Errors
    /// When it belongs to another series or participant, or was altered.
    pub fn open_name(&self, participant: ParticipantId, sealed: &[u8]) -> Result<String, CryptoError> {
        let text = open(&self.name, participant.as_bytes(), sealed)?;
        String::from_utf8(text.to_vec()).map_err(|_| CryptoError::NotAuthentic)
    }

    /// The mark of a name, from its look-alike skeleton: unique in a series, useless outside it.
    #[must_use]
    pub fn name_mark(&self, skeleton: &str) -> Digest {
        Digest::from_bytes(hmac(&self.name_mark, skeleton.as_bytes()))
    }

    /// The mark of an operator's user (issuer and subject), which differs in every series
    /// (domain.md, "Joining and safety").
    #[must_use]
    pub fn external_mark(&self, user: &[u8]) -> Digest {
        Digest::from_bytes(hmac(&self.external_mark, user))
    }
}

macro_rules! never_printed {
    ($($name:ident),*) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    )*};
}
never_printed!(MeetingKey, SeriesKey);

#[cfg(test)]
mod tests;
