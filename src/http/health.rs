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
    limits::{READY_KEPT_MS, READY_MAX, SHARED_KEYS_READY_MAX},
};
use crate::store::StoreError;

const TEXT: &str = "text/plain; charset=utf-8";
const PROMETHEUS: &str = "text/plain; version=0.0.4; charset=utf-8";

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/healthz", "Tells whether the process is alive", alive).text(StatusCode::OK, "ok"),
        Endpoint::get("/readyz", "Tells whether the server is ready for requests", ready)
            .text(StatusCode::OK, "ready")
            .text(
                StatusCode::SERVICE_UNAVAILABLE,
                "The store does not accept writes, or running meetings are still being opened",
            )
            .text(
                StatusCode::NOT_FOUND,
                "The server is shutting down: it takes nobody new, and those who are there are told themselves",
            ),
        Endpoint::get("/metrics", "Returns metrics for Prometheus", metrics)
            .text(StatusCode::OK, "Metrics in the Prometheus text format"),
    ]
}

async fn alive() -> &'static str {
    "ok"
}

/// Ready means that the store has just taken a write, that the meetings which ran before the start are
/// open, and that the server is not shutting down. A server that shuts down answers 404: HAProxy then sends nobody
/// new, where 503 would make it cut everyone (`deploy/haproxy.cfg`).
async fn ready(State(web): State<Web>) -> Response {
    let (status, text) = if web.draining.load(Ordering::Relaxed) {
        (StatusCode::NOT_FOUND, "draining")
    } else if let Some(reason) = why_not(&web).await {
        (StatusCode::SERVICE_UNAVAILABLE, reason)
    } else {
        (StatusCode::OK, ready_but(&web).await)
    };
    (status, [(header::CONTENT_TYPE, TEXT)], text).into_response()
}

/// Why people should come to another server. What servers that share a database all lack is no reason: a balancer
/// would send people away from each of them.
async fn why_not(web: &Web) -> Option<&'static str> {
    match web.store.cluster() {
        // Its beats are writes.
        Some(cluster) if !cluster.is_sure() => return Some("the lease of this server is not sure"),
        Some(_) => {}
        None => match takes_writes(web).await {
            Ok(()) => {}
            Err(error) => {
                tracing::warn!(%error, "the store is not ready");
                return Some("the store is not ready");
            }
        },
    }
    (web.services.directory.reopened().left > 0).then_some("meetings are being opened")
}

/// What a server says that is ready. What is lost is for hosts to settle; the server itself can do its work.
async fn ready_but(web: &Web) -> &'static str {
    if web.lost_series.load(Ordering::Relaxed) > 0 {
        "ready; series have lost their keys: see docs/operating.md"
    } else if web.services.directory.reopened().lost > 0 {
        "ready; meetings could not be opened: see docs/operating.md"
    } else if takes_writes(web).await.is_err() {
        "ready; keys can't be written: see docs/operating.md"
    } else {
        "ready"
    }
}

/// Asks the store at most once in [`READY_KEPT_MS`], since it writes to find out: nobody who asks over
/// and over keeps the disk busy. Of rows that servers share, their leases tell; then only keys are asked for.
async fn takes_writes(web: &Web) -> Result<(), StoreError> {
    let mut last = web.last_ready.lock().await;
    let now_ms = web.clock.monotonic_ms();
    let known = last.as_ref().filter(|(answered_ms, _)| now_ms < answered_ms + READY_KEPT_MS);
    if let Some((_, answer)) = known {
        return answer.clone();
    }
    let shares = web.store.cluster().is_some();
    let asked = async {
        if !shares {
            web.store.rows_ready().await?;
        }
        web.store.keys_ready().await
    };
    let limit = if shares { SHARED_KEYS_READY_MAX } else { READY_MAX };
    let late = || Err(StoreError::Unavailable("it does not answer".to_owned()));
    let answer = timeout(limit, asked).await.unwrap_or_else(|_| late());
    // Whoever waited meanwhile need not ask again.
    *last = Some((web.clock.monotonic_ms(), answer.clone()));
    answer
}

async fn metrics(State(web): State<Web>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, PROMETHEUS)], web.metrics.render())
}
