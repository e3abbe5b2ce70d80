//! The cookies of accounts and seats: `__Host-` on https, a plain name on loopback http.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use cookie::{SameSite, time::Duration};

use super::origins::Site;
use crate::{auth::Secret, meeting::id::RoomId};

/// A cookie that holds a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cookie {
    /// An account's session.
    Session,
    /// A browser in which an account signed in before.
    Known,
    /// A browser whose person is at the identity provider.
    Provider,
    /// A member's seat in a room.
    Seat(RoomId),
    /// A request to join a room.
    Request(RoomId),
}

/// A header that sets a cookie.
pub(crate) type SetCookie = (HeaderName, HeaderValue);

impl Cookie {
    fn plain_name(self) -> String {
        match self {
            Self::Session => "rondo_session".into(),
            Self::Known => "rondo_known".into(),
            Self::Provider => "rondo_provider".into(),
            Self::Seat(room) => format!("rondo_seat_{room}"),
            Self::Request(room) => format!("rondo_request_{room}"),
        }
    }

    fn host_name(self) -> String {
        format!("__Host-{}", self.plain_name())
    }

    /// The secret in the request's cookie. `None` if there is no such cookie or it holds no secret.
    /// The plain name counts on loopback only: elsewhere a neighbouring site could have set it.
    pub(crate) fn read(self, headers: &HeaderMap, site: Site) -> Option<Secret> {
        let text = value(headers, &self.host_name())
            .or_else(|| (site == Site::Loopback).then(|| value(headers, &self.plain_name()))?)?;
        text.parse().ok()
    }

    /// Stores the secret in the browser for a time, or without one until the browser is closed.
    pub(crate) fn set(self, secret: &Secret, life_ms: Option<u64>, site: Site) -> SetCookie {
        self.header(&secret.to_text(), life_ms, site)
    }

    /// Deletes the cookie in the browser.
    pub(crate) fn clear(self, site: Site) -> SetCookie {
        self.header("", Some(0), site)
    }

    fn header(self, value: &str, life_ms: Option<u64>, site: Site) -> SetCookie {
        let secure = site != Site::Loopback;
        let mut cookie =
            cookie::Cookie::build((if secure { self.host_name() } else { self.plain_name() }, value))
                .path("/")
                .http_only(true)
                .same_site(SameSite::Strict)
                .secure(secure)
                .build();
        if let Some(life_ms) = life_ms {
            cookie.set_max_age(Duration::milliseconds(life_ms.cast_signed()));
        }
        let mut value = HeaderValue::from_str(&cookie.to_string()).unwrap_or(HeaderValue::from_static(""));
        value.set_sensitive(true);
        (header::SET_COOKIE, value)
    }
}

fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut cookies = lines.flat_map(cookie::Cookie::split_parse).filter_map(Result::ok);
    cookies.find(|cookie| cookie.name() == name)?.value_raw()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(cookie: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(cookie).unwrap())])
    }

    #[test]
    fn a_cookie_is_secure_and_has_the_host_prefix_on_https() {
        let secret = Secret::random();
        let (_, https) = Cookie::Session.set(&secret, Some(2_592_000_000), Site::Https);
        let https = https.to_str().unwrap();
        assert!(https.starts_with(&format!("__Host-rondo_session={};", *secret.to_text())), "{https}");
        for attribute in ["; Path=/", "; HttpOnly", "; SameSite=Strict", "; Secure", "; Max-Age=2592000"] {
            assert!(https.contains(attribute), "{https}");
        }
        assert!(!https.contains("Domain"));
        let (_, loopback) = Cookie::Session.set(&secret, None, Site::Loopback);
        let loopback = loopback.to_str().unwrap();
        assert!(loopback.starts_with("rondo_session=") && !loopback.contains("Secure"), "{loopback}");
        assert!(!loopback.contains("Max-Age"), "until the browser is closed: {loopback}");
        let (_, cleared) = Cookie::Session.clear(Site::Loopback);
        let cleared = cleared.to_str().unwrap();
        assert!(cleared.starts_with("rondo_session=;") && cleared.contains("; Max-Age=0"), "{cleared}");
    }

    #[test]
    fn a_plain_cookie_counts_on_loopback_only() {
        let secret = Secret::random();
        let plain = request(&format!("a=b; x; =; rondo_session={}", *secret.to_text()));
        assert_eq!(Cookie::Session.read(&plain, Site::Loopback), Some(secret.clone()));
        assert_eq!(Cookie::Session.read(&plain, Site::Https), None);
        assert_eq!(Cookie::Session.read(&plain, Site::Plain), None);
        let host = request(&format!("__Host-rondo_session={}", *secret.to_text()));
        assert_eq!(Cookie::Session.read(&host, Site::Https), Some(secret));
        assert_eq!(Cookie::Session.read(&request("rondo_session=short"), Site::Loopback), None);
    }
}
