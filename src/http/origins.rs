//! The origins whose pages may use the server, and the kind of connection a request came over.

use std::net::{Ipv4Addr, Ipv6Addr};

use axum::http::{HeaderMap, header};
use url::Host;

use super::problem::{Code, Problem};
use crate::config::Origin;

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
    /// Allows the public origin, those the operator listed, and the names of this machine itself.
    /// Without a public origin, links lead to `127.0.0.1`.
    pub(crate) fn new(port: u16, public: Option<Origin>, listed: Vec<Origin>) -> Self {
        let loopback = [
            Host::Ipv4(Ipv4Addr::LOCALHOST),
            Host::Domain("localhost".into()),
            Host::Ipv6(Ipv6Addr::LOCALHOST),
        ]
        .map(|host| Origin::http(host, port));
        let public = public.unwrap_or_else(|| loopback[0].clone());
        let mut allowed = vec![public.clone()];
        allowed.extend(listed);
        allowed.extend(loopback);
        Self { allowed, public }
    }

    /// The origin that links lead to.
    pub(crate) const fn public(&self) -> &Origin {
        &self.public
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
        Origins::new(8080, Some("https://rondo.example".parse().unwrap()), listed)
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
