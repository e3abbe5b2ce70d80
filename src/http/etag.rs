//! Entity tags: an answer that the asker has already is not sent again (RFC 9110, section 13.1.2).

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use data_encoding::HEXLOWER;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::problem::{Code, Problem};

/// Bytes of a digest that a tag has.
const TAG_BYTES: usize = 16;
/// Everybody may keep it, and asks each time whether it still holds.
const REVALIDATE: HeaderValue = HeaderValue::from_static("public, no-cache");

/// A tag for what has this digest.
pub(super) fn tag_of(digest: &[u8; 32]) -> String {
    format!("\"{}\"", HEXLOWER.encode(&digest[..TAG_BYTES]))
}

/// Whether the asker has what this tag stands for. A proxy may have weakened the tag.
pub(super) fn is_known(request: &HeaderMap, tag: &str) -> bool {
    let tags = request.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = tags.flat_map(|value| value.split(',')).map(str::trim);
    tags.any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

/// An answer that is the same for everybody: with its tag, or only the word that nothing has changed.
pub(super) fn shared_json(request: &HeaderMap, body: &impl Serialize) -> Result<Response, Problem> {
    let text = serde_json::to_vec(body).map_err(|_| Code::Internal)?;
    let tag = tag_of(&Sha256::digest(&text).into());
    let mut response = if is_known(request, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/json")], text).into_response()
    };
    response.headers_mut().insert(header::CACHE_CONTROL, REVALIDATE);
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    Ok(response)
}
