//! The limits of notices on devices.

/// What a notice is padded to before it is encrypted, in bytes, so that its length tells nothing.
pub(super) const PLAIN_BYTES_MAX: usize = 1_024;
/// A push service is asked again after this time, and then after twice as long each time.
pub(super) const RETRY_MS: u64 = 2_000;
/// A notice that has less than this left to live is not sent.
pub(super) const LEFT_MS_MIN: u64 = 1_000;
/// How long a proof of who sends is good, in seconds (RFC 8292 allows a day).
pub(super) const PROOF_S: u64 = 12 * 60 * 60;
