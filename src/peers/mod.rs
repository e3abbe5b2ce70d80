//! Servers that share a database reach each other: over TLS connections that lead into each other's HTTP
//! listener, and that only a server with the same `root.key` can open.

mod identity;
mod limits;
#[cfg(test)]
mod tests;
mod tunnel;

use std::{io, time::Duration};

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::{
    Request, StatusCode,
    body::Bytes,
    client::conn::http1,
    header::{CONTENT_TYPE, HOST, HeaderValue},
};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use serde::{Serialize, de::DeserializeOwned};
use tokio::{net::TcpStream, time::timeout};
use tokio_rustls::{TlsConnector, client::TlsStream};

pub(crate) use self::{
    identity::Identity,
    tunnel::{Tunnels, serve},
};
use self::{
    identity::NAME,
    limits::{ANSWER_BYTES_MAX, DIAL_MS_MAX},
};

/// The host that requests to other servers name. It is nobody's address.
const HOST_NAME: HeaderValue = HeaderValue::from_static(NAME);

/// Reaches other servers.
#[derive(Clone)]
pub(crate) struct Peers(TlsConnector);

/// Why another server gave no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PeerError {
    /// It can't be reached, or is none of ours.
    #[error("no connection: {0}")]
    Io(#[from] io::Error),
    /// It breaks HTTP.
    #[error("no answer: {0}")]
    Http(#[from] hyper::Error),
    /// It took too long.
    #[error("no answer in time")]
    Late,
    /// It refuses, or says what nobody understands.
    #[error("a strange answer")]
    Strange,
}

impl Peers {
    pub(crate) fn new(identity: &Identity) -> Self {
        Self(TlsConnector::from(identity.client()))
    }

    /// A connection into the HTTP listener of the server at `peer`, a host and a port.
    ///
    /// # Errors
    /// There is none within [`DIAL_MS_MAX`].
    pub(crate) async fn dial(&self, peer: &str) -> Result<TlsStream<TcpStream>, PeerError> {
        let dialled = async {
            let stream = TcpStream::connect(peer).await?;
            // Small frames must not wait for more.
            stream.set_nodelay(true)?;
            let name = ServerName::try_from(NAME).map_err(io::Error::other)?;
            self.0.connect(name, stream).await
        };
        let dialled = timeout(Duration::from_millis(DIAL_MS_MAX), dialled).await;
        Ok(dialled.map_err(|_| PeerError::Late)??)
    }

    /// Posts a question to a server and reads its answer, both JSON.
    ///
    /// # Errors
    /// There is no answer within `limit`.
    pub(crate) async fn ask<Q, A>(
        &self,
        peer: &str,
        path: &'static str,
        question: &Q,
        limit: Duration,
    ) -> Result<A, PeerError>
    where
        Q: Serialize + Sync,
        A: DeserializeOwned,
    {
        timeout(limit, self.exchange(peer, path, question)).await.map_err(|_| PeerError::Late)?
    }

    async fn exchange<Q, A>(&self, peer: &str, path: &'static str, question: &Q) -> Result<A, PeerError>
    where
        Q: Serialize + Sync,
        A: DeserializeOwned,
    {
        let body = serde_json::to_vec(question).map_err(|_| PeerError::Strange)?;
        let request = Request::post(path)
            .header(HOST, HOST_NAME)
            .header(CONTENT_TYPE, "application/json")
            .body(Full::new(Bytes::from(body)));
        let request = request.map_err(|_| PeerError::Strange)?;
        let stream = self.dial(peer).await?;
        let (mut sender, connection) = http1::handshake::<_, Full<Bytes>>(TokioIo::new(stream)).await?;
        // It ends with its sender.
        tokio::spawn(connection);
        let answer = sender.send_request(request).await?;
        if answer.status() != StatusCode::OK {
            return Err(PeerError::Strange);
        }
        let read = Limited::new(answer.into_body(), ANSWER_BYTES_MAX).collect().await;
        let body = read.map_err(|_| PeerError::Strange)?.to_bytes();
        serde_json::from_slice(&body).map_err(|_| PeerError::Strange)
    }
}

impl std::fmt::Debug for Peers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Peers")
    }
}
