//! The app with which somebody proves who they are beside the password (TOTP): set up and turned off.

use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    body::Body,
    endpoint::{Access, Endpoint},
    extract::SignedIn,
    problem::{Code, Problem},
    revoke,
    second_factor::{
        NOT_THE_OWNER, OwnerProof, RecoveryCodes, codes_of, hashes, must_be_owner, new_codes, shown, step_of,
        wrong,
    },
    web::Web,
};
use crate::{
    auth::SecondFactorKey,
    store::{App, AuditAction, Conflict, StoreError},
};

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

pub(super) fn endpoints() -> Vec<Endpoint> {
    let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    let link = format!("otpauth://totp/rondo.example:ada?secret={secret}&issuer=rondo.example");
    let password = "three unlikely words here";
    vec![
        Endpoint::post("/api/me/second-factor/app", "Begins to set up an app; it does not count yet", begin)
            .needs(Access::Account)
            .before_second_factor()
            .body::<OwnerProof>(json!({"password": password}))
            .answers::<AppSecret>(
                StatusCode::CREATED,
                "What the app needs; shown only once",
                json!({"secret": secret, "link": link}),
            )
            .refuses(&NOT_THE_OWNER)
            .refuses(&[Code::SecondFactorOn]),
        Endpoint::post(
            "/api/me/second-factor/app/confirm",
            "Turns the app on by a first code, and ends the other sessions of the account",
            confirm,
        )
        .needs(Access::Account)
        .before_second_factor()
        .body::<AppCode>(json!({"code": "287082"}))
        .answers::<RecoveryCodes>(
            StatusCode::OK,
            "On; the recovery codes are shown only once, and none if the account has some",
            json!({"codes": ["ABCDE-FGHJK-MNPQR-STVWX-YZ012"]}),
        )
        .refuses(&[Code::SecondFactorWrong, Code::SecondFactorOff, Code::TooManyAttempts]),
        Endpoint::delete("/api/me/second-factor/app", "Turns the app off", end)
            .needs(Access::Account)
            .before_second_factor()
            .body::<OwnerProof>(json!({"password": password, "code": "287082"}))
            .done("Off")
            .refuses(&NOT_THE_OWNER)
            .refuses(&[Code::SecondFactorOff]),
    ]
}

async fn begin(
    State(web): State<Web>,
    someone: SignedIn,
    Body(proof): Body<OwnerProof>,
) -> Result<impl IntoResponse, Problem> {
    if web.store.second_factor(someone.id()).await?.counting_app().is_some() {
        return Err(Code::SecondFactorOn.into());
    }
    must_be_owner(&web, &someone, proof).await?;
    let salt = SecondFactorKey::new_salt();
    let codes = web.second_factors.codes(someone.id(), &salt);
    web.store.begin_app(someone.id(), salt).await.map_err(|error| match error {
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
    web.throttles.password_change.attempt(&someone.session).await?;
    let app = web.store.second_factor(someone.id()).await?.app;
    let app = app.filter(|app| app.confirmed_at.is_none()).ok_or(Code::SecondFactorOff)?;
    let last_step = step_of(&codes_of(&web, &app), &request.code, web.now())?;
    let last_step = last_step.ok_or_else(wrong)?;
    let codes = new_codes();
    let app = App { confirmed_at: Some(web.now()), last_step, ..app };
    let act = web.act(someone.party(), AuditAction::SecondFactorSet, None, None)?;
    let added = web.store.confirm_app(app, hashes(&codes), someone.session, act).await;
    let added = added.map_err(off)?;
    revoke::sessions(&web, added.ended).await;
    Ok(shown(if added.codes_taken { &codes } else { &[] }))
}

async fn end(
    State(web): State<Web>,
    someone: SignedIn,
    Body(proof): Body<OwnerProof>,
) -> Result<StatusCode, Problem> {
    let factor = must_be_owner(&web, &someone, proof).await?;
    factor.counting_app().ok_or(Code::SecondFactorOff)?;
    let act = web.act(someone.party(), AuditAction::SecondFactorRemove, None, None)?;
    web.store.remove_app(someone.id(), act).await.map_err(off)?;
    Ok(StatusCode::NO_CONTENT)
}

/// What was to be changed is not there any more.
fn off(error: StoreError) -> Problem {
    match error {
        StoreError::NotFound => Code::SecondFactorOff.into(),
        error => error.into(),
    }
}
