//! The rows of requests to join, and what a new seat uses up.

use async_trait::async_trait;
use sqlx::types::Json;

use super::{database::Tables, db::WriteConnection, invites, participants, request_rows, rows::changed_one};
use crate::{
    meeting::id::{InviteId, RequestId, RoomId},
    secrets::SecretHash,
    store::{
        audit::AuditBatch,
        error::{Conflict, Result, StoreError},
        requests::{Decision, EntryChange, JoinRequest, Requests, Seating},
        sql::counted,
    },
    time::UnixMs,
};

#[async_trait]
impl Requests for Tables {
    async fn add_request(&self, request: JoinRequest) -> Result<()> {
        self.write(move |conn| Box::pin(request_rows::add(conn, request))).await
    }

    async fn requests(&self, room: RoomId, now: UnixMs) -> Result<Vec<JoinRequest>> {
        let found = sqlx::query_as(
            "SELECT * FROM join_request WHERE room = $1 AND expires_at > $2 ORDER BY asked_at, id",
        );
        Ok(found.bind(room).bind(now).fetch_all(&self.reads).await?)
    }

    async fn pending_requests(&self, room: RoomId, now: UnixMs) -> Result<u32> {
        let found = sqlx::query_scalar(
            "SELECT COUNT(*) FROM join_request WHERE room = $1 AND state = 'pending' AND expires_at > $2",
        );
        counted(found.bind(room).bind(now).fetch_one(&self.reads).await?)
    }

    async fn request_by_secret(&self, secret_hash: SecretHash) -> Result<Option<JoinRequest>> {
        let found = sqlx::query_as("SELECT * FROM join_request WHERE secret_hash = $1");
        Ok(found.bind(secret_hash).fetch_optional(&self.reads).await?)
    }

    async fn decide_request(&self, decision: Decision, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| Box::pin(decide(conn, decision))).await
    }

    async fn erase_request(&self, id: RequestId) -> Result<()> {
        self.write(move |conn| {
            Box::pin(async move {
                let row = sqlx::query("DELETE FROM join_request WHERE id = $1").bind(id);
                row.execute(conn.conn()).await?;
                Ok(())
            })
        })
        .await
    }

    async fn erase_expired_requests(&self, now: UnixMs, gone: UnixMs) -> Result<()> {
        self.write(move |conn| {
            Box::pin(async move {
                let rows = sqlx::query("DELETE FROM join_request WHERE expires_at <= $1").bind(gone);
                rows.execute(conn.conn()).await?;
                let rows = sqlx::query(
                    "UPDATE join_request SET sealed = NULL WHERE expires_at <= $1 AND sealed IS NOT NULL",
                );
                rows.bind(now).execute(conn.conn()).await?;
                Ok(())
            })
        })
        .await
    }

    async fn take_seat(&self, seating: Seating) -> Result<()> {
        self.write(move |conn| Box::pin(take_seat(conn, seating))).await
    }

    async fn replace_entry(&self, room: RoomId, change: EntryChange, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| Box::pin(replace_entry(conn, room, change))).await
    }
}

async fn decide(conn: &mut WriteConnection, decision: Decision) -> Result<()> {
    let known = sqlx::query("SELECT id FROM join_request WHERE id = $1 AND room = $2");
    known.bind(decision.id).bind(decision.room).fetch_one(conn.conn()).await?;
    let row = sqlx::query(
        "UPDATE join_request SET state = $2, sealed = $3, decided_at = $4, expires_at = $5
         WHERE id = $1 AND state = 'pending' AND expires_at > $4",
    );
    let row = row.bind(decision.id).bind(decision.state).bind(decision.sealed).bind(decision.at);
    if row.bind(decision.expires_at).execute(conn.conn()).await?.rows_affected() == 0 {
        return Err(StoreError::Conflict(Conflict::Request));
    }
    if let Some(change) = decision.entry {
        replace_entry(conn, decision.room, change).await?;
    }
    match decision.invite {
        Some(invite) => invites::create(conn, invite).await,
        None => Ok(()),
    }
}

async fn take_seat(conn: &mut WriteConnection, seating: Seating) -> Result<()> {
    let (room, at) = (seating.participant.room, seating.participant.created_at);
    replace_entry(conn, room, seating.entry).await?;
    if let Some(invite) = seating.uses {
        use_up(conn, invite, at).await?;
    }
    if let Some(request) = seating.request {
        let row = sqlx::query("DELETE FROM join_request WHERE id = $1 AND state = 'accepted'");
        changed_one(row.bind(request).execute(conn.conn()).await?.rows_affected())?;
    }
    participants::create(conn, seating.participant, Some(seating.device)).await
}

async fn use_up(conn: &mut WriteConnection, invite: InviteId, at: UnixMs) -> Result<()> {
    let row = sqlx::query(
        "UPDATE invite SET used_at = $2, sealed_secret = NULL
         WHERE id = $1 AND personal AND used_at IS NULL AND revoked_at IS NULL",
    );
    changed_one(row.bind(invite).bind(at).execute(conn.conn()).await?.rows_affected())
}

async fn replace_entry(conn: &mut WriteConnection, room: RoomId, change: EntryChange) -> Result<()> {
    let row = sqlx::query("UPDATE room SET entry = $3 WHERE id = $1 AND entry = $2");
    let row = row.bind(room).bind(Json(change.old)).bind(Json(change.new));
    match row.execute(conn.conn()).await?.rows_affected() {
        1 => Ok(()),
        _ => Err(StoreError::Conflict(Conflict::Entry)),
    }
}
