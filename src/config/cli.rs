//! The command line and the environment.

use std::{ffi::OsString, net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand, error::ErrorKind};

use super::{
    database,
    error::SettingError,
    help_lines,
    identity::{self, Newcomers},
    issuers,
    limits::{ROTATE_AFTER_MIN_MAX, SOCKETS, SOCKETS_MAX},
    origin::Origin,
    peer, proxies,
    settings::{Config, LogFormat, SecondFactorRule},
    smtp,
};
use crate::{
    auth::limits::LIFETIME_S_MAX,
    meeting::{
        id::{JobId, ParticipantId, RoomId},
        role::Role,
    },
};

/// A self-hosted server for meetings held in chat: support groups and group therapy.
#[derive(Debug, Parser)]
#[command(name = "rondo", version)]
pub struct Cli {
    #[command(flatten)]
    settings: Settings,
    /// The command to run; `serve` if left out.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The commands of the program.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the server (the default).
    Serve,
    /// Run the server with a rehearsal: simulated members hold a meeting. Its data is kept
    /// separately, in the folder `demo` of the data directory.
    Demo,
    /// Print an entry token (JWT) for a room, signed with this server's key.
    Token(TokenRequest),
    /// Let somebody back in who can't sign in any more. Stop the server first.
    #[command(subcommand)]
    Admin(AdminCommand),
    /// Copy the database and the keys that last into a new folder, which a server can start from. What is
    /// written in meetings can't be read in it. Also works while the server is running.
    Backup(BackupRequest),
    /// Copy an SQLite database into the empty PostgreSQL database that `--database-url` names, with everything in it,
    /// running meetings too. Stop the server first.
    Import(ImportRequest),
    /// Manage the keys that sign this server's entry tokens.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Read and check the audit trail. Also works while the server is running.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// List the servers that share the database, how long their leases count, and how many rooms each has. Also
    /// works while they are running.
    Cluster(ClusterRequest),
    /// List the background work that is due or failed, or let it be tried again. Also works while the
    /// server is running.
    #[command(subcommand)]
    Jobs(JobsCommand),
}

/// What to do with the signing keys.
#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// Replace the signing key with a new one. Tokens signed with the old key are accepted until
    /// they expire (at most 15 minutes). A running server uses the new key within seconds; it need
    /// not be restarted.
    Rotate {
        /// The new key is accepted at once, and signs only after so many minutes. Bring the file to the other
        /// servers of a shared database before that.
        #[arg(long, value_name = "MINUTES", default_value_t = 0, value_parser = clap::value_parser!(u64).range(..=ROTATE_AFTER_MIN_MAX))]
        after: u64,
    },
}

/// What to do with the audit trail.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// List entries, newest first: codes and ids only, never names or content.
    List(AuditList),
    /// Print the head of the trail, COUNT:HASH. Keep it outside this machine: with it, `verify` can
    /// tell whether the end of the trail was cut off.
    Head,
    /// Check that no entry was changed, removed or cut off. Prints the head if all is well; exits
    /// with 1 and one line if not.
    Verify {
        /// A head that was printed before. The trail must still contain it.
        #[arg(long, value_name = "COUNT:HASH")]
        head: Option<String>,
    },
}

/// Which entries to list.
#[derive(Debug, Args)]
pub struct AuditList {
    /// Only entries of the room with this id.
    #[arg(long)]
    pub room: Option<RoomId>,
    /// Only entries before this position.
    #[arg(long, value_name = "POSITION")]
    pub before: Option<u64>,
    /// At most this many entries.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,
    /// Print one JSON object on each line.
    #[arg(long)]
    pub json: bool,
}

/// What to list of the servers.
#[derive(Debug, Args)]
pub struct ClusterRequest {
    /// List each room too.
    #[arg(long)]
    pub rooms: bool,
    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
}

/// What to do with background work.
#[derive(Debug, Subcommand)]
pub enum JobsCommand {
    /// List what is due, failed or unsure, the earliest first: codes and ids only, never names, addresses
    /// or content.
    List {
        /// Print one JSON object on each line.
        #[arg(long)]
        json: bool,
    },
    /// Let a job that failed, is unsure or waits after a failure be tried again at once.
    Retry {
        /// The id that `list` prints.
        id: JobId,
    },
}

/// What to do for an account without a running server.
#[derive(Debug, Subcommand)]
pub enum AdminCommand {
    /// Print a link that sets a new password, for an administrator who has forgotten theirs or lost the app
    /// beside it.
    Reset {
        /// The sign-in name of the account.
        name: String,
    },
}

/// Where to put a backup.
#[derive(Debug, Args)]
pub struct BackupRequest {
    /// The folder to make. It must not exist.
    pub folder: PathBuf,
}

/// What to import.
#[derive(Debug, Args)]
pub struct ImportRequest {
    /// The SQLite database; `rondo.db` in the data directory if left out.
    pub file: Option<PathBuf>,
}

/// The content of the token.
#[derive(Debug, Args)]
pub struct TokenRequest {
    /// The room's id.
    #[arg(long)]
    pub room: RoomId,
    /// The role in the room: member, observer, facilitator, co_facilitator, therapist, co_therapist.
    #[arg(long)]
    pub role: Role,
    /// The participant it admits; a new one if left out.
    #[arg(long)]
    pub participant: Option<ParticipantId>,
    /// How long it is valid, in minutes, at most 15.
    #[arg(long, default_value_t = LIFETIME_S_MAX / 60, value_parser = clap::value_parser!(u64).range(1..=LIFETIME_S_MAX / 60))]
    pub ttl_minutes: u64,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Settings")]
struct Settings {
    /// Address and port to listen on.
    #[arg(long, env = "RONDO_LISTEN", default_value = "127.0.0.1:8080", global = true, value_parser = listen)]
    listen: SocketAddr,
    /// Directory of the database and the keys.
    #[arg(long, env = "RONDO_DATA_DIR", default_value = "./rondo-data", global = true)]
    data_dir: PathBuf,
    /// Database: a path or sqlite:<path> of an SQLite file, or postgres://user@host/name; rondo.db in the data
    /// directory if left out. A password is taken from PGPASSFILE or PGPASSWORD.
    #[arg(long, env = "RONDO_DATABASE_URL", global = true)]
    database_url: Option<String>,
    /// Database of the keys, for several servers that share one database: postgres://user@host/name. It must
    /// have no backup and no archive. Without it the keys are files.
    #[arg(long, env = "RONDO_KEYS_URL", global = true)]
    keys_url: Option<String>,
    /// Address and port to listen on for the other servers that share the database, such as 10.0.0.5:8081. Goes
    /// with --keys-url.
    #[arg(long, env = "RONDO_PEER_LISTEN", global = true, value_parser = listen)]
    peer_listen: Option<SocketAddr>,
    /// Where the other servers reach this one, as host:port; the address of --peer-listen if left out.
    #[arg(long, env = "RONDO_PEER_ADDRESS", global = true)]
    peer_address: Option<String>,
    /// More origins whose pages may use the server, separated by commas.
    #[arg(long, env = "RONDO_ALLOWED_ORIGINS", value_delimiter = ',', global = true)]
    allowed_origins: Vec<String>,
    /// The origin people open, such as https://rondo.example. Links lead to it.
    #[arg(long, env = "RONDO_PUBLIC_URL", global = true)]
    public_url: Option<String>,
    /// Proxies whose word on the address of their client counts: addresses or networks such as
    /// 10.0.0.0/8, separated by commas. This machine, if left out and the public URL is https.
    #[arg(long, env = "RONDO_TRUSTED_PROXIES", value_delimiter = ',', global = true)]
    trusted_proxies: Vec<String>,
    /// Most members who are in meetings at once. Each needs an open file, and about 7 KiB of memory.
    #[arg(long, env = "RONDO_SOCKETS_MAX", default_value_t = SOCKETS, global = true, value_parser = clap::value_parser!(u32).range(1..=i64::from(SOCKETS_MAX)))]
    sockets_max: u32,
    /// What to log: error, warn, info, debug, trace, or a filter such as info,rondo=debug.
    #[arg(long, env = "RONDO_LOG_LEVEL", default_value = "info", global = true)]
    log_level: String,
    /// How to write logs.
    #[arg(long, env = "RONDO_LOG_FORMAT", value_enum, default_value = "text", global = true)]
    log_format: LogFormat,
    /// JSON file that lists the sites whose own entry tokens are accepted.
    #[arg(long, env = "RONDO_ISSUERS", global = true)]
    issuers: Option<PathBuf>,
    /// JSON file of help lines by country, in place of those that come with the client.
    #[arg(long, env = "RONDO_HELP_LINES", global = true)]
    help_lines: Option<PathBuf>,
    /// Whether administrators and therapists have to set up a passkey or an app beside their password before
    /// anything else.
    /// Required, if left out and the public URL is no loopback address.
    #[arg(long, env = "RONDO_SECOND_FACTOR", value_enum, global = true)]
    second_factor: Option<SecondFactorRule>,
    /// Identity provider (OpenID Connect) by which people with an account can sign in: its issuer, such as
    /// https://login.example.org. It sends them back to PUBLIC_URL/sign-in/provider.
    #[arg(long, env = "RONDO_OIDC_ISSUER", global = true)]
    oidc_issuer: Option<String>,
    /// What this server is called there.
    #[arg(long, env = "RONDO_OIDC_CLIENT_ID", global = true)]
    oidc_client_id: Option<String>,
    /// File with the secret that goes with it; none for a public client.
    #[arg(long, env = "RONDO_OIDC_CLIENT_SECRET_FILE", global = true)]
    oidc_client_secret_file: Option<PathBuf>,
    /// What people know the provider as; its host, if left out.
    #[arg(long, env = "RONDO_OIDC_NAME", global = true)]
    oidc_name: Option<String>,
    /// What happens to those who sign in there and have no account here: they are refused, or get one that
    /// may make rooms.
    #[arg(long, env = "RONDO_OIDC_NEWCOMERS", value_enum, default_value = "refused", global = true)]
    oidc_newcomers: Newcomers,
    /// Let the server's own requests, such as those to push services, go to this machine too, over
    /// plain http as well. For tests.
    #[arg(long, env = "RONDO_OUTGOING_LOOPBACK", global = true)]
    outgoing_loopback: bool,
    /// Start although keys of series are missing, which a backup should have brought back. The owners of
    /// these rooms start them over, and all seats in them are gone. Needed once.
    #[arg(long, global = true)]
    accept_lost_series: bool,
    /// Mail server: smtps://user@host (TLS, port 465) or smtp://user@host (STARTTLS, port 587). A server
    /// in one's own network that takes neither: smtp://host?tls=none. Without it no mail is sent.
    #[arg(long, env = "RONDO_SMTP_URL", global = true)]
    smtp_url: Option<String>,
    /// File with the password of the mail server's user.
    #[arg(long, env = "RONDO_SMTP_PASSWORD_FILE", global = true)]
    smtp_password_file: Option<PathBuf>,
    /// Certificate authority (PEM) of a mail server of one's own; the system's if left out.
    #[arg(long, env = "RONDO_SMTP_CA_FILE", global = true)]
    smtp_ca_file: Option<PathBuf>,
    /// How long each step with the mail server may take, in seconds, 1 to 60.
    #[arg(long, env = "RONDO_SMTP_TIMEOUT_S", default_value_t = 20, global = true, value_parser = clap::value_parser!(u64).range(1..=60))]
    smtp_timeout_s: u64,
    /// Sender of the mail: groups@example.org or Groups <groups@example.org>.
    #[arg(long, env = "RONDO_MAIL_FROM", global = true)]
    mail_from: Option<String>,
}

impl Cli {
    /// Reads the command line and the environment.
    ///
    /// # Errors
    /// With one line that says what is wrong. `--help` and `--version` print and end the process.
    pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, SettingError> {
        Self::try_parse_from(arguments).map_err(|error| match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => error.exit(),
            _ => SettingError(one_line(&error.to_string())),
        })
    }

    /// The filter and the format of logs.
    #[must_use]
    pub fn log(&self) -> (&str, LogFormat) {
        (&self.settings.log_level, self.settings.log_format)
    }

    /// The settings, checked.
    ///
    /// # Errors
    /// With one line about the first one that is wrong.
    pub fn config(&self) -> Result<Config, SettingError> {
        let settings = &self.settings;
        let origin = |name: &'static str| {
            move |text: &String| text.parse::<Origin>().map_err(|error| SettingError::new(name, error))
        };
        let listed = settings.allowed_origins.iter().filter(|text| !text.trim().is_empty());
        let given = |text: &&String| !text.is_empty();
        let demo = matches!(self.command, Some(Command::Demo));
        // The demo creates an administrator by itself, which must never happen among real data.
        let data_dir = if demo { settings.data_dir.join("demo") } else { settings.data_dir.clone() };
        if demo && settings.database_url.is_some() {
            return Err(SettingError::new(
                "--database-url",
                "the demo keeps its data separately; leave this out",
            ));
        }
        Ok(Config {
            listen: settings.listen,
            data_dir,
            database: settings.database_url.as_deref().map(database::check).transpose()?,
            keys: settings
                .keys_url
                .as_deref()
                .filter(|url| !url.is_empty())
                .map(database::check_keys)
                .transpose()?,
            peer: peer::read(
                settings.database_url.as_deref(),
                settings.keys_url.as_deref(),
                settings.peer_listen,
                settings.peer_address.as_deref(),
            )?,
            allowed_origins: listed.map(origin("--allowed-origins")).collect::<Result<_, _>>()?,
            public_url: settings.public_url.as_ref().filter(given).map(origin("--public-url")).transpose()?,
            trusted_proxies: proxies::read(&settings.trusted_proxies)?,
            sockets_max: settings.sockets_max,
            issuers: settings.issuers.as_deref().map_or_else(|| Ok(Vec::new()), issuers::read)?,
            help_lines: settings.help_lines.as_deref().map_or_else(|| Ok(Vec::new()), help_lines::read)?,
            second_factor: settings.second_factor,
            identity: identity::read(&identity::Given {
                issuer: settings.oidc_issuer.as_deref().filter(|text| !text.is_empty()),
                client_id: settings.oidc_client_id.as_deref().filter(|text| !text.is_empty()),
                client_secret_file: settings
                    .oidc_client_secret_file
                    .as_deref()
                    .filter(|file| !file.as_os_str().is_empty()),
                name: settings.oidc_name.as_deref().filter(|text| !text.is_empty()),
                newcomers: settings.oidc_newcomers,
            })?,
            outgoing_loopback: settings.outgoing_loopback,
            smtp: smtp::read(&smtp::Given {
                url: settings.smtp_url.as_deref().filter(|url| !url.is_empty()),
                password_file: settings
                    .smtp_password_file
                    .as_deref()
                    .filter(|file| !file.as_os_str().is_empty()),
                from: settings.mail_from.as_deref().filter(|from| !from.is_empty()),
                timeout_s: settings.smtp_timeout_s,
                authority_file: settings.smtp_ca_file.as_deref().filter(|file| !file.as_os_str().is_empty()),
            })?,
            accept_lost_series: settings.accept_lost_series || demo,
            demo,
        })
    }
}

fn listen(text: &str) -> Result<SocketAddr, String> {
    text.trim().parse().map_err(|_| {
        "give an address and a port, such as 127.0.0.1:8080, 0.0.0.0:8080 or [::]:8080".to_owned()
    })
}

/// Clap writes several paragraphs; the first says what is wrong.
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
            &["--trusted-proxies", "10.0.0.0/33"],
            &["--sockets-max", "0"],
            &["--sockets-max", "1000001"],
            &["--database-url", "mysql://db/rondo"],
            &["--keys-url", "sqlite:keys.db"],
            &["--keys-url", "postgres://db/keys"],
            &["--peer-listen", "127.0.0.1:1"],
            &["--issuers", "/no/such/file.json"],
            &["--smtp-url", "mail.example", "--mail-from", "a@b.example"],
            &["--smtp-url", "smtp://mail.example"],
            &["--smtp-timeout-s", "0"],
            &["token", "--room", "x", "--role", "member"],
            &["token", "--role", "member"],
            &["admin"],
            &["admin", "reset"],
            &["backup"],
            &["keys"],
            &["keys", "forget"],
            &["audit"],
            &["jobs"],
            &["jobs", "retry"],
            &["jobs", "retry", "x"],
            &["audit", "list", "--room", "x"],
            &["audit", "list", "--limit", "0"],
            &["audit", "verify", "--head"],
            &["token", "--room", "aaaaaaaaaaaaaaaaaaaaaaaaaa", "--role", "king"],
            &["token", "--room", "aaaaaaaaaaaaaaaaaaaaaaaaaa", "--role", "member", "--ttl-minutes", "16"],
        ] {
            let error = config(arguments).unwrap_err().to_string();
            assert_eq!(error.lines().count(), 1, "{error}");
            assert!(!error.starts_with("error"), "{error}");
        }
    }
}
