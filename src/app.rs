//! The whole server: opened, started, stopped.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{Arc, atomic::Ordering},
    time::SystemTime,
};

use tokio::{
    net::{TcpListener, TcpSocket},
    sync::watch,
    task::{AbortHandle, JoinHandle, spawn_blocking},
    time::timeout,
};

use crate::{
    auth::{EntryTokens, SecondFactorKey, SigningKeys, limits::KEY_RELOAD_MS},
    clock::SharedClock,
    config::{Config, PeerConfig, SecondFactorRule, SettingError},
    eve::{AskWork, Asking},
    http::{
        self,
        limits::{CLOSE_STORE_MAX, CONNECTIONS_WAITING_MAX, DRAIN_MAX, HAND_OVER_MAX, HOUSEKEEPING_MS},
    },
    hub::{Directory, Elsewhere, Grounds, Services, membership},
    jobs::{Queue, Runner, Work},
    mail::{MailWork, Planner, Smtp, on_call::Letters},
    open_files,
    outgoing::Outgoing,
    peers::{self, Identity, Peers, Tunnels},
    places::{Keeper, MissedWork, PlaceWork},
    push::{Push, VapidKey},
    store::{
        self, AuditAction, AuditBatch, Membership, NewAuditEntry, Party, Store, StoreError, StorePlace,
        lifecycle,
    },
    telemetry,
    time::UnixMs,
    webhooks::{WebhookKey, Webhooks},
};

/// The server could not be started. Its text is one line for the operator.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A setting is wrong.
    #[error(transparent)]
    Setting(#[from] SettingError),
    /// The store failed.
    #[error("{0}")]
    Store(#[from] StoreError),
}

/// A running server.
pub struct RunningApp {
    /// Where it listens, with the port the system chose.
    pub address: SocketAddr,
    /// The origin that people open.
    pub origin: String,
    /// Whether people who open it can neither sign in nor join, since it is plain http and not this
    /// machine.
    pub origin_refuses_sign_in: bool,
    /// How many series have lost their key, so that nobody can come in before they start over.
    pub lost_series: usize,
    /// The link that creates the first account. `None` once there is an account.
    pub setup_link: Option<String>,
    /// The links into the rehearsal of `rondo demo`. `None` for any other server.
    pub demo: Option<http::DemoLinks>,
    web: http::Web,
    stop: watch::Sender<bool>,
    serving: JoinHandle<()>,
    /// Does the background work.
    working: JoinHandle<()>,
    /// Opens the rooms of the meetings that ran before.
    reopening: AbortHandle,
    /// Tasks that go on until the server stops.
    recurring: Vec<AbortHandle>,
}

impl std::fmt::Debug for RunningApp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RunningApp").field("address", &self.address).finish_non_exhaustive()
    }
}

/// A server that has not been started.
#[derive(Debug)]
pub struct App;

impl App {
    /// Opens everything and starts serving. Every time the server uses comes from `clock`, except
    /// the limits of single requests.
    ///
    /// # Errors
    /// With one line that says what is wrong.
    pub async fn start(config: Config, clock: SharedClock) -> Result<RunningApp, StartError> {
        config.prepare_data_dir()?;
        let key_path = config.signing_keys();
        let keys =
            SigningKeys::load_or_create(&key_path).map_err(|error| SettingError::new("--data-dir", error))?;
        let keys_changed_at = modified(&key_path);
        let issuers = config.issuers.iter().cloned();
        let tokens =
            EntryTokens::new(keys, issuers).map_err(|error| SettingError::new("--issuers", error))?;
        let smtp = config.smtp.as_ref().map(Smtp::new).transpose()?;
        let sends_mail = smtp.is_some();
        // Before the store, so that whoever starts a second server by mistake is told about the port.
        let (listener, address) = listen(config.listen).await?;
        let peer_door = match &config.peer {
            Some(peer) => Some(PeerDoor::open(peer).await?),
            None => None,
        };
        let membership = peer_door.as_ref().map(|door| Membership { peer: &door.reached_at, clock: &clock });
        let store = open_store(&config, membership).await?;
        let push_key = VapidKey::load_or_create(&config.push_key())
            .map_err(|error| SettingError::new("--data-dir", error))?;
        let webhook_key = WebhookKey::load_or_create(&config.webhook_key())
            .map_err(|error| SettingError::new("--data-dir", error))?;
        let second_factors = SecondFactorKey::load_or_create(&config.second_factor_key())
            .map_err(|error| SettingError::new("--data-dir", error))?;
        let outgoing = Arc::new(Outgoing::new(config.outgoing_loopback));
        let origins = http::Origins::new(address, config.public_url, config.allowed_origins);
        let origin = origins.public().to_string();
        let origin_refuses_sign_in = !origins.public().is_https() && !origins.public().is_loopback();
        // At a loopback address somebody tries it out on a machine that only they use.
        let second_factor_required = match config.second_factor {
            Some(rule) => rule == SecondFactorRule::Required,
            None => !origins.public().is_loopback(),
        };
        let proxies = http::Proxies::new(config.trusted_proxies, &origins);
        let grounds = Grounds::default();
        let contact = origins.public().is_https().then(|| origins.public().to_string());
        let push = Arc::new(Push::new(
            push_key,
            Arc::clone(&outgoing),
            Arc::clone(&store),
            Arc::clone(&clock),
            contact,
        ));
        let queue = Queue::new(Arc::clone(&store));
        let tunnels = Tunnels::default();
        let identity = match store.peer_secret() {
            Some(secret) => Some(Arc::new(Identity::from_secret(&secret).map_err(cannot_show)?)),
            None => None,
        };
        let peers = identity.as_deref().map(Peers::new);
        let elsewhere = store.cluster().zip(peers.clone());
        let elsewhere = elsewhere.map(|(cluster, peers)| Elsewhere::new(cluster, peers));
        let directory = Directory::new(
            Arc::clone(&store),
            Arc::clone(&clock),
            grounds.clone(),
            Arc::clone(&push),
            Letters::new(queue.clone(), sends_mail),
            elsewhere,
        );
        let origin_of_links = origins.public().to_string();
        let mail = MailWork::new(Arc::clone(&store), Arc::clone(&clock), smtp, origin_of_links);
        let mail = Arc::new(mail);
        let planner = Planner::new(Arc::clone(&store), Arc::clone(&clock), queue.clone());
        let keeper = Keeper::new(Arc::clone(&store), Arc::clone(&clock), queue.clone());
        let places = PlaceWork::new(keeper.clone(), Arc::clone(&push), Arc::clone(&clock));
        let asking = Asking::new(Arc::clone(&store), Arc::clone(&clock), queue.clone());
        let asks = AskWork::new(asking.clone(), Arc::clone(&push), Arc::clone(&mail));
        let webhooks =
            Webhooks::new(webhook_key, Arc::clone(&outgoing), Arc::clone(&store), Arc::clone(&clock));
        let webhooks = Arc::new(webhooks);
        let missed = MissedWork::new(Arc::clone(&store), Arc::clone(&clock));
        let works: Vec<Arc<dyn Work>> = vec![
            Arc::new(asks),
            mail,
            Arc::new(places),
            Arc::new(missed),
            Arc::clone(&webhooks) as Arc<dyn Work>,
        ];
        let runner = Runner::new(Arc::clone(&store), Arc::clone(&clock), queue.clone(), works);
        let background = http::Background { queue, planner, places: keeper, asking, webhooks, sends_mail };
        let services = Services { directory, store, tokens, push, grounds, clock: Arc::clone(&clock) };
        let web = http::state(
            Arc::new(services),
            background,
            http::Settings {
                origins,
                proxies,
                sockets_max: config.sockets_max,
                peers,
                tunnels: tunnels.clone(),
                help_lines: config.help_lines,
                second_factor_required,
                identity: config.identity,
            },
            second_factors,
            telemetry::metrics(),
        );
        let reopening = tokio::spawn(reopen_meetings(&web).await?).abort_handle();
        let lost_series = web.count_lost_series().await?;
        if lost_series > 0 {
            tracing::warn!(
                lost_series,
                "series have lost their keys (docs/operating.md, \"After a restore\")"
            );
        }
        let demo = if config.demo { Some(http::demo(&web).await?) } else { None };
        let setup_link = http::setup_link(&web).await?;
        let (stop, stopping) = watch::channel(false);
        let working = tokio::spawn(runner.run(stopping.clone()));
        let serving = tokio::spawn(http::serve(listener, http::router(Arc::clone(&web)), stopping));
        let mut recurring = vec![
            tokio::spawn(keep_house(Arc::clone(&web))).abort_handle(),
            tokio::spawn(follow_keys(Arc::clone(&web), key_path, keys_changed_at)).abort_handle(),
        ];
        if let Some(cluster) = web.store.cluster() {
            let directory = web.services.directory.clone();
            recurring.push(
                tokio::spawn(membership::watch(directory.clone(), Arc::clone(&cluster))).abort_handle(),
            );
            recurring.push(tokio::spawn(membership::hear_ends(directory.clone())).abort_handle());
            recurring.push(tokio::spawn(membership::adopt(directory, cluster)).abort_handle());
        }
        if let Some((door, identity)) = peer_door.zip(identity) {
            tracing::info!(peer_address = %door.reached_at, "other servers come in");
            let serving = peers::serve(door.listener, identity, address, tunnels);
            recurring.push(tokio::spawn(serving).abort_handle());
        }
        open_files::warn_unless_enough(config.sockets_max);
        tracing::info!(%address, "serving");
        Ok(RunningApp {
            address,
            origin,
            origin_refuses_sign_in,
            lost_series,
            setup_link,
            demo,
            web,
            stop,
            serving,
            working,
            reopening,
            recurring,
        })
    }
}

impl RunningApp {
    /// Stops accepting connections, tells the sockets to come back after the restart, lets requests
    /// finish, closes the store. Takes at most [`DRAIN_MAX`] and [`CLOSE_STORE_MAX`], whatever clients
    /// do: what was acknowledged is on disk already. A server that shares its database hands its rooms to the
    /// others first, for at most [`HAND_OVER_MAX`]. It answers meanwhile, and refuses sockets, so that a balancer
    /// brings them to the others.
    pub async fn shutdown(mut self) {
        tracing::info!("stopping");
        self.web.draining.store(true, Ordering::Relaxed);
        if self.web.store.cluster().is_some()
            && timeout(HAND_OVER_MAX, self.web.services.directory.drain()).await.is_err()
        {
            tracing::warn!("not every room was handed over in time");
        }
        self.stop.send_replace(true);
        self.web.stopping.send_replace(true);
        self.reopening.abort();
        let drained = async {
            self.web.services.directory.drain().await;
            self.web.sockets_closed().await;
            let _ = (&mut self.serving).await;
            // What was begun is ended, so that nothing is left in doubt.
            let _ = (&mut self.working).await;
        };
        if timeout(DRAIN_MAX, drained).await.is_err() {
            tracing::warn!("not everything finished in time");
        }
        self.working.abort();
        for task in &self.recurring {
            task.abort();
        }
        if timeout(CLOSE_STORE_MAX, self.web.store.close()).await.is_err() {
            tracing::warn!("the store was not closed in time");
        }
        tracing::info!("stopped");
    }
}

/// A link that sets a new password for the account of this name, without a running server. `None` if
/// no account that may sign in has the name.
///
/// # Errors
/// With one line that says what is wrong, also if a server runs on the data.
pub(crate) async fn password_link(
    config: &Config,
    name: &str,
    now: UnixMs,
) -> Result<Option<String>, StartError> {
    let store = open_store(config, None).await?;
    let account = store.account_by_name(name).await?.filter(|account| !account.disabled);
    let Some(account) = account else { return Ok(None) };
    let target = Some(Party::Account(account.id));
    let act = NewAuditEntry::new(now, Party::Server, AuditAction::PasswordLinkCreate, None, target);
    let origins = http::Origins::new(config.listen, config.public_url.clone(), Vec::new());
    let acts = AuditBatch::new(vec![act])?;
    let link = http::make_password_link(&store, &origins, account.id, now, acts).await?;
    store.close().await;
    Ok(Some(link))
}

async fn open_store(config: &Config, membership: Option<Membership<'_>>) -> Result<Arc<Store>, StoreError> {
    let place = StorePlace {
        database: &config.database(),
        data_dir: &config.data_dir,
        keys: config.keys.as_deref(),
        membership,
        accept_lost_series: config.accept_lost_series,
    };
    store::open_at(place).await
}

/// Where other servers come in.
struct PeerDoor {
    listener: TcpListener,
    reached_at: String,
}

impl PeerDoor {
    async fn open(peer: &PeerConfig) -> Result<Self, SettingError> {
        let (listener, address) = listen(peer.listen).await.map_err(|error| {
            SettingError::new("--peer-listen", error.to_string().trim_start_matches("--listen: "))
        })?;
        Ok(Self { listener, reached_at: peer.address.clone().unwrap_or_else(|| address.to_string()) })
    }
}

fn cannot_show(error: Box<dyn std::error::Error + Send + Sync>) -> StartError {
    SettingError::new("--keys-url", error).into()
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), SettingError> {
    let wrong = |error: std::io::Error| SettingError::new("--listen", format_args!("{address}: {error}"));
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() };
    let socket = socket.map_err(wrong)?;
    // A server that starts again takes its address back at once.
    socket.set_reuseaddr(true).map_err(wrong)?;
    socket.bind(address).map_err(wrong)?;
    let listener = socket.listen(CONNECTIONS_WAITING_MAX).map_err(wrong)?;
    let address = listener.local_addr().map_err(wrong)?;
    Ok((listener, address))
}

/// Repairs what a crash left behind. The work that is returned opens the rooms of the meetings that have
/// not ended, while the server takes whoever comes.
async fn reopen_meetings(web: &http::Web) -> Result<impl Future<Output = ()> + Send + 'static, StoreError> {
    let mut meetings = lifecycle::recover(web.store.as_ref(), web.now()).await?;
    if web.store.cluster().is_some() {
        // Another server may have them; those that none has are taken later.
        meetings.clear();
    }
    Ok(web.services.directory.reopen(meetings.into_iter().map(|meeting| meeting.room).collect()))
}

async fn keep_house(web: http::Web) {
    loop {
        web.keep_house().await;
        web.clock.sleep_until(web.clock.monotonic_ms() + HOUSEKEEPING_MS).await;
    }
}

/// Takes over the signing keys after `rondo keys rotate` has changed their file.
async fn follow_keys(web: http::Web, path: PathBuf, mut changed_at: Option<SystemTime>) {
    loop {
        web.clock.sleep_until(web.clock.monotonic_ms() + KEY_RELOAD_MS).await;
        let now = modified(&path);
        if now == changed_at {
            continue;
        }
        changed_at = now;
        let file = path.clone();
        match spawn_blocking(move || SigningKeys::load(&file)).await {
            Ok(Ok(Some(keys))) => {
                web.services.tokens.replace_own_keys(keys);
                tracing::info!("the signing keys were rotated");
            }
            Ok(Ok(None)) => tracing::warn!("the key file is gone; the keys in memory stay in use"),
            Ok(Err(error)) => tracing::warn!(%error, "the keys in memory stay in use"),
            Err(error) => tracing::error!(%error, "the key file was not read"),
        }
    }
}

/// When a file was last changed; `None` if it can't be told.
fn modified(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}

#[cfg(test)]
mod tests {
    use std::{net::TcpStream, time::Duration};

    use super::*;

    /// After a restart everyone comes back in the same moments.
    #[tokio::test]
    async fn many_may_wait_to_be_accepted() {
        let (_listener, address) = listen("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let come = || TcpStream::connect_timeout(&address, Duration::from_millis(900));
        let waiting: Vec<_> = (0..200).map(|_| come()).collect();
        assert!(waiting.iter().all(Result::is_ok));
    }
}
