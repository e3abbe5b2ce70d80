//! The rows of webhooks.

use async_trait::async_trait;
use sqlx::types::Json;

use super::{
    database::Tables,
    db::{WriteConnection, settle_audit},
    jobs,
    rows::changed_one,
};
use crate::{
    meeting::id::{RoomId, WebhookId},
    room::{WebhookEvent, places::CountsTold, schedule::DateKey},
    store::{
        audit::{AuditBatch, AuditEntry},
        error::Result,
        jobs::{Job, NewJob},
        sql::signed,
        webhooks::{PlaceAct, WEBHOOK_JOB, Webhook, Webhooks},
    },
    time::UnixMs,
};

#[async_trait]
impl Webhooks for Tables {
    async fn create_webhook(&self, hook: Webhook, audit: AuditBatch) -> Result<()> {
        self.act(audit, |conn| Box::pin(create(conn, hook))).await
    }

    async fn webhooks(&self) -> Result<Vec<Webhook>> {
        let found = sqlx::query_as("SELECT * FROM webhook ORDER BY created_at DESC, id");
        Ok(found.fetch_all(&self.reads).await?)
    }

    async fn change_webhook(&self, hook: Webhook, audit: AuditBatch) -> Result<()> {
        self.act(audit, |conn| Box::pin(change(conn, hook))).await
    }

    async fn delete_webhook(&self, id: WebhookId, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| Box::pin(delete(conn, id))).await
    }

    async fn stop_webhook(&self, id: WebhookId, at: UnixMs) -> Result<()> {
        self.write(move |conn| Box::pin(stop(conn, id, at))).await
    }

    async fn acts_to_tell(&self, limit: u32) -> Result<Vec<AuditEntry>> {
        settle_audit(&self.reads).await?;
        let found = sqlx::query_as(
            "SELECT * FROM audit WHERE position > (SELECT position FROM webhook_feed)
             ORDER BY position LIMIT $1",
        );
        Ok(found.bind(i64::from(limit)).fetch_all(&self.reads).await?)
    }

    async fn tell_webhooks(&self, up_to: u64, jobs: Vec<NewJob>) -> Result<()> {
        self.write(move |conn| Box::pin(tell(conn, up_to, jobs))).await
    }

    async fn act_at(&self, position: u64) -> Result<Option<AuditEntry>> {
        let found = sqlx::query_as("SELECT * FROM audit WHERE position = $1").bind(signed(position)?);
        Ok(found.fetch_optional(&self.reads).await?)
    }

    async fn place_acts_to_tell(&self, limit: u32) -> Result<Vec<PlaceAct>> {
        let found = sqlx::query_as(
            "SELECT * FROM place_act WHERE position > (SELECT place_position FROM webhook_feed)
             ORDER BY position LIMIT $1",
        );
        Ok(found.bind(i64::from(limit)).fetch_all(&self.reads).await?)
    }

    async fn tell_place_acts(&self, up_to: u64, jobs: Vec<NewJob>, before: UnixMs) -> Result<()> {
        self.write(move |conn| Box::pin(tell_place_acts(conn, up_to, jobs, before))).await
    }

    async fn place_act_at(&self, position: u64) -> Result<Option<PlaceAct>> {
        let found = sqlx::query_as("SELECT * FROM place_act WHERE position = $1").bind(signed(position)?);
        Ok(found.fetch_optional(&self.reads).await?)
    }

    async fn deliveries(&self, id: WebhookId) -> Result<Vec<Job>> {
        let found =
            sqlx::query_as("SELECT * FROM job WHERE kind = $1 AND person = $2 ORDER BY due_at DESC, id");
        Ok(found.bind(WEBHOOK_JOB).bind(id).fetch_all(&self.reads).await?)
    }
}

async fn create(conn: &mut WriteConnection, hook: Webhook) -> Result<()> {
    let since = signed(conn.audit_end().await?)?;
    // While there was none, nobody looked at the audit.
    let feed = sqlx::query(
        "UPDATE webhook_feed SET position = $1,
            place_position = (SELECT COALESCE(MAX(position), place_position) FROM place_act)
         WHERE NOT EXISTS (SELECT 1 FROM webhook)",
    );
    feed.bind(since).execute(conn.conn()).await?;
    let row = sqlx::query(
        "INSERT INTO webhook (id, url, events, serial, since, created_at, stopped_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    );
    let row = row.bind(hook.id).bind(&hook.url).bind(Json(&hook.events)).bind(i64::from(hook.serial));
    row.bind(since).bind(hook.created_at).bind(hook.stopped_at).execute(conn.conn()).await?;
    Ok(())
}

async fn change(conn: &mut WriteConnection, hook: Webhook) -> Result<()> {
    let since = signed(conn.audit_end().await?)?;
    let row = sqlx::query(
        "UPDATE webhook SET url = $2, events = $3, serial = $4, stopped_at = $5,
            since = CASE WHEN stopped_at IS NOT NULL AND $5 IS NULL THEN $6 ELSE since END
         WHERE id = $1",
    );
    let row = row.bind(hook.id).bind(&hook.url).bind(Json(&hook.events)).bind(i64::from(hook.serial));
    changed_one(row.bind(hook.stopped_at).bind(since).execute(conn.conn()).await?.rows_affected())
}

async fn delete(conn: &mut WriteConnection, id: WebhookId) -> Result<()> {
    let jobs = sqlx::query("DELETE FROM job WHERE kind = $1 AND person = $2").bind(WEBHOOK_JOB).bind(id);
    jobs.execute(conn.conn()).await?;
    let row = sqlx::query("DELETE FROM webhook WHERE id = $1").bind(id);
    changed_one(row.execute(conn.conn()).await?.rows_affected())
}

async fn stop(conn: &mut WriteConnection, id: WebhookId, at: UnixMs) -> Result<()> {
    let row = sqlx::query("UPDATE webhook SET stopped_at = COALESCE(stopped_at, $2) WHERE id = $1");
    row.bind(id).bind(at).execute(conn.conn()).await?;
    Ok(())
}

async fn tell(conn: &mut WriteConnection, up_to: u64, jobs: Vec<NewJob>) -> Result<()> {
    jobs::add(conn, jobs).await?;
    let feed = sqlx::query("UPDATE webhook_feed SET position = $1 WHERE position < $1").bind(signed(up_to)?);
    feed.execute(conn.conn()).await?;
    Ok(())
}

async fn tell_place_acts(
    conn: &mut WriteConnection,
    up_to: u64,
    jobs: Vec<NewJob>,
    before: UnixMs,
) -> Result<()> {
    jobs::add(conn, jobs).await?;
    let feed = sqlx::query("UPDATE webhook_feed SET place_position = $1 WHERE place_position < $1");
    feed.bind(signed(up_to)?).execute(conn.conn()).await?;
    let told = sqlx::query(
        "DELETE FROM place_act WHERE at < $1 AND position <= (SELECT place_position FROM webhook_feed)",
    );
    told.bind(before).execute(conn.conn()).await?;
    Ok(())
}

/// For the write that changes places: notes what happened, while some program is told.
pub(super) async fn note_places(
    conn: &mut WriteConnection,
    room: RoomId,
    date: DateKey,
    event: WebhookEvent,
    counts: CountsTold,
    at: UnixMs,
) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO place_act (heard, room, date, event, counts, at)
         SELECT (SELECT COALESCE(MAX(position), 0) FROM audit), $1, $2, $3, $4, $5
         WHERE EXISTS (SELECT 1 FROM webhook WHERE stopped_at IS NULL)",
    );
    row.bind(room).bind(date).bind(Json(event)).bind(Json(counts)).bind(at).execute(conn.conn()).await?;
    Ok(())
}
