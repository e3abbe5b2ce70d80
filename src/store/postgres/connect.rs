//! How connections are opened, and what is refused before any is used.

use std::{fmt, str::FromStr, time::Duration};

use sqlx::{
    ConnectOptions, Connection as _, PgConnection, PgPool, SqlSafeStr,
    migrate::{MigrateError, Migration, MigrationType, Migrator},
    postgres::{PgConnectOptions, PgPoolOptions},
};
use tokio::time::timeout;

use super::timed_pool::TimedPool;
use crate::store::{
    error::{Result, StoreError},
    limits::{
        ANSWER_MS_MAX, BUSY_MS_MAX, CONNECT_MS_MAX, IDLE_IN_TRANSACTION_MS_MAX, IDLE_UNASKED_MS_MAX,
        PING_MS_MAX, POSTGRES_VERSION_MIN, STATEMENT_MS_MAX,
    },
};

/// A migration: its number, its name and its statements.
pub(in crate::store) type Numbered = (i64, &'static str, &'static str);

/// The database that the connections open.
#[derive(Clone)]
pub(in crate::store) struct Target(Box<PgConnectOptions>);

/// Without the password.
impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "postgres://{}:{}", self.0.get_host(), self.0.get_port())
    }
}

impl Target {
    /// The database that a `postgres:` URL names.
    ///
    /// # Errors
    /// [`StoreError::Open`] if it is none.
    pub(in crate::store) fn parse(url: &str) -> Result<Self> {
        let options = PgConnectOptions::from_str(url).map_err(cannot)?;
        let limit = |ms: u64| format!("{ms}ms");
        let options = options.application_name("rondo").disable_statement_logging().options([
            ("statement_timeout", limit(STATEMENT_MS_MAX)),
            ("idle_in_transaction_session_timeout", limit(IDLE_IN_TRANSACTION_MS_MAX)),
        ]);
        Ok(Self(Box::new(options)))
    }

    /// Checks the server and brings the schema up to date. Several may do so at once. A schema that a newer version
    /// made is good if it says so: while servers are updated one by one, older ones may have to start again.
    pub(in crate::store) async fn prepare(&self, migrations: &[Numbered]) -> Result<()> {
        let mut conn = self.connect().await.map_err(cannot)?;
        let version: String =
            sqlx::query_scalar("SHOW server_version_num").fetch_one(&mut conn).await.map_err(cannot)?;
        check_version(&version)?;
        if let Err(error) = migrator(migrations).run(&mut conn).await {
            let known = migrations.last().map_or(0, |(number, ..)| *number);
            let is_newer = matches!(error, MigrateError::VersionMissing(number) if number > known);
            if !is_newer || !takes_older(&mut conn, known).await {
                return Err(not_migrated(error));
            }
            tracing::warn!("a newer version has made the schema of the database; it can be used");
        }
        conn.close().await.map_err(cannot)
    }

    /// A connection, or an error after a while.
    pub(in crate::store) async fn connect(&self) -> Result<PgConnection, sqlx::Error> {
        let connecting = PgConnection::connect_with(&self.0);
        let limit = Duration::from_millis(CONNECT_MS_MAX);
        timeout(limit, connecting).await.unwrap_or(Err(sqlx::Error::PoolTimedOut))
    }

    /// So many connections. A caller waits for one as long as `wait_ms_max`.
    pub(super) fn pool(&self, most: u32, wait_ms_max: u64) -> PgPool {
        PgPoolOptions::new()
            .max_connections(most)
            .acquire_timeout(Duration::from_millis(wait_ms_max))
            // One that was used a moment ago is taken for good: asking it costs a way there and back.
            .test_before_acquire(false)
            .before_acquire(|conn, about| {
                let unasked = about.idle_for < Duration::from_millis(IDLE_UNASKED_MS_MAX);
                let limit = Duration::from_millis(PING_MS_MAX);
                Box::pin(async move { Ok(unasked || matches!(timeout(limit, conn.ping()).await, Ok(Ok(_)))) })
            })
            .connect_lazy_with(self.0.as_ref().clone())
    }

    /// The same for what takes a moment.
    pub(in crate::store) fn timed_pool(&self, most: u32) -> TimedPool {
        TimedPool::over(self.pool(most, BUSY_MS_MAX), ANSWER_MS_MAX)
    }

    /// Connections for use while servers have the database open.
    pub(in crate::store) async fn open_beside(&self) -> Result<TimedPool> {
        let pool = PgPoolOptions::new().max_connections(1).connect_with(self.0.as_ref().clone()).await;
        Ok(TimedPool::over(pool.map_err(cannot)?, STATEMENT_MS_MAX))
    }
}

fn cannot(error: impl fmt::Display) -> StoreError {
    StoreError::Open(error.to_string())
}

fn not_migrated(error: MigrateError) -> StoreError {
    match error {
        MigrateError::VersionMissing(number) => StoreError::Open(format!(
            "migration {number} of the database is unknown to this version: a newer one made it, or the database is \
             for something else"
        )),
        error => cannot(error),
    }
}

/// Whether a schema may be used by a version that knows the migrations up to a number, and not the newest.
async fn takes_older(conn: &mut PgConnection, known: i64) -> bool {
    let takes = sqlx::query_scalar("SELECT compat <= $1 FROM schema_info");
    // A schema that does not say so takes none.
    takes.bind(known).fetch_one(conn).await.unwrap_or(false)
}

fn migrator(migrations: &[Numbered]) -> Migrator {
    let migration = |(version, name, sql): Numbered| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(migrations.iter().copied().map(migration).collect())
}

/// `found` is a number such as 150018, for 15.18.
fn check_version(found: &str) -> Result<()> {
    if found.parse::<u32>().is_ok_and(|found| found / 10_000 >= POSTGRES_VERSION_MIN) {
        return Ok(());
    }
    Err(StoreError::Open(format!("PostgreSQL {found} is too old; {POSTGRES_VERSION_MIN} or newer is needed")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_server_is_refused() {
        for good in ["150000", "150018", "170002"] {
            assert!(check_version(good).is_ok(), "{good}");
        }
        for old in ["149999", "90624", "", "x"] {
            assert!(check_version(old).is_err(), "{old}");
        }
    }

    #[test]
    fn a_password_is_never_printed() {
        let target = Target::parse("postgres://rondo:hunter2@db.example:5433/rondo").unwrap();
        assert_eq!(format!("{target:?}"), "postgres://db.example:5433");
        assert!(!Target::parse("postgres://rondo:hunter2@:x/").unwrap_err().to_string().contains("hunter2"));
    }
}
