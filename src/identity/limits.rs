//! The limits of signing in by a provider.

/// How long somebody may take at the provider, in milliseconds.
pub(super) const ABSENT_MS: u64 = 600_000;

/// How long what the provider says of itself is used again, in milliseconds.
pub(super) const DISCOVERED_MS: u64 = 300_000;

/// How many may be at the provider at a time.
pub(super) const ABSENT_MAX: usize = 10_000;
