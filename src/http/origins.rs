//! The origins whose pages may use the server, and the kind of connection a request came over.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::http::{HeaderMap, header};
use url::Host;

use super::problem::{Code, Problem};
use crate::{auth::Secret, config::Origin};

/// The origins whose pages may use the server, and the one that links lead to.
#[derive(Debug, Clone)]
pub(crate) struct Origins {
    allowed: Vec<Origin>,
    public: Origin,
}

/// How a request reached the server, as far as its headers tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Site {
    /// Over https.
    Https,
    /// Over plain http, without leaving this machine.
    Loopback,
    /// Over plain http from elsewhere: browsers drop Secure cookies there, and the network can read everything.
    Plain,
}

impl Origins {
    /// Allows the public origin, those the operator listed, the address that is listened on, and the
    /// names of this machine itself. Without a public origin, links lead to the address.
    pub(crate) fn new(listening: SocketAddr, public: Option<Origin>, listed: Vec<Origin>) -> Self {
        let port = listening.port();
        let own = Origin::http(reachable(listening.ip()), port);
        let loopback = [
            Host::Ipv4(Ipv4Addr::LOCALHOST),
            Host::Domain("localhost".into()),
            Host::Ipv6(Ipv6Addr::LOCALHOST),
        ]
        .map(|host| Origin::http(host, port));
        let public = public.unwrap_or_else(|| own.clone());
        let mut allowed = vec![public.clone()];
        allowed.extend(listed);
        allowed.push(own);
        allowed.extend(loopback);
        Self { allowed, public }
    }

    /// The origin that links lead to.
    pub(crate) const fn public(&self) -> &Origin {
        &self.public
    }

    /// The public origin; if that is an address of this machine, the same machine by its name.
    pub(super) fn named(&self) -> Origin {
        let by_name = |origin: &&Origin| origin.is_loopback() && !origin.is_address();
        let loopback = self.public.is_loopback() && self.public.is_address();
        let named = loopback.then(|| self.allowed.iter().find(by_name)).flatten();
        named.unwrap_or(&self.public).clone()
    }

    /// A link to a page, with its secret in the fragment, which browsers never send to a server.
    pub(crate) fn link(&self, page: &str, secret: &Secret) -> String {
        format!("{}/{page}#{}", self.public, *secret.to_text())
    }

    /// Whether an `Origin` header names an allowed origin, spelled exactly as browsers do.
    pub(crate) fn allows(&self, header: &[u8]) -> bool {
        self.find(header).is_some()
    }

    fn find(&self, header: &[u8]) -> Option<&Origin> {
        self.allowed.iter().find(|origin| origin.to_string().as_bytes() == header)
    }

    /// Decided by the `Origin` header, which browsers send with every request that changes
    /// something; without one, by `Host`.
    pub(crate) fn site_of(&self, headers: &HeaderMap) -> Site {
        let by_origin = headers.get(header::ORIGIN).and_then(|value| self.find(value.as_bytes()));
        let host = headers.get(header::HOST).map(|value| value.as_bytes().to_ascii_lowercase());
        let by_host = || self.allowed.iter().find(|origin| Some(origin.authority().into_bytes()) == host);
        match by_origin.or_else(by_host) {
            Some(origin) if origin.is_https() => Site::Https,
            Some(origin) if origin.is_loopback() => Site::Loopback,
            _ => Site::Plain,
        }
    }
}

/// An address under which a browser on this machine reaches what listens on `address`. "Every
/// address" is none that could be opened: the machine's own of the same kind answers for it.
fn reachable(address: IpAddr) -> Host {
    match address {
        IpAddr::V4(Ipv4Addr::UNSPECIFIED) => Host::Ipv4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(Ipv6Addr::UNSPECIFIED) => Host::Ipv6(Ipv6Addr::LOCALHOST),
        IpAddr::V4(address) => Host::Ipv4(address),
        IpAddr::V6(address) => Host::Ipv6(address),
    }
}

impl Site {
    /// Refuses a connection over which a cookie would be dropped by the browser and read by the
    /// network.
    pub(crate) fn must_be_safe(self) -> Result<(), Problem> {
        match self {
            Self::Https | Self::Loopback => Ok(()),
            Self::Plain => Err(Problem::from(Code::InsecureConnection).detail(
                "Over plain http from another machine, browsers drop the session cookie and the network can read \
                 it. Put the server behind https and start it with --public-url.",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, HeaderValue::from_static(value));
        }
        headers
    }

    fn origins() -> Origins {
        let listed = vec!["http://192.168.1.5:8080".parse().unwrap()];
        Origins::new(listening("127.0.0.1:8080"), Some("https://rondo.example".parse().unwrap()), listed)
    }

    fn listening(address: &str) -> SocketAddr {
        address.parse().unwrap()
    }

    #[test]
    fn without_a_public_origin_links_lead_to_what_listens() {
        for (address, origin, site) in [
            ("127.0.0.1:8080", "http://127.0.0.1:8080", Site::Loopback),
            ("127.0.0.7:8080", "http://127.0.0.7:8080", Site::Loopback),
            ("0.0.0.0:8080", "http://127.0.0.1:8080", Site::Loopback),
            ("0.0.0.0:80", "http://127.0.0.1", Site::Loopback),
            ("[::]:8080", "http://[::1]:8080", Site::Loopback),
            ("[::1]:8080", "http://[::1]:8080", Site::Loopback),
            ("192.168.1.5:8080", "http://192.168.1.5:8080", Site::Plain),
            ("[fd00::5]:8080", "http://[fd00::5]:8080", Site::Plain),
        ] {
            let origins = Origins::new(listening(address), None, Vec::new());
            assert_eq!(origins.public().to_string(), origin, "{address}");
            assert!(origins.allows(origin.as_bytes()), "{address}");
            let mut headers = HeaderMap::new();
            headers.append(header::ORIGIN, HeaderValue::from_str(origin).unwrap());
            assert_eq!(origins.site_of(&headers), site, "{address}");
        }
    }

    #[test]
    fn only_exact_origins_are_allowed() {
        for (origin, allowed) in [
            ("https://rondo.example", true),
            ("http://127.0.0.1:8080", true),
            ("http://localhost:8080", true),
            ("http://localhost:8081", false),
            ("http://localhost", false),
            ("https://rondo.example/", false),
            ("https://rondo.example.evil.example", false),
            ("https://evil-rondo.example", false),
            ("http://rondo.example", false),
            ("HTTPS://RONDO.EXAMPLE", false),
            ("null", false),
            ("", false),
        ] {
            assert_eq!(origins().allows(origin.as_bytes()), allowed, "{origin}");
        }
    }

    #[test]
    fn the_site_is_the_origin_or_else_the_host() {
        for (pairs, site) in [
            (&[("origin", "https://rondo.example"), ("host", "127.0.0.1:8080")][..], Site::Https),
            (&[("host", "Rondo.example")], Site::Https),
            (&[("host", "localhost:8080")], Site::Loopback),
            (&[("host", "192.168.1.5:8080")], Site::Plain),
            (&[("host", "10.0.0.1:8080")], Site::Plain),
            (&[], Site::Plain),
        ] {
            assert_eq!(origins().site_of(&headers(pairs)), site, "{pairs:?}");
        }
    }
}
