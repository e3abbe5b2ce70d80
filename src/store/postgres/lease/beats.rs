//! The beats that keep a lease, and judge those of others.

use std::{sync::atomic::Ordering, time::Duration};

use sqlx::{Connection as _, FromRow as _, PgConnection, Row as _, postgres::PgRow};
use tokio::time::{Instant, timeout};

use super::held::{Held, LEASE};
use crate::store::{
    cluster::{Incarnation, LOG_FORMAT, Node},
    error::Result,
    limits::{BEAT_MS, CLOCK_APART_MS_MAX},
    postgres::{
        apart::{self, now_ms},
        connect::Target,
    },
};

/// How long a start, or a verdict, waits before it tries again.
pub(super) const RETRY_MS: u64 = 50;

/// Beats, again and again.
pub(super) struct Beats {
    target: Target,
    /// `None` after a failure, until the next beat opens a new one.
    conn: Option<PgConnection>,
    held: Held,
    /// The lease was found ended.
    begins_again: bool,
    /// The clock was found too far from the database's.
    is_apart: bool,
}

/// A server as its row says.
struct Row {
    node: Node,
    /// How much of its lease is left, by the database's clock; less than nothing once it is over.
    left_ms: i64,
    /// What that clock said, in milliseconds since 1970.
    now_ms: i64,
}

impl Row {
    const fn is_over(&self) -> bool {
        self.left_ms < 0
    }
}

impl Beats {
    /// `conn` is one on which the lease was taken.
    pub(super) const fn new(target: Target, conn: PgConnection, held: Held) -> Self {
        Self { target, conn: Some(conn), held, begins_again: false, is_apart: false }
    }

    /// Beats until it is aborted.
    #[expect(clippy::disallowed_methods, reason = "a lease counts real time, as the database does")]
    pub(super) async fn run(mut self) {
        let mut pause = Duration::from_millis(BEAT_MS);
        loop {
            tokio::time::sleep(pause).await;
            pause = self.beat().await;
        }
    }

    /// One beat, and what follows from what it saw. A connection that fails or takes too long is given up.
    /// Returns how long to wait before the next.
    #[expect(clippy::disallowed_methods, reason = "a lease counts real time, as the database does")]
    pub(super) async fn beat(&mut self) -> Duration {
        let sent = Instant::now();
        match timeout(LEASE, self.try_beat(sent)).await {
            Ok(Ok(pause)) => return pause,
            Ok(Err(error)) => tracing::warn!(%error, "the lease could not be renewed; it is tried again"),
            Err(_) => tracing::warn!("the database did not answer in time; the lease is tried again"),
        }
        self.held.seen().steady = Instant::now();
        Duration::from_millis(BEAT_MS)
    }

    /// Returns how long to wait before the next.
    async fn try_beat(&mut self, sent: Instant) -> Result<Duration> {
        let mut conn = match self.conn.take() {
            Some(conn) => conn,
            None => self.target.connect().await?,
        };
        let rows = renew(&mut conn, self.held.number()).await?;
        if let Some(row) = rows.first() {
            self.compare_clocks(row.now_ms);
        }
        let me = self.held.incarnation();
        if rows.iter().any(|row| row.node.incarnation == me) {
            self.confirmed(sent);
            self.judge(&mut conn, &rows).await?;
        } else if self.held.0.member.is_none() || self.begins_again {
            // With others, this server has to have given up what it had.
            if !self.held.0.lost.load(Ordering::SeqCst) {
                self.begin_again(&mut conn, sent).await?;
                self.begins_again = false;
            }
        } else {
            self.held.0.lost.store(true, Ordering::SeqCst);
            self.begins_again = true;
        }
        let pause = before_next(&rows);
        let nodes = rows.into_iter().filter(|row| !row.is_over() || row.node.incarnation == me);
        let nodes = nodes.map(|row| row.node).collect();
        self.held.0.nodes.send_if_modified(|before| {
            *before != nodes && {
                *before = nodes;
                true
            }
        });
        self.conn = Some(conn);
        Ok(pause)
    }

    /// A beat that was sent then has arrived.
    fn confirmed(&self, sent: Instant) {
        let mut seen = self.held.seen();
        // Between two beats there was time for a verdict: whoever was away judges nobody for a while.
        if sent.duration_since(seen.confirmed) >= LEASE || sent.elapsed() >= LEASE {
            seen.steady = sent;
        }
        seen.confirmed = sent;
        metrics::histogram!("rondo_lease_beat_seconds").record(sent.elapsed().as_secs_f64());
    }

    /// Tells the operator of a clock that went wrong after the start. Meetings go on by another one, so nothing is
    /// stopped for it.
    fn compare_clocks(&mut self, there_ms: i64) {
        let Some(member) = &self.held.0.member else { return };
        let ahead_ms = apart::ahead_ms(&member.clock, there_ms);
        metrics::gauge!("rondo_clock_ahead_seconds").set(ahead_ms as f64 / 1_000.0);
        let is_apart = ahead_ms.unsigned_abs() > CLOCK_APART_MS_MAX;
        if is_apart && !self.is_apart {
            tracing::error!(ahead_ms, "the clock of this machine is too far from the database's");
        }
        self.is_apart = is_apart;
    }

    /// Ends leases that are over, so that what their servers had is free. Nobody is judged by a server whose own
    /// beats were late: it may be the database that stood still.
    async fn judge(&self, conn: &mut PgConnection, rows: &[Row]) -> Result<()> {
        if self.held.seen().steady.elapsed() < LEASE {
            return Ok(());
        }
        for Row { node, .. } in rows.iter().filter(|row| row.is_over()) {
            // What is still being stored for it keeps its row. The next beat looks again: one that waited would be
            // late itself.
            let verdict = sqlx::query(
                "DELETE FROM node_lease WHERE incarnation = (
                     SELECT incarnation FROM node_lease
                     WHERE incarnation = $1 AND expires_at < clock_timestamp() FOR UPDATE SKIP LOCKED)",
            );
            if verdict.bind(node.incarnation.0).execute(&mut *conn).await?.rows_affected() > 0 {
                metrics::counter!("rondo_leases_ended_total").increment(1);
                tracing::warn!(
                    incarnation = node.incarnation.0,
                    peer = node.peer,
                    "the lease of a server is over"
                );
            }
        }
        Ok(())
    }

    /// The lease was ended: another life begins, unless another server stands against it.
    async fn begin_again(&self, conn: &mut PgConnection, sent: Instant) -> Result<()> {
        match claim(conn, self.held.peer(), self.held.is_draining()).await? {
            Some(number) => {
                tracing::warn!("the lease of this server was over; it has a new one");
                self.held.0.incarnation.store(number, Ordering::Relaxed);
                let mut seen = self.held.seen();
                (seen.confirmed, seen.steady) = (sent, sent);
            }
            None => tracing::error!("another server has taken the database"),
        }
        Ok(())
    }
}

/// Makes a lease, unless one that counts stands against it: any at all for a server that wants the database for
/// itself, and that of such a server for the others.
pub(super) async fn claim(
    conn: &mut PgConnection,
    peer: Option<&str>,
    draining: bool,
) -> Result<Option<i64>> {
    let mut transaction = conn.begin().await?;
    sqlx::query("SELECT pg_advisory_xact_lock(hashtext('rondo.lease'))").execute(&mut *transaction).await?;
    let new = sqlx::query_scalar(
        "INSERT INTO node_lease (peer, build, log_format, draining, expires_at)
         SELECT $1, $2, $3, $4, clock_timestamp() + $5 * interval '1 millisecond'
         WHERE NOT EXISTS (
             SELECT 1 FROM node_lease
             WHERE expires_at >= clock_timestamp() AND (peer IS NULL OR CAST($1 AS TEXT) IS NULL)
         ) RETURNING incarnation",
    );
    let new = new.bind(peer).bind(env!("CARGO_PKG_VERSION")).bind(LOG_FORMAT).bind(draining).bind(lease_ms());
    let number = new.fetch_optional(&mut *transaction).await?;
    if number.is_some() && peer.is_none() {
        let over = sqlx::query("DELETE FROM node_lease WHERE incarnation <> $1");
        over.bind(number).execute(&mut *transaction).await?;
    }
    transaction.commit().await?;
    Ok(number)
}

fn lease_ms() -> f64 {
    LEASE.as_secs_f64() * 1_000.0
}

/// How long to wait before the next beat. A lease that ends before that is judged as soon as it has, and one whose row
/// was held is looked at again soon.
fn before_next(rows: &[Row]) -> Duration {
    let looks = rows.iter().map(|row| u64::try_from(row.left_ms).map_or(RETRY_MS, |left_ms| left_ms + 1));
    Duration::from_millis(looks.fold(BEAT_MS, u64::min))
}

/// Renews the lease with this number, if it is still there, and reads all.
async fn renew(conn: &mut PgConnection, number: i64) -> Result<Vec<Row>> {
    let rows = sqlx::query(concat!(
        "WITH beat AS (
             UPDATE node_lease SET expires_at = clock_timestamp() + $2 * interval '1 millisecond'
             WHERE incarnation = $1 RETURNING incarnation
         )
         SELECT node_lease.*, CAST(FLOOR(EXTRACT(EPOCH FROM expires_at - clock_timestamp()) * 1000) AS BIGINT)
                AS left_ms, ",
        now_ms!(),
        " AS now_ms FROM node_lease
         WHERE incarnation <> $1 OR EXISTS (SELECT 1 FROM beat) ORDER BY incarnation",
    ));
    let rows = rows.bind(number).bind(lease_ms()).fetch_all(conn).await?;
    Ok(rows.iter().map(Row::from_row).collect::<sqlx::Result<_>>()?)
}

impl sqlx::FromRow<'_, PgRow> for Row {
    fn from_row(row: &PgRow) -> sqlx::Result<Self> {
        Ok(Self {
            node: Node::from_row(row)?,
            left_ms: row.try_get("left_ms")?,
            now_ms: row.try_get("now_ms")?,
        })
    }
}

impl sqlx::FromRow<'_, PgRow> for Node {
    fn from_row(row: &PgRow) -> sqlx::Result<Self> {
        Ok(Self {
            incarnation: Incarnation(row.try_get("incarnation")?),
            peer: row.try_get::<Option<String>, _>("peer")?.unwrap_or_default(),
            build: row.try_get("build")?,
            draining: row.try_get("draining")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_beat_is_there_when_a_lease_ends() {
        let wait_ms = |left_ms: &[i64]| {
            let row = |(number, left_ms)| {
                let (incarnation, peer, build) = (Incarnation(number), String::new(), String::new());
                Row { node: Node { incarnation, peer, build, draining: false }, left_ms, now_ms: 0 }
            };
            let rows: Vec<Row> = (1..).zip(left_ms.iter().copied()).map(row).collect();
            before_next(&rows).as_millis()
        };
        assert_eq!(wait_ms(&[]), 300);
        assert_eq!(wait_ms(&[900, 1_200, 601]), 300);
        assert_eq!(wait_ms(&[900, 217, 299]), 218);
        assert_eq!(wait_ms(&[900, -1]), 50, "its row was held");
    }
}
