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

/// The request for a socket, as it goes to the server that has the room.
pub(super) struct HandedOn(request::Request<()>);

/// What goes to the server that has the room. It believes this one, and nobody else, where the client is.
pub(super) fn handed_on(request: &Request, client: &Client) -> HandedOn {
    let mut handed_on = request::Request::new(());
    *handed_on.method_mut() = request.method().clone();
    *handed_on.uri_mut() = request.uri().clone();
    *handed_on.headers_mut() = request.headers().clone();
    handed_on.headers_mut().remove(FORWARDED);
    if let Ok(address) = HeaderValue::from_str(&client.0.to_string()) {
        handed_on.headers_mut().insert(X_FORWARDED_FOR, address);
    }
    HandedOn(handed_on)
}

impl HandedOn {
    /// Asks the server that has the room.
    ///
    /// # Errors
    /// It can't be reached, or went away.
    pub(super) async fn ask(&self, peers: &Peers, owner: &Node) -> Result<Response<Incoming>, PeerError> {
        let stream = peers.dial(&owner.peer).await?;
        let (mut sender, connection) = http1::handshake::<_, Body>(TokioIo::new(stream)).await?;
        tokio::spawn(connection.with_upgrades());
        Ok(sender.send_request(self.0.clone().map(|()| Body::empty())).await?)
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
