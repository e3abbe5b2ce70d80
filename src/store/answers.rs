//! Answers to requests that made something, for a day, so that the same request is not done twice.

use async_trait::async_trait;

use super::error::Result;
use crate::{secrets::SecretHash, time::UnixMs};

/// A request under a key of its asker's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Stands for the asker and the key.
    pub mark: SecretHash,
    /// Stands for what is asked.
    pub asked: SecretHash,
    /// When it is asked.
    pub at: UnixMs,
}

/// What is known of a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// Nothing so far: the request may be done.
    First,
    /// It was asked before.
    Kept {
        /// What was asked then.
        asked: SecretHash,
        /// The answer, sealed; `None` if it is not there, or not yet.
        sealed: Option<Vec<u8>>,
    },
}

/// Answers that are kept.
#[async_trait]
pub trait Answers {
    /// Notes that a request is being done, unless one of its mark is known: of two callers one is the
    /// first.
    async fn claim_answer(&self, question: Question) -> Result<Claim>;
    /// Keeps the answer to the request of this mark.
    async fn keep_answer(&self, mark: SecretHash, sealed: Vec<u8>) -> Result<()>;
    /// Forgets the request of this mark, which made nothing.
    async fn forget_answer(&self, mark: SecretHash) -> Result<()>;
}
