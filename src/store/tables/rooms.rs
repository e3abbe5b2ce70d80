//! The rows of rooms and co-leads.

use async_trait::async_trait;
use sqlx::types::Json;

use super::{
    calendars,
    database::Tables,
    db::{Pool, WriteConnection},
    duties, emergencies, handings, leads, listings, mail,
    participants::vacate,
    places, request_rows,
    rows::changed_one,
    schedules,
};
use crate::{
    meeting::id::{AccountId, RoomId},
    room::{Room, places::PlacesRule, schedule::Schedule},
    store::{
        audit::AuditBatch,
        error::{Conflict, Result, StoreError},
        rooms::{Carried, RoomLead, Rooms},
    },
    time::UnixMs,
};

/// The ids of all rooms that are not archived.
pub(in super::super) async fn open_rooms(reads: &Pool) -> Result<Vec<RoomId>> {
    Ok(sqlx::query_scalar("SELECT id FROM room WHERE archived_at IS NULL").fetch_all(reads).await?)
}

#[async_trait]
impl Rooms for Tables {
    async fn create_room(&self, room: Room, rule: PlacesRule, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| {
            Box::pin(async move {
                let id = room.id;
                create(conn, room).await?;
                if rule == PlacesRule::default() { Ok(()) } else { places::set_rule(conn, id, rule).await }
            })
        })
        .await
    }

    async fn room(&self, id: RoomId) -> Result<Option<Room>> {
        let found = sqlx::query_as("SELECT * FROM room WHERE id = $1").bind(id);
        Ok(found.fetch_optional(&self.reads).await?)
    }

    async fn open_rooms(&self) -> Result<Vec<RoomId>> {
        open_rooms(&self.reads).await
    }

    async fn rooms_of(&self, account: AccountId) -> Result<Vec<Room>> {
        let found = sqlx::query_as(
            "SELECT DISTINCT room.* FROM room_lead
             JOIN room ON room.id = room_lead.room
             JOIN account me ON me.id = room_lead.account
             WHERE room_lead.account = $1 AND room.archived_at IS NULL
               AND (standing <> 'desk' OR (me.is_host AND (room.kind = 'peer_led' OR me.is_therapist)))
             ORDER BY room.created_at DESC, room.id",
        );
        Ok(found.bind(account).fetch_all(&self.reads).await?)
    }

    async fn update_room(&self, room: Room, audit: AuditBatch) -> Result<Room> {
        self.act(audit, |conn| Box::pin(update(conn, room))).await
    }

    async fn replace_schedule(
        &self,
        room: RoomId,
        old: Option<&Schedule>,
        new: Option<&Schedule>,
        carried: Carried,
        audit: AuditBatch,
    ) -> Result<()> {
        let (old, new) = (old.cloned(), new.cloned());
        self.act(audit, move |conn| {
            Box::pin(async move {
                let row = sqlx::query("UPDATE room SET schedule = $3 WHERE id = $1 AND schedule = $2");
                let done = row.bind(room).bind(Json(&old)).bind(Json(&new)).execute(conn.conn()).await?;
                if done.rows_affected() != 1 {
                    return Err(StoreError::Conflict(Conflict::Schedule));
                }
                places::follow(conn, room, old.as_ref(), new.as_ref(), &carried).await?;
                if let Some(old) = &old {
                    duties::carry(conn, room, old, new.as_ref(), &carried.effects).await?;
                }
                Ok(())
            })
        })
        .await
    }

    async fn archive_room(&self, id: RoomId, at: UnixMs, audit: AuditBatch) -> Result<()> {
        self.write(move |conn| Box::pin(archive(conn, id, at, audit))).await
    }

    async fn archived_rooms(&self, owner: AccountId) -> Result<Vec<Room>> {
        let found = sqlx::query_as(
            "SELECT * FROM room WHERE archived_at IS NOT NULL AND owner = $1 ORDER BY archived_at DESC, id",
        );
        Ok(found.bind(owner).fetch_all(&self.reads).await?)
    }

    async fn restore_room(&self, id: RoomId, at: UnixMs, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| Box::pin(restore(conn, id, at))).await
    }

    async fn leads(&self, room: RoomId) -> Result<Vec<RoomLead>> {
        leads::of(&self.reads, room).await
    }

    async fn remove_co_lead(&self, room: RoomId, account: AccountId, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| {
            Box::pin(async move {
                let row = sqlx::query("DELETE FROM co_lead WHERE room = $1 AND account = $2");
                let done = row.bind(room).bind(account).execute(conn.conn()).await?;
                changed_one(done.rows_affected())?;
                leads::forget_former(conn, room).await
            })
        })
        .await
    }
}

async fn create(conn: &mut WriteConnection, room: Room) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO room (id, owner, kind, format, title, topics, suits, not_for, capacity, share_ms, agenda,
                           settings, guidelines, guidelines_version, rehearsal, schedule, entry, created_at,
                           archived_at, shared)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
    );
    row.bind(room.id)
        .bind(room.owner)
        .bind(room.kind)
        .bind(&room.format)
        .bind(&room.title)
        .bind(Json(&room.topics))
        .bind(&room.suits)
        .bind(&room.not_for)
        .bind(i64::from(room.capacity))
        .bind(room.share_ms)
        .bind(Json(&room.agenda))
        .bind(Json(&room.settings))
        .bind(Json(&room.guidelines))
        .bind(i64::from(room.guidelines_version))
        .bind(Json(&room.rehearsal))
        .bind(Json(&room.schedule))
        .bind(Json(&room.entry))
        .bind(room.created_at)
        .bind(room.archived_at)
        .bind(room.shared)
        .execute(conn.conn())
        .await?;
    Ok(())
}

async fn update(conn: &mut WriteConnection, new: Room) -> Result<Room> {
    let old = sqlx::query_as("SELECT * FROM room WHERE id = $1").bind(new.id).fetch_one(conn.conn()).await;
    let said = |room: &Room| (room.title.clone(), room.planned_minutes());
    // One that can't be read is made good by this.
    let was_alone = old.as_ref().is_ok_and(|old: &Room| !old.shared);
    if old.is_ok_and(|old: Room| said(&old) != said(&new)) {
        schedules::said_otherwise(conn, new.id).await?;
    }
    let row = sqlx::query_as(
        "UPDATE room SET title = $2, topics = $3, suits = $4, not_for = $5, capacity = $6, share_ms = $7,
                         agenda = $8, settings = $9, guidelines = $10, 
                         shared = $11 AND EXISTS (SELECT 1 FROM desk_account
                                                  WHERE account = room.owner AND joined),
                         guidelines_version = guidelines_version + CASE WHEN guidelines <> $10 THEN 1 ELSE 0 END
         WHERE id = $1 RETURNING *",
    );
    let row = row
        .bind(new.id)
        .bind(&new.title)
        .bind(Json(&new.topics))
        .bind(&new.suits)
        .bind(&new.not_for)
        .bind(i64::from(new.capacity))
        .bind(new.share_ms)
        .bind(Json(&new.agenda))
        .bind(Json(&new.settings))
        .bind(Json(&new.guidelines))
        .bind(new.shared);
    let stored: Room = row.fetch_one(conn.conn()).await?;
    if !was_alone && !stored.shared {
        leads::forget_former(conn, stored.id).await?;
    }
    Ok(stored)
}

async fn archive(conn: &mut WriteConnection, id: RoomId, at: UnixMs, audit: AuditBatch) -> Result<()> {
    let row = sqlx::query("UPDATE room SET archived_at = $2 WHERE id = $1 AND archived_at IS NULL");
    if row.bind(id).bind(at).execute(conn.conn()).await?.rows_affected() > 0 {
        let told = sqlx::query(
            "DELETE FROM push_subscription WHERE participant IN (SELECT id FROM participant WHERE room = $1)",
        );
        told.bind(id).execute(conn.conn()).await?;
        listings::withdraw(conn, id, at).await?;
        mail::erase_room(conn, id).await?;
        emergencies::erase_room(conn, id).await?;
        calendars::erase_room(conn, id).await?;
        request_rows::erase_room(conn, id).await?;
        places::erase_room(conn, id).await?;
        duties::erase_room(conn, id).await?;
        handings::erase_room(conn, id).await?;
        return conn.add_audit(audit).await;
    }
    let known = sqlx::query("SELECT id FROM room WHERE id = $1").bind(id);
    known.fetch_one(conn.conn()).await?;
    Ok(())
}

async fn restore(conn: &mut WriteConnection, id: RoomId, at: UnixMs) -> Result<()> {
    let row = sqlx::query("UPDATE room SET archived_at = NULL WHERE id = $1 AND archived_at IS NOT NULL");
    changed_one(row.bind(id).execute(conn.conn()).await?.rows_affected())?;
    schedules::change(conn, id, |schedule| schedule.begun_anew(at)).await?;
    let links = sqlx::query("UPDATE invite SET revoked_at = $2 WHERE room = $1 AND revoked_at IS NULL");
    links.bind(id).bind(at).execute(conn.conn()).await?;
    vacate(conn, id).await
}
