//! The WebSocket handshake (RFC 6455, section 4.2). The first frame then says who is there.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use data_encoding::BASE64;
use hyper::{
    body::Incoming,
    upgrade::{Parts, Upgraded},
};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpStream, sync::OwnedSemaphorePermit, time::timeout};
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

use super::{
    endpoint::Endpoint,
    extract::{At, Client},
    limits::{NEW_SERVER_MS_MAX, PLACE_LOOK_MS, PLACE_MS_MAX, UNREACHABLE_LOOK_MS, UPGRADE_WARNING_MS},
    peer::OtherServer,
    problem::{Code, Problem},
    splice::{self, HandOn, HandOnError},
    web::Web,
};
use crate::{
    hub::{self, Hold, Place, Services},
    meeting::id::RoomId,
    protocol::SUBPROTOCOL,
    store::Node,
};

/// The only version of WebSocket in use.
const VERSION: HeaderValue = HeaderValue::from_static("13");

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get(
            "/ws/{room}",
            "Opens the WebSocket of a room's meeting; see /api/asyncapi.json",
            upgrade,
        )
        .text(StatusCode::SWITCHING_PROTOCOLS, "The connection is now a WebSocket that speaks rondo.v2")
        .refuses(&[
            Code::NotFound,
            Code::UpgradeRequired,
            Code::WebSocketInvalid,
            Code::SubprotocolUnsupported,
            Code::OriginForbidden,
            Code::Busy,
        ]),
    ]
}

async fn upgrade(
    State(web): State<Web>,
    At(room): At<RoomId>,
    client: Client,
    from_server: Option<OtherServer>,
    mut request: Request,
) -> Response {
    let key = match check(&web, &request) {
        Ok(key) => key,
        Err(problem) => {
            warn_of_proxy(&web, request.headers(), problem.code());
            return refuse(problem);
        }
    };
    let Ok(place) = Arc::clone(&web.sockets).try_acquire_owned() else {
        return refuse(Problem::from(Code::Busy).retry_after_s(10));
    };
    let is_sure = web.store.cluster().is_none_or(|cluster| cluster.is_sure());
    if !is_sure || web.draining.load(Ordering::Relaxed) {
        return not_here(from_server.as_ref());
    }
    let peers = web.peers.as_ref().filter(|_| from_server.is_none());
    let hand_on = peers.map(|peers| HandOn::new(peers.clone(), &request, &client));
    let way = find(&web, room, hand_on).await;
    let upgraded = hyper::upgrade::on(&mut request);
    let hold = match way {
        Some(Way::Here(hold)) => hold,
        Some(Way::Through(answer, owner)) => {
            return splice::join(upgraded, answer, over(&web, owner), place);
        }
        None => return not_here(from_server.as_ref()),
    };
    let accept = derive_accept_key(key.as_bytes());
    let services = Arc::clone(&web.services);
    tokio::spawn(async move {
        match upgraded.await {
            Ok(upgraded) => serve(upgraded, hold, services, place),
            Err(error) => tracing::debug!(%error, "a connection ended before it was a WebSocket"),
        }
    });
    let headers = [
        (header::CONNECTION, HeaderValue::from_static("upgrade")),
        (header::UPGRADE, HeaderValue::from_static("websocket")),
        (header::SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(SUBPROTOCOL)),
        (header::SEC_WEBSOCKET_ACCEPT, HeaderValue::from_str(&accept).unwrap_or(VERSION)),
    ];
    (StatusCode::SWITCHING_PROTOCOLS, headers, Body::empty()).into_response()
}

/// The room is elsewhere, or will be: a balancer tries another server, and a server that handed the socket on looks
/// again.
fn not_here(from_server: Option<&OtherServer>) -> Response {
    match from_server {
        Some(OtherServer) => StatusCode::MISDIRECTED_REQUEST.into_response(),
        None => refuse(Problem::from(Code::Busy).retry_after_s(1)),
    }
}

/// Where a socket goes.
enum Way {
    /// Into a room of this server.
    Here(Hold),
    /// Through the server that has the room, which has answered.
    Through(Response<Incoming>, Node),
}

/// Finds the way to a room. While the server that had it is dying, and until it is known to be gone, the socket is
/// held. `None` if it takes too long. What another server hands on is for this one, or for nobody; then there is no
/// `hand_on`.
async fn find(web: &Web, room: RoomId, hand_on: Option<HandOn>) -> Option<Way> {
    let limit = Duration::from_millis(PLACE_MS_MAX);
    timeout(limit, look_until_found(web, room, hand_on)).await.ok()?
}

async fn look_until_found(web: &Web, room: RoomId, hand_on: Option<HandOn>) -> Option<Way> {
    loop {
        match (web.services.directory.place(room).await, &hand_on) {
            (Place::Here(hold), _) => return Some(Way::Here(hold)),
            // It hands the room over in a moment.
            (Place::There(node), Some(_)) if node.draining => pause(PLACE_LOOK_MS).await,
            (Place::There(node), Some(hand_on)) => tokio::select! {
                answer = ask_or_wait(hand_on, &node) => if let Some(answer) = answer {
                    return Some(Way::Through(answer, node));
                },
                // Others may have its rooms at once.
                () = lease_over(web, &node) => {}
            },
            (Place::Nowhere, Some(_)) => pause(PLACE_LOOK_MS).await,
            (Place::There(_) | Place::Nowhere, None) => return None,
        }
    }
}

/// What the server that has a room answers. `None`, after a moment, if it does not.
async fn ask_or_wait(hand_on: &HandOn, owner: &Node) -> Option<Response<Incoming>> {
    match hand_on.ask(owner).await {
        Ok(answer) => Some(answer),
        Err(HandOnError::Misdirected) => {
            pause(PLACE_LOOK_MS).await;
            None
        }
        // Most likely its lease ends soon. Whoever comes meanwhile must not keep the database busy.
        Err(HandOnError::Peer(error)) => {
            tracing::debug!(%error, peer = owner.peer, "the server that has a room does not answer");
            pause(UNREACHABLE_LOOK_MS).await;
            None
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "it is real time in which another server dies")]
async fn pause(ms: u64) {
    tokio::time::sleep(Duration::from_millis(ms)).await;
}

/// Returns when what goes through this server to another one has to end: that one's lease is over, so that its
/// rooms are elsewhere whether it knows or not, or this one stops.
fn over(web: &Web, owner: Node) -> impl Future<Output = ()> + Send + 'static {
    let mut stopping = web.stopping.subscribe();
    let lease_over = lease_over(web, &owner);
    async move {
        tokio::select! {
            () = lease_over => {}
            _ = stopping.wait_for(|stopping| *stopping) => {}
        }
    }
}

/// Returns when the lease of another server is over.
fn lease_over(web: &Web, owner: &Node) -> impl Future<Output = ()> + Send + use<> {
    let nodes = web.store.cluster().map(|cluster| cluster.nodes());
    let owner = owner.incarnation;
    async move {
        let Some(mut nodes) = nodes else { return std::future::pending().await };
        let is_there = |nodes: &Vec<Node>| nodes.iter().any(|node| node.incarnation == owner);
        // A lease lasts for several beats, so that a new one is seen by then. Any other was over before this look.
        let seen = nodes.wait_for(is_there);
        let _ = timeout(Duration::from_millis(NEW_SERVER_MS_MAX), seen).await;
        let _ = nodes.wait_for(|nodes| !is_there(nodes)).await;
    }
}

/// A browser that opens a socket always sends its key and asks for the upgrade. When only the key
/// arrives, a proxy in between has dropped the rest, and no meeting can be held.
fn warn_of_proxy(web: &Web, headers: &HeaderMap, code: Code) {
    if code != Code::UpgradeRequired || !headers.contains_key(header::SEC_WEBSOCKET_KEY) {
        return;
    }
    let now_ms = web.clock.monotonic_ms().max(1);
    let told = web.upgrade_warned_ms.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |told_ms| {
        (told_ms == 0 || now_ms >= told_ms + UPGRADE_WARNING_MS).then_some(now_ms)
    });
    if told.is_ok() {
        tracing::warn!(
            "a request for a WebSocket came to /ws without its upgrade: the proxy in front has to pass on the \
             headers Upgrade and Connection (docs/operating.md, \"Behind a proxy\")"
        );
    }
}

/// Serves the connection in a task of its own, which is much smaller than the one of the upgrade.
fn serve(upgraded: Upgraded, hold: Hold, services: Arc<Services>, place: OwnedSemaphorePermit) {
    match upgraded.downcast::<TokioIo<TcpStream>>() {
        Ok(Parts { io, read_buf, .. }) => {
            tokio::spawn(hub::serve_socket(io.into_inner(), read_buf, hold, services, place));
        }
        Err(_) => tracing::error!("a WebSocket came over something else than TCP"),
    }
}

fn refuse(problem: Problem) -> Response {
    let mut response = problem.into_response();
    if response.status() == StatusCode::UPGRADE_REQUIRED {
        response.headers_mut().insert(header::SEC_WEBSOCKET_VERSION, VERSION);
    }
    response
}

/// The client's key, if the handshake is valid.
fn check(web: &Web, request: &Request) -> Result<String, Problem> {
    let headers = request.headers();
    let wants_socket = has_token(headers, &header::UPGRADE, "websocket")
        && has_token(headers, &header::CONNECTION, "upgrade")
        && headers.get(header::SEC_WEBSOCKET_VERSION) == Some(&VERSION);
    if request.method() != Method::GET || !wants_socket {
        return Err(Code::UpgradeRequired.into());
    }
    check_origin(web, headers)?;
    if request.uri().query().is_some() {
        let detail = "The token goes in the first frame, never in the URL";
        return Err(Problem::from(Code::WebSocketInvalid).detail(detail));
    }
    if !has_token(headers, &header::SEC_WEBSOCKET_PROTOCOL, SUBPROTOCOL) {
        return Err(Code::SubprotocolUnsupported.into());
    }
    key(headers).ok_or_else(|| Problem::from(Code::WebSocketInvalid).detail("Sec-WebSocket-Key is not valid"))
}

/// Browsers always send the page's origin here. Other clients need not: the handshake gives them no
/// power, only the token in the first frame does.
fn check_origin(web: &Web, headers: &HeaderMap) -> Result<(), Problem> {
    let mut given = headers.get_all(header::ORIGIN).iter();
    match (given.next(), given.next()) {
        (None, _) => Ok(()),
        (Some(origin), None) if web.origins.allows(origin.as_bytes()) => Ok(()),
        _ => Err(Code::OriginForbidden.into()),
    }
}

fn key(headers: &HeaderMap) -> Option<String> {
    let mut given = headers.get_all(header::SEC_WEBSOCKET_KEY).iter();
    let (Some(key), None) = (given.next(), given.next()) else {
        return None;
    };
    let key = key.to_str().ok()?;
    BASE64.decode(key.as_bytes()).is_ok_and(|bytes| bytes.len() == 16).then(|| key.to_owned())
}

fn has_token(headers: &HeaderMap, name: &header::HeaderName, token: &str) -> bool {
    let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|part| part.trim().eq_ignore_ascii_case(token))
}
