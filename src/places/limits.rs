//! The limits of keeping places.

/// A letter about a place is made at most so long after what it tells, in milliseconds: longer than a
/// server is down, and shorter than its job is remembered.
pub(crate) const TOLD_WITHIN_MS: u64 = 2 * 24 * 60 * 60_000;
/// People read for so long that a date of theirs is gone, in milliseconds.
pub(crate) const GONE_SHOWN_MS: u64 = 14 * 24 * 60 * 60_000;
