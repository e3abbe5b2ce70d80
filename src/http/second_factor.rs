//! What proves beside the password who somebody is: an app, a passkey or a recovery code.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    body::Body,
    endpoint::{Access, Endpoint},
    extract::SignedIn,
    limits::RECOVERY_CODES,
    passkey_checks::{self, PasskeyView},
    problem::{Code, Problem},
    web::Web,
};
use crate::{
    auth::{Answer, AppCodes, RecoveryCode},
    secrets::SecretHash,
    store::{Account, App, AuditAction, Party, SecondFactor, StoreError},
    time::UnixMs,
};

/// The second factor of the account.
#[derive(Serialize, JsonSchema)]
struct SecondFactorState {
    /// Since when an app counts, in unix milliseconds; null if there is none.
    app_since: Option<UnixMs>,
    /// The passkeys, oldest first.
    passkeys: Vec<PasskeyView>,
    /// The one origin where passkeys of this server work; null if they work nowhere, because the server has
    /// no name.
    passkeys_at: Option<String>,
    /// How many recovery codes are left.
    codes_left: u32,
}

/// The recovery codes. They are shown only once.
#[derive(Serialize, JsonSchema)]
pub(super) struct RecoveryCodes {
    /// Each opens the account once, in place of a passkey or of a code of the app.
    codes: Vec<String>,
}

/// What proves that it is the owner who changes the second factor.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnerProof {
    /// The current password.
    password: String,
    /// The code that the app shows, or a recovery code.
    code: Option<String>,
    /// A passkey, as a browser answers `POST /api/me/passkeys/challenge` (`AuthenticationResponseJSON`).
    passkey: Option<Answer>,
}

/// What somebody shows beside the password.
pub(super) struct Shown<'a> {
    pub(super) code: Option<&'a str>,
    pub(super) passkey: Option<Answer>,
    /// The browser is one that the account signed in in before.
    pub(super) known: bool,
}

/// Why a proof is refused.
pub(super) const NOT_THE_OWNER: [Code; 7] = [
    Code::PasswordWrong,
    Code::SecondFactorRequired,
    Code::SecondFactorWrong,
    Code::PasskeyRequired,
    Code::PasskeyWrong,
    Code::TooManyAttempts,
    Code::Busy,
];

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/me/second-factor", "Says what signing in needs beside the password", state)
            .needs(Access::Account)
            .before_second_factor()
            .answers::<SecondFactorState>(
                StatusCode::OK,
                "The second factor",
                json!({
                    "app_since": 1_900_000_000_000_i64, "passkeys": [passkey_checks::example()],
                    "passkeys_at": "https://rondo.example", "codes_left": 10,
                }),
            ),
        Endpoint::post(
            "/api/me/second-factor/codes",
            "Makes new recovery codes, in place of those before",
            renew_codes,
        )
        .needs(Access::Account)
        .before_second_factor()
        .body::<OwnerProof>(json!({"password": "three unlikely words here", "code": "287082"}))
        .answers::<RecoveryCodes>(
            StatusCode::OK,
            "The new codes, shown only once; the old ones open nothing any more",
            json!({"codes": ["ABCDE-FGHJK-MNPQR-STVWX-YZ012"]}),
        )
        .refuses(&NOT_THE_OWNER)
        .refuses(&[Code::SecondFactorOff]),
    ]
}

async fn state(State(web): State<Web>, someone: SignedIn) -> Result<Json<SecondFactorState>, Problem> {
    let factor = web.store.second_factor(someone.id()).await?;
    let app_since = factor.counting_app().and_then(|app| app.confirmed_at);
    let passkeys_at = web.passkeys.origin().map(ToOwned::to_owned);
    let passkeys = factor.passkeys.into_iter().map(PasskeyView::from).collect();
    Ok(Json(SecondFactorState { app_since, passkeys, passkeys_at, codes_left: factor.codes_left }))
}

async fn renew_codes(
    State(web): State<Web>,
    someone: SignedIn,
    Body(proof): Body<OwnerProof>,
) -> Result<Json<RecoveryCodes>, Problem> {
    must_be_owner(&web, &someone, proof).await?;
    let codes = new_codes();
    let act = web.act(someone.party(), AuditAction::RecoveryCodesRenew, None, None)?;
    match web.store.renew_recovery_codes(someone.id(), hashes(&codes), act).await {
        Ok(()) => Ok(shown(&codes)),
        Err(StoreError::NotFound) => Err(Code::SecondFactorOff.into()),
        Err(error) => Err(error.into()),
    }
}

pub(super) fn new_codes() -> Vec<RecoveryCode> {
    (0..RECOVERY_CODES).map(|_| RecoveryCode::random()).collect()
}

pub(super) fn hashes(codes: &[RecoveryCode]) -> Vec<SecretHash> {
    codes.iter().map(RecoveryCode::hash).collect()
}

pub(super) fn shown(codes: &[RecoveryCode]) -> Json<RecoveryCodes> {
    Json(RecoveryCodes { codes: codes.iter().map(|code| code.to_text().to_string()).collect() })
}

/// Who changes what is beside the password knows the password, and has what there is beside it already: a
/// stolen session must not be enough. Returns what the account has.
pub(super) async fn must_be_owner(
    web: &Web,
    someone: &SignedIn,
    proof: OwnerProof,
) -> Result<SecondFactor, Problem> {
    must_know_password(web, someone, proof.password).await?;
    let shown = Shown { code: proof.code.as_deref(), passkey: proof.passkey, known: true };
    must_hold(web, &someone.account, shown).await
}

/// Whoever signs in to an account shows more than the password, if it has a second factor. A browser that is
/// known was counted already; from others an account takes few codes of the app, and any number of recovery
/// codes, so that whoever found the password can't keep its owner out. Returns what the account has.
pub(super) async fn must_hold(
    web: &Web,
    account: &Account,
    shown: Shown<'_>,
) -> Result<SecondFactor, Problem> {
    let factor = web.store.second_factor(account.id).await?;
    if !factor.counts() {
        return Ok(factor);
    }
    match (shown.passkey, shown.code) {
        (Some(answer), _) => passkey_checks::must_fit(web, account.id, &factor, answer).await?,
        (None, Some(code)) => {
            if !shown.known && code.parse::<RecoveryCode>().is_err() {
                web.throttles.app_codes.attempt(&account.id).await?;
            }
            must_fit(web, account, &factor, code).await?;
        }
        (None, None) if factor.passkeys.is_empty() => return Err(Code::SecondFactorRequired.into()),
        (None, None) => return Err(Code::PasskeyRequired.into()),
    }
    Ok(factor)
}

/// A code of the app, or a recovery code, which is used up by it.
async fn must_fit(web: &Web, account: &Account, factor: &SecondFactor, code: &str) -> Result<(), Problem> {
    if let Ok(code) = code.parse::<RecoveryCode>() {
        let act = web.act(Party::Account(account.id), AuditAction::RecoveryCodeUse, None, None)?;
        let used = web.store.use_recovery_code(account.id, code.hash(), act).await;
        return used.map_err(|error| match error {
            StoreError::NotFound => wrong(),
            error => error.into(),
        });
    }
    let app = factor.counting_app().ok_or_else(wrong)?;
    let step = step_of(&codes_of(web, app), code, web.now())?.ok_or_else(wrong)?;
    if web.store.use_app(account.id, step).await? { Ok(()) } else { Err(wrong()) }
}

pub(super) fn codes_of(web: &Web, app: &App) -> AppCodes {
    web.second_factors.codes(app.account, &app.salt)
}

/// Apps show the code in two groups.
pub(super) fn step_of(codes: &AppCodes, code: &str, now: UnixMs) -> Result<Option<i64>, Problem> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    Ok(codes.step_of(&code, now).map_err(|_| Code::Internal)?)
}

pub(super) fn wrong() -> Problem {
    Problem::field(Code::SecondFactorWrong, "code")
}

/// A stolen session must not be enough, nor a way to guess the password.
async fn must_know_password(web: &Web, someone: &SignedIn, password: String) -> Result<(), Problem> {
    web.throttles.password_change.attempt(&someone.session).await?;
    let good = web.passwords.verify(password, someone.account.password_hash.clone()).await?;
    if good { Ok(()) } else { Err(Problem::field(Code::PasswordWrong, "password")) }
}
