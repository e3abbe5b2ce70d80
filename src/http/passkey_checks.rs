//! Asking for a passkey, and checking what a browser answers.

use axum::Json;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    challenges,
    problem::{Code, Problem},
    web::Web,
};
use crate::{
    auth::{Answer, KeptPasskey, PasskeyFault},
    meeting::id::AccountId,
    store::{ChallengePurpose, Passkey, SecondFactor, UsedPasskey},
    time::UnixMs,
};

/// A passkey of the account.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Passkey")]
pub(super) struct PasskeyView {
    /// The credential's id, base64url.
    id: String,
    /// What the person calls it.
    name: String,
    /// When it was added, in unix milliseconds.
    created_at: UnixMs,
    /// When it was last used, in unix milliseconds; null if it never was.
    used_at: Option<UnixMs>,
}

impl From<Passkey> for PasskeyView {
    fn from(passkey: Passkey) -> Self {
        let Passkey { id, name, created_at, used_at, .. } = passkey;
        Self { id, name, created_at, used_at }
    }
}

/// What a browser needs to make a passkey, or to show one.
#[derive(Serialize, JsonSchema)]
pub(super) struct PasskeyQuestion {
    /// `PublicKeyCredentialCreationOptionsJSON` to make one, `PublicKeyCredentialRequestOptionsJSON` to show
    /// one. It holds for five minutes and one answer.
    pub(super) options: Value,
}

pub(super) fn example() -> Value {
    let created_at = 1_900_000_000_000_i64;
    json!({"id": "AQIDBAUGBwg", "name": "My phone", "created_at": created_at, "used_at": created_at})
}

/// An example of what a browser needs to show a passkey.
pub(super) fn question() -> Value {
    json!({"options": {"challenge": "e30", "rpId": "rondo.example"}})
}

/// Asks for one of an account's passkeys.
pub(super) async fn ask(web: &Web, account: AccountId) -> Result<Json<PasskeyQuestion>, Problem> {
    let factor = web.store.second_factor(account).await?;
    if factor.passkeys.is_empty() {
        return Err(Code::SecondFactorOff.into());
    }
    let (options, question) = web.passkeys.ask_to_show(credentials(&factor))?;
    challenges::ask(web, ChallengePurpose::ShowPasskey, account.as_bytes(), &question).await?;
    Ok(Json(PasskeyQuestion { options }))
}

/// The answer shows one of the passkeys that the account has.
pub(super) async fn must_fit(
    web: &Web,
    account: AccountId,
    factor: &SecondFactor,
    answer: Answer,
) -> Result<(), Problem> {
    let asked = challenges::answered(web, ChallengePurpose::ShowPasskey, account.as_bytes()).await?;
    let question = asked.ok_or(Code::PasskeyWrong)?;
    let KeptPasskey { id, credential } = web.passkeys.show(&question, credentials(factor), answer)?;
    let used = UsedPasskey { id, credential, at: web.now() };
    let there = web.store.use_passkey(account, used).await?;
    if there { Ok(()) } else { Err(Code::PasskeyWrong.into()) }
}

/// The passkeys of an account, as `auth` reads them.
pub(super) fn credentials(factor: &SecondFactor) -> impl Iterator<Item = &str> {
    factor.passkeys.iter().map(|passkey| passkey.credential.as_str())
}

impl From<PasskeyFault> for Problem {
    fn from(fault: PasskeyFault) -> Self {
        match fault {
            PasskeyFault::NoSite => Code::PasskeysOff.into(),
            PasskeyFault::Wrong(cause) => {
                tracing::debug!(cause, "a passkey was refused");
                Code::PasskeyWrong.into()
            }
            PasskeyFault::Broken(cause) => {
                tracing::error!(cause, "passkeys fail");
                Code::Internal.into()
            }
        }
    }
}
