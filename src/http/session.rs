//! Sign-in and sign-out.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{AppendHeaders, IntoResponse},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::{
    body::{Body, Empty},
    cookies::{Cookie, SetCookie},
    endpoint::Endpoint,
    extract::{Client, digest},
    limits::SESSION_IDLE_MS,
    me::{Me, me_example},
    origins::Site,
    problem::{Code, Problem},
    throttle::name_key,
    web::Web,
};
use crate::{
    auth::Secret,
    store::{Account, AccountSession},
};

/// A name and a password.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SignIn {
    /// The sign-in name, in any case.
    name: String,
    /// The password.
    password: String,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/api/session", "Signs in", sign_in)
            .body::<SignIn>(json!({"name": "ada", "password": "three unlikely words here"}))
            .answers::<Me>(StatusCode::OK, "Signed in; the session cookie is set", me_example())
            .refuses(&[Code::SignInFailed, Code::TooManyAttempts, Code::InsecureConnection, Code::Busy]),
        Endpoint::delete("/api/session", "Signs out; repeating this changes nothing", sign_out)
            .body::<Empty>(json!({}))
            .done("Signed out; the cookie is deleted"),
    ]
}

async fn sign_in(
    State(web): State<Web>,
    site: Site,
    Client(client): Client,
    Body(request): Body<SignIn>,
) -> Result<(AppendHeaders<SetCookie>, Json<Me>), Problem> {
    site.must_be_safe()?;
    web.throttles.sign_in_peer.attempt(&client)?;
    web.throttles.sign_in_name.attempt(&name_key(&request.name))?;
    let account = web.store.account_by_name(&request.name).await?.filter(|account| !account.disabled);
    let hash = account.as_ref().and_then(|account| account.password_hash.clone());
    // An unknown name takes as long as a known one.
    let good = web.passwords.verify(request.password, hash).await?;
    match account {
        Some(account) if good => begin(&web, &account, site).await,
        _ => Err(Code::SignInFailed.into()),
    }
}

async fn sign_out(
    State(web): State<Web>,
    site: Site,
    headers: HeaderMap,
    Body(Empty {}): Body<Empty>,
) -> Result<impl IntoResponse, Problem> {
    if let Some(secret) = Cookie::Session.read(&headers, site) {
        web.store.delete_session(digest(&secret)).await?;
    }
    Ok((StatusCode::NO_CONTENT, AppendHeaders(Cookie::Session.clear(site))))
}

/// Starts a session, always with a new secret.
pub(super) async fn begin(
    web: &Web,
    account: &Account,
    site: Site,
) -> Result<(AppendHeaders<SetCookie>, Json<Me>), Problem> {
    let secret = Secret::random();
    let now = web.now();
    let session = AccountSession {
        token_hash: digest(&secret),
        account: account.id,
        signed_in_at: now,
        last_seen_at: now,
        expires_at: now.plus_ms(SESSION_IDLE_MS),
    };
    web.store.create_session(session).await?;
    Ok((AppendHeaders(Cookie::Session.set(&secret, site)), Json(Me::from(account))))
}
