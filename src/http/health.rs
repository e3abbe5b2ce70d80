//! Liveness, readiness and metrics.

use std::sync::atomic::Ordering;

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use tokio::time::timeout;

use super::{
    Web,
    endpoint::Endpoint,
    limits::{READY_KEPT_MS, READY_MAX},
};
use crate::{hub::Reopened, store::StoreError};

const TEXT: &str = "text/plain; charset=utf-8";
const PROMETHEUS: &str = "text/plain; version=0.0.4; charset=utf-8";

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/healthz", "Tells whether the process is alive", alive).text(StatusCode::OK, "ok"),
        Endpoint::get("/readyz", "Tells whether the server is ready for requests", ready)
            .text(StatusCode::OK, "ready")
            .text(
                StatusCode::SERVICE_UNAVAILABLE,
                "The store does not accept writes, running meetings are still being opened, or the server is \
                 shutting down",
            ),
        Endpoint::get("/metrics", "Returns metrics for Prometheus", metrics)
            .text(StatusCode::OK, "Metrics in the Prometheus text format"),
    ]
}

async fn alive() -> &'static str {
    "ok"
}

/// Ready means that the store has just taken a write, that the meetings which ran before the start are
/// open, and that the server is not shutting down.
async fn ready(State(web): State<Web>) -> Response {
    let lost = web.lost_series.load(Ordering::Relaxed);
    let store = timeout(READY_MAX, store_ready(&web)).await;
    let Reopened { left, lost: lost_meetings } = web.services.directory.reopened();
    let (status, text) = match store {
        _ if web.draining.load(Ordering::Relaxed) => (StatusCode::SERVICE_UNAVAILABLE, "draining"),
        _ if !web.store.cluster().is_none_or(|cluster| cluster.is_sure()) => {
            (StatusCode::SERVICE_UNAVAILABLE, "the lease of this server is not sure")
        }
        Ok(Ok(())) if left > 0 => (StatusCode::SERVICE_UNAVAILABLE, "meetings are being opened"),
        // What is lost is for hosts to settle; the server itself can do its work.
        Ok(Ok(())) if lost > 0 => {
            (StatusCode::OK, "ready; series have lost their keys: see docs/operating.md")
        }
        Ok(Ok(())) if lost_meetings > 0 => {
            (StatusCode::OK, "ready; meetings could not be opened: see docs/operating.md")
        }
        Ok(Ok(())) => (StatusCode::OK, "ready"),
        Ok(Err(error)) => {
            tracing::warn!(%error, "the store is not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the store is not ready")
        }
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer"),
    };
    (status, [(header::CONTENT_TYPE, TEXT)], text).into_response()
}

/// Asks the store at most once in [`READY_KEPT_MS`], since it writes to find out: nobody who asks over
/// and over keeps the disk busy.
async fn store_ready(web: &Web) -> Result<(), StoreError> {
    let mut last = web.last_ready.lock().await;
    let now_ms = web.clock.monotonic_ms();
    let known = last.as_ref().filter(|(asked_ms, _)| now_ms < asked_ms + READY_KEPT_MS);
    if let Some((_, answer)) = known {
        return answer.clone();
    }
    let answer = web.store.ready().await;
    *last = Some((now_ms, answer.clone()));
    answer
}

async fn metrics(State(web): State<Web>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, PROMETHEUS)], web.metrics.render())
}
