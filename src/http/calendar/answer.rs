//! Answers that are a calendar.

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use chrono::DateTime;

use crate::{
    http::etag::{is_known, tag_of},
    time::UnixMs,
};

/// Who may keep a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keeper {
    /// Whoever asked for it.
    Asker,
    /// Everybody.
    Anyone,
}

impl Keeper {
    /// It may be kept, and is asked for each time whether it still holds.
    const fn header(self) -> HeaderValue {
        match self {
            Self::Asker => HeaderValue::from_static("private, no-cache"),
            Self::Anyone => HeaderValue::from_static("public, no-cache"),
        }
    }
}

/// A calendar, or only the word that it has not changed.
pub(super) fn feed(
    request: &HeaderMap,
    text: String,
    digest: &[u8; 32],
    changed_at: UnixMs,
    keeper: Keeper,
) -> Response {
    let tag = tag_of(digest);
    let known = match request.contains_key(header::IF_NONE_MATCH) {
        true => is_known(request, &tag),
        // To the second, as the header has it (RFC 9110, section 13.1.3).
        false => modified_since(request).is_some_and(|since| changed_at.seconds() <= since.seconds()),
    };
    let mut response = if known { StatusCode::NOT_MODIFIED.into_response() } else { file(text, "dates.ics") };
    let modified = http_date(changed_at);
    response.headers_mut().insert(header::CACHE_CONTROL, keeper.header());
    for (name, value) in [(header::ETAG, tag), (header::LAST_MODIFIED, modified)] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// A file that a phone gives to its calendar.
pub(super) fn file(text: String, name: &'static str) -> Response {
    let disposition = format!("inline; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, text).into_response()
}

fn http_date(at: UnixMs) -> String {
    let at = DateTime::from_timestamp_millis(at.as_ms()).unwrap_or_default();
    at.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

fn modified_since(request: &HeaderMap) -> Option<UnixMs> {
    let text = request.get(header::IF_MODIFIED_SINCE)?.to_str().ok()?;
    let at = DateTime::parse_from_rfc2822(text).ok()?;
    Some(UnixMs::from_ms(at.timestamp_millis()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_http_is_written_and_read() {
        let at = UnixMs::from_ms(784_111_777_000);
        assert_eq!(http_date(at), "Sun, 06 Nov 1994 08:49:37 GMT");
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_MODIFIED_SINCE, HeaderValue::from_static("Sun, 06 Nov 1994 08:49:37 GMT"));
        assert_eq!(modified_since(&headers), Some(at));
        headers.insert(header::IF_MODIFIED_SINCE, HeaderValue::from_static("yesterday"));
        assert_eq!(modified_since(&headers), None);
    }
}
