//! A PostgreSQL server for the tests of this process, which ends with it.

use std::{
    io::{BufRead as _, BufReader},
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    sync::OnceLock,
};

use sqlx::{Connection as _, PgConnection};
use tempfile::TempDir;

use super::connect::Target;

/// A running server: it stops when its input ends.
struct Server {
    port: u16,
    _running: Child,
    _folder: TempDir,
}

/// The address of a new, empty schema: for a server as good as a database, and made in a moment.
pub(in crate::store) async fn new_database() -> String {
    static SERVER: OnceLock<Server> = OnceLock::new();
    let fast = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
    new_schema(SERVER.get_or_init(|| start(&fast)).port).await
}

/// The same on a server that commits to the disk.
pub(in crate::store) async fn durable_database() -> String {
    static SERVER: OnceLock<Server> = OnceLock::new();
    new_schema(SERVER.get_or_init(|| start(&[])).port).await
}

async fn new_schema(port: u16) -> String {
    let mut name = [0; 8];
    getrandom::fill(&mut name).expect("randomness");
    let name = format!("t{}", data_encoding::HEXLOWER.encode(&name));
    let address = format!("postgres://rondo@127.0.0.1:{port}/postgres");
    let mut conn = PgConnection::connect(&address).await.expect("a server that answers");
    let create = sqlx::AssertSqlSafe(format!("CREATE SCHEMA {name}"));
    sqlx::query(create).execute(&mut conn).await.expect("a schema");
    format!("{address}?options[search_path]={name}")
}

pub(in crate::store) fn target(address: &str) -> Target {
    Target::parse(address).expect("an address")
}

fn start(settings: &[&str]) -> Server {
    let folder = tempfile::tempdir().expect("a folder");
    // The server's own user has to reach what lies in it.
    std::fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755))
        .expect("a mode");
    let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
    let serve = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/postgres/serve");
    let mut running = Command::new(serve)
        .arg(folder.path().join("postgres"))
        .arg(port.to_string())
        .args(settings)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("tests/postgres/serve");
    let mut said = String::new();
    let out = running.stdout.take().expect("its output");
    BufReader::new(out).read_line(&mut said).expect("a line");
    assert_eq!(said.trim(), "ready", "PostgreSQL did not start");
    Server { port, _running: running, _folder: folder }
}
