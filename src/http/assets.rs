//! The web client, embedded in the binary.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Method, Uri, header},
    response::{IntoResponse, Response},
};
use data_encoding::HEXLOWER;
use rust_embed::{EmbeddedFile, RustEmbed};

use super::problem::{Code, Problem};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/web-client/dist"]
struct Client;

const PAGE: &str = "index.html";
/// Files with a hash of their content in their name.
const HASHED: &str = "assets/";
const KEEP: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

const NOT_BUILT: &str = "Rondo is running, but the web client was not built into this binary.\n\
    Build it: install Node 20, unset RONDO_SKIP_WEB, and run `cargo build --release` again.\n\
    The HTTP interface is described at /api/openapi.json.\n";

/// Answers every path that is no route: a file of the client, or else its page, which then finds
/// out by itself where it is.
pub(super) async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let path = uri.path().trim_start_matches('/');
    let is_server =
        |prefix: &str| path == prefix || path.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('/'));
    if is_server("api") || is_server("ws") {
        return Err(Code::NotFound.into());
    }
    if !matches!(method, Method::GET | Method::HEAD) {
        return Err(Code::MethodNotAllowed.into());
    }
    if path.starts_with(HASHED) {
        let file = Client::get(path).ok_or(Code::NotFound)?;
        return Ok(answer(file, path, &headers, KEEP));
    }
    let found = Client::get(path).map(|file| (file, path));
    match found.or_else(|| Some((Client::get(PAGE)?, PAGE))) {
        Some((file, path)) => Ok(answer(file, path, &headers, ASK_AGAIN)),
        None => Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], NOT_BUILT).into_response()),
    }
}

fn answer(file: EmbeddedFile, path: &str, request: &HeaderMap, cache: &'static str) -> Response {
    let etag = format!("\"{}\"", HEXLOWER.encode(&file.metadata.sha256_hash()[..16]));
    let known = request.get(header::IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == etag.as_bytes());
    let mut response = if known {
        axum::http::StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, content_type(path))], Body::from(file.data.into_owned())).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        headers.insert(header::ETAG, etag);
    }
    response
}

fn content_type(path: &str) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    match kind.type_() {
        mime_guess::mime::TEXT => format!("{kind}; charset=utf-8"),
        _ => kind.to_string(),
    }
}
