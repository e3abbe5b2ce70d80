//! The web client, embedded in the binary with its compressed forms. Nothing is compressed while
//! the server runs: answers of the API could otherwise tell a secret by their length.

use std::borrow::Cow;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::{
    encoding::{Encoding, accepted},
    etag::{is_known, tag_of},
    problem::{Code, Problem},
};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/web-client/dist"]
struct Client;

const PAGE: &str = "index.html";
/// The folder of files that have a hash of their content in their name.
const HASHED: &str = "assets/";
const KEEP: &str = "public, max-age=31536000, immutable";
const REVALIDATE: &str = "no-cache";

const NOT_BUILT: &str = "Rondo is running, but the web client was not built into this binary.\n\
    To build it, install Node, unset RONDO_SKIP_WEB, and run `cargo build --release` again.\n\
    The HTTP interface is described at /api/openapi.json.\n";

/// Answers every path that is not a route: with a file of the client, or else with its page, whose
/// script then reads the path.
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
        let file = File::find(path, &headers).ok_or(Code::NotFound)?;
        return Ok(file.answer(&headers, KEEP));
    }
    match File::find(path, &headers).or_else(|| File::find(PAGE, &headers)) {
        Some(file) => Ok(file.answer(&headers, REVALIDATE)),
        None => Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], NOT_BUILT).into_response()),
    }
}

/// A file in the form that suits the request.
struct File {
    content_type: String,
    encoding: Encoding,
    form: EmbeddedFile,
}

impl File {
    /// The smallest form of the file at `path` that the request accepts. A path that names a
    /// compressed form itself names no file.
    fn find(path: &str, request: &HeaderMap) -> Option<Self> {
        if [Encoding::Brotli, Encoding::Gzip].iter().any(|encoding| path.ends_with(encoding.suffix())) {
            return None;
        }
        let forms = accepted(request).map(|encoding| Some((encoding, form(path, encoding)?)));
        let (encoding, form) =
            forms.flatten().next().or_else(|| Some((Encoding::Identity, Client::get(path)?)))?;
        Some(Self { content_type: content_type(path), encoding, form })
    }

    fn answer(self, request: &HeaderMap, cache: &'static str) -> Response {
        let etag = tag_of(&self.form.metadata.sha256_hash());
        let mut response = if is_known(request, &etag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let body = match self.form.data {
                Cow::Borrowed(bytes) => Body::from(bytes),
                Cow::Owned(bytes) => Body::from(bytes),
            };
            ([(header::CONTENT_TYPE, self.content_type)], body).into_response()
        };
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if self.encoding != Encoding::Identity {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(self.encoding.name()));
        }
        if let Ok(etag) = HeaderValue::from_str(&etag) {
            headers.insert(header::ETAG, etag);
        }
        response
    }
}

fn form(path: &str, encoding: Encoding) -> Option<EmbeddedFile> {
    Client::get(&format!("{path}{}", encoding.suffix()))
}

fn content_type(path: &str) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    match kind.type_() {
        mime_guess::mime::TEXT => format!("{kind}; charset=utf-8"),
        _ => kind.to_string(),
    }
}
