//! How connections are opened, and what is refused before any is used.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    time::Duration,
};

use sqlx::{
    ConnectOptions, Connection, SqlSafeStr, SqliteConnection, SqlitePool,
    migrate::{Migration, MigrationType, Migrator},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::store::{
    error::{Result, StoreError},
    limits::{BUSY_MS_MAX, SQLITE_VERSION_MIN, WAL_BYTES_KEPT},
    lock,
};

/// Size of a new write-ahead log: what a light load fills between two checkpoints.
const WAL_BYTES_AT_START: usize = 4 * 1024 * 1024;
const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "start", include_str!("../migrations/0001_start.sql")),
    (2, "templates", include_str!("../migrations/0002_templates.sql")),
    (3, "log_ranges", include_str!("../migrations/0003_log_ranges.sql")),
    (4, "contact_setting", include_str!("../migrations/0004_contact_setting.sql")),
    (5, "host_notes", include_str!("../migrations/0005_host_notes.sql")),
    (6, "access", include_str!("../migrations/0006_access.sql")),
    (8, "identity", include_str!("../migrations/0008_identity.sql")),
    (10, "rehearsal_plan", include_str!("../migrations/0010_rehearsal_plan.sql")),
    (11, "invite_ends", include_str!("../migrations/0011_invite_ends.sql")),
    (12, "schedule", include_str!("../migrations/0012_schedule.sql")),
    (13, "jobs_and_mail", include_str!("../migrations/0013_jobs_and_mail.sql")),
    (14, "push", include_str!("../migrations/0014_push.sql")),
    (15, "listing", include_str!("../migrations/0015_listing.sql")),
    (16, "calendar", include_str!("../migrations/0016_calendar.sql")),
    (17, "entry", include_str!("../migrations/0017_entry.sql")),
    (18, "places", include_str!("../migrations/0018_places.sql")),
    (19, "starts", include_str!("../migrations/0019_starts.sql")),
    (20, "program_keys", include_str!("../migrations/0020_program_keys.sql")),
    (21, "answers", include_str!("../migrations/0021_answers.sql")),
    (22, "webhooks", include_str!("../migrations/0022_webhooks.sql")),
    (23, "duties", include_str!("../migrations/0023_duties.sql")),
    (24, "handing", include_str!("../migrations/0024_handing.sql")),
    (25, "revisions", include_str!("../migrations/0025_revisions.sql")),
    (28, "meeting_state", include_str!("../migrations/0028_meeting_state.sql")),
    (30, "place_acts", include_str!("../migrations/0030_place_acts.sql")),
    (31, "shared_desk", include_str!("../migrations/0031_shared_desk.sql")),
    (33, "leads", include_str!("../migrations/0033_leads.sql")),
    (34, "second_factor", include_str!("../migrations/0034_second_factor.sql")),
    (35, "invite_secret", include_str!("../migrations/0035_invite_secret.sql")),
    (36, "consent", include_str!("../migrations/0036_consent.sql")),
    (37, "on_call", include_str!("../migrations/0037_on_call.sql")),
    (38, "therapy_by_invitation", include_str!("../migrations/0038_therapy_by_invitation.sql")),
    (39, "emergency", include_str!("../migrations/0039_emergency.sql")),
    (40, "guidelines", include_str!("../migrations/0040_guidelines.sql")),
    (41, "passkeys", include_str!("../migrations/0041_passkeys.sql")),
    (42, "account_identity", include_str!("../migrations/0042_account_identity.sql")),
    (43, "transcripts", include_str!("../migrations/0043_transcripts.sql")),
    (44, "log_format", include_str!("../migrations/0044_log_format.sql")),
    (45, "challenge", include_str!("../migrations/0045_challenge.sql")),
];

/// The file that the connections open.
#[derive(Debug, Clone)]
pub(in crate::store) struct Target(PathBuf);

impl Target {
    /// The file that a path or a `sqlite:` URL names.
    ///
    /// # Errors
    /// [`StoreError::Open`] if it names none.
    pub(in crate::store) fn parse(database: &str) -> Result<Self> {
        let refuse = |text: &str| Err(StoreError::Open(text.to_owned()));
        let path = database.strip_prefix("sqlite:").unwrap_or(database);
        let path = path.strip_prefix("//").filter(|_| path.len() < database.len()).unwrap_or(path);
        if path.is_empty() || path.contains(":memory:") || path.contains('?') {
            return refuse("the database must be a file: sqlite:<path>, without parameters");
        }
        Ok(Self(PathBuf::from(path)))
    }

    /// Makes the file if it is missing, readable by its owner only, and keeps other servers away from
    /// it for as long as the returned file is open. The lock has a file of its own: opening and
    /// closing the database beside SQLite would give back SQLite's locks.
    pub(in crate::store) async fn lock(&self) -> Result<File> {
        let named = |error: io::Error| cannot(format!("{}: {error}", self.0.display()));
        let parent = self.0.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(parent).map_err(named)?;
        OpenOptions::new().append(true).create(true).mode(0o600).open(&self.0).map_err(named)?;
        // One database has one lock, whatever path leads to it.
        let path = fs::canonicalize(&self.0).map_err(named)?;
        let mut file = path.clone().into_os_string();
        file.push("-lock");
        lock::take(Path::new(&file), &path).await
    }

    /// Checks the library, brings the schema up to date, and returns the connection to write with.
    /// Nothing else may have the database open.
    pub(in crate::store) async fn prepare(&self) -> Result<SqliteConnection> {
        let mut conn = self.connect().await.map_err(cannot)?;
        let version: String =
            sqlx::query_scalar("SELECT sqlite_version()").fetch_one(&mut conn).await.map_err(cannot)?;
        check_version(&version)?;
        migrator().run(&mut conn).await.map_err(cannot)?;
        // The last connection takes the write-ahead log with it, whatever state it was in.
        conn.close().await.map_err(cannot)?;
        self.preallocate_wal().map_err(cannot)?;
        self.connect().await.map_err(cannot)
    }

    /// Gives the write-ahead log its size in advance: a commit into a file that need not grow costs
    /// about half. SQLite takes a log without its header for an empty one.
    fn preallocate_wal(&self) -> io::Result<()> {
        let mut path = self.0.clone().into_os_string();
        path.push("-wal");
        let mut file = match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
            other => other?,
        };
        // Written, not only reserved: the file system would convert reserved blocks in each commit.
        file.write_all(&vec![0; WAL_BYTES_AT_START])?;
        file.sync_all()
    }

    pub(super) async fn connect(&self) -> Result<SqliteConnection, sqlx::Error> {
        SqliteConnection::connect_with(&self.options()).await
    }

    /// So many connections that only read. A caller waits for one as long as `wait_ms_max`.
    pub(super) fn readers(&self, most: u32, wait_ms_max: u64) -> SqlitePool {
        let options = self.options().pragma("query_only", "ON");
        SqlitePoolOptions::new()
            // A file does not hang up. Asking first costs as much as most queries.
            .test_before_acquire(false)
            .max_connections(most)
            .acquire_timeout(Duration::from_millis(wait_ms_max))
            .connect_lazy_with(options)
    }

    /// A connection for use while a server has the database open: one that changes nothing if it is
    /// `read_only`.
    pub(in crate::store) async fn open_beside(&self, read_only: bool) -> Result<SqlitePool> {
        fs::metadata(&self.0).map_err(|error| cannot(format!("{}: {error}", self.0.display())))?;
        let pool = SqlitePoolOptions::new().max_connections(1);
        pool.connect_with(self.plain_options().read_only(read_only)).await.map_err(cannot)
    }

    fn options(&self) -> SqliteConnectOptions {
        self.plain_options()
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // The checkpointer does it beside the writer, not inside a commit.
            .pragma("wal_autocheckpoint", "0")
            .pragma("journal_size_limit", WAL_BYTES_KEPT.to_string())
    }

    fn plain_options(&self) -> SqliteConnectOptions {
        SqliteConnectOptions::new()
            .filename(&self.0)
            .busy_timeout(Duration::from_millis(BUSY_MS_MAX))
            .pragma("trusted_schema", "OFF")
            .disable_statement_logging()
    }
}

fn cannot(error: impl std::fmt::Display) -> StoreError {
    StoreError::Open(error.to_string())
}

fn migrator() -> Migrator {
    let migration = |(version, name, sql): (i64, &'static str, &'static str)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(MIGRATIONS.iter().copied().map(migration).collect())
}

fn check_version(found: &str) -> Result<()> {
    let mut parts = found.split('.').map(|part| part.parse().unwrap_or(0));
    let version: [u32; 3] = std::array::from_fn(|_| parts.next().unwrap_or(0));
    if version >= SQLITE_VERSION_MIN {
        return Ok(());
    }
    let [major, minor, patch] = SQLITE_VERSION_MIN;
    let text = format!("SQLite {found} is too old; {major}.{minor}.{patch} or newer is needed");
    Err(StoreError::Open(text))
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs};

    use super::*;

    #[test]
    fn an_old_library_is_refused() {
        for good in ["3.51.3", "3.52.0", "4.0"] {
            assert!(check_version(good).is_ok(), "{good}");
        }
        for old in ["3.51.2", "3.9.9", "", "x"] {
            assert!(check_version(old).is_err(), "{old}");
        }
    }

    #[test]
    fn a_target_is_a_file() {
        for (url, path) in [("a/b.db", "a/b.db"), ("sqlite:a.db", "a.db"), ("sqlite:///x/a.db", "/x/a.db")] {
            assert_eq!(Target::parse(url).unwrap().0, Path::new(path));
        }
        for url in ["", "sqlite:", "sqlite::memory:", "sqlite:a.db?mode=ro"] {
            assert!(Target::parse(url).is_err(), "{url}");
        }
    }

    #[test]
    fn every_file_of_a_migration_is_in_the_list_under_its_number() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/migrations");
        let files: BTreeSet<String> = fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        let listed: BTreeSet<String> =
            MIGRATIONS.iter().map(|(number, name, _)| format!("{number:04}_{name}.sql")).collect();
        assert_eq!(listed, files);
    }
}
