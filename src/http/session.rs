//! Sign-in and sign-out.

use std::net::IpAddr;

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
    limits::{KNOWN_BROWSER_MS, SESSION_IDLE_MS, SESSION_MS_MAX},
    me::{Me, me_example},
    origins::Site,
    passkey_checks::{self, PasskeyQuestion},
    problem::{Code, Problem},
    revoke,
    second_factor::{self, Shown},
    web::Web,
};
use crate::{
    auth::{Answer, Secret},
    secrets::SecretHash,
    store::{Account, AccountSession, KnownBrowser},
};

/// A name and a password.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SignIn {
    /// The sign-in name, in any case.
    name: String,
    /// The password.
    password: String,
    /// The code that the app shows, or a recovery code; this or a passkey is needed if the account has a
    /// second factor.
    code: Option<String>,
    /// A passkey, as a browser answers `POST /api/session/passkey` (`AuthenticationResponseJSON`).
    passkey: Option<Answer>,
}

/// Who is asked for a passkey.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AskForPasskey {
    /// The sign-in name, in any case.
    name: String,
    /// The password.
    password: String,
}

/// The account, and the cookies of its session and of a browser that it knows.
pub(super) type SignedInAnswer = (AppendHeaders<[SetCookie; 2]>, Json<Me>);

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/api/session", "Signs in", sign_in)
            .body::<SignIn>(json!({"name": "ada", "password": "three unlikely words here"}))
            .answers::<Me>(StatusCode::OK, "Signed in; the session cookie is set", me_example())
            .refuses(&[
                Code::SignInFailed,
                Code::SecondFactorRequired,
                Code::SecondFactorWrong,
                Code::PasskeyRequired,
                Code::PasskeyWrong,
                Code::TooManyAttempts,
                Code::InsecureConnection,
                Code::Busy,
            ]),
        Endpoint::post("/api/session/passkey", "Asks for a passkey, to sign in with it", ask_for_passkey)
            .body::<AskForPasskey>(json!({"name": "ada", "password": "three unlikely words here"}))
            .answers::<PasskeyQuestion>(
                StatusCode::OK,
                "What the browser needs to show it",
                passkey_checks::question(),
            )
            .refuses(&[
                Code::SignInFailed,
                Code::SecondFactorOff,
                Code::PasskeysOff,
                Code::TooManyAttempts,
                Code::InsecureConnection,
                Code::Busy,
            ]),
        Endpoint::delete("/api/session", "Signs out; repeating this changes nothing", sign_out)
            .body::<Empty>(json!({}))
            .done("Signed out; the cookie is deleted"),
    ]
}

async fn sign_in(
    State(web): State<Web>,
    site: Site,
    Client(client): Client,
    headers: HeaderMap,
    Body(request): Body<SignIn>,
) -> Result<SignedInAnswer, Problem> {
    let from = Attempt { site, client, headers: &headers };
    let (account, known) = must_know_password(&web, &from, &request.name, request.password).await?;
    let shown = Shown { code: request.code.as_deref(), passkey: request.passkey, known };
    second_factor::must_hold(&web, &account, shown).await?;
    begin(&web, &account, site, &headers).await
}

async fn ask_for_passkey(
    State(web): State<Web>,
    site: Site,
    Client(client): Client,
    headers: HeaderMap,
    Body(request): Body<AskForPasskey>,
) -> Result<Json<PasskeyQuestion>, Problem> {
    let from = Attempt { site, client, headers: &headers };
    let (account, _) = must_know_password(&web, &from, &request.name, request.password).await?;
    passkey_checks::ask(&web, account.id).await
}

/// Where an attempt to sign in comes from.
struct Attempt<'a> {
    site: Site,
    client: IpAddr,
    headers: &'a HeaderMap,
}

/// The account with the name, and whether it knows the browser. Counts the attempt.
async fn must_know_password(
    web: &Web,
    from: &Attempt<'_>,
    name: &str,
    password: String,
) -> Result<(Account, bool), Problem> {
    from.site.must_be_safe()?;
    let account = web.store.account_by_name(name).await?.filter(|account| !account.disabled);
    let known = known_browser(web, from.headers, from.site, account.as_ref()).await?;
    web.throttles.sign_in(name, from.client, known).await?;
    let hash = account.as_ref().and_then(|account| account.password_hash.clone());
    // An unknown name takes as long as a known one.
    let good = web.passwords.verify(password, hash).await?;
    match account {
        Some(account) if good => Ok((account, known.is_some())),
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
        end(&web, digest(&secret)).await?;
    }
    Ok((StatusCode::NO_CONTENT, AppendHeaders([Cookie::Session.clear(site)])))
}

async fn end(web: &Web, session: SecretHash) -> Result<(), Problem> {
    web.store.delete_session(session).await?;
    revoke::sessions(web, [session]).await;
    Ok(())
}

/// The browser that asks, if the account signed in in it before.
async fn known_browser(
    web: &Web,
    headers: &HeaderMap,
    site: Site,
    account: Option<&Account>,
) -> Result<Option<SecretHash>, Problem> {
    let (Some(account), Some(secret)) = (account, Cookie::Known.read(headers, site)) else {
        return Ok(None);
    };
    let browser = digest(&secret);
    let known = web.store.knows_browser(account.id, browser, web.now()).await?;
    Ok(known.then_some(browser))
}

/// Starts a session, always with a new secret, and knows the browser from now on. Whoever else was
/// signed in in it is so no longer.
pub(super) async fn begin(
    web: &Web,
    account: &Account,
    site: Site,
    headers: &HeaderMap,
) -> Result<SignedInAnswer, Problem> {
    let secret = Secret::random();
    let now = web.now();
    if let Some(before) = Cookie::Session.read(headers, site).map(|secret| digest(&secret))
        && let Some((_, other)) = web.store.session(before, now).await?
        && other.id != account.id
    {
        end(web, before).await?;
    }
    let session = AccountSession {
        token_hash: digest(&secret),
        account: account.id,
        signed_in_at: now,
        last_seen_at: now,
        expires_at: now.plus_ms(SESSION_IDLE_MS),
    };
    web.store.create_session(session).await?;
    let known = Cookie::Known.read(headers, site).unwrap_or_else(Secret::random);
    let expires_at = now.plus_ms(KNOWN_BROWSER_MS);
    web.store
        .know_browser(KnownBrowser { secret_hash: digest(&known), account: account.id, expires_at })
        .await?;
    let cookies = [
        Cookie::Session.set(&secret, Some(SESSION_MS_MAX), site),
        Cookie::Known.set(&known, Some(KNOWN_BROWSER_MS), site),
    ];
    Ok((AppendHeaders(cookies), Json(Me::of(web, account).await?)))
}
