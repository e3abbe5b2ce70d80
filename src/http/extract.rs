//! Who asks. A handler names one of these types, and so can't be reached by anyone else.

use std::net::IpAddr;

use axum::{
    extract::{FromRequestParts, Path, RawPathParams},
    http::{HeaderMap, request::Parts},
};
use serde::de::DeserializeOwned;

use super::{
    Web,
    cookies::Cookie,
    limits::{SESSION_IDLE_MS, SESSION_MS_MAX, SESSION_TOUCH_MS},
    problem::{Code, Problem},
    serve::Peer,
    site::Site,
    throttle::address_key,
};
use crate::{
    auth::Secret,
    meeting::id::{AccountId, RoomId},
    room::{Room, Standing},
    store::{Account, AccountSession, Digest, Party},
};

/// What the store keeps of a secret.
pub(crate) fn digest(secret: &Secret) -> Digest {
    Digest::from_bytes(secret.hash())
}

impl FromRequestParts<Web> for Site {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        Ok(web.origins.site_of(&parts.headers))
    }
}

/// The address that a throttle counts. A proxy on this machine, which is how https comes in, names
/// its client last in `X-Forwarded-For`; from anywhere else the header could say anything.
pub(crate) struct Client(pub(crate) IpAddr);

impl FromRequestParts<Web> for Client {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let Peer(peer) = *parts.extensions.get::<Peer>().ok_or(Code::Internal)?;
        let proxied = peer.is_loopback() && web.origins.public().is_https();
        let named = proxied.then(|| forwarded(&parts.headers)).flatten();
        Ok(Self(address_key(named.unwrap_or(peer))))
    }
}

fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

/// The parameters of the path; what does not parse does not exist.
pub(crate) struct At<T>(pub(crate) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Web> for At<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let Path(value) = Path::<T>::from_request_parts(parts, web).await.map_err(|_| Code::NotFound)?;
        Ok(Self(value))
    }
}

/// Someone who is signed in.
pub(crate) struct SignedIn {
    pub(crate) account: Account,
    /// Of the session's secret.
    pub(crate) session: Digest,
}

impl SignedIn {
    pub(crate) const fn id(&self) -> AccountId {
        self.account.id
    }

    pub(crate) const fn party(&self) -> Party {
        Party::Account(self.account.id)
    }

    async fn find(web: &Web, headers: &HeaderMap) -> Result<Option<Self>, Problem> {
        let site = web.origins.site_of(headers);
        let Some(secret) = Cookie::Session.read(headers, site) else {
            return Ok(None);
        };
        let now = web.now();
        let Some((session, account)) = web.store.session(digest(&secret), now).await? else {
            return Ok(None);
        };
        touch(web, &session, now).await?;
        Ok(Some(Self { account, session: session.token_hash }))
    }
}

/// Notes now and then that a session is used, which moves its end.
async fn touch(web: &Web, session: &AccountSession, now: i64) -> Result<(), Problem> {
    if now.saturating_sub(session.last_seen_at).unsigned_abs() < SESSION_TOUCH_MS {
        return Ok(());
    }
    let end = session.created_at.saturating_add_unsigned(SESSION_MS_MAX);
    let expires_at = now.saturating_add_unsigned(SESSION_IDLE_MS).min(end);
    Ok(web.store.touch_session(session.token_hash, now, expires_at).await?)
}

impl FromRequestParts<Web> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        Self::find(web, &parts.headers).await?.ok_or_else(|| Code::SignInRequired.into())
    }
}

/// Someone who may be signed in.
pub(crate) struct Visitor(pub(crate) Option<SignedIn>);

impl FromRequestParts<Web> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        Ok(Self(SignedIn::find(web, &parts.headers).await?))
    }
}

/// Someone who manages accounts.
pub(crate) struct Administrator(pub(crate) SignedIn);

impl FromRequestParts<Web> for Administrator {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let someone = SignedIn::from_request_parts(parts, web).await?;
        if someone.account.is_admin { Ok(Self(someone)) } else { Err(Code::Forbidden.into()) }
    }
}

/// Someone who may make rooms.
pub(crate) struct Host(pub(crate) SignedIn);

impl FromRequestParts<Web> for Host {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let someone = SignedIn::from_request_parts(parts, web).await?;
        if someone.account.is_host { Ok(Self(someone)) } else { Err(Code::Forbidden.into()) }
    }
}

/// Someone who may lead the room of the path, which is named `{room}` there.
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
        // Who leads a room is told to those who lead it.
        let standing = web.store.standing(&room, someone.id()).await?.ok_or(Code::NotFound)?;
        standing.may_lead(room.kind, someone.account.rights())?;
        Ok(Self { someone, room, standing })
    }
}

async fn room_of_path(parts: &mut Parts, web: &Web) -> Result<RoomId, Problem> {
    let parameters = RawPathParams::from_request_parts(parts, web).await.map_err(|_| Code::NotFound)?;
    let room = parameters.iter().find(|(name, _)| *name == "room").and_then(|(_, value)| value.parse().ok());
    room.ok_or_else(|| Code::NotFound.into())
}

/// The owner of the room of the path.
pub(crate) struct Owner(pub(crate) Lead);

impl FromRequestParts<Web> for Owner {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let lead = Lead::from_request_parts(parts, web).await?;
        if lead.standing == Standing::Owner { Ok(Self(lead)) } else { Err(Code::Forbidden.into()) }
    }
}
