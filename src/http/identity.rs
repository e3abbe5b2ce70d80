//! Signing in by the organisation's identity provider, and connecting an account with it.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{AppendHeaders, IntoResponse as _, Response},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    body::{Body, Empty},
    challenges,
    cookies::{Cookie, SetCookie},
    endpoint::{Access, Endpoint},
    errand::Errand,
    extract::{Client, SignedIn, Visitor, digest},
    limits::{NUMBERED_MAX, PROVIDER_MS},
    me::{Me, me_example},
    names,
    origins::Site,
    problem::{Code, Problem},
    second_factor::{NOT_THE_OWNER, OwnerProof, must_be_owner},
    session,
    web::Web,
};
use crate::{
    auth::{RandomId, Secret},
    config::Newcomers,
    identity::{IdentityFault, IdentityProvider, Known},
    meeting::id::AccountId,
    secrets::SecretHash,
    store::{Account, AuditAction, ChallengePurpose, Conflict, Identity, LinkPurpose, Party, StoreError},
    time::UnixMs,
};

/// Where the provider is.
#[derive(Serialize, JsonSchema)]
struct AtProvider {
    /// Where the browser goes. It comes back to the page `/sign-in/provider`.
    url: String,
}

/// What the provider sent back.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct FromProvider {
    /// The `code` in the address that the browser came back to.
    code: String,
    /// The `state` in it.
    state: String,
}

/// A password link that is used without setting a password.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ClaimByProvider {
    /// The secret in the fragment of the link.
    secret: String,
}

/// Whether the account is connected.
#[derive(Serialize, JsonSchema)]
struct IdentityState {
    /// Since when, in unix milliseconds; null if it is not.
    since: Option<UnixMs>,
}

type Leaving = (AppendHeaders<[SetCookie; 1]>, Json<AtProvider>);

pub(super) fn endpoints() -> Vec<Endpoint> {
    const SECRET: &str = "7k2qm94xtdrb0v8hz6wpage517k2qm94xtdrb0v8hz6wpage51a0";
    let there = json!({"url": "https://login.example.org/auth?client_id=rondo"});
    let begin = [
        Code::NotFound,
        Code::ProviderUnreachable,
        Code::TooManyAttempts,
        Code::InsecureConnection,
        Code::Busy,
    ];
    vec![
        Endpoint::post("/api/session/provider", "Begins to sign in by the identity provider", sign_in)
            .body::<Empty>(json!({}))
            .answers::<AtProvider>(StatusCode::OK, "Where the browser goes", there.clone())
            .refuses(&begin),
        Endpoint::post("/api/claim/provider", "Begins to use a password link without a password", claim)
            .body::<ClaimByProvider>(json!({"secret": SECRET}))
            .answers::<AtProvider>(StatusCode::OK, "Where the browser goes", there.clone())
            .refuses(&begin)
            .refuses(&[Code::LinkInvalid, Code::LinkExpired]),
        Endpoint::post(
            "/api/me/identity",
            "Begins to connect the account with the identity provider",
            connect,
        )
        .needs(Access::Account)
        .before_second_factor()
        .body::<OwnerProof>(json!({"password": "three unlikely words here"}))
        .answers::<AtProvider>(StatusCode::OK, "Where the browser goes", there)
        .refuses(&begin)
        .refuses(&NOT_THE_OWNER)
        .refuses(&[Code::IdentityTaken]),
        Endpoint::post(
            "/api/session/provider/finish",
            "Signs in, or connects, with what the provider sent",
            finish,
        )
        .body::<FromProvider>(json!({"code": "SplxlOBeZQQYbYS6WxSbIA", "state": "af0ifjsldkj"}))
        .answers::<Me>(StatusCode::OK, "Connected, or signed in with a new session cookie", me_example())
        .refuses(&[
            Code::NotFound,
            Code::ProviderUnreachable,
            Code::ProviderRefused,
            Code::NoAccount,
            Code::IdentityTaken,
            Code::LinkInvalid,
            Code::TooManyAttempts,
            Code::InsecureConnection,
        ]),
        Endpoint::get("/api/me/identity", "Says whether the account is connected with the provider", state)
            .needs(Access::Account)
            .before_second_factor()
            .answers::<IdentityState>(
                StatusCode::OK,
                "The connection",
                json!({"since": 1_900_000_000_000_i64}),
            ),
        Endpoint::delete(
            "/api/me/identity",
            "Disconnects the account from the identity provider",
            disconnect,
        )
        .needs(Access::Account)
        .before_second_factor()
        .body::<OwnerProof>(json!({"password": "three unlikely words here"}))
        .done("Disconnected; a password is needed from now on")
        .refuses(&NOT_THE_OWNER)
        .refuses(&[Code::IdentityOff]),
    ]
}

async fn sign_in(
    State(web): State<Web>,
    site: Site,
    Client(client): Client,
    Body(Empty {}): Body<Empty>,
) -> Result<Leaving, Problem> {
    web.throttles.sign_in_peer.attempt(&client).await?;
    leave(&web, site, Errand::SignIn).await
}

async fn claim(
    State(web): State<Web>,
    site: Site,
    Client(client): Client,
    Body(request): Body<ClaimByProvider>,
) -> Result<Leaving, Problem> {
    web.throttles.sign_in_peer.attempt(&client).await?;
    let secret: Secret = request.secret.parse().map_err(|_| Code::LinkInvalid)?;
    let link = web.store.peek_link(digest(&secret)).await?;
    let link = link.filter(|link| link.purpose == LinkPurpose::Password).ok_or(Code::LinkInvalid)?;
    if link.has_expired(web.now()) {
        return Err(Code::LinkExpired.into());
    }
    leave(&web, site, Errand::Claim(link.secret_hash)).await
}

async fn connect(
    State(web): State<Web>,
    site: Site,
    someone: SignedIn,
    Body(proof): Body<OwnerProof>,
) -> Result<Leaving, Problem> {
    must_be_owner(&web, &someone, proof).await?;
    if web.store.identity_of(someone.id()).await?.is_some() {
        return Err(Code::IdentityTaken.into());
    }
    leave(&web, site, Errand::Connect(someone.id())).await
}

/// The browser gets a secret, so that what comes back counts in it alone.
async fn leave(web: &Web, site: Site, errand: Errand) -> Result<Leaving, Problem> {
    site.must_be_safe()?;
    let browser = Secret::random();
    let (url, question) = provider(web)?.begin(web.now()).await?;
    challenges::ask(web, ChallengePurpose::Provider, digest(&browser).as_bytes(), &(question, errand))
        .await?;
    let cookie = Cookie::Provider.set(&browser, Some(PROVIDER_MS), site);
    Ok((AppendHeaders([cookie]), Json(AtProvider { url: url.into() })))
}

fn provider(web: &Web) -> Result<&IdentityProvider, Problem> {
    web.identity.as_ref().ok_or_else(|| Code::NotFound.into())
}

async fn finish(
    State(web): State<Web>,
    site: Site,
    Client(client): Client,
    Visitor(someone): Visitor,
    headers: HeaderMap,
    Body(request): Body<FromProvider>,
) -> Result<Response, Problem> {
    site.must_be_safe()?;
    web.throttles.sign_in_peer.attempt(&client).await?;
    let browser = Cookie::Provider.read(&headers, site).ok_or(Code::ProviderRefused)?;
    let provider = provider(&web)?;
    let asked = challenges::answered(&web, ChallengePurpose::Provider, digest(&browser).as_bytes()).await?;
    let (question, errand) = asked.ok_or(Code::ProviderRefused)?;
    let known = provider.finish(question, &request.state, request.code, web.now()).await?;
    let account = match errand {
        Errand::SignIn => web.store.account_of_identity(known.mark).await?,
        Errand::Connect(account) => {
            let there = someone.filter(|someone| someone.id() == account);
            let account = connected(&web, there.ok_or(Code::ProviderRefused)?.account, known.mark).await?;
            return Ok(Json(Me::of(&web, &account).await?).into_response());
        }
        Errand::Claim(link) => Some(claimed(&web, link, known.mark).await?),
    };
    let account = match account {
        Some(account) => account,
        None => newcomer(&web, known).await?,
    };
    Ok(session::begin(&web, &account, site, &headers).await?.into_response())
}

/// Uses up a password link. Whoever the account was connected with before is so no longer.
async fn claimed(web: &Web, link: SecretHash, mark: SecretHash) -> Result<Account, Problem> {
    let found = web.store.peek_link(link).await?.and_then(|link| link.account).ok_or(Code::LinkInvalid)?;
    let other = web.store.account_of_identity(mark).await?;
    if other.is_some_and(|other| other.id != found) {
        return Err(Code::IdentityTaken.into());
    }
    web.store.take_link(link, web.now()).await?.ok_or(Code::LinkInvalid)?;
    let account = web.store.account(found).await?.filter(|account| !account.disabled);
    let account = account.ok_or(Code::LinkInvalid)?;
    if web.store.identity_of(found).await?.is_some() {
        let act = web.act(Party::Account(found), AuditAction::IdentityDisconnect, None, None)?;
        web.store.disconnect_identity(found, act).await?;
    }
    connected(web, account, mark).await
}

async fn connected(web: &Web, account: Account, mark: SecretHash) -> Result<Account, Problem> {
    let identity = Identity { mark, account: account.id, since: web.now() };
    let act = web.act(Party::Account(account.id), AuditAction::IdentityConnect, None, None)?;
    web.store.connect_identity(identity, act).await.map_err(|error| match error {
        StoreError::Conflict(Conflict::Id) => Code::IdentityTaken.into(),
        error => Problem::from(error),
    })?;
    Ok(account)
}

/// An account for somebody who has none, if the operator wants that. The first one is made by the setup link.
async fn newcomer(web: &Web, known: Known) -> Result<Account, Problem> {
    let wanted = provider(web)?.config().newcomers == Newcomers::Hosts;
    if !wanted || web.store.count_accounts().await? == 0 {
        return Err(Code::NoAccount.into());
    }
    let said = [known.username.as_deref(), known.display_name.as_deref()];
    let name = said.into_iter().flatten().find_map(|text| names::sign_in_name(text).ok());
    let name = name.unwrap_or_else(|| "host".to_owned());
    let display_name = known.display_name.and_then(|text| names::display_name(&text, "display_name").ok());
    let display_name = display_name.unwrap_or_else(|| name.clone());
    for number in 1..=NUMBERED_MAX {
        let name = if number == 1 { name.clone() } else { names::numbered(&name, number) };
        let account = Account {
            id: AccountId::random(),
            name,
            display_name: display_name.clone(),
            password_hash: None,
            is_admin: false,
            is_host: true,
            is_therapist: false,
            disabled: false,
            created_at: web.now(),
        };
        let identity = Identity { mark: known.mark, account: account.id, since: web.now() };
        let party = Party::Account(account.id);
        let act = web.act(party, AuditAction::AccountCreate, None, Some(party))?;
        match web.store.create_connected_account(account.clone(), identity, act).await {
            Ok(()) => return Ok(account),
            Err(StoreError::Conflict(Conflict::AccountName)) => {}
            // It is the account of somebody who is disabled.
            Err(StoreError::Conflict(Conflict::Id)) => break,
            Err(error) => return Err(error.into()),
        }
    }
    Err(Code::NoAccount.into())
}

async fn state(State(web): State<Web>, someone: SignedIn) -> Result<Json<IdentityState>, Problem> {
    let identity = web.store.identity_of(someone.id()).await?;
    Ok(Json(IdentityState { since: identity.map(|identity| identity.since) }))
}

async fn disconnect(
    State(web): State<Web>,
    someone: SignedIn,
    Body(proof): Body<OwnerProof>,
) -> Result<StatusCode, Problem> {
    // Whoever has no password can't prove one, and so keeps their only way in.
    must_be_owner(&web, &someone, proof).await?;
    let act = web.act(someone.party(), AuditAction::IdentityDisconnect, None, None)?;
    match web.store.disconnect_identity(someone.id(), act).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(StoreError::NotFound) => Err(Code::IdentityOff.into()),
        Err(error) => Err(error.into()),
    }
}

impl From<IdentityFault> for Problem {
    fn from(fault: IdentityFault) -> Self {
        match fault {
            IdentityFault::Unreachable(cause) => {
                tracing::warn!(cause, "the identity provider can't be reached");
                Code::ProviderUnreachable.into()
            }
            IdentityFault::Wrong(cause) => {
                tracing::info!(cause, "an answer of the identity provider was refused");
                Code::ProviderRefused.into()
            }
        }
    }
}
