//! The limits of webhooks.

/// Entries of the audit, or of what became of places, that are looked at in one go.
pub(super) const ACTS_AT_ONCE_MAX: u32 = 500;
/// What became of places is kept for so long, so that it can be told again while a program does not take
/// it, in milliseconds; it goes with its date before.
pub(super) const PLACE_ACTS_KEPT_MS: i64 = 2 * 24 * 60 * 60_000;
