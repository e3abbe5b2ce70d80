//! The lease of a server on its database: who may write. A row counts as long as it is beaten, by the clock
//! of the database. Every write locks it in its own transaction, so that nothing is stored once it is gone.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use sqlx::{Connection as _, PgConnection};
use tokio::{task::JoinHandle, time::timeout};

use super::connect::Target;
use crate::store::{
    error::{Result, StoreError},
    limits::{BEAT_MS, LEASE_MS_MAX, LOCK_WAIT_MS_MAX},
};

/// How long a start waits before it asks again.
const RETRY_MS: u64 = 50;

/// The number of one life of a server's process. Another one begins when its lease was lost.
#[derive(Debug, Clone)]
pub(super) struct Incarnation(Arc<AtomicI64>);

impl Incarnation {
    /// The number now.
    pub(super) fn number(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Keeps the lease from being ended before the transaction of this connection is over. Beats go on.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] if it was ended.
    pub(super) async fn hold(&self, conn: &mut PgConnection) -> Result<()> {
        let held = sqlx::query("SELECT 1 FROM node_lease WHERE incarnation = $1 FOR KEY SHARE");
        match held.bind(self.number()).fetch_optional(conn).await? {
            Some(_) => Ok(()),
            None => Err(lost()),
        }
    }
}

/// What a writer is told whose lease is over.
pub(super) fn lost() -> StoreError {
    StoreError::Unavailable("the lease of this server is over".to_owned())
}

/// A lease that is beaten until it is given back.
pub(super) struct Lease {
    target: Target,
    incarnation: Incarnation,
    beating: JoinHandle<()>,
}

impl Lease {
    /// Takes the lease of a database, which no other server may have. Waits a moment for one that is just
    /// stopping, or was killed.
    ///
    /// # Errors
    /// [`StoreError::Open`] if another server has it.
    #[expect(clippy::disallowed_methods, reason = "another process is waited for, before any clock matters")]
    pub(super) async fn take(target: &Target) -> Result<Self> {
        let mut conn = target.connect().await?;
        let claimed = async {
            loop {
                if let Some(number) = claim(&mut conn).await? {
                    return Ok(number);
                }
                tokio::time::sleep(Duration::from_millis(RETRY_MS)).await;
            }
        };
        let limit = Duration::from_millis(LOCK_WAIT_MS_MAX + LEASE_MS_MAX);
        let other = |_| Err(StoreError::Open("another server uses the database".to_owned()));
        let number = timeout(limit, claimed).await.unwrap_or_else(other)?;
        let incarnation = Incarnation(Arc::new(AtomicI64::new(number)));
        let beating = tokio::spawn(beat(target.clone(), conn, incarnation.clone()));
        Ok(Self { target: target.clone(), incarnation, beating })
    }

    pub(super) const fn incarnation(&self) -> &Incarnation {
        &self.incarnation
    }

    /// Gives the lease back, so that the next server need not wait.
    pub(super) async fn give_back(&self) {
        self.beating.abort();
        let given = async {
            let mut conn = self.target.connect().await?;
            let row = sqlx::query("DELETE FROM node_lease WHERE incarnation = $1");
            row.bind(self.incarnation.number()).execute(&mut conn).await?;
            conn.close().await
        };
        if let Err(error) = given.await {
            tracing::warn!(%error, "the lease was not given back; the next start waits for its end");
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.beating.abort();
    }
}

/// Makes a lease, unless there is one that counts. Those that are over are ended.
async fn claim(conn: &mut PgConnection) -> Result<Option<i64>> {
    let mut transaction = conn.begin().await?;
    sqlx::query("SELECT pg_advisory_xact_lock(hashtext('rondo.lease'))").execute(&mut *transaction).await?;
    let over = sqlx::query("DELETE FROM node_lease WHERE expires_at < clock_timestamp()");
    over.execute(&mut *transaction).await?;
    let new = sqlx::query_scalar(
        "INSERT INTO node_lease (expires_at)
         SELECT clock_timestamp() + $1 * interval '1 millisecond'
         WHERE NOT EXISTS (SELECT 1 FROM node_lease) RETURNING incarnation",
    );
    let number = new.bind(lease_ms()).fetch_optional(&mut *transaction).await?;
    transaction.commit().await?;
    Ok(number)
}

fn lease_ms() -> f64 {
    Duration::from_millis(LEASE_MS_MAX).as_secs_f64() * 1_000.0
}

/// Beats until it is aborted. A connection that fails or takes too long is given up for another one, and a
/// lease that was lost for a new one.
#[expect(clippy::disallowed_methods, reason = "a lease counts real time, as the database does")]
async fn beat(target: Target, conn: PgConnection, incarnation: Incarnation) {
    let mut conn = Some(conn);
    loop {
        tokio::time::sleep(Duration::from_millis(BEAT_MS)).await;
        let beaten =
            timeout(Duration::from_millis(LEASE_MS_MAX), beat_once(&target, conn.take(), &incarnation));
        match beaten.await {
            Ok(Ok(good)) => conn = Some(good),
            Ok(Err(error)) => tracing::warn!(%error, "the lease could not be renewed; it is tried again"),
            Err(_) => tracing::warn!("the database did not answer in time; the lease is tried again"),
        }
    }
}

async fn beat_once(
    target: &Target,
    conn: Option<PgConnection>,
    incarnation: &Incarnation,
) -> Result<PgConnection> {
    let mut conn = match conn {
        Some(conn) => conn,
        None => target.connect().await?,
    };
    let beat = sqlx::query(
        "UPDATE node_lease SET expires_at = clock_timestamp() + $2 * interval '1 millisecond' WHERE incarnation = $1",
    );
    let beat = beat.bind(incarnation.number()).bind(lease_ms()).execute(&mut conn).await?;
    if beat.rows_affected() == 0 {
        match claim(&mut conn).await? {
            Some(number) => incarnation.0.store(number, Ordering::Relaxed),
            None => tracing::error!("another server has taken over the database"),
        }
    }
    Ok(conn)
}
