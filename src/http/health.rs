//! Is it alive, is it ready, what does it count.

use std::sync::atomic::Ordering;

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use tokio::time::timeout;

use super::{Web, limits::READY_MAX};

const TEXT: &str = "text/plain; charset=utf-8";
const PROMETHEUS: &str = "text/plain; version=0.0.4; charset=utf-8";

/// The process answers.
pub(super) async fn alive() -> &'static str {
    "ok"
}

/// The store would take a write now, and the server is not being stopped.
pub(super) async fn ready(State(web): State<Web>) -> Response {
    let store = timeout(READY_MAX, web.store.ready()).await;
    let (status, text) = match store {
        _ if web.draining.load(Ordering::Relaxed) => (StatusCode::SERVICE_UNAVAILABLE, "draining"),
        Ok(Ok(())) => (StatusCode::OK, "ready"),
        Ok(Err(error)) => {
            tracing::warn!(%error, "the store is not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the store is not ready")
        }
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer"),
    };
    (status, [(header::CONTENT_TYPE, TEXT)], text).into_response()
}

/// Prometheus text.
pub(super) async fn metrics(State(web): State<Web>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, PROMETHEUS)], web.metrics.render())
}
