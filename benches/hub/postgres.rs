//! A PostgreSQL server for a run, which ends with it.

use std::{
    io::{BufRead, BufReader},
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
};

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tempfile::TempDir;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A running server: it stops when its input ends.
pub(crate) struct Postgres {
    port: u16,
    _running: Child,
    _folder: TempDir,
}

impl Postgres {
    pub(crate) fn start() -> Result<Self, Failure> {
        let folder = tempfile::tempdir()?;
        // Its own user has to reach what lies in it.
        std::fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let serve = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/postgres/serve");
        let mut running = Command::new(serve)
            .arg(folder.path().join("postgres"))
            .arg(port.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut said = String::new();
        BufReader::new(running.stdout.take().ok_or("no output")?).read_line(&mut said)?;
        if said.trim() != "ready" {
            return Err("PostgreSQL did not start".into());
        }
        Ok(Self { port, _running: running, _folder: folder })
    }

    /// The address of a new database.
    pub(crate) async fn database(&self, name: &str) -> Result<String, Failure> {
        let url = |database: &str| format!("postgres://rondo@127.0.0.1:{}/{database}", self.port);
        let mut conn = PgConnection::connect(&url("postgres")).await?;
        sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut conn).await?;
        conn.close().await?;
        Ok(url(name))
    }
}
