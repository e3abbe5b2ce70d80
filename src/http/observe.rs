//! Every request is counted, timed, limited in time and may not take the server with it.

use std::{any::Any, time::Duration};

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures::FutureExt;
use tokio::time::timeout;

use super::{
    limits::REQUEST_MAX,
    problem::{Code, Problem},
    web::Web,
};

/// Counts and times a request by its route, never by its path.
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

/// A closed set, so that nobody can fill the metrics with methods of their own.
fn method_label(method: &axum::http::Method) -> &'static str {
    ["GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS", "PUT"]
        .into_iter()
        .find(|known| *known == method.as_str())
        .unwrap_or("(other)")
}

/// Answers when a handler panics or takes too long.
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

/// Panics of our own code carry static text; a formatted one could carry a value, so it is not told.
fn panic_text(panic: &(dyn Any + Send)) -> &'static str {
    panic.downcast_ref::<&'static str>().copied().unwrap_or("a formatted panic")
}

/// The answer to a method that a route does not have.
pub(super) async fn wrong_method() -> Problem {
    Code::MethodNotAllowed.into()
}
