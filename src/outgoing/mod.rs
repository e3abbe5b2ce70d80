//! Requests that the server itself makes: to addresses that others gave it, and to those of its operator.
//!
//! The first go over https to the public internet and nowhere else. A name is looked up once, and the
//! connection goes to an address that was checked: a name that leads to this machine or to a network
//! behind it is refused as a whole. Redirects are answers like others and never followed. No proxy is
//! asked, and what an answer says beyond its head is read only where it is asked for.

mod limits;
mod reach;

use std::{io, net::SocketAddr, pin::pin, sync::Arc};

use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode, header};
use futures::future::{Either, select};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::{
    body::{Bytes, Incoming},
    client::conn::http1,
};
use hyper_util::rt::TokioIo;
use rustls::{ClientConfig, RootCertStore, pki_types::ServerName};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpStream, lookup_host},
    sync::Semaphore,
    time::timeout,
};
use tokio_rustls::TlsConnector;
use url::{Host, Url};

use self::{
    limits::{ANSWER_BODY_BYTES_MAX, ANSWER_HEAD_BYTES_MAX, LOOK_UP_MAX, REQUEST_MAX, REQUESTS_MAX},
    reach::{Reach, is_https},
};

/// Why there is no answer. Its text names no address.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OutgoingError {
    /// The address, or one that its name leads to, is not of the public internet, or not https.
    #[error("the address is not allowed")]
    Forbidden,
    /// The name leads nowhere, or nobody answers there as they should.
    #[error("no connection: {0}")]
    Io(#[from] io::Error),
    /// The other side breaks HTTP.
    #[error("no answer: {0}")]
    Http(#[from] hyper::Error),
    /// It took too long.
    #[error("no answer in time")]
    Late,
    /// The answer is longer than any that makes sense.
    #[error("the answer is too long")]
    TooLong,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// Empty unless it was asked for.
    pub(crate) body: Vec<u8>,
}

/// Makes the server's own requests.
pub(crate) struct Outgoing {
    reach: Reach,
    tls: TlsConnector,
    slots: Semaphore,
}

impl Outgoing {
    /// For addresses that others gave. Trusts what the machine trusts. `loopback` opens this machine, over
    /// plain http too. Blocks on the disk.
    pub(crate) fn new(loopback: bool) -> Self {
        Self::reaching(Reach { loopback, private: false })
    }

    /// For addresses that the operator gave: private networks too, and this machine over plain http. Blocks on
    /// the disk.
    pub(crate) fn to_operators_own() -> Self {
        Self::reaching(Reach { loopback: true, private: true })
    }

    fn reaching(reach: Reach) -> Self {
        let found = rustls_native_certs::load_native_certs();
        let mut roots = RootCertStore::empty();
        let (trusted, _) = roots.add_parsable_certificates(found.certs);
        if trusted == 0 {
            tracing::warn!("the system trusts no certificates: no request of the server's own will go out");
        }
        Self::trusting(roots, reach)
    }

    fn trusting(roots: RootCertStore, reach: Reach) -> Self {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("the provider has the usual versions")
            .with_root_certificates(roots)
            .with_no_client_auth();
        Self { reach, tls: TlsConnector::from(Arc::new(config)), slots: Semaphore::new(REQUESTS_MAX) }
    }

    /// Whether a request could go to an address, as far as can be told without looking its name up.
    pub(crate) fn takes(&self, url: &Url) -> bool {
        self.reach.takes(url)
    }

    /// The same once its name is looked up. One that leads nowhere yet, or can't be looked up now, may lead
    /// somewhere later: each request looks again.
    pub(crate) async fn reaches(&self, url: &Url) -> bool {
        let looked_up = || timeout(LOOK_UP_MAX, self.addresses(url));
        self.takes(url) && !matches!(looked_up().await, Ok(Err(OutgoingError::Forbidden)))
    }

    /// Posts a body. One of few requests that are on their way at a time.
    ///
    /// # Errors
    /// There was no answer in time, or the address is not allowed.
    pub(crate) async fn post(
        &self,
        url: &Url,
        headers: HeaderMap,
        body: Vec<u8>,
    ) -> Result<Answered, OutgoingError> {
        self.send(url, Method::POST, headers, body, 0).await
    }

    /// Makes a request, and reads the whole answer. One of few that are on their way at a time.
    ///
    /// # Errors
    /// There was no answer in time, it is too long, or the address is not allowed.
    pub(crate) async fn ask(&self, request: Request<Vec<u8>>) -> Result<Answered, OutgoingError> {
        let (parts, body) = request.into_parts();
        let url: Url = parts.uri.to_string().parse().map_err(|_| OutgoingError::Forbidden)?;
        self.send(&url, parts.method, parts.headers, body, ANSWER_BODY_BYTES_MAX).await
    }

    async fn send(
        &self,
        url: &Url,
        method: Method,
        headers: HeaderMap,
        body: Vec<u8>,
        read_bytes_max: usize,
    ) -> Result<Answered, OutgoingError> {
        if !self.takes(url) {
            return Err(OutgoingError::Forbidden);
        }
        let request = request(url, method, headers, body).ok_or(OutgoingError::Forbidden)?;
        // The semaphore is never closed.
        let _slot = self.slots.acquire().await;
        // Real time, not the server's clock: how long another server takes is no part of a meeting.
        let exchange = timeout(REQUEST_MAX, self.exchange(url, request, read_bytes_max));
        exchange.await.unwrap_or(Err(OutgoingError::Late))
    }

    async fn exchange(
        &self,
        url: &Url,
        request: Request<Full<Bytes>>,
        read_bytes_max: usize,
    ) -> Result<Answered, OutgoingError> {
        let stream = self.connect(url).await?;
        if !is_https(url) {
            return talk(stream, request, read_bytes_max).await;
        }
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let name = ServerName::try_from(host).map_err(|_| OutgoingError::Forbidden)?;
        talk(self.tls.connect(name, stream).await?, request, read_bytes_max).await
    }

    /// A connection to the first address that answers.
    async fn connect(&self, url: &Url) -> Result<TcpStream, OutgoingError> {
        Ok(TcpStream::connect(self.addresses(url).await?.as_slice()).await?)
    }

    /// Where a name leads, once all of it is known to be allowed.
    async fn addresses(&self, url: &Url) -> Result<Vec<SocketAddr>, OutgoingError> {
        let port = url.port_or_known_default().ok_or(OutgoingError::Forbidden)?;
        let addresses: Vec<SocketAddr> = match url.host().ok_or(OutgoingError::Forbidden)? {
            Host::Ipv4(address) => vec![(address, port).into()],
            Host::Ipv6(address) => vec![(address, port).into()],
            Host::Domain(name) => lookup_host((name, port)).await?.collect(),
        };
        let https = is_https(url);
        if !addresses.iter().all(|address| self.reach.allows(address.ip(), https)) {
            return Err(OutgoingError::Forbidden);
        }
        Ok(addresses)
    }
}

fn request(url: &Url, method: Method, headers: HeaderMap, body: Vec<u8>) -> Option<Request<Full<Bytes>>> {
    let host = match url.port() {
        Some(port) => format!("{}:{port}", url.host_str()?),
        None => url.host_str()?.to_owned(),
    };
    let target = &url[url::Position::BeforePath..url::Position::AfterQuery];
    let mut request = Request::new(Full::new(Bytes::from(body)));
    *request.method_mut() = method;
    *request.uri_mut() = target.parse().ok()?;
    *request.headers_mut() = headers;
    request.headers_mut().insert(header::HOST, HeaderValue::from_str(&host).ok()?);
    Some(request)
}

/// One request on a connection that is closed after it.
async fn talk<S>(
    stream: S,
    request: Request<Full<Bytes>>,
    read_bytes_max: usize,
) -> Result<Answered, OutgoingError>
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let (mut sender, connection) = http1::Builder::new()
        .max_buf_size(ANSWER_HEAD_BYTES_MAX)
        .handshake::<_, Full<Bytes>>(TokioIo::new(stream))
        .await?;
    let answer = pin!(async { read(sender.send_request(request).await?, read_bytes_max).await });
    match select(answer, pin!(connection)).await {
        Either::Left((answered, _)) => answered,
        // Many close right behind their answer, some of them without a word.
        Either::Right((_, answer)) => answer.await,
    }
}

async fn read(answer: hyper::Response<Incoming>, bytes_max: usize) -> Result<Answered, OutgoingError> {
    let (parts, body) = answer.into_parts();
    let body = match bytes_max {
        0 => Vec::new(),
        _ => {
            let read = Limited::new(body, bytes_max).collect().await;
            read.map_err(|_| OutgoingError::TooLong)?.to_bytes().to_vec()
        }
    };
    Ok(Answered { status: parts.status, headers: parts.headers, body })
}

#[cfg(test)]
mod tests;
