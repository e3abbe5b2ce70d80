//! The app with which somebody proves who they are beside the password (TOTP), for the person it belongs to.

use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    body::Body,
    endpoint::{Access, Endpoint},
    extract::SignedIn,
    limits::RECOVERY_CODES,
    problem::{Code, Problem},
    revoke,
    web::Web,
};
use crate::{
    auth::{AppCodes, RecoveryCode, SecondFactorKey},
    secrets::SecretHash,
    store::{Account, AuditAction, Conflict, Party, SecondFactor, StoreError},
    time::UnixMs,
};

/// The second factor of the account.
#[derive(Serialize, JsonSchema)]
struct SecondFactorState {
    /// Since when signing in needs a code, in unix milliseconds; null if it needs none.
    since: Option<UnixMs>,
    /// How many recovery codes are left.
    codes_left: u32,
}

/// What begins to set up an app.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct BeginSecondFactor {
    /// The current password.
    password: String,
}

/// What the app needs.
#[derive(Serialize, JsonSchema)]
struct AppSecret {
    /// The secret, to type: base32.
    secret: String,
    /// The same as a link, to scan.
    link: String,
}

/// A code that the app shows.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AppCode {
    /// Six digits.
    code: String,
}

/// The recovery codes. They are shown only once.
#[derive(Serialize, JsonSchema)]
struct RecoveryCodes {
    /// Each opens the account once, in place of a code of the app.
    codes: Vec<String>,
}

/// What proves that it is the owner who changes the second factor.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OwnerProof {
    /// The current password.
    password: String,
    /// The code that the app shows, or a recovery code.
    code: String,
}

/// Why a proof is refused.
const NOT_THE_OWNER: [Code; 5] =
    [Code::PasswordWrong, Code::SecondFactorWrong, Code::SecondFactorOff, Code::TooManyAttempts, Code::Busy];

pub(super) fn endpoints() -> Vec<Endpoint> {
    let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    let link = format!("otpauth://totp/rondo.example:ada?secret={secret}&issuer=rondo.example");
    let password = "three unlikely words here";
    vec![
        Endpoint::get("/api/me/second-factor", "Says whether signing in needs an app too", state)
            .needs(Access::Account)
            .before_second_factor()
            .answers::<SecondFactorState>(
                StatusCode::OK,
                "The second factor",
                json!({"since": 1_900_000_000_000_i64, "codes_left": 10}),
            ),
        Endpoint::post("/api/me/second-factor", "Begins to set up an app; it does not count yet", begin)
            .needs(Access::Account)
            .before_second_factor()
            .body::<BeginSecondFactor>(json!({"password": password}))
            .answers::<AppSecret>(
                StatusCode::CREATED,
                "What the app needs; shown only once",
                json!({"secret": secret, "link": link}),
            )
            .refuses(&[Code::PasswordWrong, Code::SecondFactorOn, Code::TooManyAttempts, Code::Busy]),
        Endpoint::post(
            "/api/me/second-factor/confirm",
            "Turns the app on by a first code, and ends the other sessions of the account",
            confirm,
        )
        .needs(Access::Account)
        .before_second_factor()
        .body::<AppCode>(json!({"code": "287082"}))
        .answers::<RecoveryCodes>(
            StatusCode::OK,
            "On; the recovery codes are shown only once",
            json!({"codes": ["ABCDE-FGHJK-MNPQR-STVWX-YZ012"]}),
        )
        .refuses(&[Code::SecondFactorWrong, Code::SecondFactorOff, Code::TooManyAttempts]),
        Endpoint::post(
            "/api/me/second-factor/codes",
            "Makes new recovery codes, in place of those before",
            renew_codes,
        )
        .needs(Access::Account)
        .before_second_factor()
        .body::<OwnerProof>(json!({"password": password, "code": "287082"}))
        .answers::<RecoveryCodes>(
            StatusCode::OK,
            "The new codes, shown only once; the old ones open nothing any more",
            json!({"codes": ["ABCDE-FGHJK-MNPQR-STVWX-YZ012"]}),
        )
        .refuses(&NOT_THE_OWNER),
        Endpoint::delete("/api/me/second-factor", "Turns the app off", end)
            .needs(Access::Account)
            .before_second_factor()
            .body::<OwnerProof>(json!({"password": password, "code": "287082"}))
            .done("Off; a password is enough")
            .refuses(&NOT_THE_OWNER),
    ]
}

async fn state(State(web): State<Web>, someone: SignedIn) -> Result<Json<SecondFactorState>, Problem> {
    let factor = web.store.second_factor(someone.id()).await?;
    let since = factor.as_ref().and_then(|factor| factor.confirmed_at);
    Ok(Json(SecondFactorState { since, codes_left: factor.map_or(0, |factor| factor.codes_left) }))
}

async fn begin(
    State(web): State<Web>,
    someone: SignedIn,
    Body(request): Body<BeginSecondFactor>,
) -> Result<impl IntoResponse, Problem> {
    must_know_password(&web, &someone, request.password).await?;
    let salt = SecondFactorKey::new_salt();
    let codes = web.second_factors.codes(someone.id(), &salt);
    web.store.begin_second_factor(someone.id(), salt).await.map_err(|error| match error {
        StoreError::Conflict(Conflict::Id) => Code::SecondFactorOn.into(),
        error => Problem::from(error),
    })?;
    let server = web.origins.public().authority();
    let secret = codes.secret().map_err(|_| Code::Internal)?;
    let link = codes.link(&server, &someone.account.name).map_err(|_| Code::Internal)?;
    Ok((StatusCode::CREATED, Json(AppSecret { secret, link })))
}

async fn confirm(
    State(web): State<Web>,
    someone: SignedIn,
    Body(request): Body<AppCode>,
) -> Result<Json<RecoveryCodes>, Problem> {
    web.throttles.password_change.attempt(&someone.session)?;
    let factor = web.store.second_factor(someone.id()).await?;
    let factor = factor.filter(|factor| factor.confirmed_at.is_none()).ok_or(Code::SecondFactorOff)?;
    let last_step = step_of(&codes_of(&web, &factor), &request.code, web.now())?;
    let last_step = last_step.ok_or_else(wrong)?;
    let codes = new_codes();
    let factor = SecondFactor { confirmed_at: Some(web.now()), last_step, ..factor };
    let act = web.act(someone.party(), AuditAction::SecondFactorSet, None, None)?;
    let ended = web.store.confirm_second_factor(factor, hashes(&codes), someone.session, act).await;
    let ended = ended.map_err(|error| match error {
        StoreError::NotFound => Code::SecondFactorOff.into(),
        error => Problem::from(error),
    })?;
    revoke::sessions(&web, ended);
    Ok(shown(&codes))
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

fn new_codes() -> Vec<RecoveryCode> {
    (0..RECOVERY_CODES).map(|_| RecoveryCode::random()).collect()
}

fn hashes(codes: &[RecoveryCode]) -> Vec<SecretHash> {
    codes.iter().map(RecoveryCode::hash).collect()
}

fn shown(codes: &[RecoveryCode]) -> Json<RecoveryCodes> {
    Json(RecoveryCodes { codes: codes.iter().map(|code| code.to_text().to_string()).collect() })
}

/// Who changes the second factor knows the password, and holds the app or a recovery code.
async fn must_be_owner(web: &Web, someone: &SignedIn, proof: OwnerProof) -> Result<(), Problem> {
    must_know_password(web, someone, proof.password).await?;
    let factor = counting(web, &someone.account).await?.ok_or(Code::SecondFactorOff)?;
    must_fit(web, &factor, &proof.code).await
}

async fn end(
    State(web): State<Web>,
    someone: SignedIn,
    Body(proof): Body<OwnerProof>,
) -> Result<StatusCode, Problem> {
    must_be_owner(&web, &someone, proof).await?;
    let act = web.act(someone.party(), AuditAction::SecondFactorRemove, None, None)?;
    match web.store.remove_second_factor(someone.id(), act).await {
        Ok(()) | Err(StoreError::NotFound) => Ok(StatusCode::NO_CONTENT),
        Err(error) => Err(error.into()),
    }
}

/// Whoever signs in to an account shows a code too, if the account has a second factor. A browser that is
/// `known` was counted already; from others an account takes few codes of the app, and any number of
/// recovery codes, so that whoever found the password can't keep its owner out.
pub(super) async fn must_hold(
    web: &Web,
    account: &Account,
    code: Option<&str>,
    known: bool,
) -> Result<(), Problem> {
    let Some(factor) = counting(web, account).await? else { return Ok(()) };
    let code = code.ok_or(Code::SecondFactorRequired)?;
    if !known && code.parse::<RecoveryCode>().is_err() {
        web.throttles.app_codes.attempt(&account.id)?;
    }
    must_fit(web, &factor, code).await
}

async fn counting(web: &Web, account: &Account) -> Result<Option<SecondFactor>, Problem> {
    let factor = web.store.second_factor(account.id).await?;
    Ok(factor.filter(|factor| factor.confirmed_at.is_some()))
}

/// A code of the app, or a recovery code, which is used up by it.
async fn must_fit(web: &Web, factor: &SecondFactor, code: &str) -> Result<(), Problem> {
    if let Ok(code) = code.parse::<RecoveryCode>() {
        let act = web.act(Party::Account(factor.account), AuditAction::RecoveryCodeUse, None, None)?;
        let used = web.store.use_recovery_code(factor.account, code.hash(), act).await;
        return used.map_err(|error| match error {
            StoreError::NotFound => wrong(),
            error => error.into(),
        });
    }
    let step = step_of(&codes_of(web, factor), code, web.now())?.ok_or_else(wrong)?;
    if web.store.use_second_factor(factor.account, step).await? { Ok(()) } else { Err(wrong()) }
}

fn codes_of(web: &Web, factor: &SecondFactor) -> AppCodes {
    web.second_factors.codes(factor.account, &factor.salt)
}

/// Apps show the code in two groups.
fn step_of(codes: &AppCodes, code: &str, now: UnixMs) -> Result<Option<i64>, Problem> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    Ok(codes.step_of(&code, now).map_err(|_| Code::Internal)?)
}

fn wrong() -> Problem {
    Problem::field(Code::SecondFactorWrong, "code")
}

/// A stolen session must not be enough, nor a way to guess the password.
async fn must_know_password(web: &Web, someone: &SignedIn, password: String) -> Result<(), Problem> {
    web.throttles.password_change.attempt(&someone.session)?;
    let good = web.passwords.verify(password, someone.account.password_hash.clone()).await?;
    if good { Ok(()) } else { Err(Problem::field(Code::PasswordWrong, "password")) }
}
