//! Chance without randomness, so that the same meeting is rehearsed in the same way.

use sha2::{Digest, Sha256};

use crate::meeting::id::ParticipantId;

/// A number that looks random; the same for the same person and `nth`.
pub(super) fn chance(who: ParticipantId, nth: u64) -> u64 {
    let digest = Sha256::new().chain_update(who.as_bytes()).chain_update(nth.to_be_bytes()).finalize();
    digest.iter().take(8).fold(0, |number, byte| (number << 8) | u64::from(*byte))
}
