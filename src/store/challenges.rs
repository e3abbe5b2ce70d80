//! What somebody was asked, until any server gets the answer.

use async_trait::async_trait;

use super::error::Result;
use crate::{secrets::SecretHash, time::UnixMs};

/// What somebody is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChallengePurpose {
    /// To add a passkey.
    AddPasskey,
    /// To show a passkey.
    ShowPasskey,
    /// To sign in at the identity provider.
    Provider,
}

/// Something that was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// Stands for the purpose and for whoever is to answer.
    pub mark: SecretHash,
    /// What for.
    pub purpose: ChallengePurpose,
    /// What the answer is checked against.
    pub question: String,
    /// From when on no answer counts.
    pub expires_at: UnixMs,
}

/// Questions without an answer, at most one a mark.
#[async_trait]
pub trait Challenges {
    /// Puts a question in the place of an earlier one. False, and nothing is changed, if `most` others wait
    /// for the same purpose.
    async fn put_challenge(&self, challenge: Challenge, now: UnixMs, most: u64) -> Result<bool>;
    /// Takes a question away, as whoever answers has one attempt. `None` if there is none, or too late.
    async fn take_challenge(&self, mark: SecretHash, now: UnixMs) -> Result<Option<String>>;
}
