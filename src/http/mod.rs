//! The HTTP interface, the web client's files, and the WebSocket handshake.
//!
//! Each file holds the endpoints of one subject with their request and response types. Who may
//! call a handler is the type of one of its arguments (see `extract`), so no handler can forget the
//! check. This file only lists the endpoints and wires them.

mod about;
mod accounts;
mod assets;
mod authenticator;
mod bans;
mod body;
mod calendar;
mod challenges;
mod client_limits;
mod co_leads;
mod concerns;
mod consent;
mod cookies;
mod cursor;
mod duties;
mod emergency;
mod encoding;
mod endpoint;
mod errand;
mod etag;
mod extract;
mod formats;
mod groups;
mod guard;
mod handing;
mod headers;
mod health;
mod help_lines;
mod host_notes;
mod identity;
mod invites;
mod jobs;
mod lead_seats;
pub(crate) mod limits;
mod mail;
mod me;
mod meeting_guide;
mod members;
mod names;
mod observe;
mod once;
mod openapi;
mod origins;
mod own_data;
mod passkey_checks;
mod passkeys;
mod passwords;
mod peer;
mod places;
mod problem;
mod program_keys;
mod proxies;
mod push;
mod query;
mod requests;
mod revoke;
mod rooms;
mod seating;
mod seats;
mod second_factor;
mod serve;
mod session;
mod sessions;
mod setup;
mod shared_desk;
mod splice;
mod templates;
mod throttle;
mod token;
mod trail;
mod transcripts;
mod web;
mod webhooks;
mod ws;

use std::sync::Arc;

use axum::{
    Extension, Router,
    middleware::{from_fn, from_fn_with_state},
    routing::MethodRouter,
};
use metrics_exporter_prometheus::PrometheusHandle;
use serde_json::Value;

pub use self::client_limits::client_limits;
pub(crate) use self::{
    accounts::make_password_link,
    origins::Origins,
    proxies::Proxies,
    rooms::{DemoLinks, demo},
    serve::serve,
    setup::setup_link,
    web::{Background, Settings, Web},
};
use self::{endpoint::Endpoint, extract::BeforeSecondFactor, web::WebState};
use crate::{auth::SecondFactorKey, hub::Services};

/// The state that [`router`] and the rest of the server share.
pub(crate) fn state(
    services: Arc<Services>,
    background: Background,
    settings: Settings,
    second_factors: SecondFactorKey,
    metrics: PrometheusHandle,
) -> Web {
    Arc::new(WebState::new(services, background, settings, second_factors, metrics, || {
        openapi().to_string().into()
    }))
}

/// The document that `GET /api/openapi.json` serves.
#[must_use]
pub fn openapi() -> Value {
    openapi::document(&endpoints())
}

/// Every endpoint, in the order of the OpenAPI document.
fn endpoints() -> Vec<Endpoint> {
    let groups = [
        about::endpoints(),
        setup::endpoints(),
        session::endpoints(),
        me::endpoints(),
        sessions::endpoints(),
        help_lines::endpoints(),
        consent::endpoints(),
        emergency::endpoints(),
        own_data::endpoints(),
        second_factor::endpoints(),
        authenticator::endpoints(),
        passkeys::endpoints(),
        identity::endpoints(),
        accounts::endpoints(),
        program_keys::endpoints(),
        webhooks::endpoints(),
        formats::endpoints(),
        rooms::endpoints(),
        calendar::endpoints(),
        groups::endpoints(),
        meeting_guide::endpoints(),
        co_leads::endpoints(),
        handing::endpoints(),
        shared_desk::endpoints(),
        bans::endpoints(),
        trail::endpoints(),
        transcripts::endpoints(),
        members::endpoints(),
        host_notes::endpoints(),
        jobs::endpoints(),
        duties::endpoints(),
        mail::endpoints(),
        concerns::endpoints(),
        templates::endpoints(),
        token::endpoints(),
        invites::endpoints(),
        requests::endpoints(),
        seats::endpoints(),
        places::endpoints(),
        push::endpoints(),
        ws::endpoints(),
        openapi::endpoints(),
        health::endpoints(),
    ];
    groups.into_iter().flatten().collect()
}

/// An endpoint's handler, behind what it takes to be asked again, held to what the asker has read, and told
/// which scope it needs.
fn route(endpoint: Endpoint, web: &Web) -> MethodRouter<Web> {
    let mut handler = endpoint.handler;
    if endpoint.once {
        handler = handler.layer(from_fn_with_state(Arc::clone(web), once::once));
    }
    if let Some(thing) = endpoint.tagged {
        handler = handler.layer(from_fn_with_state((Arc::clone(web), thing), etag::tagged));
    }
    if endpoint.before_second_factor {
        handler = handler.layer(Extension(BeforeSecondFactor));
    }
    match endpoint.scope {
        Some(scope) => handler.layer(Extension(scope)),
        None => handler,
    }
}

/// Every endpoint and the client's files, with the checks and headers that all of them share.
pub(crate) fn router(web: Web) -> Router {
    let routes = endpoints().into_iter();
    routes
        .fold(Router::new(), |router, endpoint| router.route(endpoint.path, route(endpoint, &web)))
        .merge(peer::routes())
        .method_not_allowed_fallback(observe::wrong_method)
        .fallback(assets::serve)
        .layer(from_fn(observe::contain))
        .layer(from_fn_with_state(Arc::clone(&web), guard::same_origin))
        .layer(from_fn(guard::one_host))
        .layer(from_fn_with_state(Arc::clone(&web), observe::measure))
        .layer(from_fn(observe::identify))
        .layer(from_fn_with_state(Arc::clone(&web), headers::add))
        .with_state(web)
}
