//! A real server on a port of its own, and the people who use it: each role is a type, so a test
//! can't ask as somebody it does not mean to be.

pub(crate) mod contract;
pub(crate) mod mail;
pub(crate) mod people;
pub(crate) mod person;
pub(crate) mod roles;
pub(crate) mod room;
pub(crate) mod socket;

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    ops::Deref,
    path::PathBuf,
    sync::Arc,
};

use reqwest::{Method, RequestBuilder, StatusCode, header::HeaderMap};
use rondo::{
    app::{App, RunningApp},
    clock::ManualClock,
    config::Config,
    time::UnixMs,
};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// When the tests take place.
pub(crate) const NOW: UnixMs = UnixMs::from_ms(1_900_000_000_000);
/// A password that is hard to guess.
pub(crate) const PASSWORD: &str = "quiet lantern over seven rivers";

/// A running server with its own clock and data directory.
pub(crate) struct Server {
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) app: RunningApp,
    data: TempDir,
    apart: Apart,
}

/// A runtime of the server's own, which can be torn down under it.
#[derive(Default)]
struct Apart(Option<Runtime>);

impl Drop for Apart {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl Server {
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    pub(crate) async fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        let data = tempfile::tempdir().expect("a temporary directory");
        let clock = Arc::new(ManualClock::new(NOW));
        let mut config = Config::new(SocketAddr::from(([127, 0, 0, 1], 0)), data.path().join("rondo"));
        change(&mut config);
        let app = App::start(config, clock.clone()).await.expect("the server starts");
        Self { clock, app, data, apart: Apart::default() }
    }

    /// A server on what is in the folder `rondo` of a directory.
    pub(crate) async fn start_on(data: TempDir, clock: &Arc<ManualClock>) -> Self {
        let config = Config::new(SocketAddr::from(([127, 0, 0, 1], 0)), data.path().join("rondo"));
        let app = App::start(config, clock.clone()).await.expect("the server starts");
        Self { clock: clock.clone(), app, data, apart: Apart::default() }
    }

    /// A server that can crash.
    pub(crate) async fn start_apart() -> Self {
        let data = tempfile::tempdir().expect("a temporary directory");
        let clock = Arc::new(ManualClock::new(NOW));
        let (app, apart) = start_apart(&data, &clock).await;
        Self { clock, app, data, apart }
    }

    /// The server is stopped politely, or between two instructions, and started again on its data.
    pub(crate) async fn stop_and_start(self, politely: bool) -> Self {
        let Self { clock, app, data, apart } = self;
        if politely {
            app.shutdown().await;
        } else {
            // The lock of the database goes with it, as with a process.
            drop(app);
        }
        drop(apart);
        let (app, apart) = start_apart(&data, &clock).await;
        Self { clock, app, data, apart }
    }

    /// Stops for good; the data stays as long as what is returned.
    pub(crate) async fn stop(self) -> TempDir {
        self.app.shutdown().await;
        self.data
    }

    pub(crate) fn data_dir(&self) -> PathBuf {
        self.data.path().join("rondo")
    }

    /// Stops the server and starts it again on the same data.
    pub(crate) async fn restart(self) -> Self {
        self.restart_with(|_| {}).await
    }

    /// The same, with other settings.
    pub(crate) async fn restart_with(self, change: impl FnOnce(&mut Config)) -> Self {
        self.app.shutdown().await;
        let mut config = Config::new(SocketAddr::from(([127, 0, 0, 1], 0)), self.data.path().join("rondo"));
        change(&mut config);
        let app = App::start(config, self.clock.clone()).await.expect("the server starts again");
        Self { app, ..self }
    }

    /// Stops the server and starts it again without its keys, as from a backup.
    pub(crate) async fn restore(self) -> Self {
        self.app.shutdown().await;
        for keys in ["rondo/keys", "rondo/meeting-keys"] {
            std::fs::remove_dir_all(self.data.path().join(keys)).expect("the keys were there");
        }
        let mut config = Config::new(SocketAddr::from(([127, 0, 0, 1], 0)), self.data.path().join("rondo"));
        config.accept_lost_series = true;
        let app = App::start(config, self.clock.clone()).await.expect("the server starts without keys");
        Self { app, ..self }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.app.address)
    }

    /// Someone with a browser of their own.
    pub(crate) fn browser(&self) -> Browser {
        Browser::of(&self.url(""))
    }

    pub(crate) fn setup_secret(&self) -> String {
        secret_of(self.app.setup_link.as_deref().expect("there is no account yet"))
    }
}

async fn start_apart(data: &TempDir, clock: &Arc<ManualClock>) -> (RunningApp, Apart) {
    let config = Config::new(SocketAddr::from(([127, 0, 0, 1], 0)), data.path().join("rondo"));
    let clock = clock.clone();
    let started = tokio::task::spawn_blocking(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.expect("a runtime");
        let app = runtime.block_on(App::start(config, clock)).expect("the server starts");
        (app, Apart(Some(runtime)))
    });
    started.await.expect("no panic")
}

/// The secret in the fragment of a link.
pub(crate) fn secret_of(link: &str) -> String {
    link.split_once('#').expect("a fragment").1.to_owned()
}

/// A browser with its cookies.
#[derive(Clone)]
pub(crate) struct Browser {
    client: reqwest::Client,
    base: String,
}

impl Browser {
    /// The same browser when the server has another address.
    pub(crate) fn at(&self, server: &Server) -> Self {
        Self { client: self.client.clone(), base: server.url("") }
    }

    /// The same browser at another origin.
    pub(crate) fn to(&self, origin: &str) -> Self {
        Self { client: self.client.clone(), base: origin.to_owned() }
    }

    /// A browser of its own at an origin.
    pub(crate) fn of(origin: &str) -> Self {
        let client = reqwest::Client::builder().cookie_store(true).build().expect("a client");
        Self { client, base: origin.to_owned() }
    }

    /// The same from another address of this machine.
    pub(crate) fn from(address: Ipv4Addr, origin: &str) -> Self {
        let client = reqwest::Client::builder().cookie_store(true).local_address(IpAddr::from(address));
        Self { client: client.build().expect("a client"), base: origin.to_owned() }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.base))
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.ask(Method::POST, path, Some(body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        self.ask(Method::PUT, path, Some(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.ask(Method::PATCH, path, Some(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.ask(Method::DELETE, path, Some(json!({}))).await
    }

    pub(crate) async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let request = self.request(method.clone(), path);
        let request = match body {
            Some(body) => request.json(&body),
            None => request,
        };
        Answer::of(method, path, request).await
    }
}

/// An answer, already held against the document.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) json: Value,
}

impl Answer {
    pub(crate) async fn of(method: Method, path: &str, request: RequestBuilder) -> Self {
        let response = request.send().await.expect("an answer");
        let (status, headers) = (response.status(), response.headers().clone());
        let text = response.text().await.expect("a body");
        let json = serde_json::from_str(&text).unwrap_or(Value::String(text));
        contract::check(&method, path, status, &json);
        Self { status, headers, json }
    }

    /// The body of a good answer.
    #[track_caller]
    pub(crate) fn good(self) -> Value {
        assert!(self.status.is_success(), "{} {}", self.status, self.json);
        self.json
    }

    /// The answer was this refusal.
    #[track_caller]
    pub(crate) fn refused(&self, status: u16, code: &str) {
        assert_eq!((self.status.as_u16(), self.json["code"].as_str()), (status, Some(code)), "{}", self.json);
        let kind = self.headers.get("content-type").and_then(|kind| kind.to_str().ok());
        assert_eq!(kind, Some("application/problem+json"));
    }

    /// The refusal was about this field.
    #[track_caller]
    pub(crate) fn refused_field(&self, code: &str, field: &str) {
        self.refused(422, code);
        assert_eq!(self.json["field"], field, "{}", self.json);
    }
}

impl Deref for Answer {
    type Target = Value;

    fn deref(&self) -> &Value {
        &self.json
    }
}
