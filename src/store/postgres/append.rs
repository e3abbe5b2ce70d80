//! Group commit: the appends of all rooms that wait, in one statement. A few lanes go side by side, and each
//! log keeps to one of them, so that its pieces stay in order.

use std::{collections::HashSet, time::Duration};

use sqlx::PgConnection;
use tokio::{
    sync::{mpsc, oneshot},
    time::timeout,
};

use super::{connect::Target, lease, log};
use crate::{
    meeting::id::MeetingId,
    store::{
        audit::{AuditBatch, NewAuditEntry},
        error::{Result, StoreError},
        limits::{APPEND_MS_MAX, APPEND_RETRIED_MS_MAX, GROUP_BYTES_MAX, GROUP_JOBS_MAX},
        log::{Appended, SealedPiece},
        sql::signed,
    },
};

/// How long to wait before a database that failed is asked again.
const RETRY_MS: u64 = 100;

/// Stores each piece that follows the end of its log. It locks the lease and the meetings, so that nothing is stored
/// once either has ended. Returns the meetings whose piece was stored.
macro_rules! append {
    (piece: $piece:literal, meeting_is: $meeting_is:literal, also: $also:literal) => {
        concat!(
            "
    WITH lease AS MATERIALIZED (
        SELECT 1 FROM node_lease WHERE incarnation = $1 FOR KEY SHARE
    ), piece (meeting, first_seq, last_seq, sealed) AS (",
            $piece,
            "), live AS MATERIALIZED (
        SELECT id FROM meeting WHERE id ",
            $meeting_is,
            " AND ended_at IS NULL ORDER BY id FOR KEY SHARE
    ), stored AS (
        INSERT INTO log (meeting, first_seq, last_seq, sealed)
        SELECT piece.meeting, piece.first_seq, piece.last_seq, piece.sealed
        FROM lease CROSS JOIN piece JOIN live ON live.id = piece.meeting
        WHERE piece.first_seq = 1 + COALESCE((
            SELECT log.last_seq FROM log WHERE log.meeting = piece.meeting ORDER BY log.first_seq DESC LIMIT 1
        ), 0)
        ON CONFLICT (meeting, first_seq) DO NOTHING
        RETURNING meeting
    )",
            $also,
            "SELECT stored.meeting FROM stored"
        )
    };
}

/// One piece, as most are: without the arrays it costs a sixth less.
const APPEND_ONE: &str = append!(
    piece: "VALUES ($2::bytea, $3::bigint, $4::bigint, $5::bytea)",
    meeting_is: "= $2",
    also: ""
);

macro_rules! append_many {
    ($also:literal) => {
        append!(
            piece: "SELECT * FROM unnest($2::bytea[], $3::bigint[], $4::bigint[], $5::bytea[])",
            meeting_is: "= ANY ($2)",
            also: $also
        )
    };
}

const APPEND: &str = append_many!("");

/// The same with entries for the audit of those that were stored. Most appends have none, and take a tenth less time
/// without this part.
const APPEND_WITH_ACTS: &str = append_many!(
    ", noted AS (
        INSERT INTO audit (room, meeting, at, actor, action, target, reason_code)
        SELECT act.room, act.meeting, act.at, act.actor, act.action, act.target, act.reason_code
        FROM unnest($6::bytea[], $7::bytea[], $8::bytea[], $9::bigint[], $10::text[], $11::text[],
                    $12::text[], $13::text[]) WITH ORDINALITY
             AS act (piece, room, meeting, at, actor, action, target, reason_code, number)
        JOIN stored ON stored.meeting = act.piece
        ORDER BY act.number
    )"
);

/// An append on its way to its lane.
pub(super) struct PendingAppend {
    pub(super) piece: SealedPiece,
    pub(super) audit: AuditBatch,
    /// The life of this server that asks. Nothing is stored for it in a later one.
    pub(super) life: i64,
    pub(super) reply: oneshot::Sender<Result<Appended>>,
}

impl PendingAppend {
    const fn meeting(&self) -> MeetingId {
        self.piece.place.meeting
    }
}

/// One of the lanes, with a connection of its own.
pub(super) struct Lane {
    target: Target,
    /// `None` after a failure, until the next append opens a new one.
    conn: Option<PgConnection>,
}

impl Lane {
    pub(super) const fn new(target: Target) -> Self {
        Self { target, conn: None }
    }

    /// Stores what comes until nobody can send any more.
    pub(super) async fn run(mut self, mut queue: mpsc::Receiver<PendingAppend>) {
        let mut next = queue.recv().await;
        while let Some(first) = next.take() {
            let batch = gather(first, &mut queue, &mut next);
            self.store(batch).await;
            if next.is_none() {
                next = queue.recv().await;
            }
        }
    }

    /// Stores a batch and answers each caller. What became of a statement that failed is asked until it is
    /// known, for a while: nobody is told that nothing happened while it may have.
    async fn store(&mut self, batch: Vec<PendingAppend>) {
        // A caller who no longer waits has been told that nothing happened.
        let batch: Vec<_> = batch.into_iter().filter(|append| !append.reply.is_closed()).collect();
        if batch.is_empty() {
            return;
        }
        let limit = Duration::from_millis(APPEND_RETRIED_MS_MAX);
        match timeout(limit, self.until_known(&batch)).await {
            Ok(done) => batch.into_iter().zip(done).for_each(|(append, done)| answer(append, done)),
            Err(_) => batch.into_iter().for_each(|append| {
                answer(append, Err(StoreError::Unavailable("the database does not answer".to_owned())));
            }),
        }
    }

    /// What became of each piece of a batch. Asks until it is known.
    #[expect(clippy::disallowed_methods, reason = "a database that is away is asked again after real time")]
    async fn until_known(&mut self, batch: &[PendingAppend]) -> Vec<Result<Appended>> {
        loop {
            match self.once(batch).await {
                Ok(done) => return done,
                Err(error) => tracing::warn!(%error, "an append failed; it is asked what became of it"),
            }
            tokio::time::sleep(Duration::from_millis(RETRY_MS)).await;
        }
    }

    async fn once(&mut self, batch: &[PendingAppend]) -> Result<Vec<Result<Appended>>> {
        let mut conn = match self.conn.take() {
            Some(conn) => conn,
            None => {
                let mut conn = self.target.connect().await?;
                // Planning the statement anew takes as long as running it, and what it is given does not matter.
                sqlx::query("SET plan_cache_mode = force_generic_plan").execute(&mut conn).await?;
                conn
            }
        };
        let tried = try_append(&mut conn, batch);
        // A connection that fails or takes too long is dropped: what it still does is not known.
        let done = timeout(Duration::from_millis(APPEND_MS_MAX), tried).await;
        let done = done.map_err(|_| StoreError::Unavailable("an append took too long".to_owned()))??;
        self.conn = Some(conn);
        Ok(done)
    }
}

/// Takes what waits to be stored together, until a limit, a second piece of one log, another life or the end of the queue.
fn gather(
    first: PendingAppend,
    queue: &mut mpsc::Receiver<PendingAppend>,
    other: &mut Option<PendingAppend>,
) -> Vec<PendingAppend> {
    let life = first.life;
    let (mut batch, mut meetings, mut bytes, mut next) = (Vec::new(), HashSet::new(), 0, Some(first));
    while let Some(append) = next.take() {
        if append.life != life || !meetings.insert(append.meeting()) {
            *other = Some(append);
            break;
        }
        bytes += append.piece.sealed.len();
        batch.push(append);
        if batch.len() < GROUP_JOBS_MAX && bytes < GROUP_BYTES_MAX {
            next = queue.try_recv().ok();
        }
    }
    batch
}

async fn try_append(conn: &mut PgConnection, batch: &[PendingAppend]) -> Result<Vec<Result<Appended>>> {
    let stored: HashSet<MeetingId> = statement(conn, batch).await?.into_iter().collect();
    let mut done = Vec::with_capacity(batch.len());
    for append in batch {
        done.push(match stored.contains(&append.meeting()) {
            true => Ok(Appended::Stored),
            false => why_not(conn, append).await?,
        });
    }
    Ok(done)
}

async fn statement(conn: &mut PgConnection, batch: &[PendingAppend]) -> Result<Vec<MeetingId>> {
    if let [PendingAppend { piece: SealedPiece { place, sealed }, audit, life, .. }] = batch
        && audit.entries().is_empty()
    {
        let query = sqlx::query_scalar(APPEND_ONE).bind(life).bind(place.meeting);
        let query =
            query.bind(signed(place.first_seq)?).bind(signed(place.last_seq)?).bind(sealed.as_slice());
        return Ok(query.fetch_all(conn).await?);
    }
    let seqs = |which: fn(&PendingAppend) -> u64| -> Result<Vec<i64>> {
        batch.iter().map(|append| signed(which(append))).collect()
    };
    let acts: Vec<(MeetingId, &NewAuditEntry)> = batch
        .iter()
        .flat_map(|append| append.audit.entries().iter().map(|act| (append.meeting(), act)))
        .collect();
    let column = |which: fn(&NewAuditEntry) -> Option<String>| -> Vec<Option<String>> {
        acts.iter().map(|(_, act)| which(act)).collect()
    };
    let query = sqlx::query_scalar(if acts.is_empty() { APPEND } else { APPEND_WITH_ACTS })
        .bind(batch.first().map(|append| append.life))
        .bind(batch.iter().map(|append| append.meeting().as_bytes().to_vec()).collect::<Vec<_>>())
        .bind(seqs(|append| append.piece.place.first_seq)?)
        .bind(seqs(|append| append.piece.place.last_seq)?)
        .bind(batch.iter().map(|append| append.piece.sealed.as_slice()).collect::<Vec<_>>());
    if acts.is_empty() {
        return Ok(query.fetch_all(conn).await?);
    }
    let query = query
        .bind(acts.iter().map(|(meeting, _)| meeting.as_bytes().to_vec()).collect::<Vec<_>>())
        .bind(acts.iter().map(|(_, act)| act.room.map(|id| id.as_bytes().to_vec())).collect::<Vec<_>>())
        .bind(acts.iter().map(|(_, act)| act.meeting.map(|id| id.as_bytes().to_vec())).collect::<Vec<_>>())
        .bind(acts.iter().map(|(_, act)| act.at.as_ms()).collect::<Vec<_>>())
        .bind(column(|act| Some(act.actor.to_string())))
        .bind(column(|act| Some(act.action.clone())))
        .bind(column(|act| act.target.map(|target| target.to_string())))
        .bind(column(|act| act.reason_code.clone()));
    Ok(query.fetch_all(conn).await?)
}

/// Why a piece was not stored now: an earlier try had stored it, or it does not follow the end of its log, or
/// else the lease is over.
async fn why_not(conn: &mut PgConnection, append: &PendingAppend) -> Result<Result<Appended>> {
    let SealedPiece { place, sealed } = &append.piece;
    let earlier = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM log WHERE meeting = $1 AND first_seq = $2 AND sealed = $3)",
    );
    let earlier = earlier.bind(place.meeting).bind(signed(place.first_seq)?).bind(sealed.as_slice());
    if earlier.fetch_one(&mut *conn).await? {
        return Ok(Ok(Appended::Stored));
    }
    let last_seq = log::end(conn, place.meeting).await?;
    match last_seq {
        Some(last) if last + 1 == place.first_seq => {
            metrics::counter!("rondo_appends_fenced_total").increment(1);
            Ok(Err(lease::lost()))
        }
        last_seq => Ok(Ok(Appended::Elsewhere { last_seq })),
    }
}

fn answer(append: PendingAppend, done: Result<Appended>) {
    // A caller who left meanwhile reads the log before going on.
    let _ = append.reply.send(done);
}
