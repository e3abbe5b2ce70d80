//! What happens around every request: it gets an id, is counted and timed, has a time limit, and
//! can't bring down the server.

use std::{any::Any, time::Duration};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::{IntoResponse, Response},
};
use data_encoding::HEXLOWER;
use futures::FutureExt;
use tokio::time::timeout;
use tracing::Instrument;

use super::{
    limits::REQUEST_MAX,
    problem::{Code, Problem},
    web::Web,
};
use crate::auth::random_bytes;

/// The id of the request, for a person who reports a problem: every log line about it has the same.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Names the request in its answer and in the logs. What the client sends as an id is not used:
/// it could be anything.
pub(super) async fn identify(request: Request, next: Next) -> Response {
    let id = HEXLOWER.encode(&random_bytes::<8>());
    let header = HeaderValue::from_str(&id);
    let mut response = next.run(request).instrument(tracing::info_span!("http", id)).await;
    if let Ok(id) = header {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// Counts and times the request by its route, never by its path.
pub(super) async fn measure(State(web): State<Web>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("(other)", MatchedPath::as_str).to_owned();
    let method = method_label(request.method());
    let began_ms = web.clock.monotonic_ms();
    let response = next.run(request).await;
    let took = Duration::from_millis(web.clock.monotonic_ms().saturating_sub(began_ms));
    let status = response.status();
    tracing::debug!(method, route, status = status.as_u16(), took_ms = took.as_millis() as u64, "request");
    let labels = [("method", method.to_owned()), ("route", route), ("status", status.as_str().to_owned())];
    metrics::counter!("rondo_http_requests_total", &labels).increment(1);
    metrics::histogram!("rondo_http_request_seconds").record(took.as_secs_f64());
    response
}

/// A closed set, so that nobody can fill the metrics with invented methods.
fn method_label(method: &axum::http::Method) -> &'static str {
    ["GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS", "PUT"]
        .into_iter()
        .find(|known| *known == method.as_str())
        .unwrap_or("(other)")
}

/// Answers in place of a handler that panics or takes too long.
pub(super) async fn contain(request: Request, next: Next) -> Response {
    let work = std::panic::AssertUnwindSafe(next.run(request)).catch_unwind();
    match timeout(REQUEST_MAX, work).await {
        Ok(Ok(response)) => response,
        Ok(Err(panic)) => {
            tracing::error!(panic = panic_text(panic.as_ref()), "a request panicked");
            Problem::from(Code::Internal).into_response()
        }
        Err(_) => Problem::from(Code::Timeout).into_response(),
    }
}

/// The text of a panic if it is static. A formatted text could contain a value, so it is not logged.
fn panic_text(panic: &(dyn Any + Send)) -> &'static str {
    panic.downcast_ref::<&'static str>().copied().unwrap_or("a formatted panic")
}

/// The answer to a method that the route does not have.
pub(super) async fn wrong_method() -> Problem {
    Code::MethodNotAllowed.into()
}
