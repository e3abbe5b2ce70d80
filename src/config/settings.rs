//! The checked settings of a server.

use std::{
    fs, io,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use ipnet::IpNet;

use super::{
    error::SettingError, help_lines::HelpLine, identity::IdentityConfig, limits::SOCKETS, origin::Origin,
    smtp::SmtpConfig,
};
use crate::auth::Issuer;

/// How logs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object on each line.
    Json,
}

/// Whether those who manage accounts or lead therapy need an app beside their password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum SecondFactorRule {
    /// They do nothing else before it is set up.
    Required,
    /// They choose.
    Optional,
}

/// How a server takes part among those that share a database.
#[derive(Debug, Clone)]
pub struct PeerConfig {
    /// The address to listen on for the others.
    pub listen: SocketAddr,
    /// Where they reach it: a host and a port; `None` means the address it listens on.
    pub address: Option<String>,
}

/// Checked settings of a server.
#[derive(Debug, Clone)]
pub struct Config {
    /// The address to listen on; port 0 lets the system choose.
    pub listen: SocketAddr,
    /// The directory of the keys and, unless `database` says otherwise, the database.
    pub data_dir: PathBuf,
    /// A path, a `sqlite:` or a `postgres:` URL; `None` means `rondo.db` in the data directory.
    pub database: Option<String>,
    /// The `postgres:` URL of the keys, for servers that share one database; `None` means files.
    pub keys: Option<String>,
    /// Where other servers of the database come in; `None` if this one has it for itself.
    pub peer: Option<PeerConfig>,
    /// Origins whose pages may use the server, besides the public and the loopback ones.
    pub allowed_origins: Vec<Origin>,
    /// The origin people use, for links; `None` means the listening address.
    pub public_url: Option<Origin>,
    /// The networks of proxies whose word on their clients' addresses counts; `None` means this
    /// machine, if the public origin is https.
    pub trusted_proxies: Option<Vec<IpNet>>,
    /// Most WebSockets that are open at once.
    pub sockets_max: u32,
    /// Sites whose own entry tokens are accepted.
    pub issuers: Vec<Issuer>,
    /// Help lines of the operator's own; those of a country take the place of the ones that come with the
    /// client.
    pub help_lines: Vec<HelpLine>,
    /// Whether those who manage accounts or lead therapy need a second factor; `None` means unless the public
    /// origin is a loopback address.
    pub second_factor: Option<SecondFactorRule>,
    /// The identity provider by which people can sign in.
    pub identity: Option<IdentityConfig>,
    /// Whether the server's own requests may go to this machine, over plain http too.
    pub outgoing_loopback: bool,
    /// The mail server; without one no mail is sent.
    pub smtp: Option<SmtpConfig>,
    /// Whether the server starts although keys of series are lost.
    pub accept_lost_series: bool,
    /// Whether the server starts with a rehearsal under way.
    pub demo: bool,
}

impl Config {
    /// The default settings, with this address and data directory.
    #[must_use]
    pub fn new(listen: SocketAddr, data_dir: PathBuf) -> Self {
        Self {
            listen,
            data_dir,
            database: None,
            keys: None,
            peer: None,
            allowed_origins: Vec::new(),
            public_url: None,
            trusted_proxies: None,
            sockets_max: SOCKETS,
            issuers: Vec::new(),
            help_lines: Vec::new(),
            second_factor: None,
            identity: None,
            outgoing_loopback: false,
            smtp: None,
            accept_lost_series: false,
            demo: false,
        }
    }

    /// Creates the data directory and checks that it can be written.
    ///
    /// # Errors
    /// With a line for the operator.
    pub fn prepare_data_dir(&self) -> Result<(), SettingError> {
        prepare_dir(&self.data_dir).map_err(|error| {
            SettingError::new("--data-dir", format_args!("{}: {error}", self.data_dir.display()))
        })
    }

    /// The path or URL that the store opens.
    #[must_use]
    pub fn database(&self) -> String {
        self.database.clone().unwrap_or_else(|| self.data_dir.join("rondo.db").display().to_string())
    }

    /// Whether the database is a file of this server's.
    #[must_use]
    pub fn has_own_database(&self) -> bool {
        !self.database.as_deref().is_some_and(is_postgres)
    }

    /// The file of the keys that sign this server's entry tokens.
    #[must_use]
    pub fn signing_keys(&self) -> PathBuf {
        self.data_dir.join("signing-keys.json")
    }

    /// The file of the key from which the secrets of webhooks come.
    #[must_use]
    pub fn webhook_key(&self) -> PathBuf {
        self.data_dir.join("webhook-key")
    }

    /// The file of the key from which the secrets of second factors come.
    #[must_use]
    pub fn second_factor_key(&self) -> PathBuf {
        self.data_dir.join("second-factor-key")
    }

    /// The file of the key by which push services know this server.
    #[must_use]
    pub fn push_key(&self) -> PathBuf {
        self.data_dir.join("push-key")
    }
}

/// Whether a database is in PostgreSQL.
pub(super) fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres:") || url.starts_with("postgresql:")
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
