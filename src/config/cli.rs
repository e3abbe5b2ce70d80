//! The command line and the environment.

use std::{ffi::OsString, net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand, error::ErrorKind};

use super::{Config, LogFormat, Origin, SettingError, database, issuers};
use crate::{
    auth::limits::LIFETIME_S_MAX,
    meeting::{
        id::{ParticipantId, RoomId},
        role::Role,
    },
};

/// A self-hosted server for meetings held in chat: support groups and group therapy.
#[derive(Debug, Parser)]
#[command(name = "rondo", version)]
pub struct Cli {
    #[command(flatten)]
    settings: Settings,
    /// What to do; `serve` when left out.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the server (the default).
    Serve,
    /// Run the server with a rehearsal going: simulated members hold a meeting. Its data is kept
    /// apart, in the folder `demo` of the data directory.
    Demo,
    /// Print an entry token (JWT) for a room, signed with this server's key.
    Token(TokenRequest),
}

/// What the token shall say.
#[derive(Debug, Args)]
pub struct TokenRequest {
    /// The room's id.
    #[arg(long)]
    pub room: RoomId,
    /// The role to enter with: member, observer, facilitator, co_facilitator, therapist, co_therapist.
    #[arg(long)]
    pub role: Role,
    /// The participant it is for; a new one when left out.
    #[arg(long)]
    pub participant: Option<ParticipantId>,
    /// How long it is good, at most 15 minutes.
    #[arg(long, default_value_t = LIFETIME_S_MAX / 60, value_parser = clap::value_parser!(u64).range(1..=LIFETIME_S_MAX / 60))]
    pub ttl_minutes: u64,
}

#[derive(Debug, Args)]
struct Settings {
    /// Address and port to listen on.
    #[arg(long, env = "RONDO_LISTEN", default_value = "127.0.0.1:8080", global = true)]
    listen: SocketAddr,
    /// Directory for the database and the keys.
    #[arg(long, env = "RONDO_DATA_DIR", default_value = "./rondo-data", global = true)]
    data_dir: PathBuf,
    /// SQLite database, a path or sqlite:<path>; rondo.db in the data directory when left out.
    #[arg(long, env = "RONDO_DATABASE_URL", global = true)]
    database_url: Option<String>,
    /// Further origins whose pages may use the server, separated by commas.
    #[arg(long, env = "RONDO_ALLOWED_ORIGINS", value_delimiter = ',', global = true)]
    allowed_origins: Vec<String>,
    /// The origin people open, such as https://rondo.example; used in links.
    #[arg(long, env = "RONDO_PUBLIC_URL", global = true)]
    public_url: Option<String>,
    /// What to log: error, warn, info, debug, trace, or a filter such as info,rondo=debug.
    #[arg(long, env = "RONDO_LOG_LEVEL", default_value = "info", global = true)]
    log_level: String,
    /// How to log.
    #[arg(long, env = "RONDO_LOG_FORMAT", value_enum, default_value = "text", global = true)]
    log_format: LogFormat,
    /// JSON file of sites whose own entry tokens are accepted.
    #[arg(long, env = "RONDO_ISSUERS", global = true)]
    issuers: Option<PathBuf>,
}

impl Cli {
    /// Reads the command line and the environment.
    ///
    /// # Errors
    /// With one line about what is wrong. Asked for help or version it prints them and ends the process.
    pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, SettingError> {
        Self::try_parse_from(arguments).map_err(|error| match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => error.exit(),
            _ => SettingError(one_line(&error.to_string())),
        })
    }

    /// How to log: a filter and a format.
    #[must_use]
    pub fn log(&self) -> (&str, LogFormat) {
        (&self.settings.log_level, self.settings.log_format)
    }

    /// The settings, checked.
    ///
    /// # Errors
    /// With one line about the first that is wrong.
    pub fn config(&self) -> Result<Config, SettingError> {
        let settings = &self.settings;
        let origin = |name: &'static str| {
            move |text: &String| text.parse::<Origin>().map_err(|error| SettingError::new(name, error))
        };
        let listed = settings.allowed_origins.iter().filter(|text| !text.trim().is_empty());
        let given = |text: &&String| !text.is_empty();
        let demo = matches!(self.command, Some(Command::Demo));
        // The demo makes an administrator without being asked: never among real data.
        let data_dir = if demo { settings.data_dir.join("demo") } else { settings.data_dir.clone() };
        if demo && settings.database_url.is_some() {
            return Err(SettingError::new("--database-url", "the demo keeps its data apart; leave it out"));
        }
        Ok(Config {
            listen: settings.listen,
            data_dir,
            database: settings.database_url.as_deref().map(database).transpose()?,
            allowed_origins: listed.map(origin("--allowed-origins")).collect::<Result<_, _>>()?,
            public_url: settings.public_url.as_ref().filter(given).map(origin("--public-url")).transpose()?,
            issuers: settings.issuers.as_deref().map_or_else(|| Ok(Vec::new()), issuers::read)?,
            demo,
        })
    }
}

/// Clap writes a paragraph and then how to get help; the first paragraph says what is wrong.
fn one_line(text: &str) -> String {
    let first = text.split("\n\n").next().unwrap_or(text);
    let line = first.split_whitespace().collect::<Vec<_>>().join(" ");
    line.strip_prefix("error: ").unwrap_or(&line).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(arguments: &[&str]) -> Result<Config, SettingError> {
        Cli::read(["rondo"].iter().chain(arguments).map(OsString::from)).and_then(|cli| cli.config())
    }

    #[test]
    fn without_arguments_the_defaults_hold() {
        let config = config(&[]).unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(config.database(), "./rondo-data/rondo.db");
        assert!(!config.demo && config.allowed_origins.is_empty());
    }

    #[test]
    fn settings_stand_before_or_after_the_command() {
        assert!(config(&["demo", "--listen", "127.0.0.1:0"]).unwrap().demo);
        assert_eq!(config(&["--listen", "[::1]:9", "serve"]).unwrap().listen.port(), 9);
        let origins = config(&["--allowed-origins", "https://a.example, https://b.example:8443"]).unwrap();
        assert_eq!(origins.allowed_origins[1].to_string(), "https://b.example:8443");
    }

    #[test]
    fn a_wrong_setting_is_said_in_one_line() {
        for arguments in [
            &["--listen", "nowhere"][..],
            &["--listen"],
            &["--no-such-flag"],
            &["no-such-command"],
            &["--log-format", "xml"],
            &["--allowed-origins", "https://a.example/path"],
            &["--allowed-origins", "*"],
            &["--public-url", "rondo.example"],
            &["--database-url", "postgres://db/rondo"],
            &["--issuers", "/no/such/file.json"],
            &["token", "--room", "x", "--role", "member"],
            &["token", "--role", "member"],
            &["token", "--room", "aaaaaaaaaaaaaaaaaaaaaaaaaa", "--role", "king"],
            &["token", "--room", "aaaaaaaaaaaaaaaaaaaaaaaaaa", "--role", "member", "--ttl-minutes", "16"],
        ] {
            let error = config(arguments).unwrap_err().to_string();
            assert_eq!(error.lines().count(), 1, "{error}");
            assert!(!error.starts_with("error"), "{error}");
        }
    }
}
