//! The limits of signing in by a provider.

/// How long what the provider says of itself is used again, in milliseconds.
pub(super) const DISCOVERED_MS: u64 = 300_000;
