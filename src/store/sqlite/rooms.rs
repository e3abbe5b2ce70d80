//! The rows of rooms and co-leads.

use async_trait::async_trait;
use sqlx::{Row, sqlite::SqliteRow};

use super::{
    super::{Account, Digest, Invite, Result, Room, Rooms, StoreError},
    SqliteStore, accounts, invites, rows,
    session::Session,
};
use crate::{
    meeting::id::{AccountId, InviteId, RoomId},
    time::UnixMs,
};

#[async_trait]
impl Rooms for SqliteStore {
    async fn create_room(&self, room: Room) -> Result<()> {
        self.write(|session| Box::pin(create(session, room))).await
    }

    async fn room(&self, id: RoomId) -> Result<Option<Room>> {
        let found = sqlx::query("SELECT * FROM room WHERE id = $1").bind(&id.as_bytes()[..]);
        found.fetch_optional(&self.reads).await?.as_ref().map(room).transpose()
    }

    async fn rooms_of(&self, account: AccountId) -> Result<Vec<Room>> {
        let found = sqlx::query(
            "SELECT * FROM room
             WHERE archived_at IS NULL
               AND (owner = $1 OR id IN (SELECT room FROM co_lead WHERE account = $1))
             ORDER BY created_at DESC, id",
        );
        let found = found.bind(&account.as_bytes()[..]).fetch_all(&self.reads).await?;
        found.iter().map(room).collect()
    }

    async fn update_room(&self, room: Room) -> Result<Room> {
        self.write(|session| Box::pin(update(session, room))).await
    }

    async fn archive_room(&self, id: RoomId, at: UnixMs) -> Result<()> {
        self.write(move |session| Box::pin(archive(session, id, at))).await
    }

    async fn add_co_lead(&self, room: RoomId, account: AccountId, at: UnixMs) -> Result<()> {
        self.write(move |session| Box::pin(add_co_lead(session, room, account, at))).await
    }

    async fn co_leads(&self, room: RoomId) -> Result<Vec<Account>> {
        let found = sqlx::query(
            "SELECT account.* FROM co_lead JOIN account ON account.id = co_lead.account
             WHERE co_lead.room = $1 ORDER BY co_lead.added_at, account.id",
        );
        let found = found.bind(&room.as_bytes()[..]).fetch_all(&self.reads).await?;
        found.iter().map(accounts::account).collect()
    }

    async fn remove_co_lead(&self, room: RoomId, account: AccountId) -> Result<()> {
        self.write(move |session| {
            Box::pin(async move {
                let row = sqlx::query("DELETE FROM co_lead WHERE room = $1 AND account = $2");
                let row = row.bind(&room.as_bytes()[..]).bind(&account.as_bytes()[..]);
                row.execute(session.conn()).await?;
                Ok(())
            })
        })
        .await
    }

    async fn create_invite(&self, invite: Invite) -> Result<()> {
        self.write(move |session| Box::pin(invites::create(session, invite))).await
    }

    async fn usable_invite(&self, secret_hash: Digest) -> Result<Option<Invite>> {
        let found = sqlx::query(
            "SELECT invite.* FROM invite JOIN room ON room.id = invite.room
             WHERE secret_hash = $1 AND revoked_at IS NULL AND used_at IS NULL AND archived_at IS NULL",
        );
        let found = found.bind(&secret_hash.as_bytes()[..]).fetch_optional(&self.reads).await?;
        found.as_ref().map(invites::invite).transpose()
    }

    async fn accept_co_lead(
        &self,
        secret_hash: Digest,
        account: AccountId,
        at: UnixMs,
    ) -> Result<Option<Invite>> {
        self.write(move |session| Box::pin(invites::accept_co_lead(session, secret_hash, account, at))).await
    }

    async fn revoke_invite(&self, room: RoomId, invite: InviteId, at: UnixMs) -> Result<()> {
        self.write(move |session| Box::pin(invites::revoke(session, room, invite, at))).await
    }

    async fn invites(&self, room: RoomId) -> Result<Vec<Invite>> {
        let found = sqlx::query("SELECT * FROM invite WHERE room = $1 ORDER BY created_at DESC, id");
        let found = found.bind(&room.as_bytes()[..]).fetch_all(&self.reads).await?;
        found.iter().map(invites::invite).collect()
    }
}

async fn create(session: &mut Session, room: Room) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO room (id, owner, kind, format, title, topics, suits, not_for, capacity, share_ms, agenda,
                           settings, guidelines, guidelines_version, rehearsal, created_at, archived_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    );
    row.bind(&room.id.as_bytes()[..])
        .bind(&room.owner.as_bytes()[..])
        .bind(&room.kind)
        .bind(&room.format)
        .bind(&room.title)
        .bind(rows::to_texts(&room.topics))
        .bind(&room.suits)
        .bind(&room.not_for)
        .bind(i64::from(room.capacity))
        .bind(room.share_ms)
        .bind(room.agenda.to_string())
        .bind(room.settings.to_string())
        .bind(rows::to_texts(&room.guidelines))
        .bind(i64::from(room.guidelines_version))
        .bind(room.rehearsal)
        .bind(room.created_at)
        .bind(room.archived_at)
        .execute(session.conn())
        .await?;
    Ok(())
}

async fn update(session: &mut Session, new: Room) -> Result<Room> {
    let row = sqlx::query(
        "UPDATE room SET title = $2, topics = $3, suits = $4, not_for = $5, capacity = $6, share_ms = $7,
                         agenda = $8, settings = $9, guidelines = $10,
                         guidelines_version = guidelines_version + (guidelines <> $10)
         WHERE id = $1 RETURNING *",
    );
    let row = row
        .bind(&new.id.as_bytes()[..])
        .bind(&new.title)
        .bind(rows::to_texts(&new.topics))
        .bind(&new.suits)
        .bind(&new.not_for)
        .bind(i64::from(new.capacity))
        .bind(new.share_ms)
        .bind(new.agenda.to_string())
        .bind(new.settings.to_string())
        .bind(rows::to_texts(&new.guidelines));
    room(&row.fetch_one(session.conn()).await?)
}

async fn archive(session: &mut Session, id: RoomId, at: UnixMs) -> Result<()> {
    let row = sqlx::query("UPDATE room SET archived_at = COALESCE(archived_at, $2) WHERE id = $1");
    let done = row.bind(&id.as_bytes()[..]).bind(at).execute(session.conn()).await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}

pub(super) async fn add_co_lead(
    session: &mut Session,
    room: RoomId,
    account: AccountId,
    at: UnixMs,
) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO co_lead (room, account, added_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    );
    let row = row.bind(&room.as_bytes()[..]).bind(&account.as_bytes()[..]).bind(at);
    row.execute(session.conn()).await?;
    Ok(())
}

fn room(row: &SqliteRow) -> Result<Room> {
    Ok(Room {
        id: RoomId::from_bytes(rows::blob(row, "id")?),
        owner: AccountId::from_bytes(rows::blob(row, "owner")?),
        kind: row.try_get("kind")?,
        format: row.try_get("format")?,
        title: row.try_get("title")?,
        topics: rows::texts(row, "topics")?,
        suits: row.try_get("suits")?,
        not_for: row.try_get("not_for")?,
        capacity: rows::small(row, "capacity")?,
        share_ms: row.try_get("share_ms")?,
        agenda: rows::json(row, "agenda")?,
        settings: rows::json(row, "settings")?,
        guidelines: rows::texts(row, "guidelines")?,
        guidelines_version: rows::small(row, "guidelines_version")?,
        rehearsal: row.try_get("rehearsal")?,
        created_at: row.try_get("created_at")?,
        archived_at: row.try_get("archived_at")?,
    })
}
