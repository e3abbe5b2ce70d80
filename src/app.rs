//! The whole server: opened, started, stopped.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, atomic::Ordering},
    time::Duration,
};

use tokio::{net::TcpListener, sync::watch, task::JoinHandle, time::timeout};

use crate::{
    auth::{EntryTokens, SigningKeys},
    clock::SharedClock,
    config::{Config, SettingError},
    http::{
        self,
        limits::{DRAIN_MAX, HOUSEKEEPING_MS},
    },
    hub::{Directory, Services},
    store::{self, StoreError, lifecycle},
    telemetry,
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
    /// Where people open it.
    pub origin: String,
    /// Makes the first account, while there is none. Shown once, works once.
    pub setup_link: Option<String>,
    /// Where to see the rehearsal of `rondo demo`.
    pub demo: Option<http::DemoLinks>,
    web: http::Web,
    stop: watch::Sender<bool>,
    serving: JoinHandle<()>,
    tidying: JoinHandle<()>,
}

impl std::fmt::Debug for RunningApp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RunningApp").field("address", &self.address).finish_non_exhaustive()
    }
}

/// The server, not yet started.
#[derive(Debug)]
pub struct App;

impl App {
    /// Opens everything and serves. The clock is the server's only time but for the limits of
    /// single requests.
    ///
    /// # Errors
    /// With one line about what is wrong.
    pub async fn start(config: Config, clock: SharedClock) -> Result<RunningApp, StartError> {
        config.prepare_data_dir()?;
        let keys = SigningKeys::load_or_create(&config.signing_keys())
            .map_err(|error| SettingError::new("--data-dir", error))?;
        let issuers = config.issuers.iter().cloned();
        let tokens =
            EntryTokens::new(keys, issuers).map_err(|error| SettingError::new("--issuers", error))?;
        // Before the store, so that a second server by mistake is told of the port first.
        let (listener, address) = listen(config.listen).await?;
        let store = store::open(&config.database(), &config.data_dir).await?;
        let origins = http::Origins::new(address.port(), config.public_url, config.allowed_origins);
        let origin = origins.public().to_string();
        let revocations = http::load_revocations(store.as_ref(), clock.unix_ms()).await?;
        let directory = Directory::new(Arc::clone(&store), Arc::clone(&clock));
        let services = Services {
            directory,
            store,
            tokens,
            revocations: Mutex::new(revocations),
            clock: Arc::clone(&clock),
        };
        let web = http::state(Arc::new(services), origins, telemetry::metrics(), config.demo);
        wake_meetings(&web).await?;
        let demo = if config.demo { Some(http::demo(&web).await?) } else { None };
        let setup_link = http::setup_link(&web).await?;
        let (stop, stopping) = watch::channel(false);
        let serving = tokio::spawn(http::serve(listener, http::router(Arc::clone(&web)), stopping));
        let tidying = tokio::spawn(tidy(Arc::clone(&web)));
        tracing::info!(%address, "serving");
        Ok(RunningApp { address, origin, setup_link, demo, web, stop, serving, tidying })
    }
}

impl RunningApp {
    /// Stops taking connections, tells the sockets to come back after the restart, lets requests
    /// finish, closes the store. Takes some seconds at most.
    pub async fn shutdown(self) {
        tracing::info!("stopping");
        self.web.draining.store(true, Ordering::Relaxed);
        self.stop.send_replace(true);
        let drained = async {
            self.web.services.directory.drain().await;
            self.web.sockets_closed().await;
            let _ = self.serving.await;
        };
        if timeout(DRAIN_MAX + Duration::from_secs(1), drained).await.is_err() {
            tracing::warn!("not everything finished in time");
        }
        self.tidying.abort();
        self.web.store.close().await;
        tracing::info!("stopped");
    }
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), SettingError> {
    let wrong = |error: std::io::Error| SettingError::new("--listen", format_args!("{address}: {error}"));
    let listener = TcpListener::bind(address).await.map_err(wrong)?;
    let address = listener.local_addr().map_err(wrong)?;
    Ok((listener, address))
}

/// Puts right what a crash left, and gives every meeting that has not ended its task, so that its
/// clocks go on before anybody is back.
async fn wake_meetings(web: &http::Web) -> Result<(), StoreError> {
    for meeting in lifecycle::recover(web.store.as_ref(), web.now()).await? {
        web.services.directory.ensure(meeting.room);
    }
    Ok(())
}

async fn tidy(web: http::Web) {
    loop {
        web.delete_expired().await;
        web.clock.sleep_until(web.clock.monotonic_ms() + HOUSEKEEPING_MS).await;
    }
}
