//! The limits of telling what is open.

/// So long before a date whoever may take what is open on it is told, in milliseconds.
pub(crate) const TOLD_BEFORE_MS: u64 = 24 * 60 * 60_000;
