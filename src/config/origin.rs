//! Web origins: a scheme, a host, a port and nothing else (RFC 6454).

use std::{fmt, net::IpAddr, str::FromStr};

/// The text was not an origin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidOrigin {
    /// Another scheme or none.
    #[error("\"{0}\" must begin with http:// or https://")]
    Scheme(String),
    /// More than scheme, host and port.
    #[error("\"{0}\" has a path: give the origin only, such as https://rondo.example")]
    Path(String),
    /// A host or port that can't be.
    #[error("\"{0}\" is not an origin, such as https://rondo.example or http://127.0.0.1:8080")]
    Host(String),
}

/// An origin as browsers spell it: lower case, without the scheme's own port.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    https: bool,
    host: String,
    port: u16,
}

impl Origin {
    /// An http origin.
    #[must_use]
    pub fn http(host: &str, port: u16) -> Self {
        Self { https: false, host: host.to_ascii_lowercase(), port }
    }

    /// Whether it is https.
    #[must_use]
    pub const fn is_https(&self) -> bool {
        self.https
    }

    /// Whether it can only be this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        let host = self.host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }

    /// Host and port as in a `Host` header.
    #[must_use]
    pub fn authority(&self) -> String {
        let own_port = if self.https { 443 } else { 80 };
        if self.port == own_port { self.host.clone() } else { format!("{}:{}", self.host, self.port) }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", if self.https { "https" } else { "http" }, self.authority())
    }
}

impl FromStr for Origin {
    type Err = InvalidOrigin;

    fn from_str(text: &str) -> Result<Self, InvalidOrigin> {
        let lower = text.trim().to_ascii_lowercase();
        let (https, rest) = match lower.split_once("://") {
            Some(("https", rest)) => (true, rest),
            Some(("http", rest)) => (false, rest),
            _ => return Err(InvalidOrigin::Scheme(text.into())),
        };
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        if authority.contains(['/', '?', '#']) {
            return Err(InvalidOrigin::Path(text.into()));
        }
        let bad = || InvalidOrigin::Host(text.into());
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
            _ => (authority, None),
        };
        let port = match port {
            // `FromStr` of a number takes a leading plus.
            Some(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => {
                digits.parse().map_err(|_| bad())?
            }
            Some(_) => return Err(bad()),
            None => {
                if https {
                    443
                } else {
                    80
                }
            }
        };
        let origin = Self { https, host: host.to_owned(), port };
        if is_host(host) && port > 0 { Ok(origin) } else { Err(bad()) }
    }
}

fn is_host(host: &str) -> bool {
    if let Some(inner) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        return inner.parse::<IpAddr>().is_ok_and(|address| address.is_ipv6());
    }
    let label = |label: &str| {
        !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    host.len() <= 253 && host.split('.').all(label)
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
            "https://rondo.example:0",
            "https://rondo.example:+1",
            "https://rondo.example:99999",
            "https://*.example",
            "http://[nonsense]",
        ] {
            assert!(text.parse::<Origin>().is_err(), "{text}");
        }
        assert!(matches!("https://rondo.example/chat".parse::<Origin>(), Err(InvalidOrigin::Path(_))));
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
