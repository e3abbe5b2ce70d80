//! The servers that are measured, each a process of its own.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use data_encoding::BASE64URL_NOPAD;
use futures::{StreamExt, TryStreamExt, stream};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use reqwest::Client;
use serde_json::{Value, json};
use sqlx::{Connection, SqliteConnection};
use tempfile::TempDir;

use crate::{
    load::Room,
    member::{Heard, Member, Speech},
    postgres::Postgres,
    process::Process,
};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// How many members come at once while rooms are filled.
const COMING_AT_ONCE: usize = 64;
/// Rooms that one account makes.
const ROOMS_PER_HOST: usize = 200;
const PASSWORD: &str = "seven lamps along the quiet harbour";
const ISSUER: &str = "https://bench.example";
/// The key pair of RFC 8037, appendix A.
const SEED: &str = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";
const PUBLIC: &str = r#"{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"k1","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"#;
/// What a PKCS #8 Ed25519 key has before its seed (RFC 8410, section 7).
const PKCS8: [u8; 16] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
const TOKEN_S: u64 = 15 * 60;

/// A server that runs.
pub(crate) enum Server {
    Rondo(Box<Rondo>),
    /// One that knows rooms by a path, or socket.io.
    Other {
        process: Process,
        address: SocketAddr,
        socket_io: bool,
        rooms: AtomicU64,
    },
}

impl Server {
    pub(crate) const fn other(process: Process, address: SocketAddr, socket_io: bool) -> Self {
        Self::Other { process, address, socket_io, rooms: AtomicU64::new(0) }
    }

    pub(crate) fn process(&self) -> &Process {
        match self {
            Self::Rondo(rondo) => &rondo.process,
            Self::Other { process, .. } => process,
        }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        match self {
            Self::Rondo(rondo) => rondo.address,
            Self::Other { address, .. } => *address,
        }
    }

    /// Where members come in.
    pub(crate) fn door(&self) -> SocketAddr {
        match self {
            Self::Rondo(rondo) => rondo.door.unwrap_or(rondo.address),
            Self::Other { address, .. } => *address,
        }
    }

    /// This many new rooms, each with how its members come. The first opens the meeting.
    pub(crate) async fn rooms(&self, rooms: usize, members: usize) -> Result<Vec<Vec<Speech>>, Failure> {
        if let Self::Rondo(rondo) = self {
            return rondo.rooms(rooms, members).await;
        }
        let Self::Other { socket_io, rooms: made, .. } = self else { return Ok(Vec::new()) };
        let room = |_| {
            let path = format!("/room-{}", made.fetch_add(1, Ordering::Relaxed));
            let speech = if *socket_io { Speech::SocketIo { room: path } } else { Speech::Plain { path } };
            vec![speech; members]
        };
        Ok((0..rooms).map(room).collect())
    }

    /// Starts our own server again, with nobody in it.
    pub(crate) async fn restart(&mut self) -> Result<(), Failure> {
        if let Self::Rondo(rondo) = self {
            rondo.restart().await?;
        }
        Ok(())
    }

    /// Fills rooms: the first of each before the others.
    pub(crate) async fn fill(&self, rooms: Vec<Vec<Speech>>) -> Result<Vec<Arc<Room>>, Failure> {
        let filled = rooms.into_iter().map(|members| async move {
            let heard = Arc::<Heard>::default();
            let mut here = Vec::with_capacity(members.len());
            for speech in members {
                // The first brings the room to the server that is to have it.
                let address = if here.is_empty() { self.address() } else { self.door() };
                here.push(Member::connect(address, speech, Arc::clone(&heard)).await?);
            }
            Ok::<_, Failure>(Arc::new(Room { members: here, heard }))
        });
        stream::iter(filled).buffered(COMING_AT_ONCE).try_collect().await
    }
}

/// Our own server, with everything on: tokens, turns, the log, limits, metrics.
pub(crate) struct Rondo {
    process: Process,
    address: SocketAddr,
    folder: TempDir,
    program: PathBuf,
    /// Where its rows are, as arguments; empty for a file.
    rows: Vec<String>,
    /// Of another server, which leads on to this one.
    door: Option<SocketAddr>,
    admin: Client,
}

/// How many servers there are, and where members come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Together {
    /// One that has the database for itself.
    Alone,
    /// Two, and members come to the one that has their rooms.
    Owner,
    /// Two, and members come to the other one.
    LedOn,
}

/// What a server that was stopped finds again.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Logged {
    /// The meetings that ran.
    pub(crate) meetings: u64,
    /// The events in all of their logs.
    pub(crate) events: u64,
}

impl Rondo {
    /// Starts a build of the program on a file.
    pub(crate) async fn start(program: &Path) -> Result<Self, Failure> {
        Self::start_over(program, Vec::new()).await
    }

    /// Starts a build of the program on PostgreSQL, with databases of its own.
    pub(crate) async fn start_on(
        program: &Path,
        postgres: &Postgres,
        name: &str,
        together: Together,
    ) -> Result<Self, Failure> {
        let database = async |kind| {
            let database = format!("{name}_{kind}");
            postgres.psql("postgres", &format!("CREATE DATABASE {database}")).await;
            postgres.url(&database)
        };
        let mut rows = vec!["--database-url".to_owned(), database("rows").await];
        if together == Together::Alone {
            return Self::start_over(program, rows).await;
        }
        rows.extend(["--keys-url".to_owned(), database("keys").await]);
        rows.extend(["--peer-listen".to_owned(), "127.0.0.1:0".to_owned()]);
        let mut owner = Self::start_over(program, rows).await?;
        let folder = owner.folder.path().join("other");
        fs::create_dir_all(folder.join("data/keys"))?;
        for file in ["signing-keys.json", "push-key", "webhook-key", "second-factor-key", "keys/root.key"] {
            fs::copy(owner.folder.path().join("data").join(file), folder.join("data").join(file))?;
        }
        for file in ["issuers.json", "key.json"] {
            fs::copy(owner.folder.path().join(file), folder.join(file))?;
        }
        let mut other = Process::start(&mut Self::command(program, &folder, "127.0.0.1:0", &owner.rows))?;
        let mut lines = BufReader::new(other.child.stdout.take().ok_or("no output")?).lines();
        let said = lines.next().ok_or("no address")??;
        let address = said.rsplit("http://").next().unwrap_or_default().trim().parse()?;
        std::thread::spawn(move || lines.for_each(drop));
        owner.process.helper = Some(Box::new(other));
        owner.door = (together == Together::LedOn).then_some(address);
        Ok(owner)
    }

    async fn start_over(program: &Path, rows: Vec<String>) -> Result<Self, Failure> {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        fs::write(folder.path().join("key.json"), PUBLIC)?;
        let issuers = json!([{
            "iss": ISSUER, "key_file": "key.json", "rooms": "all", "roles": ["member", "facilitator"],
        }]);
        fs::write(folder.path().join("issuers.json"), issuers.to_string())?;
        let mut process = Process::start(&mut Self::command(program, folder.path(), "127.0.0.1:0", &rows))?;
        let (address, secret) = tokio::task::spawn_blocking({
            let out = process.child.stdout.take().ok_or("no output")?;
            move || setup_link(BufReader::new(out))
        })
        .await??;
        let admin = Client::builder().cookie_store(true).build()?;
        let program = program.to_owned();
        let rondo = Self { process, address, folder, program, rows, door: None, admin };
        let admin = json!({"secret": secret, "name": "ada", "display_name": "Ada", "password": PASSWORD});
        rondo.post(&rondo.admin, "/api/setup", admin).await?;
        Ok(rondo)
    }

    fn command(program: &Path, folder: &Path, listen: &str, rows: &[String]) -> Command {
        let mut command = Command::new(program);
        command.args(["--listen", listen, "--log-level", "error", "--data-dir"]).arg(folder.join("data"));
        command.arg("--issuers").arg(folder.join("issuers.json")).args(rows);
        // As in deploy/rondo.service.
        command.env("MALLOC_ARENA_MAX", "2");
        command
    }

    /// Stops the server and starts it on the same address. What it found again in its file, and how long it was
    /// until it answered that it is ready, in seconds.
    pub(crate) async fn restart(&mut self) -> Result<(Logged, f64), Failure> {
        let pid = self.process.child.id().to_string();
        Command::new("kill").args(["-TERM", &pid]).status()?;
        self.process.child.wait()?;
        let logged = self.logged().await?;
        let begun = Instant::now();
        let (helper, address) = (self.process.helper.take(), self.address.to_string());
        let mut command = Self::command(&self.program, self.folder.path(), &address, &self.rows);
        self.process = Process::start(&mut command)?;
        self.process.helper = helper;
        // What it prints is read, so that it never waits.
        if let Some(mut out) = self.process.child.stdout.take() {
            std::thread::spawn(move || std::io::copy(&mut out, &mut std::io::sink()));
        }
        let ready = format!("http://{}/readyz", self.address);
        while !self
            .admin
            .get(&ready)
            .timeout(Duration::from_secs(5))
            .send()
            .await
            .is_ok_and(|answer| answer.status().is_success())
        {
            if begun.elapsed() > Duration::from_secs(60) {
                return Err("the server was not ready within a minute".into());
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Ok((logged, begun.elapsed().as_secs_f64()))
    }

    /// What is logged, while the server is stopped.
    async fn logged(&self) -> Result<Logged, Failure> {
        if !self.rows.is_empty() {
            return Ok(Logged { meetings: 0, events: 0 });
        }
        let path = self.folder.path().join("data/rondo.db");
        let mut database = SqliteConnection::connect(&format!("sqlite:{}", path.display())).await?;
        let all = "SELECT COUNT(DISTINCT meeting), COALESCE(SUM(last_seq - first_seq + 1), 0) FROM log";
        let (meetings, events) = sqlx::query_as(all).fetch_one(&mut database).await?;
        database.close().await?;
        Ok(Logged { meetings, events })
    }

    /// The size of a file of the database, in bytes; its name ends so.
    pub(crate) fn stored_bytes(&self, end: &str) -> u64 {
        let files = fs::read_dir(self.folder.path().join("data")).into_iter().flatten().flatten();
        let wanted = files.filter(|file| file.file_name().to_string_lossy().ends_with(end));
        wanted.filter_map(|file| file.metadata().ok()).map(|data| data.len()).sum()
    }

    async fn rooms(&self, rooms: usize, members: usize) -> Result<Vec<Vec<Speech>>, Failure> {
        let mut made = Vec::with_capacity(rooms);
        while made.len() < rooms {
            let host = self.host().await?;
            for _ in 0..ROOMS_PER_HOST.min(rooms - made.len()) {
                let room = json!({
                    "kind": "peer_led", "format": "peer_checkin", "title": "Bench", "topics": [],
                    "suits": "", "not_for": "", "capacity": members,
                });
                let room = self.post(&host, "/api/rooms", room).await?;
                made.push(room["id"].as_str().ok_or("a room without an id")?.to_owned());
            }
        }
        made.iter().map(|room| (0..members).map(|member| speech(room, member)).collect()).collect()
    }

    async fn host(&self) -> Result<Client, Failure> {
        static HOSTS: AtomicU64 = AtomicU64::new(0);
        let name = format!("host{}", HOSTS.fetch_add(1, Ordering::Relaxed));
        let account = json!({"name": name, "display_name": name, "is_host": true, "is_therapist": false});
        let made = self.post(&self.admin, "/api/accounts", account).await?;
        let secret = made["link"].as_str().and_then(|link| link.split('#').nth(1)).ok_or("no link")?;
        let host = Client::builder().cookie_store(true).build()?;
        self.post(&host, "/api/claim", json!({"secret": secret, "password": PASSWORD})).await?;
        Ok(host)
    }

    async fn post(&self, client: &Client, path: &str, body: Value) -> Result<Value, Failure> {
        let origin = format!("http://{}", self.address);
        let request = client.post(format!("{origin}{path}")).header("origin", &origin).json(&body);
        let answer = request.send().await?;
        let (status, text) = (answer.status(), answer.text().await?);
        if !status.is_success() {
            return Err(format!("{path}: {status} {text}").into());
        }
        Ok(serde_json::from_str(&text).unwrap_or(Value::Null))
    }
}

/// The address and the secret of the one-time link that the server prints.
fn setup_link(out: impl BufRead + Send + 'static) -> Result<(SocketAddr, String), Failure> {
    let mut lines = out.lines();
    while let Some(line) = lines.next().transpose()? {
        if let Some((before, secret)) = line.split_once("/setup#") {
            let address = before.rsplit("http://").next().unwrap_or_default().parse()?;
            std::thread::spawn(move || lines.for_each(drop));
            let secret = secret.split_whitespace().next().unwrap_or_default();
            return Ok((address, secret.to_owned()));
        }
    }
    Err("the server printed no link for its setup".into())
}

/// How a member comes with a token that the operator's site signed.
fn speech(room: &str, member: usize) -> Result<Speech, Failure> {
    let opens = member == 0;
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let role = if opens { "facilitator" } else { "member" };
    let user = format!("{room}-{member}");
    let claims = json!({
        "iss": ISSUER, "aud": format!("rondo:{room}"), "sub": user, "role": role, "jti": format!("{user}-{now}"),
        "iat": now, "exp": now + TOKEN_S,
    });
    let mut header = Header::new(Algorithm::EdDSA);
    header.typ = Some("rondo-entry+jwt".into());
    header.kid = Some("k1".into());
    let key = [&PKCS8[..], &BASE64URL_NOPAD.decode(SEED.as_bytes())?].concat();
    let token = encode(&header, &claims, &EncodingKey::from_ed_der(&key))?;
    Ok(Speech::Rondo { room: room.to_owned(), token, name: name(member), opens, resume: None })
}

/// A name that looks like no other's in the room.
fn name(member: usize) -> String {
    let (first, second) = (b"BDFGKLMNPRST"[member % 12], b"aeiou"[member / 12 % 5]);
    format!("{}{}zo", first as char, second as char)
}

/// Starts the bare server, which is this program in another role.
pub(crate) fn bare(corked: bool) -> Result<Server, Failure> {
    let role = if corked { "serve-corked" } else { "serve-bare" };
    other(Command::new(std::env::current_exe()?).arg(role), false)
}

/// Starts a server that prints its address.
pub(crate) fn other(command: &mut Command, socket_io: bool) -> Result<Server, Failure> {
    let mut process = Process::start(command)?;
    let mut line = String::new();
    BufReader::new(process.child.stdout.take().ok_or("no output")?).read_line(&mut line)?;
    Ok(Server::other(process, line.trim().parse()?, socket_io))
}

/// Where results are written.
pub(crate) fn results() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("hub.json")
}
