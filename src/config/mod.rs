//! The server's settings: what the operator may choose, checked before anything is started.

mod cli;
mod issuers;
mod origin;

use std::{
    fs, io,
    net::SocketAddr,
    path::{Path, PathBuf},
};

pub use self::{
    cli::{Cli, Command, TokenRequest},
    origin::{InvalidOrigin, Origin},
};
use crate::auth::Issuer;

/// A setting is wrong. Its text is one line for the operator.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct SettingError(pub String);

impl SettingError {
    pub(crate) fn new(setting: &str, problem: impl std::fmt::Display) -> Self {
        Self(format!("{setting}: {problem}"))
    }
}

/// How logs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Checked settings of a server.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to listen; port 0 lets the system choose.
    pub listen: SocketAddr,
    /// Where everything is kept.
    pub data_dir: PathBuf,
    /// A path or `sqlite:` URL; none is `rondo.db` in the data directory.
    pub database: Option<String>,
    /// Origins of pages that may use the server, beside the public and the loopback ones.
    pub allowed_origins: Vec<Origin>,
    /// The origin people use; none is the listening address.
    pub public_url: Option<Origin>,
    /// Operators whose tokens are accepted.
    pub issuers: Vec<Issuer>,
    /// Whether a rehearsal is going from the start.
    pub demo: bool,
}

impl Config {
    /// The default settings with another address and data directory.
    #[must_use]
    pub fn new(listen: SocketAddr, data_dir: PathBuf) -> Self {
        Self {
            listen,
            data_dir,
            database: None,
            allowed_origins: Vec::new(),
            public_url: None,
            issuers: Vec::new(),
            demo: false,
        }
    }

    /// Makes the data directory and tries to write there.
    ///
    /// # Errors
    /// With a line for the operator.
    pub fn prepare_data_dir(&self) -> Result<(), SettingError> {
        prepare_dir(&self.data_dir).map_err(|error| {
            SettingError::new("--data-dir", format_args!("{}: {error}", self.data_dir.display()))
        })
    }

    /// What the store opens.
    #[must_use]
    pub fn database(&self) -> String {
        self.database.clone().unwrap_or_else(|| self.data_dir.join("rondo.db").display().to_string())
    }

    /// Where this server keeps the keys that sign entry tokens.
    #[must_use]
    pub fn signing_keys(&self) -> PathBuf {
        self.data_dir.join("signing-keys.json")
    }
}

fn prepare_dir(dir: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)?;
    let probe = dir.join(".writable");
    fs::write(&probe, [])?;
    fs::remove_file(probe)
}

/// Checks a database URL: SQLite is built, PostgreSQL is not yet.
fn database(url: &str) -> Result<String, SettingError> {
    let wrong = |problem: String| Err(SettingError::new("--database-url", problem));
    // A scheme of one letter is a drive of Windows.
    let scheme = url.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| scheme.len() > 1);
    match scheme {
        _ if url.is_empty() => wrong("is empty".into()),
        None | Some("sqlite") => Ok(url.to_owned()),
        Some("postgres" | "postgresql") => {
            wrong("PostgreSQL is not built yet; leave it out to use the embedded SQLite database".into())
        }
        Some(other) => wrong(format!("\"{other}\" is not known; use a path or sqlite:<path>")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sqlite_is_a_database_yet() {
        assert_eq!(database("/srv/rondo.db").as_deref(), Ok("/srv/rondo.db"));
        assert_eq!(database("sqlite:rondo.db").as_deref(), Ok("sqlite:rondo.db"));
        for (url, part) in [("postgres://db/x", "not built yet"), ("mysql://db", "\"mysql\""), ("", "empty")]
        {
            let error = database(url).unwrap_err().to_string();
            assert!(error.starts_with("--database-url") && error.contains(part), "{error}");
            assert_eq!(error.lines().count(), 1);
        }
    }
}
