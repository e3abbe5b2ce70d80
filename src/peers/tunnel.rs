//! The listener for other servers: what they send goes into this server's own HTTP listener.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use dashmap::DashSet;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time::timeout,
};
use tokio_rustls::TlsAcceptor;

use super::{
    identity::Identity,
    limits::{HANDSHAKE_MS_MAX, HANDSHAKES_MAX},
};

/// The connections of this server to itself behind which there is another server. Nobody else can have their
/// addresses: they are this machine's own.
#[derive(Clone, Default)]
pub(crate) struct Tunnels(pub(super) Arc<DashSet<SocketAddr>>);

impl Tunnels {
    /// Whether a connection comes from another server.
    pub(crate) fn lead_to(&self, peer: SocketAddr) -> bool {
        self.0.contains(&peer)
    }
}

/// While it lives, an address counts.
struct Tunnel<'a>(&'a Tunnels, SocketAddr);

impl Drop for Tunnel<'_> {
    fn drop(&mut self) {
        self.0.0.remove(&self.1);
    }
}

/// Lets other servers in until it is aborted. `inside` is the address that this server listens on.
pub(crate) async fn serve(
    listener: TcpListener,
    identity: Arc<Identity>,
    inside: SocketAddr,
    tunnels: Tunnels,
) {
    let acceptor = TlsAcceptor::from(identity.server());
    let handshakes = Arc::new(Semaphore::new(HANDSHAKES_MAX));
    let inside = reachable(inside);
    loop {
        // The semaphore is never closed.
        let Ok(place) = Arc::clone(&handshakes).acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            // Most likely there are no file descriptors left, and others must be closed first.
            let _ = timeout(Duration::from_millis(50), std::future::pending::<()>()).await;
            continue;
        };
        let (acceptor, tunnels) = (acceptor.clone(), tunnels.clone());
        tokio::spawn(async move {
            let limit = Duration::from_millis(HANDSHAKE_MS_MAX);
            let shown = timeout(limit, acceptor.accept(stream)).await;
            drop(place);
            match shown {
                Ok(Ok(mut outer)) => {
                    let Ok(mut inner) = TcpStream::connect(inside).await else { return };
                    let Ok(address) = inner.local_addr() else { return };
                    tunnels.0.insert(address);
                    let _tunnel = Tunnel(&tunnels, address);
                    let _ = (outer.get_ref().0.set_nodelay(true), inner.set_nodelay(true));
                    // Either end may go at any time.
                    let _ = copy_bidirectional(&mut outer, &mut inner).await;
                }
                Ok(Err(error)) => {
                    metrics::counter!("rondo_peers_refused_total").increment(1);
                    tracing::warn!(%error, "a stranger came to the peer port");
                }
                Err(_) => metrics::counter!("rondo_peers_refused_total").increment(1),
            }
        });
    }
}

/// Where one reaches this machine itself at an address that it listens on.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}
