//! What every handler can reach: the services, the settings, and the limits of the whole server.

use std::sync::{
    Arc, LazyLock, OnceLock,
    atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
};

use axum::body::Bytes;
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::sync::{Semaphore, watch};

use super::{origins::Origins, passwords::Passwords, proxies::Proxies, throttle::Throttles};
use crate::{
    auth::{Passkeys, SecondFactorKey, Secret},
    clock::SharedClock,
    config::{HelpLine, IdentityConfig},
    eve::Asking,
    hub::{Services, duties},
    identity::IdentityProvider,
    jobs::Queue,
    mail::{Planner, limits::UNCONFIRMED_MS_MAX},
    meeting::id::RoomId,
    peers::{Peers, Tunnels},
    places::Keeper,
    room::{
        language::Language,
        limits::{EMERGENCY_OPEN_MS, REQUEST_DECIDED_MS},
    },
    store::{Account, AuditAction, AuditBatch, NewAuditEntry, Party, Store, StoreError, lifecycle},
    time::UnixMs,
    webhooks::Webhooks,
};

/// The shared state of the router.
pub(crate) type Web = Arc<WebState>;

/// The links into the rehearsals of a demonstration, by language. It gives them to everyone.
pub(crate) type DemoInvites = Vec<(Language, String)>;

/// What is done behind the requests.
pub(crate) struct Background {
    /// Where work for later is given.
    pub(crate) queue: Queue,
    /// Who is reminded and told of changes.
    pub(crate) planner: Planner,
    /// Keeps the places of dates going.
    pub(crate) places: Keeper,
    /// Asks people to take what is open on the dates of the coming day.
    pub(crate) asking: Asking,
    /// Where programs of the operator are told what happened.
    pub(crate) webhooks: Arc<Webhooks>,
    /// Whether there is a mail server.
    pub(crate) sends_mail: bool,
}

/// What the operator chose, as far as requests depend on it.
pub(crate) struct Settings {
    /// Which pages may use the server, and where people find it.
    pub(crate) origins: Origins,
    /// Whose word on their clients' addresses counts.
    pub(crate) proxies: Proxies,
    /// Most WebSockets that are open at once.
    pub(crate) sockets_max: u32,
    /// How other servers of the database are reached; `None` if there can be none.
    pub(crate) peers: Option<Peers>,
    /// Behind which connections they are.
    pub(crate) tunnels: Tunnels,
    /// Help lines of the operator's own.
    pub(crate) help_lines: Vec<HelpLine>,
    /// Whether those who manage accounts or lead therapy need a second factor.
    pub(crate) second_factor_required: bool,
    /// The identity provider by which people can sign in.
    pub(crate) identity: Option<IdentityConfig>,
}

/// The state behind [`Web`].
pub(crate) struct WebState {
    pub(crate) services: Arc<Services>,
    pub(crate) store: Arc<Store>,
    pub(crate) clock: SharedClock,
    pub(super) background: Background,
    pub(crate) origins: Origins,
    pub(super) proxies: Proxies,
    pub(super) peers: Option<Peers>,
    pub(super) tunnels: Tunnels,
    /// Of the operator's own.
    pub(super) help_lines: Vec<HelpLine>,
    /// How many series have lost their key.
    pub(super) lost_series: AtomicUsize,
    /// When the store last said whether it takes writes, and what it said.
    pub(super) last_ready: tokio::sync::Mutex<Option<(u64, Result<(), StoreError>)>>,
    /// When the operator was last told of a request for a socket that arrived without its upgrade.
    pub(super) upgrade_warned_ms: AtomicU64,
    pub(crate) metrics: PrometheusHandle,
    /// The invitations to the rehearsals of `rondo demo`. Never set by any other server.
    pub(crate) demo: OnceLock<DemoInvites>,
    /// True from the start of a shutdown on: no new sockets, and not ready.
    pub(crate) draining: AtomicBool,
    /// True once its own rooms are handed over: what it led on to others ends.
    pub(crate) stopping: watch::Sender<bool>,
    /// The text of the OpenAPI document, made when it is first asked for.
    pub(super) openapi: LazyLock<Bytes, fn() -> Bytes>,
    /// One permit for each open WebSocket.
    pub(super) sockets: Arc<Semaphore>,
    /// How many permits there are.
    sockets_max: u32,
    pub(super) throttles: Throttles,
    pub(super) passwords: Passwords,
    pub(super) second_factors: SecondFactorKey,
    pub(super) passkeys: Passkeys,
    /// The organisation's identity provider, if there is one.
    pub(super) identity: Option<IdentityProvider>,
    /// Whether those who manage accounts or lead therapy need a second factor.
    second_factor_required: bool,
}

impl WebState {
    pub(super) fn new(
        services: Arc<Services>,
        background: Background,
        settings: Settings,
        second_factors: SecondFactorKey,
        metrics: PrometheusHandle,
        openapi: fn() -> Bytes,
    ) -> Self {
        let back = settings.origins.public().url("sign-in/provider");
        Self {
            store: Arc::clone(&services.store),
            clock: Arc::clone(&services.clock),
            throttles: Throttles::new(&services),
            passwords: Passwords::new(),
            second_factors,
            passkeys: Passkeys::new(&settings.origins.named().to_string()),
            identity: settings.identity.map(|config| IdentityProvider::new(config, &back)),
            second_factor_required: settings.second_factor_required,
            draining: AtomicBool::new(false),
            stopping: watch::Sender::new(false),
            openapi: LazyLock::new(openapi),
            sockets: Arc::new(Semaphore::new(settings.sockets_max as usize)),
            sockets_max: settings.sockets_max,
            services,
            background,
            origins: settings.origins,
            proxies: settings.proxies,
            peers: settings.peers,
            tunnels: settings.tunnels,
            help_lines: settings.help_lines,
            lost_series: AtomicUsize::new(0),
            last_ready: tokio::sync::Mutex::new(None),
            upgrade_warned_ms: AtomicU64::new(0),
            metrics,
            demo: OnceLock::new(),
        }
    }

    /// Whether an account manages others or leads therapy, needs more than its password for that, and has
    /// nothing. One without a password is signed in to by the identity provider, which asks for what it asks.
    ///
    /// # Errors
    /// The store failed.
    pub(super) async fn lacks_second_factor(&self, account: &Account) -> Result<bool, StoreError> {
        let leads = account.is_admin || account.is_therapist;
        if !self.second_factor_required || !leads || account.password_hash.is_none() {
            return Ok(false);
        }
        Ok(!self.store.second_factor(account.id).await?.counts())
    }

    /// The unix time now.
    pub(crate) fn now(&self) -> UnixMs {
        self.clock.unix_ms()
    }

    /// The address of a page.
    pub(crate) fn page(&self, page: &str) -> String {
        format!("{}/{page}", self.origins.public())
    }

    /// A link to a page, with its secret in the fragment, which browsers never send to a server.
    pub(crate) fn link(&self, page: &str, secret: &Secret) -> String {
        self.origins.link(page, secret)
    }

    /// The entry of an act of power, for the write that does it.
    pub(crate) fn act(
        &self,
        actor: Party,
        action: AuditAction,
        room: Option<RoomId>,
        target: Option<Party>,
    ) -> Result<AuditBatch, StoreError> {
        AuditBatch::new(vec![NewAuditEntry::new(self.now(), actor, action, room, target)])
    }

    /// Counts the series whose key is lost, for readiness and metrics.
    pub(crate) async fn count_lost_series(&self) -> Result<usize, StoreError> {
        let lost = lifecycle::lost_series(&self.store).await?.len();
        self.lost_series.store(lost, Ordering::Relaxed);
        metrics::gauge!("rondo_series_lost").set(u32::try_from(lost).unwrap_or(u32::MAX));
        Ok(lost)
    }

    /// Returns when every socket is closed.
    pub(crate) async fn sockets_closed(&self) {
        // This fails only if the semaphore is closed, which never happens.
        drop(self.sockets.acquire_many(self.sockets_max).await);
    }

    /// Plans reminders, and deletes what has expired: sessions, links, throttle entries and the keys of past days.
    pub(crate) async fn keep_house(&self) {
        self.throttles.shrink();
        if let Some(cluster) = self.store.cluster()
            && let Err(error) = cluster.forget_attempts().await
        {
            tracing::warn!(%error, "attempts that count no longer were not forgotten");
        }
        self.background.planner.plan_all().await;
        self.background.places.look_at_all().await;
        self.background.asking.look_at_all().await;
        if let Err(error) = duties::settle_all(&self.store, self.now()).await {
            tracing::warn!(%error, "duties of past dates were not forgotten");
        }
        if let Err(error) = self.store.delete_expired(self.now()).await {
            tracing::warn!(%error, "expired sessions and links were not deleted");
        }
        let before = UnixMs::from_ms(self.now().as_ms().saturating_sub_unsigned(UNCONFIRMED_MS_MAX));
        if let Err(error) = self.store.erase_unconfirmed(before).await {
            tracing::warn!(%error, "addresses that nobody confirmed were not erased");
        }
        let confirmed_before = UnixMs::from_ms(self.now().as_ms().saturating_sub_unsigned(EMERGENCY_OPEN_MS));
        if let Err(error) = self.store.erase_whereabouts(confirmed_before).await {
            tracing::warn!(%error, "where people were in meetings that never took place was not erased");
        }
        let gone = UnixMs::from_ms(self.now().as_ms().saturating_sub_unsigned(REQUEST_DECIDED_MS));
        if let Err(error) = self.store.erase_expired_requests(self.now(), gone).await {
            tracing::warn!(%error, "requests that have expired were not erased");
        }
        if let Err(error) = lifecycle::destroy_spent_keys(self.store.as_ref(), self.now()).await {
            tracing::warn!(%error, "the keys of past days were not destroyed");
        }
    }
}
