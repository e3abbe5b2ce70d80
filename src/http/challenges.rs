//! What a browser is asked before it answers, perhaps to another server.

use serde::{Serialize, de::DeserializeOwned};

use super::{
    limits::{CHALLENGES_MAX, PASSKEY_ANSWER_MS, PROVIDER_MS},
    problem::{Code, Problem},
    web::Web,
};
use crate::{
    secrets::SecretHash,
    store::{Challenge, ChallengePurpose},
};

/// Keeps a question to somebody, in the place of an earlier one.
///
/// # Errors
/// [`Code::Busy`] if too many have not answered.
pub(super) async fn ask<T: Serialize>(
    web: &Web,
    purpose: ChallengePurpose,
    who: &[u8],
    question: &T,
) -> Result<(), Problem> {
    let question = serde_json::to_string(question).map_err(|error| broken(&error))?;
    let expires_at = web.now().plus_ms(match purpose {
        ChallengePurpose::AddPasskey | ChallengePurpose::ShowPasskey => PASSKEY_ANSWER_MS,
        ChallengePurpose::Provider => PROVIDER_MS,
    });
    let challenge = Challenge { mark: mark(purpose, who), purpose, question, expires_at };
    if web.store.put_challenge(challenge, web.now(), CHALLENGES_MAX).await? {
        return Ok(());
    }
    Err(Problem::from(Code::Busy).retry_after_s(10))
}

/// What somebody was asked, once. `None` if they were asked nothing, or too long ago, or have answered.
pub(super) async fn answered<T: DeserializeOwned>(
    web: &Web,
    purpose: ChallengePurpose,
    who: &[u8],
) -> Result<Option<T>, Problem> {
    let question = web.store.take_challenge(mark(purpose, who), web.now()).await?;
    question.map(|question| serde_json::from_str(&question).map_err(|error| broken(&error))).transpose()
}

fn mark(purpose: ChallengePurpose, who: &[u8]) -> SecretHash {
    SecretHash::of(&[&[purpose as u8], who].concat())
}

fn broken(error: &serde_json::Error) -> Problem {
    tracing::error!(%error, "a question can't be kept or read");
    Code::Internal.into()
}
