//! The lease of a server on its database: who may write. A row counts as long as it is beaten, by the clock
//! of the database. Every write locks it in its own transaction, so that nothing is stored once it is gone.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
    time::Duration,
};

use sqlx::{Connection as _, FromRow as _, PgConnection, Row as _, postgres::PgRow};
use tokio::{
    sync::watch,
    task::JoinHandle,
    time::{Instant, timeout},
};

use super::{
    apart::{self, now_ms},
    connect::Target,
};
use crate::{
    clock::SharedClock,
    store::{
        cluster::{Incarnation, LOG_FORMAT, Membership, Node},
        error::{Result, StoreError},
        limits::{BEAT_MS, CLOCK_APART_MS_MAX, LEASE_MS_MAX, LOCK_WAIT_MS_MAX},
    },
};

/// How long a start waits before it asks again.
const RETRY_MS: u64 = 50;
const LEASE: Duration = Duration::from_millis(LEASE_MS_MAX);

/// What a server knows of its lease.
#[derive(Clone)]
pub(super) struct Held(Arc<Inner>);

struct Inner {
    incarnation: AtomicI64,
    draining: AtomicBool,
    /// The lease was ended, and this server may still act on it: it has no new one before that is over.
    lost: AtomicBool,
    /// How it takes part; `None` if it has the database for itself.
    member: Option<Member>,
    seen: Mutex<Seen>,
    nodes: watch::Sender<Vec<Node>>,
}

/// How a server takes part.
struct Member {
    /// Where other servers reach it.
    peer: String,
    clock: SharedClock,
}

/// What the beats have seen.
struct Seen {
    /// When the last beat that was confirmed was sent.
    confirmed: Instant,
    /// Since when every beat was in time.
    steady: Instant,
}

impl Held {
    /// The number of the server's life.
    pub(super) fn incarnation(&self) -> Incarnation {
        Incarnation(self.number())
    }

    pub(super) fn number(&self) -> i64 {
        self.0.incarnation.load(Ordering::Relaxed)
    }

    /// Whether nobody can have ended the lease. Counted by this machine's own clock, from before the beat was
    /// sent: the database counts from later on.
    pub(super) fn is_sure(&self) -> bool {
        !self.0.lost.load(Ordering::SeqCst) && self.seen().confirmed.elapsed() < LEASE
    }

    /// Whoever acted on the lease that was ended does so no more.
    pub(super) fn rejoin(&self) {
        self.0.lost.store(false, Ordering::SeqCst);
    }

    /// Where other servers reach this one.
    fn peer(&self) -> Option<&str> {
        self.0.member.as_ref().map(|member| &*member.peer)
    }

    /// The servers whose leases counted at the last beat.
    pub(super) fn nodes(&self) -> watch::Receiver<Vec<Node>> {
        self.0.nodes.subscribe()
    }

    pub(super) fn is_draining(&self) -> bool {
        self.0.draining.load(Ordering::Relaxed)
    }

    /// Other servers read that this one takes no room any more.
    pub(super) async fn drain(&self, conn: &mut PgConnection) -> Result<()> {
        self.0.draining.store(true, Ordering::Relaxed);
        let row = sqlx::query("UPDATE node_lease SET draining = TRUE WHERE incarnation = $1");
        row.bind(self.number()).execute(conn).await?;
        Ok(())
    }

    /// What a panic left behind is still whole: every change is one step.
    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.0.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps the lease of a life from being ended before the transaction of this connection is over. Beats go on.
///
/// # Errors
/// [`StoreError::Unavailable`] if it was ended.
pub(super) async fn hold(conn: &mut PgConnection, life: i64) -> Result<()> {
    let held = sqlx::query("SELECT 1 FROM node_lease WHERE incarnation = $1 FOR KEY SHARE");
    match held.bind(life).fetch_optional(conn).await? {
        Some(_) => Ok(()),
        None => Err(lost()),
    }
}

/// What a writer is told whose lease is over.
pub(super) fn lost() -> StoreError {
    StoreError::Unavailable("the lease of this server is over".to_owned())
}

/// A lease that is beaten until it is given back.
pub(super) struct Lease {
    target: Target,
    held: Held,
    beating: JoinHandle<()>,
}

impl Lease {
    /// Takes a lease on a database: with others, or as the only server. Waits a moment for one that stands
    /// against that, is just stopping, or was killed.
    ///
    /// # Errors
    /// [`StoreError::Open`] if another server stands against it.
    #[expect(clippy::disallowed_methods, reason = "a lease counts real time, as the database does")]
    pub(super) async fn take(target: &Target, membership: Option<Membership<'_>>) -> Result<Self> {
        let member = membership
            .map(|Membership { peer, clock }| Member { peer: peer.to_owned(), clock: Arc::clone(clock) });
        let peer = membership.map(|membership| membership.peer);
        let mut conn = target.connect().await?;
        let claimed = async {
            loop {
                let sent = Instant::now();
                if let Some(number) = claim(&mut conn, peer, false).await? {
                    return Ok((number, sent));
                }
                tokio::time::sleep(Duration::from_millis(RETRY_MS)).await;
            }
        };
        let other = |_| {
            let line = match peer {
                Some(_) => "another server has the database for itself, without --keys-url",
                None => "another server uses the database",
            };
            Err(StoreError::Open(line.to_owned()))
        };
        let limit = Duration::from_millis(LOCK_WAIT_MS_MAX) + LEASE;
        let (number, sent) = timeout(limit, claimed).await.unwrap_or_else(other)?;
        let seen = Seen { confirmed: sent, steady: sent };
        let held = Held(Arc::new(Inner {
            incarnation: AtomicI64::new(number),
            draining: AtomicBool::new(false),
            lost: AtomicBool::new(false),
            member,
            seen: Mutex::new(seen),
            nodes: watch::Sender::default(),
        }));
        // Who else is there is known from the start.
        let mut beats = Beats {
            target: target.clone(),
            conn: Some(conn),
            held: held.clone(),
            begins_again: false,
            is_apart: false,
        };
        beats.beat().await;
        let beating = tokio::spawn(beats.run());
        Ok(Self { target: target.clone(), held, beating })
    }

    pub(super) const fn held(&self) -> &Held {
        &self.held
    }

    /// Whether other servers may have leases too.
    pub(super) fn shares(&self) -> bool {
        self.held.0.member.is_some()
    }

    /// Gives the lease back, so that nobody need wait for its end.
    pub(super) async fn give_back(&self) {
        self.beating.abort();
        let given = async {
            let mut conn = self.target.connect().await?;
            let row = sqlx::query("DELETE FROM node_lease WHERE incarnation = $1");
            row.bind(self.held.number()).execute(&mut conn).await?;
            conn.close().await
        };
        if let Err(error) = given.await {
            tracing::warn!(%error, "the lease was not given back; others wait for its end");
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.beating.abort();
    }
}

/// Makes a lease, unless one that counts stands against it: any at all for a server that wants the database for
/// itself, and that of such a server for the others.
async fn claim(conn: &mut PgConnection, peer: Option<&str>, draining: bool) -> Result<Option<i64>> {
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

/// Beats, again and again.
struct Beats {
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
    /// Whether its lease is over, by the database's clock.
    over: bool,
    /// What that clock said, in milliseconds since 1970.
    now_ms: i64,
}

impl Beats {
    /// Beats until it is aborted.
    #[expect(clippy::disallowed_methods, reason = "a lease counts real time, as the database does")]
    async fn run(mut self) {
        loop {
            tokio::time::sleep(Duration::from_millis(BEAT_MS)).await;
            self.beat().await;
        }
    }

    /// One beat, and what follows from what it saw. A connection that fails or takes too long is given up.
    #[expect(clippy::disallowed_methods, reason = "a lease counts real time, as the database does")]
    async fn beat(&mut self) {
        let sent = Instant::now();
        match timeout(LEASE, self.try_beat(sent)).await {
            Ok(Ok(())) => return,
            Ok(Err(error)) => tracing::warn!(%error, "the lease could not be renewed; it is tried again"),
            Err(_) => tracing::warn!("the database did not answer in time; the lease is tried again"),
        }
        self.held.seen().steady = Instant::now();
    }

    async fn try_beat(&mut self, sent: Instant) -> Result<()> {
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
        let nodes = rows.into_iter().filter(|row| !row.over || row.node.incarnation == me);
        let nodes = nodes.map(|row| row.node).collect();
        self.held.0.nodes.send_if_modified(|before| {
            *before != nodes && {
                *before = nodes;
                true
            }
        });
        self.conn = Some(conn);
        Ok(())
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
        for Row { node, .. } in rows.iter().filter(|row| row.over) {
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

/// Renews the lease with this number, if it is still there, and reads all.
async fn renew(conn: &mut PgConnection, number: i64) -> Result<Vec<Row>> {
    let rows = sqlx::query(concat!(
        "WITH beat AS (
             UPDATE node_lease SET expires_at = clock_timestamp() + $2 * interval '1 millisecond'
             WHERE incarnation = $1 RETURNING incarnation
         )
         SELECT node_lease.*, expires_at < clock_timestamp() AS over, ",
        now_ms!(),
        " AS now_ms FROM node_lease
         WHERE incarnation <> $1 OR EXISTS (SELECT 1 FROM beat) ORDER BY incarnation",
    ));
    let rows = rows.bind(number).bind(lease_ms()).fetch_all(conn).await?;
    Ok(rows.iter().map(Row::from_row).collect::<sqlx::Result<_>>()?)
}

impl sqlx::FromRow<'_, PgRow> for Row {
    fn from_row(row: &PgRow) -> sqlx::Result<Self> {
        Ok(Self { node: Node::from_row(row)?, over: row.try_get("over")?, now_ms: row.try_get("now_ms")? })
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
