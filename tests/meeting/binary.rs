//! The real binary, which can be killed.

use std::{
    fs::File,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Stdio,
    sync::Arc,
    time::Duration,
};

use rondo::{
    clock::{Clock, ManualClock, SystemClock},
    meeting::{command::Command as MeetingCommand, ordinal::ItemIndex},
};
use serde_json::json;
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    time::timeout,
};

use crate::support::{
    Browser, PASSWORD,
    people::{invite, make_room},
    person::Person,
    secret_of,
    socket::PATIENCE,
};

/// A running `rondo`.
pub(crate) struct Binary {
    child: Child,
    pub(crate) origin: String,
    pub(crate) address: SocketAddr,
    pub(crate) setup_secret: Option<String>,
    pub(crate) data: Arc<TempDir>,
    /// Only the pace of the clients goes by it; the server has the system's clock.
    pub(crate) clock: Arc<ManualClock>,
}

impl Binary {
    pub(crate) async fn start(log_level: &str) -> Self {
        let data = tempfile::tempdir().expect("a temporary directory");
        let clock = Arc::new(ManualClock::new(SystemClock::new().unix_ms()));
        Self::start_on(Arc::new(data), clock, log_level).await
    }

    /// Started with the operator's file of issuers.
    pub(crate) async fn start_with_issuers(list: &Path) -> Self {
        let data = tempfile::tempdir().expect("a temporary directory");
        let clock = Arc::new(ManualClock::new(SystemClock::new().unix_ms()));
        let settings = format!("warn --issuers '{}'", list.display());
        Self::start_on(Arc::new(data), clock, &settings).await
    }

    /// Started through a shell that ignores the signal of a file that is too large, as an
    /// operator's supervisor may.
    async fn start_on(data: Arc<TempDir>, clock: Arc<ManualClock>, log_level: &str) -> Self {
        let log = File::options().create(true).append(true).open(data.path().join("log")).expect("a log");
        let script = format!(
            "trap '' XFSZ; exec '{}' --listen 127.0.0.1:0 --data-dir '{}' --log-level {log_level}",
            env!("CARGO_BIN_EXE_rondo"),
            data.path().join("rondo").display(),
        );
        let mut command = Command::new("sh");
        command
            .args(["-c", &script])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .kill_on_drop(true);
        let mut child = command.spawn().expect("the binary starts");
        let stdout = child.stdout.take().expect("a pipe");
        let (origin, setup_secret) =
            timeout(PATIENCE, first_words(stdout)).await.expect("it says where it is");
        let address = origin.trim_start_matches("http://").parse().expect("an address");
        Self { child, origin, address, setup_secret, data, clock }
    }

    /// Killed between two instructions, and started again on the same data.
    pub(crate) async fn kill_and_start(mut self) -> Self {
        self.child.kill().await.expect("killed");
        Self::start_on(self.data, self.clock, "warn").await
    }

    /// Killed for good; its data.
    pub(crate) async fn kill(mut self) -> Arc<TempDir> {
        self.child.kill().await.expect("killed");
        self.data
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id().expect("it runs")
    }

    pub(crate) fn log(&self) -> PathBuf {
        self.data.path().join("log")
    }

    /// The administrator's browser, a room, and the secret of its invite.
    pub(crate) async fn room(&self, room: serde_json::Value) -> (Browser, String, String) {
        let admin = Browser::of(&self.origin);
        let body = json!({
            "secret": self.setup_secret, "name": "ada", "display_name": "Ada", "password": PASSWORD,
        });
        admin.post("/api/setup", body).await.good();
        let room = make_room(&admin, room).await;
        let (_, secret) = invite(&admin, &room, "member").await;
        (admin, room, secret)
    }

    pub(crate) fn person(&self, browser: &Browser, room: &str) -> Person {
        Person::at(self.address, &self.clock, browser, room)
    }

    /// The lead of a meeting that discusses: everyone may write.
    pub(crate) async fn discussion(&self, admin: &Browser, room: &str) -> Person {
        let mut lead = self.person(admin, room);
        lead.come().await;
        lead.does(MeetingCommand::OpenMeeting {}).await;
        lead.sees("an item", |view| view.item == Some(ItemIndex(0))).await;
        lead.does(MeetingCommand::Advance { from: ItemIndex(0), to: Some(ItemIndex(3)) }).await;
        lead
    }

    pub(crate) async fn member(&self, secret: &str, name: &str, room: &str) -> Person {
        let browser = Browser::of(&self.origin);
        let body = json!({"secret": secret, "name": name, "adult": true});
        browser.post("/api/invites/redeem", body).await.good();
        self.person(&browser, room)
    }
}

/// Where it listens and the one-time link, if there is one.
async fn first_words(stdout: tokio::process::ChildStdout) -> (String, Option<String>) {
    let mut lines = BufReader::new(stdout).lines();
    let mut next = async || lines.next_line().await.expect("lines").expect("it runs");
    let origin = next().await.rsplit(' ').next().expect("an origin").to_owned();
    // Without a link nothing more is said.
    let link = timeout(Duration::from_millis(300), async {
        next().await;
        next().await
    })
    .await;
    (origin, link.ok().map(|link| secret_of(link.trim())))
}

/// Real time goes by, for faults that have no other sign.
pub(crate) async fn a_while(ms: u64) {
    let _ = timeout(Duration::from_millis(ms), std::future::pending::<()>()).await;
}

/// Whether a file holds the text.
pub(crate) fn holds(path: &Path, text: &str) -> bool {
    let bytes = std::fs::read(path).expect("a file");
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}
