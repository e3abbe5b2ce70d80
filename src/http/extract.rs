//! Who is asking. A handler takes one of these types, and so can be reached by nobody else.

use std::{convert::Infallible, net::IpAddr};

use axum::{
    extract::{FromRequestParts, Path, RawPathParams},
    http::{HeaderValue, header, request::Parts},
};
use serde::de::DeserializeOwned;

use super::{
    cookies::Cookie,
    limits::{KEY_TOUCH_MS, SESSION_IDLE_MS, SESSION_MS_MAX, SESSION_TOUCH_MS},
    origins::Site,
    problem::{Code, Problem},
    proxies::Proxies,
    serve::Peer,
    throttle::address_key,
    web::Web,
};
use crate::{
    auth::Secret,
    meeting::id::{AccountId, RoomId},
    room::{Room, Scope, Standing, language::Language},
    secrets::SecretHash,
    store::{Account, AccountSession, Party},
    time::UnixMs,
};

/// What every key of a program begins with, so that it is found where it should not be.
pub(super) const KEY_PREFIX: &str = "rondo_";

/// What the store keeps of a secret.
pub(crate) fn digest(secret: &Secret) -> SecretHash {
    secret.hash()
}

impl FromRequestParts<Web> for Site {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        Ok(web.origins.site_of(&parts.headers))
    }
}

impl FromRequestParts<Web> for Language {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Infallible> {
        let accept = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Ok(Self::of(accept))
    }
}

/// The client's address, as throttles count it.
pub(crate) struct Client(pub(crate) IpAddr);

impl FromRequestParts<Web> for Client {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let Peer(peer) = *parts.extensions.get::<Peer>().ok_or(Code::Internal)?;
        let client = match web.tunnels.lead_to(peer) {
            true => Proxies::named_by_peer(&parts.headers).unwrap_or(peer.ip()),
            false => web.proxies.client(peer.ip(), &parts.headers),
        };
        Ok(Self(address_key(client)))
    }
}

/// The parameters of the path. What can't be parsed does not exist.
pub(crate) struct At<T>(pub(crate) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Web> for At<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let Path(value) = Path::<T>::from_request_parts(parts, web).await.map_err(|_| Code::NotFound)?;
        Ok(Self(value))
    }
}

/// Marks the requests that work for an account that has yet to set up the app it needs.
#[derive(Clone, Copy)]
pub(super) struct BeforeSecondFactor;

/// A signed-in account. One that needs an app beside its password has set it up, except where
/// [`BeforeSecondFactor`] says otherwise.
pub(crate) struct SignedIn {
    pub(crate) account: Account,
    /// Who acts: the account, or a program for it.
    party: Party,
    /// The hash of the session's secret.
    pub(crate) session: SecretHash,
    /// When the session ends unless it is used again.
    pub(crate) ends_at: UnixMs,
}

impl SignedIn {
    pub(crate) const fn id(&self) -> AccountId {
        self.account.id
    }

    pub(crate) const fn party(&self) -> Party {
        self.party
    }

    async fn in_browser(parts: &Parts, web: &Web) -> Result<Option<Self>, Problem> {
        let site = web.origins.site_of(&parts.headers);
        let Some(secret) = Cookie::Session.read(&parts.headers, site) else {
            return Ok(None);
        };
        let now = web.now();
        let Some((session, account)) = web.store.session(digest(&secret), now).await? else {
            return Ok(None);
        };
        let ends_at = touch(web, &session, now).await?;
        if parts.extensions.get::<BeforeSecondFactor>().is_none() && web.lacks_second_factor(&account).await?
        {
            return Err(Code::SecondFactorMissing.into());
        }
        let party = Party::Account(account.id);
        Ok(Some(Self { account, party, session: session.token_hash, ends_at }))
    }

    /// A program that shows its key, at an endpoint of this scope. An endpoint without one is not for
    /// programs.
    async fn program(web: &Web, shown: &HeaderValue, scope: Option<&Scope>) -> Result<Self, Problem> {
        let secret = shown.to_str().ok().and_then(|shown| shown.strip_prefix("Bearer "));
        let secret =
            secret.and_then(|secret| secret.strip_prefix(KEY_PREFIX)).and_then(|text| text.parse().ok());
        let secret: Secret = secret.ok_or(Code::KeyInvalid)?;
        let now = web.now();
        let found = web.store.usable_key(digest(&secret), now).await?;
        let (key, account) = found.ok_or(Code::KeyInvalid)?;
        if !scope.is_some_and(|scope| key.scopes.contains(scope)) {
            return Err(Code::ScopeMissing.into());
        }
        if key.last_used_at.is_none_or(|used| now.since(used) >= KEY_TOUCH_MS) {
            web.store.touch_key(key.id, now).await?;
        }
        Ok(Self { account, party: Party::Key(key.id), session: key.secret_hash, ends_at: key.expires_at })
    }
}

/// Writes down from time to time that a session is used, which postpones its end. Returns the end.
async fn touch(web: &Web, session: &AccountSession, now: UnixMs) -> Result<UnixMs, Problem> {
    if now.since(session.last_seen_at) < SESSION_TOUCH_MS {
        return Ok(session.expires_at);
    }
    let end = session.signed_in_at.plus_ms(SESSION_MS_MAX);
    let expires_at = now.plus_ms(SESSION_IDLE_MS).min(end);
    web.store.touch_session(session.token_hash, now, expires_at).await?;
    Ok(expires_at)
}

impl FromRequestParts<Web> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let someone = match parts.headers.get(header::AUTHORIZATION) {
            Some(shown) => return Self::program(web, shown, parts.extensions.get()).await,
            None => Self::in_browser(parts, web).await?,
        };
        someone.ok_or_else(|| Code::SignInRequired.into())
    }
}

/// Anyone, with their account if they are signed in. A program is nobody here.
pub(crate) struct Visitor(pub(crate) Option<SignedIn>);

impl FromRequestParts<Web> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        Ok(Self(SignedIn::in_browser(parts, web).await?))
    }
}

/// An account that manages accounts.
pub(crate) struct Administrator(pub(crate) SignedIn);

impl FromRequestParts<Web> for Administrator {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let someone = SignedIn::from_request_parts(parts, web).await?;
        if someone.account.is_admin { Ok(Self(someone)) } else { Err(Code::Forbidden.into()) }
    }
}

/// An account that may create rooms.
pub(crate) struct Host(pub(crate) SignedIn);

impl FromRequestParts<Web> for Host {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let someone = SignedIn::from_request_parts(parts, web).await?;
        if someone.account.is_host { Ok(Self(someone)) } else { Err(Code::Forbidden.into()) }
    }
}

/// An account that may lead the room which the path names as `{room}`.
pub(crate) struct Lead {
    pub(crate) someone: SignedIn,
    pub(crate) room: Room,
    /// How they lead it.
    pub(crate) standing: Standing,
}

impl FromRequestParts<Web> for Lead {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let someone = SignedIn::from_request_parts(parts, web).await?;
        let id = room_of_path(parts, web).await?;
        let room =
            web.store.room(id).await?.filter(|room| room.archived_at.is_none()).ok_or(Code::NotFound)?;
        // Whether an account leads a room is no one else's business: the room is not found.
        let standing = web.store.standing(room.id, someone.id()).await?.ok_or(Code::NotFound)?;
        standing.may_lead(room.kind, someone.account.rights())?;
        Ok(Self { someone, room, standing })
    }
}

/// The room which the path names as `{room}`.
pub(super) async fn room_of_path(parts: &mut Parts, web: &Web) -> Result<RoomId, Problem> {
    let parameters = RawPathParams::from_request_parts(parts, web).await.map_err(|_| Code::NotFound)?;
    let room = parameters.iter().find(|(name, _)| *name == "room").and_then(|(_, value)| value.parse().ok());
    room.ok_or_else(|| Code::NotFound.into())
}

/// The owner of the room which the path names as `{room}`.
pub(crate) struct Owner(pub(crate) Lead);

impl FromRequestParts<Web> for Owner {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let lead = Lead::from_request_parts(parts, web).await?;
        if lead.standing.owns() { Ok(Self(lead)) } else { Err(Code::Forbidden.into()) }
    }
}

/// Plans the dates of the room which the path names as `{room}`.
pub(crate) struct Planner(pub(crate) Lead);

impl FromRequestParts<Web> for Planner {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let lead = Lead::from_request_parts(parts, web).await?;
        if lead.standing.may_plan() { Ok(Self(lead)) } else { Err(Code::Forbidden.into()) }
    }
}
