//! A socket whose room another server has: what comes on one side goes out on the other.

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderName, HeaderValue, StatusCode, request},
    response::{IntoResponse, Response},
};
use hyper::{body::Incoming, client::conn::http1, upgrade::OnUpgrade};
use hyper_util::rt::TokioIo;
use tokio::{io::copy_bidirectional, sync::OwnedSemaphorePermit};

use super::extract::Client;
use crate::{
    peers::{PeerError, Peers},
    store::Node,
};

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED: HeaderName = HeaderName::from_static("forwarded");

/// Why another server did not take a socket.
#[derive(Debug, thiserror::Error)]
pub(super) enum HandOnError {
    #[error(transparent)]
    Peer(#[from] PeerError),
    /// RFC 9110, section 15.5.20.
    #[error("it does not have the room any more")]
    Misdirected,
}

/// A way to hand a request for a socket on.
pub(super) struct HandOn {
    peers: Peers,
    request: request::Request<()>,
}

impl HandOn {
    /// The other server believes this one, and nobody else, where the client is.
    pub(super) fn new(peers: Peers, from_client: &Request, client: &Client) -> Self {
        let mut request = request::Request::new(());
        *request.method_mut() = from_client.method().clone();
        *request.uri_mut() = from_client.uri().clone();
        *request.headers_mut() = from_client.headers().clone();
        request.headers_mut().remove(FORWARDED);
        if let Ok(address) = HeaderValue::from_str(&client.0.to_string()) {
            request.headers_mut().insert(X_FORWARDED_FOR, address);
        }
        Self { peers, request }
    }

    /// Asks the server that has the room.
    ///
    /// # Errors
    /// It does not have it, can't be reached, or went away.
    pub(super) async fn ask(&self, owner: &Node) -> Result<Response<Incoming>, HandOnError> {
        let answer = self.send(owner).await?;
        match answer.status() {
            StatusCode::MISDIRECTED_REQUEST => Err(HandOnError::Misdirected),
            _ => Ok(answer),
        }
    }

    async fn send(&self, owner: &Node) -> Result<Response<Incoming>, PeerError> {
        let stream = self.peers.dial(&owner.peer).await?;
        let (mut sender, connection) = http1::handshake::<_, Body>(TokioIo::new(stream)).await?;
        tokio::spawn(connection.with_upgrades());
        Ok(sender.send_request(self.request.clone().map(|()| Body::empty())).await?)
    }
}

/// Answers as the server that has the room did, and from then on hands on what both sides say, until it is `over`.
/// `place` is given back at the end.
pub(super) fn join(
    client: OnUpgrade,
    mut answer: Response<Incoming>,
    over: impl Future<Output = ()> + Send + 'static,
    place: OwnedSemaphorePermit,
) -> Response {
    if answer.status() != StatusCode::SWITCHING_PROTOCOLS {
        return answer.map(Body::new).into_response();
    }
    let owner = hyper::upgrade::on(&mut answer);
    tokio::spawn(async move {
        if let Ok((from_client, from_owner)) = tokio::try_join!(client, owner) {
            metrics::gauge!("rondo_splices").increment(1);
            let (mut from_client, mut from_owner) = (TokioIo::new(from_client), TokioIo::new(from_owner));
            tokio::select! {
                // Either end may go at any time.
                _ = copy_bidirectional(&mut from_client, &mut from_owner) => {}
                // The client comes back by another server.
                () = over => {}
            }
            metrics::gauge!("rondo_splices").decrement(1);
        }
        drop(place);
    });
    let (parts, _) = answer.into_parts();
    Response::from_parts(parts, Body::empty())
}
