//! The accept loop: hyper with a time limit on request heads, which a plain `axum::serve` lacks.

use std::{convert::Infallible, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, body::Body};
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::timeout,
};
use tower::ServiceExt;

use super::limits::{CONNECTIONS_MAX, HEAD_BYTES_MAX, HEAD_READ_MAX, HEADERS_MAX};

/// The address at the other end of the connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// Serves until `stop` is true, then lets open requests finish; the caller waits as long as it likes. Sockets
/// that were upgraded are not waited for: they belong to the hub.
///
/// hyper-util's `GracefulShutdown` would do the same, but not for connections that can be upgraded,
/// unless HTTP/2 is compiled in.
pub(crate) async fn serve(listener: TcpListener, router: Router, mut stop: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            () = stopped(&mut stop) => break,
        };
        if let Some((stream, peer, place)) = accepted {
            tokio::spawn(connection(stream, peer, router.clone(), stop.clone(), place));
        }
    }
    drop(listener);
    let all = u32::try_from(CONNECTIONS_MAX).unwrap_or(u32::MAX);
    // This fails only if the semaphore is closed, which never happens.
    drop(places.acquire_many(all).await);
}

async fn stopped(stop: &mut watch::Receiver<bool>) {
    // The guard of `wait_for` must not be held across an await.
    drop(stop.wait_for(|stop| *stop).await);
}

type Accepted = (TcpStream, SocketAddr, OwnedSemaphorePermit);

async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> Option<Accepted> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => Some((stream, peer, place)),
        Err(error) => {
            tracing::warn!(%error, "a connection could not be accepted");
            // Most likely there are no file descriptors left, and others must be closed first.
            let _ = timeout(Duration::from_millis(50), std::future::pending::<()>()).await;
            None
        }
    }
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    mut stop: watch::Receiver<bool>,
    place: OwnedSemaphorePermit,
) {
    // Small frames must not wait for more.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: Request<Incoming>| {
        let router = router.clone();
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(Peer(peer));
        async move {
            let Ok(response) = router.oneshot(request).await;
            Ok::<_, Infallible>(response)
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_READ_MAX)
        .max_buf_size(HEAD_BYTES_MAX)
        .max_headers(HEADERS_MAX)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    tokio::pin!(connection);
    let finished = tokio::select! {
        _ = connection.as_mut() => true,
        () = stopped(&mut stop) => false,
    };
    if !finished {
        connection.as_mut().graceful_shutdown();
        let _ = connection.await;
    }
    drop(place);
}
