//! Creating the first account, and setting a password with a one-time link.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::{
    body::Body,
    endpoint::Endpoint,
    extract::{Client, digest},
    limits::SETUP_LINK_MS,
    me::{Me, me_example},
    names,
    origins::Site,
    problem::{Code, Problem},
    revoke,
    session::{self, SignedInAnswer},
    web::Web,
};
use crate::{
    auth::{RandomId, Secret},
    meeting::id::AccountId,
    store::{Account, AuditAction, AuditBatch, LinkPurpose, OneTimeLink, Party, StoreError},
};

/// The first account of a server.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Setup {
    /// The secret in the fragment of the link that the server printed.
    secret: String,
    /// The sign-in name.
    name: String,
    /// The name that others see.
    display_name: String,
    /// The new password: 8 to 128 characters, hard to guess.
    password: String,
}

/// A password for an account for which an administrator created a link.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Claim {
    /// The secret in the fragment of the link.
    secret: String,
    /// The new password: 8 to 128 characters, hard to guess.
    password: String,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    const SECRET: &str = "7k2qm94xtdrb0v8hz6wpage517k2qm94xtdrb0v8hz6wpage51a0";
    let refusals = [
        Code::LinkInvalid,
        Code::LinkExpired,
        Code::PasswordWeak,
        Code::InsecureConnection,
        Code::TooManyAttempts,
        Code::Busy,
    ];
    vec![
        Endpoint::post("/api/setup", "Creates the first account, which is an administrator and a host", set_up)
            .body::<Setup>(json!({"secret": SECRET, "name": "ada", "display_name": "Ada", "password": "three unlikely words here"}))
            .answers::<Me>(StatusCode::CREATED, "Signed in; the session cookie is set", me_example())
            .refuses(&refusals)
            .refuses(&[Code::NameMissing, Code::NameLetterless, Code::NameTooShort, Code::NameTooLong, Code::NameCharacter, Code::NameMarks, Code::NameTaken]),
        Endpoint::post("/api/claim", "Sets a password with a one-time link", claim)
            .body::<Claim>(json!({"secret": SECRET, "password": "three unlikely words here"}))
            .answers::<Me>(StatusCode::OK, "Signed in; the session cookie is set", me_example())
            .refuses(&refusals),
    ]
}

/// A new link that creates the first account; earlier ones stop working. `None` once there is an
/// account, and where another server of the database has made one.
pub(crate) async fn setup_link(web: &Web) -> Result<Option<String>, StoreError> {
    let another = web.store.cluster().is_some_and(|cluster| cluster.nodes().borrow().len() > 1);
    if another || web.store.count_accounts().await? > 0 {
        return Ok(None);
    }
    let secret = Secret::random();
    let expires_at = web.now().plus_ms(SETUP_LINK_MS);
    let purpose = LinkPurpose::Setup;
    let link =
        OneTimeLink { secret_hash: digest(&secret), purpose, account: None, expires_at, used_at: None };
    web.store.create_link(link, AuditBatch::default()).await?;
    Ok(Some(web.link("setup", &secret)))
}

async fn set_up(
    State(web): State<Web>,
    site: Site,
    Client(client): Client,
    headers: HeaderMap,
    Body(request): Body<Setup>,
) -> Result<impl IntoResponse, Problem> {
    site.must_be_safe()?;
    web.throttles.sign_in_peer.attempt(&client).await?;
    let link = find(&web, &request.secret, LinkPurpose::Setup).await?;
    let name = names::sign_in_name(&request.name)?;
    let display_name = names::display_name(&request.display_name, "display_name")?;
    let hash = web.passwords.hash(request.password, [name.clone(), display_name.clone()]).await?;
    // If two people use the same link at once, only one gets it.
    take(&web, &link).await?;
    let account = Account {
        id: AccountId::random(),
        name,
        display_name,
        password_hash: Some(hash),
        is_admin: true,
        is_host: true,
        is_therapist: false,
        disabled: false,
        created_at: web.now(),
    };
    let act = web.act(Party::Server, AuditAction::AccountCreate, None, Some(Party::Account(account.id)))?;
    web.store.create_account(account.clone(), act).await?;
    Ok((StatusCode::CREATED, session::begin(&web, &account, site, &headers).await?))
}

async fn claim(
    State(web): State<Web>,
    site: Site,
    Client(client): Client,
    headers: HeaderMap,
    Body(request): Body<Claim>,
) -> Result<SignedInAnswer, Problem> {
    site.must_be_safe()?;
    web.throttles.sign_in_peer.attempt(&client).await?;
    let link = find(&web, &request.secret, LinkPurpose::Password).await?;
    let id = link.account.ok_or(Code::LinkInvalid)?;
    let account =
        web.store.account(id).await?.filter(|account| !account.disabled).ok_or(Code::LinkInvalid)?;
    let about = [account.name.clone(), account.display_name.clone()];
    let hash = web.passwords.hash(request.password, about).await?;
    take(&web, &link).await?;
    let act = web.act(Party::Account(id), AuditAction::PasswordSet, None, None)?;
    let ended = web.store.set_password(id, hash, None, act).await?;
    revoke::sessions(&web, ended).await;
    session::begin(&web, &account, site, &headers).await
}

async fn find(web: &Web, secret: &str, purpose: LinkPurpose) -> Result<OneTimeLink, Problem> {
    let secret: Secret = secret.parse().map_err(|_| Code::LinkInvalid)?;
    let link = web.store.peek_link(digest(&secret)).await?;
    let link = link.filter(|link| link.purpose == purpose).ok_or(Code::LinkInvalid)?;
    if link.has_expired(web.now()) { Err(Code::LinkExpired.into()) } else { Ok(link) }
}

async fn take(web: &Web, link: &OneTimeLink) -> Result<(), Problem> {
    let taken = web.store.take_link(link.secret_hash, web.now()).await?;
    taken.map(|_| ()).ok_or_else(|| Code::LinkInvalid.into())
}
