//! The rows of invites.

use async_trait::async_trait;

use super::{database::Tables, db::WriteConnection, rows::changed_one};
use crate::{
    meeting::id::{AccountId, InviteId, RoomId},
    secrets::SecretHash,
    store::{
        audit::AuditBatch,
        error::Result,
        invites::{Invite, InviteChange, Invites},
    },
    time::UnixMs,
};

#[async_trait]
impl Invites for Tables {
    async fn create_invite(&self, invite: Invite, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| Box::pin(create(conn, invite))).await
    }

    async fn usable_invite(&self, secret_hash: SecretHash) -> Result<Option<Invite>> {
        let found = sqlx::query_as(
            "SELECT invite.* FROM invite JOIN room ON room.id = invite.room
             WHERE secret_hash = $1 AND revoked_at IS NULL AND (used_at IS NULL OR personal)
               AND archived_at IS NULL",
        );
        Ok(found.bind(secret_hash).fetch_optional(&self.reads).await?)
    }

    async fn accept_co_lead(
        &self,
        secret_hash: SecretHash,
        account: AccountId,
        at: UnixMs,
        audit: AuditBatch,
    ) -> Result<Option<Invite>> {
        self.write(move |conn| {
            Box::pin(async move {
                let taken = accept_co_lead(conn, secret_hash, account, at).await?;
                if taken.is_some() {
                    conn.add_audit(audit).await?;
                }
                Ok(taken)
            })
        })
        .await
    }

    async fn revoke_invite(
        &self,
        room: RoomId,
        invite: InviteId,
        at: UnixMs,
        audit: AuditBatch,
    ) -> Result<()> {
        self.write(move |conn| Box::pin(revoke(conn, room, invite, at, audit))).await
    }

    async fn replace_invite(&self, old: InviteId, new: Invite, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| Box::pin(replace(conn, old, new))).await
    }

    async fn change_invite(
        &self,
        room: RoomId,
        invite: InviteId,
        change: InviteChange,
        audit: AuditBatch,
    ) -> Result<()> {
        self.act(audit, move |conn| Box::pin(change_one(conn, room, invite, change))).await
    }

    async fn release_invite(&self, room: RoomId, invite: InviteId, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| Box::pin(release(conn, room, invite))).await
    }

    async fn invites(&self, room: RoomId) -> Result<Vec<Invite>> {
        let found = sqlx::query_as("SELECT * FROM invite WHERE room = $1 ORDER BY created_at DESC, id");
        Ok(found.bind(room).fetch_all(&self.reads).await?)
    }
}

pub(super) async fn create(conn: &mut WriteConnection, invite: Invite) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO invite (id, room, kind, secret_hash, created_at, revoked_at, used_at, held_at,
                             sealed_label, expires_at, public_secret, personal, sealed_secret)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    );
    row.bind(invite.id)
        .bind(invite.room)
        .bind(invite.kind)
        .bind(invite.secret_hash)
        .bind(invite.created_at)
        .bind(invite.revoked_at)
        .bind(invite.used_at)
        .bind(invite.held_at)
        .bind(invite.sealed_label)
        .bind(invite.expires_at)
        .bind(invite.public_secret)
        .bind(invite.personal)
        .bind(invite.sealed_secret)
        .execute(conn.conn())
        .await?;
    Ok(())
}

async fn accept_co_lead(
    conn: &mut WriteConnection,
    secret_hash: SecretHash,
    account: AccountId,
    at: UnixMs,
) -> Result<Option<Invite>> {
    let row = sqlx::query_as(
        "UPDATE invite SET used_at = $2, sealed_label = NULL, sealed_secret = NULL
         WHERE secret_hash = $1 AND kind = 'co_lead' AND revoked_at IS NULL AND used_at IS NULL
           AND (expires_at IS NULL OR expires_at > $2)
           AND EXISTS (SELECT 1 FROM room WHERE room.id = invite.room AND archived_at IS NULL)
           AND NOT EXISTS (SELECT 1 FROM co_lead WHERE co_lead.room = invite.room AND account = $3)
         RETURNING *",
    );
    let row = row.bind(secret_hash).bind(at).bind(account);
    let row: Option<Invite> = row.fetch_optional(conn.conn()).await?;
    let Some(taken) = row else {
        return Ok(None);
    };
    let row = sqlx::query("INSERT INTO co_lead (room, account, added_at) VALUES ($1, $2, $3)");
    row.bind(taken.room).bind(account).bind(at).execute(conn.conn()).await?;
    Ok(Some(taken))
}

async fn revoke(
    conn: &mut WriteConnection,
    room: RoomId,
    invite: InviteId,
    at: UnixMs,
    audit: AuditBatch,
) -> Result<()> {
    let row = sqlx::query(
        "UPDATE invite SET revoked_at = $3, sealed_label = NULL, public_secret = NULL, sealed_secret = NULL
         WHERE id = $1 AND room = $2 AND revoked_at IS NULL",
    );
    if row.bind(invite).bind(room).bind(at).execute(conn.conn()).await?.rows_affected() > 0 {
        return conn.add_audit(audit).await;
    }
    let known = sqlx::query("SELECT id FROM invite WHERE id = $1 AND room = $2").bind(invite).bind(room);
    known.fetch_one(conn.conn()).await?;
    Ok(())
}

async fn replace(conn: &mut WriteConnection, old: InviteId, new: Invite) -> Result<()> {
    let row = sqlx::query(
        "UPDATE invite SET revoked_at = $3, sealed_label = NULL, public_secret = NULL, sealed_secret = NULL
         WHERE id = $1 AND room = $2 AND revoked_at IS NULL AND used_at IS NULL",
    );
    let done = row.bind(old).bind(new.room).bind(new.created_at).execute(conn.conn()).await?;
    changed_one(done.rows_affected())?;
    create(conn, new).await
}

async fn change_one(
    conn: &mut WriteConnection,
    room: RoomId,
    invite: InviteId,
    change: InviteChange,
) -> Result<()> {
    let row = sqlx::query(
        "UPDATE invite SET sealed_label = CASE WHEN $3 THEN $4 ELSE sealed_label END,
                           expires_at = CASE WHEN $5 THEN $6 ELSE expires_at END
         WHERE id = $1 AND room = $2 AND revoked_at IS NULL AND (used_at IS NULL OR personal)",
    );
    let row = row.bind(invite).bind(room);
    let row = row.bind(change.sealed_label.is_some()).bind(change.sealed_label.flatten());
    let row = row.bind(change.expires_at.is_some()).bind(change.expires_at.flatten());
    let done = row.execute(conn.conn()).await?;
    changed_one(done.rows_affected())
}

async fn release(conn: &mut WriteConnection, room: RoomId, invite: InviteId) -> Result<()> {
    let row =
        sqlx::query("UPDATE invite SET held_at = NULL WHERE id = $1 AND room = $2 AND held_at IS NOT NULL");
    let done = row.bind(invite).bind(room).execute(conn.conn()).await?;
    changed_one(done.rows_affected())
}
