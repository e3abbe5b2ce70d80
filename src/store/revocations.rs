//! Tokens that are refused before they expire, kept for as long as one could still be shown.

use async_trait::async_trait;

use super::error::Result;
use crate::time::UnixMs;

/// Refuses the tokens of a subject that were issued up to a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revocation {
    /// Whose tokens are revoked, as a text that is opaque to the store.
    pub subject: String,
    /// Tokens issued up to this moment are refused.
    pub issued_before: UnixMs,
    /// From this moment on every such token has expired by itself.
    pub expires_at: UnixMs,
}

/// Revoked tokens.
#[async_trait]
pub trait Revocations {
    /// Adds a revocation; the same subject again moves both times forward, never back.
    async fn revoke(&self, revocation: Revocation) -> Result<()>;
    /// The revocations that still matter at `now`; the others are forgotten.
    async fn live_revocations(&self, now: UnixMs) -> Result<Vec<Revocation>>;
}
