//! What a server knows of its lease, and what every write asks of it.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
    time::Duration,
};

use sqlx::PgConnection;
use tokio::{sync::watch, time::Instant};

use crate::{
    clock::SharedClock,
    store::{
        cluster::{Incarnation, Node},
        error::{Result, StoreError},
        limits::LEASE_MS_MAX,
    },
};

pub(super) const LEASE: Duration = Duration::from_millis(LEASE_MS_MAX);

/// What a server knows of its lease.
#[derive(Clone)]
pub(in crate::store::postgres) struct Held(pub(super) Arc<Inner>);

pub(super) struct Inner {
    pub(super) incarnation: AtomicI64,
    pub(super) draining: AtomicBool,
    /// The lease was ended, and this server may still act on it: it has no new one before that is over.
    pub(super) lost: AtomicBool,
    /// How it takes part; `None` if it has the database for itself.
    pub(super) member: Option<Member>,
    pub(super) seen: Mutex<Seen>,
    pub(super) nodes: watch::Sender<Vec<Node>>,
}

/// How a server takes part.
pub(super) struct Member {
    /// Where other servers reach it.
    pub(super) peer: String,
    pub(super) clock: SharedClock,
}

/// What the beats have seen.
pub(super) struct Seen {
    /// When the last beat that was confirmed was sent.
    pub(super) confirmed: Instant,
    /// Since when every beat was in time.
    pub(super) steady: Instant,
}

impl Held {
    /// A lease that was asked for then.
    pub(super) fn new(number: i64, member: Option<Member>, sent: Instant) -> Self {
        Self(Arc::new(Inner {
            incarnation: AtomicI64::new(number),
            draining: AtomicBool::new(false),
            lost: AtomicBool::new(false),
            member,
            seen: Mutex::new(Seen { confirmed: sent, steady: sent }),
            nodes: watch::Sender::default(),
        }))
    }

    /// The number of the server's life.
    pub(in crate::store::postgres) fn incarnation(&self) -> Incarnation {
        Incarnation(self.number())
    }

    pub(in crate::store::postgres) fn number(&self) -> i64 {
        self.0.incarnation.load(Ordering::Relaxed)
    }

    /// Whether nobody can have ended the lease. Counted by this machine's own clock, from before the beat was
    /// sent: the database counts from later on.
    pub(in crate::store::postgres) fn is_sure(&self) -> bool {
        !self.0.lost.load(Ordering::SeqCst) && self.seen().confirmed.elapsed() < LEASE
    }

    /// Whoever acted on the lease that was ended does so no more.
    pub(in crate::store::postgres) fn rejoin(&self) {
        self.0.lost.store(false, Ordering::SeqCst);
    }

    /// Where other servers reach this one.
    pub(super) fn peer(&self) -> Option<&str> {
        self.0.member.as_ref().map(|member| &*member.peer)
    }

    /// The servers whose leases counted at the last beat.
    pub(in crate::store::postgres) fn nodes(&self) -> watch::Receiver<Vec<Node>> {
        self.0.nodes.subscribe()
    }

    pub(in crate::store::postgres) fn is_draining(&self) -> bool {
        self.0.draining.load(Ordering::Relaxed)
    }

    /// Other servers read that this one takes no room any more.
    pub(in crate::store::postgres) async fn drain(&self, conn: &mut PgConnection) -> Result<()> {
        self.0.draining.store(true, Ordering::Relaxed);
        let row = sqlx::query("UPDATE node_lease SET draining = TRUE WHERE incarnation = $1");
        row.bind(self.number()).execute(conn).await?;
        Ok(())
    }

    /// What a panic left behind is still whole: every change is one step.
    pub(super) fn seen(&self) -> MutexGuard<'_, Seen> {
        self.0.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps the lease of a life from being ended before the transaction of this connection is over. Beats go on.
///
/// # Errors
/// [`StoreError::Unavailable`] if it was ended.
pub(in crate::store::postgres) async fn hold(conn: &mut PgConnection, life: i64) -> Result<()> {
    let held = sqlx::query("SELECT 1 FROM node_lease WHERE incarnation = $1 FOR KEY SHARE");
    match held.bind(life).fetch_optional(conn).await? {
        Some(_) => Ok(()),
        None => Err(lost()),
    }
}

/// What a writer is told whose lease is over.
pub(in crate::store::postgres) fn lost() -> StoreError {
    StoreError::Unavailable("the lease of this server is over".to_owned())
}
