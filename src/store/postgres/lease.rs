//! The lease of a server on its database: who may write. A row counts as long as it is beaten, by the clock
//! of the database. Every write locks it in its own transaction, so that nothing is stored once it is gone.

mod beats;
mod held;

use std::{sync::Arc, time::Duration};

use sqlx::Connection as _;
use tokio::{
    task::JoinHandle,
    time::{Instant, timeout},
};

pub(super) use self::held::{Held, hold, lost};
use self::{
    beats::{Beats, RETRY_MS, claim},
    held::{LEASE, Member},
};
use super::connect::Target;
use crate::store::{
    cluster::Membership,
    error::{Result, StoreError},
    limits::LOCK_WAIT_MS_MAX,
};

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
        let held = Held::new(number, member, sent);
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
