//! The limits of webhooks.

/// Entries of the audit that are looked at in one go.
pub(super) const ACTS_AT_ONCE_MAX: u32 = 500;
