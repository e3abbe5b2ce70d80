//! The key of one kept answer: made from what the asker sends, which is not kept.

use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::seal::{CryptoError, derive, never_printed, open, seal};
use crate::secrets::SecretHash;

/// Seals one answer. Erased from memory when dropped; never printed.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct AnswerKey([u8; 32]);

impl AnswerKey {
    /// The key that an asker's words make.
    pub(crate) fn of(words: &str) -> Self {
        Self(derive(&Sha256::digest(words).into(), b"rondo kept answer v1"))
    }

    /// Seals an answer, which then opens under this mark only.
    ///
    /// # Errors
    /// Without randomness.
    pub(crate) fn seal(&self, mark: &SecretHash, answer: &[u8]) -> Result<Vec<u8>, CryptoError> {
        seal(&self.0, mark.as_bytes(), answer)
    }

    /// Opens what [`Self::seal`] sealed under the same mark.
    ///
    /// # Errors
    /// When it was sealed with another key, under another mark, or altered.
    pub(crate) fn open(&self, mark: &SecretHash, sealed: &[u8]) -> Result<Vec<u8>, CryptoError> {
        Ok(open(&self.0, mark.as_bytes(), sealed)?.to_vec())
    }
}

never_printed!(AnswerKey);
