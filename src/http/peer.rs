//! What other servers of the same database ask of this one. Nobody else is answered: to them there is no such
//! address.

use std::convert::Infallible;

use axum::{
    Json, Router,
    extract::{FromRequestParts, OptionalFromRequestParts, State},
    http::request::Parts,
    routing::post,
};

use super::{
    problem::{Code, Problem},
    serve::Peer,
    web::Web,
};
use crate::hub::{PEER_PATH, PeerAnswer, PeerAsk};

/// The routes for other servers. They stand in no document.
pub(super) fn routes() -> Router<Web> {
    Router::new().route(PEER_PATH, post(answer))
}

/// Another server asks.
pub(super) struct OtherServer;

impl OptionalFromRequestParts<Web> for OtherServer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Option<Self>, Infallible> {
        let peer = parts.extensions.get::<Peer>();
        Ok(peer.filter(|peer| web.tunnels.lead_to(peer.0)).map(|_| Self))
    }
}

impl FromRequestParts<Web> for OtherServer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let Ok(asks) = <Self as OptionalFromRequestParts<Web>>::from_request_parts(parts, web).await;
        asks.ok_or_else(|| Code::NotFound.into())
    }
}

async fn answer(_: OtherServer, State(web): State<Web>, Json(ask): Json<PeerAsk>) -> Json<PeerAnswer> {
    Json(web.services.directory.answer(ask).await)
}
