//! A PostgreSQL server that ends with its test.

use std::{net::TcpListener, os::unix::fs::PermissionsExt, path::Path, process::Stdio, time::Duration};

use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
    time::timeout,
};

/// The address of a database behind a port.
pub(crate) fn url(port: u16, database: &str) -> String {
    format!("postgres://rondo@127.0.0.1:{port}/{database}")
}

/// A running server with one database for the rows and one for the keys. It stops when its input ends.
pub(crate) struct Postgres {
    pub(crate) port: u16,
    _running: Child,
    folder: TempDir,
}

impl Postgres {
    pub(crate) async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// The same with other settings, as `name=value`.
    pub(crate) async fn start_with(settings: &[&str]) -> Self {
        let postgres = Self::serve(settings, None).await;
        for database in ["rows", "keys"] {
            postgres.psql("postgres", &format!("CREATE DATABASE {database}")).await;
        }
        postgres
    }

    /// A standby. From now on nothing is committed on this server that is not on that one too.
    pub(crate) async fn standby(&self) -> Self {
        let standby = Self::serve(&[], Some(self.port)).await;
        self.psql("postgres", "ALTER SYSTEM SET synchronous_standby_names = '*'").await;
        self.psql("postgres", "SELECT pg_reload_conf()").await;
        standby
    }

    /// The standby is the server from now on.
    pub(crate) async fn promote(&self) {
        assert_eq!(self.psql("postgres", "SELECT pg_promote()").await.trim(), "t");
    }

    /// All its processes are gone, between two instructions.
    pub(crate) async fn kill(&self) {
        self.signal("-KILL").await;
    }

    async fn serve(settings: &[&str], standby_of: Option<u16>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o755)).expect("a mode");
        let free = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
        let port = free.expect("a port").port();
        let serve = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/postgres/serve");
        let mut running = Command::new(serve)
            .envs(standby_of.map(|port| ("STANDBY_OF", port.to_string())))
            .arg(folder.path().join("postgres"))
            .arg(port.to_string())
            .args(settings)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("tests/postgres/serve");
        let mut lines = BufReader::new(running.stdout.take().expect("its output")).lines();
        let said = lines.next_line().await.expect("a line");
        assert_eq!(said.as_deref(), Some("ready"), "PostgreSQL did not start");
        Self { port, _running: running, folder }
    }

    /// The address of one of its databases.
    pub(crate) fn url(&self, database: &str) -> String {
        url(self.port, database)
    }

    /// All its processes stand still for a while.
    pub(crate) async fn stand_still(&self, long: Duration) {
        self.stop().await;
        let _ = timeout(long, std::future::pending::<()>()).await;
        self.go_on().await;
    }

    /// All its processes stand still.
    pub(crate) async fn stop(&self) {
        self.signal("-STOP").await;
    }

    /// They go on.
    pub(crate) async fn go_on(&self) {
        self.signal("-CONT").await;
    }

    /// Sends a signal to all its processes.
    async fn signal(&self, signal: &str) {
        let first = std::fs::read_to_string(self.folder.path().join("postgres/data/postmaster.pid"));
        let first = first.expect("it runs").lines().next().expect("its number").to_owned();
        let script = format!("kill {signal} {first} $(ps --no-headers -o pid --ppid {first})");
        assert!(Command::new("sh").args(["-c", &script]).status().await.expect("a shell").success());
    }

    /// Makes a database as another one is at this moment, as a backup has it.
    pub(crate) async fn copy(&self, from: &str, to: &str) {
        self.psql("postgres", &format!("CREATE DATABASE {to}")).await;
        let script =
            format!("set -e; pg_dump '{}' | psql --quiet --no-psqlrc '{}'", self.url(from), self.url(to));
        let output = Command::new("sh").args(["-c", &script]).output().await.expect("a shell");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Runs SQL; what it says, a line for each row.
    pub(crate) async fn psql(&self, database: &str, sql: &str) -> String {
        let output = Command::new("psql")
            .args([
                "--no-psqlrc",
                "--quiet",
                "--tuples-only",
                "--no-align",
                "--command",
                sql,
                &self.url(database),
            ])
            .output();
        let output = output.await.expect("psql");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    }
}
