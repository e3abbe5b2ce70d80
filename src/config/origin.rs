//! Web origins: a scheme, a host, a port and nothing else (RFC 6454).

use std::{fmt, str::FromStr};

use url::{Host, Url};

/// The text was not an origin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidOrigin {
    /// No scheme, or one that is neither http nor https.
    #[error("\"{0}\" must begin with http:// or https://")]
    Scheme(String),
    /// More than scheme, host and port.
    #[error(
        "\"{0}\" has more than an origin: give only scheme, host and port, such as https://rondo.example"
    )]
    More(String),
    /// A host or port that can't exist.
    #[error("\"{0}\" is not an origin, such as https://rondo.example or http://127.0.0.1:8080")]
    Host(String),
}

/// An http or https origin. Displayed as browsers spell it: in lower case, without the scheme's
/// default port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    https: bool,
    host: Host,
    port: u16,
}

impl Origin {
    /// The http origin of a host of this machine's own, such as `localhost`.
    #[must_use]
    pub fn http(host: Host, port: u16) -> Self {
        Self { https: false, host, port }
    }

    /// Whether the scheme is https.
    #[must_use]
    pub const fn is_https(&self) -> bool {
        self.https
    }

    /// Whether it can only be this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        match &self.host {
            Host::Domain(name) => name == "localhost",
            Host::Ipv4(address) => address.is_loopback(),
            Host::Ipv6(address) => address.is_loopback(),
        }
    }

    /// The address of a page.
    ///
    /// # Panics
    /// Never: an origin and a path are an address.
    pub(crate) fn url(&self, page: &str) -> Url {
        Url::parse(&format!("{self}/{page}")).expect("an origin and a path are an address")
    }

    /// Whether the host is an address, and no name.
    #[must_use]
    pub const fn is_address(&self) -> bool {
        !matches!(self.host, Host::Domain(_))
    }

    /// Host and port as in a `Host` header.
    #[must_use]
    pub fn authority(&self) -> String {
        let default_port = if self.https { 443 } else { 80 };
        if self.port == default_port { self.host.to_string() } else { format!("{}:{}", self.host, self.port) }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", if self.https { "https" } else { "http" }, self.authority())
    }
}

impl FromStr for Origin {
    type Err = InvalidOrigin;

    /// Accepts upper case, a default port and a trailing slash, as people write them.
    fn from_str(text: &str) -> Result<Self, InvalidOrigin> {
        let text = text.trim();
        let https = match text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase()) {
            Some(scheme) if scheme == "https" => true,
            Some(scheme) if scheme == "http" => false,
            _ => return Err(InvalidOrigin::Scheme(text.into())),
        };
        let bad = || InvalidOrigin::Host(text.into());
        let url = Url::parse(text).map_err(|_| bad())?;
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        if !bare || text.contains('@') {
            return Err(InvalidOrigin::More(text.into()));
        }
        let host = url.host().ok_or_else(bad)?.to_owned();
        let port = url.port_or_known_default().filter(|port| *port > 0).ok_or_else(bad)?;
        // A pattern is a host to the URL standard, and a misunderstanding here.
        if host.to_string().contains('*') { Err(bad()) } else { Ok(Self { https, host, port }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_spelled_as_browsers_do() {
        for (text, spelled) in [
            ("https://Rondo.Example", "https://rondo.example"),
            ("https://rondo.example:443/", "https://rondo.example"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://[::1]:8080", "http://[::1]:8080"),
            ("http://[::1]", "http://[::1]"),
            ("http://localhost:80", "http://localhost"),
            ("https://büro.example", "https://xn--bro-hoa.example"),
        ] {
            assert_eq!(text.parse::<Origin>().unwrap().to_string(), spelled);
        }
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        for text in [
            "",
            "*",
            "null",
            "rondo.example",
            "ftp://rondo.example",
            "https://",
            "https://a b",
            "https://user@rondo.example",
            "https://@rondo.example",
            "https://rondo.example:0",
            "https://rondo.example:+1",
            "https://rondo.example:99999",
            "https://*.example",
            "http://[nonsense]",
        ] {
            assert!(text.parse::<Origin>().is_err(), "{text}");
        }
        for text in ["https://rondo.example/chat", "https://rondo.example/?a", "https://rondo.example#a"] {
            assert!(matches!(text.parse::<Origin>(), Err(InvalidOrigin::More(_))), "{text}");
        }
    }

    #[test]
    fn loopback_is_this_machine_only() {
        for (text, loopback) in [
            ("http://localhost:8080", true),
            ("http://127.0.0.1", true),
            ("http://127.9.9.9", true),
            ("http://[::1]:1", true),
            ("http://localhost.example", false),
            ("http://192.168.1.5", false),
        ] {
            assert_eq!(text.parse::<Origin>().unwrap().is_loopback(), loopback, "{text}");
        }
    }
}
