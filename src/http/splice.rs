//! A socket whose room another server has: what comes on one side goes out on the other.

use std::time::Duration;

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderName, HeaderValue, StatusCode},
    response::{IntoResponse, Response},
};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::{
    io::copy_bidirectional,
    net::TcpStream,
    sync::OwnedSemaphorePermit,
    time::{error::Elapsed, timeout},
};
use tokio_rustls::client::TlsStream;

use super::{extract::Client, limits::PLACE_MS_MAX};

/// Why a socket was not handed on.
#[derive(Debug, thiserror::Error)]
pub(super) enum SpliceError {
    #[error("no answer in time")]
    Late(#[from] Elapsed),
    #[error(transparent)]
    Broken(#[from] hyper::Error),
}

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED: HeaderName = HeaderName::from_static("forwarded");

/// Hands the request for a socket on over a connection to the server that has the room, and from then on all that
/// both sides say, until it is `over`. `place` is given back at the end.
///
/// # Errors
/// That server does not answer, or not in time.
pub(super) async fn splice(
    stream: TlsStream<TcpStream>,
    client: &Client,
    mut request: Request,
    over: impl Future<Output = ()> + Send + 'static,
    place: OwnedSemaphorePermit,
) -> Result<Response, SpliceError> {
    let (mut sender, connection) = http1::handshake::<_, Body>(TokioIo::new(stream)).await?;
    tokio::spawn(connection.with_upgrades());
    let upgraded_client = hyper::upgrade::on(&mut request);
    let (mut parts, _) = request.into_parts();
    // That server believes this one, and nobody else, where the client is.
    parts.headers.remove(FORWARDED);
    if let Ok(address) = HeaderValue::from_str(&client.0.to_string()) {
        parts.headers.insert(X_FORWARDED_FOR, address);
    }
    let asked = sender.send_request(Request::from_parts(parts, Body::empty()));
    let mut answer = timeout(Duration::from_millis(PLACE_MS_MAX), asked).await??;
    if answer.status() != StatusCode::SWITCHING_PROTOCOLS {
        return Ok(answer.map(Body::new).into_response());
    }
    let upgraded_owner = hyper::upgrade::on(&mut answer);
    tokio::spawn(async move {
        if let Ok((from_client, from_owner)) = tokio::try_join!(upgraded_client, upgraded_owner) {
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
    Ok(Response::from_parts(parts, Body::empty()))
}
