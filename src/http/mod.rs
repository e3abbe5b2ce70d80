//! The HTTP side: what people and pages may ask, who may ask it, and the way into a meeting.
//!
//! Each file holds the endpoints of one subject with their types; a handler's extractors say who
//! may call it ([`extract`]), so no handler can forget to ask.

mod about;
mod accounts;
mod assets;
mod body;
mod cookies;
mod endpoint;
mod extract;
mod formats;
mod headers;
mod health;
mod invites;
pub mod limits;
mod me;
mod names;
mod observe;
pub mod openapi;
mod passwords;
mod problem;
mod revoke;
mod rooms;
mod seats;
mod serve;
mod session;
mod setup;
mod site;
mod templates;
mod throttle;
mod token;
mod ws;

use std::sync::{Arc, atomic::AtomicBool};

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
};
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::sync::Semaphore;

pub use self::rooms::DemoLinks;
use self::{
    endpoint::Endpoint, limits::SOCKETS_MAX, passwords::Passwords, problem::Problem, throttle::Throttles,
};
pub(crate) use self::{
    revoke::load_revocations, rooms::demo, serve::serve, setup::setup_link, site::Origins,
};
use crate::{
    clock::SharedClock,
    hub::Services,
    meeting::id::RoomId,
    store::{AuditDraft, Party, Store, lifecycle},
};

/// What every handler can reach.
pub(crate) type Web = Arc<WebState>;

/// See [`Web`].
pub(crate) struct WebState {
    pub(crate) services: Arc<Services>,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: SharedClock,
    pub(crate) origins: Origins,
    pub(crate) metrics: PrometheusHandle,
    pub(crate) demo: bool,
    /// From the first sign of a shutdown on.
    pub(crate) draining: AtomicBool,
    /// A place for each open WebSocket.
    sockets: Arc<Semaphore>,
    throttles: Throttles,
    passwords: Passwords,
}

impl WebState {
    pub(crate) fn new(
        services: Arc<Services>,
        origins: Origins,
        metrics: PrometheusHandle,
        demo: bool,
    ) -> Self {
        Self {
            store: Arc::clone(&services.store),
            clock: Arc::clone(&services.clock),
            throttles: Throttles::new(&services.clock),
            passwords: Passwords::new(),
            draining: AtomicBool::new(false),
            sockets: Arc::new(Semaphore::new(SOCKETS_MAX)),
            services,
            origins,
            metrics,
            demo,
        }
    }

    /// Unix milliseconds, as the store keeps them.
    pub(crate) fn now(&self) -> i64 {
        i64::try_from(self.clock.unix_ms()).unwrap_or(i64::MAX)
    }

    /// A link to a page, with its secret in the fragment, which browsers send to no server.
    pub(crate) fn link(&self, page: &str, secret: &crate::auth::Secret) -> String {
        format!("{}/{page}#{}", self.origins.public(), *secret.to_text())
    }

    /// Notes an act of power before it is done: an act without its note must not be.
    pub(crate) async fn note(
        &self,
        actor: Party,
        action: &str,
        room: Option<RoomId>,
        target: Option<Party>,
    ) -> Result<(), Problem> {
        let action = action.to_owned();
        let draft =
            AuditDraft { room, meeting: None, at: self.now(), actor, action, target, reason_code: None };
        Ok(self.store.append_audit(vec![draft]).await?)
    }

    /// Returns when every socket is closed.
    pub(crate) async fn sockets_closed(&self) {
        let all = u32::try_from(SOCKETS_MAX).unwrap_or(u32::MAX);
        // It fails only when the semaphore is closed, which nobody does.
        drop(self.sockets.acquire_many(all).await);
    }

    /// Forgets what has expired.
    pub(crate) async fn tidy(&self) {
        self.throttles.shrink();
        if let Err(error) = self.store.delete_expired(self.now()).await {
            tracing::warn!(%error, "expired sessions were not forgotten");
        }
        if let Err(error) = lifecycle::destroy_spent_keys(self.store.as_ref(), self.now()).await {
            tracing::warn!(%error, "the keys of past days were not destroyed");
        }
    }
}

/// Every endpoint of the interface, in the order of the document.
fn endpoints() -> Vec<Endpoint> {
    let groups = [
        about::endpoints(),
        setup::endpoints(),
        session::endpoints(),
        me::endpoints(),
        accounts::endpoints(),
        formats::endpoints(),
        rooms::endpoints(),
        templates::endpoints(),
        token::endpoints(),
        invites::endpoints(),
        seats::endpoints(),
        ws::endpoints(),
        openapi::endpoints(),
        health::endpoints(),
    ];
    groups.into_iter().flatten().collect()
}

/// The whole HTTP side.
pub(crate) fn router(web: Web) -> Router {
    let routes = endpoints().into_iter();
    routes
        .fold(Router::new(), |router, endpoint| router.route(endpoint.path, endpoint.handler))
        .method_not_allowed_fallback(observe::wrong_method)
        .fallback(assets::serve)
        .layer(from_fn(observe::contain))
        .layer(from_fn_with_state(Arc::clone(&web), site::guard))
        .layer(from_fn_with_state(Arc::clone(&web), observe::measure))
        .layer(from_fn_with_state(Arc::clone(&web), headers::add))
        .with_state(web)
}
