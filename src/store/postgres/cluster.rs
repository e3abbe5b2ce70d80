//! Which server has which room.

use std::time::Duration;

use async_trait::async_trait;
use futures::FutureExt as _;
use sqlx::{FromRow as _, Row as _, postgres::PgRow};
use tokio::sync::watch;

use super::{apart::now_ms, lease::Held, timed_pool::TimedPool};
use crate::{
    meeting::id::RoomId,
    secrets::SecretHash,
    store::{
        cluster::{Census, Cluster, Incarnation, LOG_FORMAT, Node, NodeLine, Owner, Taking},
        error::Result,
    },
};

/// The rows of owners, for one server.
pub(super) struct Owners {
    held: Held,
    pool: TimedPool,
}

impl Owners {
    pub(super) const fn new(held: Held, pool: TimedPool) -> Self {
        Self { held, pool }
    }
}

#[async_trait]
impl Cluster for Owners {
    fn me(&self) -> Incarnation {
        self.held.incarnation()
    }

    fn is_sure(&self) -> bool {
        self.held.is_sure()
    }

    fn rejoin(&self) {
        self.held.rejoin();
    }

    fn nodes(&self) -> watch::Receiver<Vec<Node>> {
        self.held.nodes()
    }

    /// What is compared and then changed is one number: two servers that saw the same one can't both change
    /// it, and a life that is over never comes back.
    async fn claim(&self, room: RoomId) -> Result<Taking> {
        let seen = match find(&self.pool, room).await? {
            Some((owner, _)) if owner == self.held.number() => return Ok(Taking::Mine),
            Some((_, Some(node))) => return Ok(Taking::Theirs(node)),
            Some((owner, None)) => Some(owner),
            None => None,
        };
        if self.held.is_draining() || !self.held.is_sure() {
            return Ok(Taking::Refused);
        }
        let taken = sqlx::query(
            "WITH me AS MATERIALIZED (
                 SELECT incarnation FROM node_lease WHERE incarnation = $2 AND NOT draining FOR KEY SHARE
             ), readable AS MATERIALIZED (
                 SELECT 1 WHERE NOT EXISTS (
                     SELECT 1 FROM meeting WHERE room = $1 AND ended_at IS NULL AND log_format > $4)
             )
             INSERT INTO room_owner (room, incarnation, fence) SELECT $1, me.incarnation, 1 FROM me, readable
             ON CONFLICT (room) DO UPDATE SET incarnation = excluded.incarnation, fence = room_owner.fence + 1
             WHERE room_owner.incarnation = $3",
        );
        let taken = taken.bind(room).bind(self.held.number()).bind(seen).bind(LOG_FORMAT);
        if taken.execute(&self.pool).await?.rows_affected() == 1 {
            metrics::counter!("rondo_rooms_taken_total").increment(1);
            return Ok(Taking::Mine);
        }
        Ok(match find(&self.pool, room).await? {
            Some((_, Some(node))) => Taking::Theirs(node),
            _ => Taking::Refused,
        })
    }

    async fn owner(&self, room: RoomId) -> Result<Owner> {
        Ok(match find(&self.pool, room).await? {
            Some((owner, Some(_))) if owner == self.held.number() => Owner::Me,
            Some((_, Some(node))) => Owner::Other(node),
            _ => Owner::Nobody,
        })
    }

    async fn release(&self, room: RoomId) -> Result<()> {
        let row = sqlx::query("UPDATE room_owner SET incarnation = 0 WHERE room = $1 AND incarnation = $2");
        row.bind(room).bind(self.held.number()).execute(&self.pool).await?;
        Ok(())
    }

    async fn without_others(&self) -> Result<Vec<RoomId>> {
        let found = sqlx::query_scalar(
            "SELECT meeting.room FROM meeting LEFT JOIN room_owner ON room_owner.room = meeting.room
             WHERE meeting.ended_at IS NULL AND meeting.log_format <= $2 AND (
                 room_owner.incarnation = $1 OR NOT EXISTS (
                     SELECT 1 FROM node_lease WHERE node_lease.incarnation = room_owner.incarnation)
             ) ORDER BY meeting.room",
        );
        Ok(found.bind(self.held.number()).bind(LOG_FORMAT).fetch_all(&self.pool).await?)
    }

    async fn note_end(&self, what: String) -> Result<i64> {
        let old = "DELETE FROM ended_access WHERE at < clock_timestamp() - interval '1 minute'";
        sqlx::query(old).execute(&self.pool).await?;
        let new = sqlx::query_scalar("INSERT INTO ended_access (what) VALUES ($1) RETURNING number");
        Ok(new.bind(what).fetch_one(&self.pool).await?)
    }

    async fn ends(&self) -> Result<Vec<(i64, String)>> {
        let found = sqlx::query_as(
            "SELECT number, what FROM ended_access WHERE at > clock_timestamp() - interval '10 seconds'
             ORDER BY number",
        );
        Ok(found.fetch_all(&self.pool).await?)
    }

    /// The generic cell rate algorithm, by the database's clock: what is kept is when all is free again.
    async fn attempt(&self, key: SecretHash, interval: Duration, burst: u32) -> Result<Option<Duration>> {
        let interval_ms = i64::try_from(interval.as_millis()).unwrap_or(i64::MAX);
        let ahead_ms = interval_ms.saturating_mul(i64::from(burst.max(1)) - 1);
        let counted = sqlx::query_scalar(concat!(
            "WITH clock AS (SELECT ", now_ms!(), " AS ms),
             counted AS (
                 INSERT INTO throttle (mark, free_at) SELECT $1, ms + $2 FROM clock
                 ON CONFLICT (mark) DO UPDATE
                     SET free_at = GREATEST(throttle.free_at + $2, excluded.free_at)
                     WHERE throttle.free_at - $3 <= excluded.free_at - $2
                 RETURNING mark
             )
             SELECT CASE WHEN EXISTS (SELECT 1 FROM counted) THEN 0
                         ELSE GREATEST(1, (SELECT free_at - $3 - ms FROM throttle, clock WHERE mark = $1)) END",
        ));
        let counted = counted.bind(key).bind(interval_ms).bind(ahead_ms);
        let wait_ms: i64 = counted.fetch_one(&self.pool).await?;
        let wait_ms = u64::try_from(wait_ms).unwrap_or_default();
        Ok((wait_ms > 0).then(|| Duration::from_millis(wait_ms)))
    }

    async fn forget_attempts(&self) -> Result<()> {
        let old = sqlx::query(concat!("DELETE FROM throttle WHERE free_at < ", now_ms!()));
        old.execute(&self.pool).await?;
        Ok(())
    }

    async fn drain(&self) -> Result<()> {
        let held = self.held.clone();
        self.pool.ask(|conn| async move { held.drain(conn).await }.boxed()).await
    }
}

/// Who shares a database.
pub(in crate::store) async fn census(pool: &TimedPool) -> Result<Census> {
    let found = sqlx::query(
        "SELECT node_lease.incarnation, peer, build, draining,
                CAST(EXTRACT(EPOCH FROM expires_at - clock_timestamp()) * 1000 AS BIGINT) AS lease_ms,
                ARRAY(SELECT room FROM room_owner WHERE room_owner.incarnation = node_lease.incarnation
                      ORDER BY room) AS rooms
         FROM node_lease ORDER BY node_lease.incarnation",
    );
    let nodes = found.fetch_all(pool).await?.iter().map(line).collect::<sqlx::Result<_>>()?;
    let without = sqlx::query_scalar(
        "SELECT meeting.room FROM meeting LEFT JOIN room_owner ON room_owner.room = meeting.room
         WHERE ended_at IS NULL AND NOT EXISTS (
             SELECT 1 FROM node_lease WHERE node_lease.incarnation = room_owner.incarnation
         ) ORDER BY meeting.room",
    );
    Ok(Census { nodes, without: without.fetch_all(pool).await? })
}

fn line(row: &PgRow) -> sqlx::Result<NodeLine> {
    let rooms: Vec<Vec<u8>> = row.try_get("rooms")?;
    Ok(NodeLine {
        incarnation: row.try_get("incarnation")?,
        peer: row.try_get("peer")?,
        build: row.try_get("build")?,
        draining: row.try_get("draining")?,
        lease_ms: row.try_get("lease_ms")?,
        rooms: rooms.into_iter().filter_map(|id| Some(RoomId::from_bytes(id.try_into().ok()?))).collect(),
    })
}

/// The number of the life that has a room, with its server if that one still has its lease.
async fn find(pool: &TimedPool, room: RoomId) -> Result<Option<(i64, Option<Node>)>> {
    let found = sqlx::query(
        "SELECT room_owner.incarnation AS owner, node_lease.* FROM room_owner
         LEFT JOIN node_lease ON node_lease.incarnation = room_owner.incarnation WHERE room_owner.room = $1",
    );
    let Some(row) = found.bind(room).fetch_optional(pool).await? else { return Ok(None) };
    let alive: Option<i64> = row.try_get("incarnation")?;
    let node = alive.map(|_| Node::from_row(&row)).transpose()?;
    Ok(Some((row.try_get("owner")?, node)))
}
