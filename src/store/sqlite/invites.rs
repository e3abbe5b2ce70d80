//! Invites' rows.

use sqlx::{Row, sqlite::SqliteRow};

use super::{
    super::{Digest, Invite, InviteKind, Result, StoreError},
    rooms, rows,
    session::Session,
};
use crate::{
    meeting::id::{AccountId, InviteId, RoomId},
    time::UnixMs,
};

pub(super) async fn create(session: &mut Session, invite: Invite) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO invite (id, room, kind, secret_hash, created_at, revoked_at, used_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    );
    let kind = match invite.kind {
        InviteKind::Member => "member",
        InviteKind::CoLead => "co_lead",
    };
    row.bind(&invite.id.as_bytes()[..])
        .bind(&invite.room.as_bytes()[..])
        .bind(kind)
        .bind(&invite.secret_hash.as_bytes()[..])
        .bind(invite.created_at)
        .bind(invite.revoked_at)
        .bind(invite.used_at)
        .execute(session.conn())
        .await?;
    Ok(())
}

pub(super) async fn accept_co_lead(
    session: &mut Session,
    secret_hash: Digest,
    account: AccountId,
    at: UnixMs,
) -> Result<Option<Invite>> {
    let row = sqlx::query(
        "UPDATE invite SET used_at = $2
         WHERE secret_hash = $1 AND kind = 'co_lead' AND revoked_at IS NULL AND used_at IS NULL
           AND EXISTS (SELECT 1 FROM room WHERE room.id = invite.room AND archived_at IS NULL)
         RETURNING *",
    );
    let row = row.bind(&secret_hash.as_bytes()[..]).bind(at).fetch_optional(session.conn()).await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let taken = invite(&row)?;
    rooms::add_co_lead(session, taken.room, account, at).await?;
    Ok(Some(taken))
}

pub(super) async fn revoke(session: &mut Session, room: RoomId, invite: InviteId, at: UnixMs) -> Result<()> {
    let row =
        sqlx::query("UPDATE invite SET revoked_at = COALESCE(revoked_at, $3) WHERE id = $1 AND room = $2");
    let row = row.bind(&invite.as_bytes()[..]).bind(&room.as_bytes()[..]).bind(at);
    let done = row.execute(session.conn()).await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}

pub(super) fn invite(row: &SqliteRow) -> Result<Invite> {
    let kind = match row.try_get("kind")? {
        "member" => InviteKind::Member,
        "co_lead" => InviteKind::CoLead,
        _ => return Err(rows::damaged("kind")),
    };
    Ok(Invite {
        id: InviteId::from_bytes(rows::blob(row, "id")?),
        room: RoomId::from_bytes(rows::blob(row, "room")?),
        kind,
        secret_hash: rows::digest(row, "secret_hash")?,
        created_at: row.try_get("created_at")?,
        revoked_at: row.try_get("revoked_at")?,
        used_at: row.try_get("used_at")?,
    })
}
