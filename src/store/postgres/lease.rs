//! The lease of a server on its database: who may write. A row counts as long as it is beaten, by the clock
//! of the database. Every write locks it in its own transaction, so that nothing is stored once it is gone.

mod beats;

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
    time::Duration,
};

use sqlx::{Connection as _, PgConnection};
use tokio::{
    sync::watch,
    task::JoinHandle,
    time::{Instant, timeout},
};

use self::beats::Beats;
use super::connect::Target;
use crate::{
    clock::SharedClock,
    store::{
        cluster::{Incarnation, LOG_FORMAT, Membership, Node},
        error::{Result, StoreError},
        limits::{LEASE_MS_MAX, LOCK_WAIT_MS_MAX},
    },
};

/// How long a start, or a verdict, waits before it tries again.
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
        let mut beats = Beats::new(target.clone(), conn, held.clone());
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
