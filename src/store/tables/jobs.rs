//! The rows of jobs.

use async_trait::async_trait;

use super::{
    database::Tables,
    db::{Connection, Pool, WriteConnection},
    rows::changed_one,
};
use crate::{
    meeting::id::{JobId, ParticipantId, RoomId},
    store::{
        error::Result,
        jobs::{Ending, Job, JobClaim, JobDesk, JobState, Jobs, NewJob},
        limits::RETRY_MS_MAX,
        sql::counted,
    },
    time::UnixMs,
};

#[async_trait]
impl Jobs for Tables {
    async fn add_jobs(&self, jobs: Vec<NewJob>) -> Result<usize> {
        self.write(move |conn| Box::pin(add(conn, jobs))).await
    }

    async fn claim_jobs(&self, now: UnixMs, holder: [u8; 16], lease_ms: u64, limit: u32) -> Result<Vec<Job>> {
        self.write(move |conn| Box::pin(claim(conn, now, holder, lease_ms, limit))).await
    }

    async fn begin_sending(&self, claim: JobClaim, now: UnixMs) -> Result<bool> {
        self.write(move |conn| {
            Box::pin(async move {
                let row = sqlx::query(
                    "UPDATE job SET state = 'sending', changed_at = $4
                     WHERE id = $1 AND holder = $2 AND attempts = $3 AND state = 'waiting'",
                );
                let row =
                    row.bind(claim.job).bind(claim.holder.to_vec()).bind(i64::from(claim.attempt)).bind(now);
                Ok(row.execute(conn.conn()).await?.rows_affected() == 1)
            })
        })
        .await
    }

    async fn end_job(&self, claim: JobClaim, now: UnixMs, ending: Ending) -> Result<()> {
        self.write(move |conn| Box::pin(end(conn, claim, now, ending))).await
    }

    async fn mark_unsure(&self, now: UnixMs, lease_ms: u64) -> Result<u64> {
        self.write(move |conn| {
            Box::pin(async move {
                let row = sqlx::query(
                    "UPDATE job SET state = 'unsure', failure = 'interrupted', changed_at = $1
                     WHERE state = 'sending' AND (held_until <= $1 OR held_until > $2)",
                );
                let done = row.bind(now).bind(longest(now, lease_ms)).execute(conn.conn()).await?;
                Ok(done.rows_affected())
            })
        })
        .await
    }

    async fn next_job_at(&self, now: UnixMs) -> Result<Option<UnixMs>> {
        let found = sqlx::query_scalar(
            "SELECT MIN(CASE WHEN retry_at > due_at THEN retry_at ELSE due_at END) FROM job
             WHERE state = 'waiting' AND holder IS NULL AND (lapses_at IS NULL OR lapses_at > $1)",
        );
        Ok(found.bind(now).fetch_one(&self.reads).await?)
    }

    async fn due_jobs(&self, now: UnixMs) -> Result<u32> {
        let found = sqlx::query_scalar(
            "SELECT COUNT(*) FROM job
             WHERE state IN ('waiting', 'sending') AND due_at <= $1 AND (lapses_at IS NULL OR lapses_at > $1)",
        );
        counted(found.bind(now).fetch_one(&self.reads).await?)
    }

    async fn jobs_of(&self, room: RoomId, limit: u32) -> Result<Vec<Job>> {
        let found = sqlx::query_as("SELECT * FROM job WHERE room = $1 ORDER BY due_at DESC, id LIMIT $2");
        Ok(found.bind(room).bind(i64::from(limit)).fetch_all(&self.reads).await?)
    }

    async fn withdraw_jobs(&self, room: RoomId, kind: Option<&str>, date: Option<&str>) -> Result<()> {
        let (kind, date) = (kind.map(str::to_owned), date.map(str::to_owned));
        self.write(move |conn| {
            Box::pin(async move {
                let rows = sqlx::query(
                    "DELETE FROM job WHERE room = $1 AND state = 'waiting' AND holder IS NULL
                       AND ($2 IS NULL OR kind = $2) AND ($3 IS NULL OR date = $3)",
                );
                rows.bind(room).bind(kind).bind(date).execute(conn.conn()).await?;
                Ok(())
            })
        })
        .await
    }

    async fn forget_jobs_for(&self, person: ParticipantId) -> Result<()> {
        self.write(move |conn| Box::pin(forget_for(conn, person))).await
    }

    async fn delete_old_jobs(&self, before: UnixMs) -> Result<u64> {
        self.write(move |conn| {
            Box::pin(async move {
                // By both times, so that a clock that is set does not forget what it has just done.
                let rows = sqlx::query(
                    "DELETE FROM job
                     WHERE (state NOT IN ('waiting', 'sending') AND changed_at < $1 AND due_at < $1)
                        OR (state = 'waiting' AND lapses_at < $1)",
                );
                Ok(rows.bind(before).execute(conn.conn()).await?.rows_affected())
            })
        })
        .await
    }
}

/// No hold ends later than this, though the clocks of two servers differ by up to a lease.
const fn longest(now: UnixMs, lease_ms: u64) -> UnixMs {
    now.plus_ms(lease_ms.saturating_mul(2))
}

/// Also for the writes that close a seat.
pub(super) async fn forget_for(conn: &mut WriteConnection, person: ParticipantId) -> Result<()> {
    let waiting =
        sqlx::query("DELETE FROM job WHERE person = $1 AND state IN ('waiting', 'failed', 'unsent')");
    waiting.bind(person).execute(conn.conn()).await?;
    let others = sqlx::query("UPDATE job SET sealed = NULL WHERE person = $1").bind(person);
    others.execute(conn.conn()).await?;
    Ok(())
}

pub(super) async fn add(conn: &mut WriteConnection, jobs: Vec<NewJob>) -> Result<usize> {
    let mut added = 0;
    for job in jobs {
        let row = sqlx::query(
            "INSERT INTO job (id, kind, room, date, person, state, due_at, lapses_at, sealed, attempts, changed_at)
             VALUES ($1, $2, $3, $4, $5, 'waiting', $6, $7, $8, 0, $6)
             ON CONFLICT (kind, room, date, person) DO NOTHING",
        );
        let row = row.bind(job.id).bind(job.kind).bind(job.room).bind(job.date).bind(job.person);
        let row = row.bind(job.due_at).bind(job.lapses_at).bind(job.sealed);
        added += usize::from(row.execute(conn.conn()).await?.rows_affected() == 1);
    }
    Ok(added)
}

async fn claim(
    conn: &mut WriteConnection,
    now: UnixMs,
    holder: [u8; 16],
    lease_ms: u64,
    limit: u32,
) -> Result<Vec<Job>> {
    let rows = sqlx::query_as(
        "UPDATE job SET holder = $2, held_until = $3, attempts = attempts + 1, changed_at = $1
         WHERE id IN (
             SELECT id FROM job
             WHERE state = 'waiting' AND due_at <= $1 AND (lapses_at IS NULL OR lapses_at > $1)
               AND (retry_at IS NULL OR retry_at <= $1 OR retry_at > $4)
               AND (holder IS NULL OR held_until <= $1 OR held_until > $6)
             ORDER BY due_at, id LIMIT $5
         ) RETURNING *",
    );
    let rows = rows.bind(now).bind(holder.to_vec()).bind(now.plus_ms(lease_ms));
    let mut claimed: Vec<Job> = rows
        .bind(now.plus_ms(RETRY_MS_MAX))
        .bind(i64::from(limit))
        .bind(longest(now, lease_ms))
        .fetch_all(conn.conn())
        .await?;
    claimed.sort_by_key(|job| (job.due_at, job.id));
    Ok(claimed)
}

async fn end(conn: &mut WriteConnection, claim: JobClaim, now: UnixMs, ending: Ending) -> Result<()> {
    let (state, retry_at, failure) = match ending {
        Ending::Done => (JobState::Done, None, None),
        Ending::Again(at, code) => (JobState::Waiting, Some(at), Some(code)),
        Ending::Failed(code) => (JobState::Failed, None, Some(code)),
        Ending::Unsure(code) => (JobState::Unsure, None, Some(code)),
        Ending::Unsent(code) => (JobState::Unsent, None, Some(code)),
    };
    let row = sqlx::query(
        "UPDATE job SET state = $4, retry_at = $5, failure = $6, changed_at = $7, holder = NULL,
                        held_until = NULL, sealed = CASE WHEN $4 = 'done' THEN NULL ELSE sealed END
         WHERE id = $1 AND holder = $2 AND attempts = $3 AND state IN ('waiting', 'sending', 'unsure')",
    );
    let row = row.bind(claim.job).bind(claim.holder.to_vec()).bind(i64::from(claim.attempt));
    row.bind(state).bind(retry_at).bind(failure).bind(now).execute(conn.conn()).await?;
    Ok(())
}

#[async_trait]
impl JobDesk for Tables {
    async fn open_jobs(&self, now: UnixMs, limit: u32) -> Result<Vec<Job>> {
        self.reads.open_jobs(now, limit).await
    }

    async fn retry_job(&self, id: JobId, now: UnixMs) -> Result<()> {
        self.write(move |conn| Box::pin(retry(conn.conn(), id, now))).await
    }
}

#[async_trait]
impl JobDesk for Pool {
    async fn open_jobs(&self, now: UnixMs, limit: u32) -> Result<Vec<Job>> {
        let found = sqlx::query_as(
            "SELECT * FROM job
             WHERE state IN ('failed', 'unsure')
                OR (state IN ('waiting', 'sending') AND due_at <= $1 AND (lapses_at IS NULL OR lapses_at > $1))
             ORDER BY due_at, id LIMIT $2",
        );
        Ok(found.bind(now).bind(i64::from(limit)).fetch_all(self).await?)
    }

    async fn retry_job(&self, id: JobId, now: UnixMs) -> Result<()> {
        retry(&mut *self.acquire().await?, id, now).await
    }
}

async fn retry(conn: &mut Connection, id: JobId, now: UnixMs) -> Result<()> {
    let row = sqlx::query(
        "UPDATE job SET state = 'waiting', retry_at = NULL, holder = NULL, held_until = NULL, changed_at = $2,
                        due_at = CASE WHEN due_at < $2 THEN due_at ELSE $2 END
         WHERE id = $1 AND (state IN ('failed', 'unsure') OR (state = 'waiting' AND failure IS NOT NULL))",
    );
    let done = row.bind(id).bind(now).execute(conn).await?;
    changed_one(done.rows_affected())
}
