//! Servers that share a database, each a process of its own.

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
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
    time::timeout,
};

use crate::{
    postgres::{Postgres, url},
    relay::Relay,
    support::{
        Browser, PASSWORD,
        people::{invite, make_room},
        person::Person,
        room::peers,
        secret_of,
        socket::PATIENCE,
    },
};

/// One server.
pub(crate) struct Node {
    child: Child,
    pub(crate) address: SocketAddr,
    pub(crate) setup_secret: Option<String>,
    /// Between it and its database.
    pub(crate) relay: Arc<Relay>,
    data: Arc<TempDir>,
}

impl Node {
    /// Starts one that shares its database.
    async fn start(program: &Path, keys_url: &str, relay: Arc<Relay>, data: Arc<TempDir>) -> Self {
        let rows = url(relay.address.port(), "rows");
        let settings = ["--database-url", &rows, "--keys-url", keys_url, "--peer-listen", "127.0.0.1:0"];
        Self::start_with(program, &settings, relay, data).await
    }

    async fn start_with(program: &Path, settings: &[&str], relay: Arc<Relay>, data: Arc<TempDir>) -> Self {
        let log = File::options().create(true).append(true).open(data.path().join("log")).expect("a log");
        let mut command = Command::new(program);
        command.env_clear().args(["--listen", "127.0.0.1:0", "--log-level", "info"]).args(settings);
        command.arg("--data-dir").arg(data.path().join("rondo"));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log).kill_on_drop(true);
        let mut child = command.spawn().expect("the binary starts");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let mut next = async || timeout(PATIENCE, lines.next_line()).await.expect("in time").expect("lines");
        let said = next().await;
        let said = said.unwrap_or_else(|| {
            panic!("{}", std::fs::read_to_string(data.path().join("log")).expect("a log"))
        });
        let address = said.rsplit(' ').next().expect("an address").trim_start_matches("http://");
        let address = address.parse().unwrap_or_else(|_| panic!("no address: {said}"));
        let link = timeout(Duration::from_millis(300), async {
            lines.next_line().await.ok()??;
            lines.next_line().await.ok()?
        });
        let link = link.await.ok().flatten();
        Self { child, address, setup_secret: link.map(|link| secret_of(link.trim())), relay, data }
    }

    /// Waits until it has ended by itself.
    pub(crate) async fn ends(&mut self) {
        let ended = timeout(PATIENCE, self.child.wait()).await.expect("it ends").expect("a status");
        assert!(ended.success());
    }

    fn pid(&self) -> u32 {
        self.child.id().expect("it runs")
    }

    /// Sends a signal to the process.
    pub(crate) async fn signal(&self, signal: &str) {
        let sent = Command::new("kill").args([signal, &self.pid().to_string()]).status().await;
        assert!(sent.expect("kill").success());
    }

    pub(crate) fn data_dir(&self) -> PathBuf {
        self.data.path().join("rondo")
    }

    /// Where the other servers come in.
    pub(crate) fn peer_address(&self) -> String {
        let log = self.log();
        let said = log.lines().rev().find_map(|line| line.split("peer_address=").nth(1));
        said.expect("it says so").to_owned()
    }

    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.data.path().join("log")).expect("a log")
    }
}

/// Several of them.
pub(crate) struct Cluster {
    pub(crate) postgres: Postgres,
    /// With the keys, if they are somewhere else.
    pub(crate) keys: Option<Postgres>,
    pub(crate) nodes: Vec<Node>,
    /// With which servers are started.
    pub(crate) program: PathBuf,
    /// Only the pace of the clients goes by it; the servers have the system's clock.
    pub(crate) clock: Arc<ManualClock>,
}

impl Cluster {
    pub(crate) async fn start(count: usize) -> Self {
        Self::over(Postgres::start().await, None, count).await
    }

    /// On servers that run already.
    pub(crate) async fn over(postgres: Postgres, keys: Option<Postgres>, count: usize) -> Self {
        Self::of(this_program(), postgres, keys, count).await
    }

    /// One server on SQLite, with an empty PostgreSQL beside it.
    pub(crate) async fn alone() -> Self {
        let mut cluster = Self::over(Postgres::start().await, None, 0).await;
        let data = Arc::new(tempfile::tempdir().expect("a folder"));
        let relay = Arc::new(Relay::to(cluster.postgres.port).await);
        cluster.nodes.push(Node::start_with(&cluster.program, &[], relay, data).await);
        cluster
    }

    /// Starts one more, with what an operator copies from the first.
    pub(crate) async fn add(&mut self) {
        let data = Arc::new(tempfile::tempdir().expect("a folder"));
        if let Some(first) = self.nodes.first() {
            copy_keys(&first.data.path().join("rondo"), &data.path().join("rondo"));
        }
        let relay = Arc::new(Relay::to(self.postgres.port).await);
        self.nodes.push(Node::start(&self.program, &self.keys_url(), relay, data).await);
    }

    fn keys_url(&self) -> String {
        self.keys.as_ref().unwrap_or(&self.postgres).url("keys")
    }

    /// The same with servers of another build.
    pub(crate) async fn of(
        program: PathBuf,
        postgres: Postgres,
        keys: Option<Postgres>,
        count: usize,
    ) -> Self {
        let clock = Arc::new(ManualClock::new(SystemClock::new().unix_ms()));
        let mut cluster = Self { postgres, keys, nodes: Vec::new(), program, clock };
        for _ in 0..count {
            cluster.add().await;
        }
        cluster
    }

    /// The database of the rows was killed, and is on its standby from now on.
    pub(crate) async fn fail_over(&mut self, standby: Postgres) {
        standby.promote().await;
        for node in &self.nodes {
            node.relay.turn_to(standby.port);
        }
        self.postgres = standby;
    }

    /// Kills a server between two instructions.
    pub(crate) async fn kill(&mut self, number: usize) {
        self.nodes[number].child.kill().await.expect("killed");
    }

    /// Starts one again that was killed, on its data.
    pub(crate) async fn start_again(&mut self, number: usize) {
        let keys_url = self.keys_url();
        let Node { relay, data, .. } = &self.nodes[number];
        let (relay, data) = (Arc::clone(relay), Arc::clone(data));
        self.nodes[number] = Node::start(&self.program, &keys_url, relay, data).await;
    }

    /// The number of the server that has a room.
    pub(crate) async fn owner(&self, room: &str) -> Option<usize> {
        let sql = format!(
            "SELECT peer FROM room_owner JOIN node_lease USING (incarnation) WHERE encode(room, 'hex') = '{}'",
            hex(room)
        );
        let peer = self.postgres.psql("rows", &sql).await;
        self.nodes.iter().position(|node| node.peer_address() == peer.trim())
    }

    /// What a command beside the servers prints.
    pub(crate) async fn rondo(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(&self.program);
        command.env_clear().args(["--database-url", &self.postgres.url("rows")]).args(arguments);
        let output = command.output().await.expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    }

    /// The administrator's browser, a room, and the secret of its invite.
    pub(crate) async fn room(&self, room: Value) -> (Browser, String, String) {
        let first = &self.nodes[0];
        let admin = self.browser(0);
        let secret =
            self.nodes.iter().rev().find_map(|node| node.setup_secret.clone()).or(first.setup_secret.clone());
        let body = json!({"secret": secret, "name": "ada", "display_name": "Ada", "password": PASSWORD});
        admin.post("/api/setup", body).await.good();
        let room = make_room(&admin, room).await;
        let (_, secret) = invite(&admin, &room, "member").await;
        (admin, room, secret)
    }

    /// A browser that asks one of the servers.
    pub(crate) fn browser(&self, node: usize) -> Browser {
        Browser::of(&format!("http://{}", self.nodes[node].address))
    }

    /// A person whose socket goes to one of the servers.
    pub(crate) fn person(&self, node: usize, browser: &Browser, room: &str) -> Person {
        Person::at(self.nodes[node].address, &self.clock, browser, room)
    }

    pub(crate) async fn member(&self, node: usize, secret: &str, name: &str, room: &str) -> Person {
        let browser = self.browser(node);
        let body = json!({"secret": secret, "name": name, "adult": true});
        browser.post("/api/invites/redeem", body).await.good();
        self.person(node, &browser, room)
    }
}

/// A meeting in which everyone may write, with a lead and a member.
pub(crate) struct Meeting {
    pub(crate) admin: Browser,
    pub(crate) room: String,
    pub(crate) secret: String,
    pub(crate) lead: Person,
    pub(crate) member: Person,
    said: usize,
}

impl Meeting {
    /// Begins one on a server, which has its room then.
    pub(crate) async fn begin(cluster: &Cluster, node: usize) -> Self {
        let meeting = Self::open(cluster, node).await;
        assert_eq!(cluster.owner(&meeting.room).await, Some(node));
        meeting
    }

    pub(crate) async fn open(cluster: &Cluster, node: usize) -> Self {
        let (admin, room, secret) = cluster.room(peers("tools_discussion")).await;
        let mut lead = cluster.person(node, &admin, &room);
        lead.come().await;
        lead.does(MeetingCommand::OpenMeeting {}).await;
        lead.sees("an item", |view| view.item == Some(ItemIndex(0))).await;
        lead.does(MeetingCommand::Advance { from: ItemIndex(0), to: Some(ItemIndex(3)) }).await;
        let mut member = cluster.member(node, &secret, "Odile", &room).await;
        member.come().await;
        Self { admin, room, secret, lead, member, said: 0 }
    }

    /// The member says something, and it is acknowledged.
    pub(crate) async fn say(&mut self, cluster: &Cluster, text: &str) {
        let unanswered = self.send(text).await;
        self.send_again(unanswered).await;
        cluster.clock.advance_ms(1_000);
    }

    /// The member says something and does not wait for the answer; under which id.
    pub(crate) async fn send(&mut self, text: &str) -> (String, String) {
        self.said += 1;
        let id = format!("m{}", self.said);
        self.member.send(&id, post(text)).await;
        (id, text.to_owned())
    }

    /// What was not answered is said again under its id: said then or now, but once.
    pub(crate) async fn send_again(&mut self, (id, text): (String, String)) {
        self.member.sees("the open floor", |view| view.pause.is_none()).await;
        self.member.ask_as(&id, post(&text)).await.expect("said, then or now");
    }

    /// Both come back by another server, again and again until they are let in.
    pub(crate) async fn move_to(&mut self, cluster: &Cluster, node: usize) {
        for person in [&mut self.member, &mut self.lead] {
            person.address = cluster.nodes[node].address;
            person.cut();
            back(person).await;
        }
    }

    /// The lead sees these messages, once and in order, and nothing else.
    pub(crate) async fn holds(&mut self, texts: &[&str]) {
        self.lead.sees("all of it", |view| view.messages.len() >= texts.len()).await;
        assert_eq!(self.lead.texts(), texts);
    }
}

fn post(text: &str) -> MeetingCommand {
    MeetingCommand::Post { text: text.to_owned(), note: None }
}

/// As a client: again and again until it is let in.
pub(crate) async fn back(person: &mut Person) {
    let comes = async {
        while !person.try_connect_with_token().await {
            a_while(250).await;
        }
    };
    timeout(PATIENCE, comes).await.expect("it comes back");
}

/// The program as it is built here.
pub(crate) fn this_program() -> PathBuf {
    env!("CARGO_BIN_EXE_rondo").into()
}

/// What an operator copies to each server.
pub(crate) fn copy_keys(from: &Path, to: &Path) {
    std::fs::create_dir_all(to.join("keys")).expect("a folder");
    for file in ["signing-keys.json", "push-key", "webhook-key", "second-factor-key", "keys/root.key"] {
        std::fs::copy(from.join(file), to.join(file)).expect(file);
    }
}

/// The bytes of an id, in hexadecimal.
fn hex(id: &str) -> String {
    let id: rondo::meeting::id::RoomId = id.parse().expect("an id");
    data_encoding::HEXLOWER.encode(id.as_bytes())
}

/// How much real time goes by, to be told.
pub(crate) struct Stopwatch(SystemClock);

impl Stopwatch {
    pub(crate) fn start() -> Self {
        Self(SystemClock::new())
    }

    pub(crate) fn ms(&self) -> u64 {
        self.0.monotonic_ms()
    }
}

/// Real time goes by, for faults that have no other sign.
pub(crate) async fn a_while(ms: u64) {
    let _ = timeout(Duration::from_millis(ms), std::future::pending::<()>()).await;
}
