//! The rows of duties: one a room, which is read and written as a whole.

use std::collections::BTreeMap;

use async_trait::async_trait;
use sqlx::types::Json;

use super::{database::Tables, db::WriteConnection};
use crate::{
    meeting::id::RoomId,
    room::{
        duties::{Duties, Holder},
        schedule::{DateKey, Effect, Schedule},
    },
    store::{
        audit::AuditBatch,
        duties::DutyRows,
        error::{Conflict, Result, StoreError},
    },
};

const FIND: &str = "SELECT duties FROM room_duties WHERE room = $1";

#[async_trait]
impl DutyRows for Tables {
    async fn duties(&self, room: RoomId) -> Result<Duties> {
        let found: Option<Json<Duties>> =
            sqlx::query_scalar(FIND).bind(room).fetch_optional(&self.reads).await?;
        Ok(found.map(|Json(duties)| duties).unwrap_or_default())
    }

    async fn replace_duties(&self, room: RoomId, old: Duties, new: Duties, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| {
            Box::pin(async move {
                if find(conn, room).await? != old {
                    return Err(StoreError::Conflict(Conflict::Duties));
                }
                put(conn, room, &new).await
            })
        })
        .await
    }
}

/// What was said of dates goes with them to a new schedule.
pub(super) async fn carry(
    conn: &mut WriteConnection,
    room: RoomId,
    old: &Schedule,
    new: Option<&Schedule>,
    effects: &BTreeMap<DateKey, Effect>,
) -> Result<()> {
    let duties = find(conn, room).await?;
    let carried = duties.carried(old, new, effects);
    if carried == duties { Ok(()) } else { put(conn, room, &carried).await }
}

/// Forgets that those serve who are gone.
pub(super) async fn forget(
    conn: &mut WriteConnection,
    room: RoomId,
    gone: &(dyn Fn(Holder) -> bool + Sync),
) -> Result<()> {
    let duties = find(conn, room).await?;
    let without = duties.without(gone);
    if without == duties { Ok(()) } else { put(conn, room, &without).await }
}

pub(super) async fn erase_room(conn: &mut WriteConnection, room: RoomId) -> Result<()> {
    sqlx::query("DELETE FROM room_duties WHERE room = $1").bind(room).execute(conn.conn()).await?;
    Ok(())
}

async fn find(conn: &mut WriteConnection, room: RoomId) -> Result<Duties> {
    let found: Option<Json<Duties>> = sqlx::query_scalar(FIND).bind(room).fetch_optional(conn.conn()).await?;
    Ok(found.map(|Json(duties)| duties).unwrap_or_default())
}

async fn put(conn: &mut WriteConnection, room: RoomId, duties: &Duties) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO room_duties (room, duties) VALUES ($1, $2)
         ON CONFLICT (room) DO UPDATE SET duties = excluded.duties",
    );
    row.bind(room).bind(Json(duties)).execute(conn.conn()).await?;
    Ok(())
}
