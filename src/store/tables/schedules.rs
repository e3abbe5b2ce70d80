//! The schedules in the rows of rooms, where a change of something else changes them too.

use sqlx::types::Json;

use super::db::WriteConnection;
use crate::{meeting::id::RoomId, room::schedule::Schedule, store::error::Result};

/// For the writes that change what is said of all dates of a room.
pub(super) async fn said_otherwise(conn: &mut WriteConnection, id: RoomId) -> Result<()> {
    change(conn, id, Schedule::said_otherwise).await
}

/// Changes the schedule of a room, if it has one.
pub(super) async fn change(
    conn: &mut WriteConnection,
    id: RoomId,
    change: impl FnOnce(Schedule) -> Schedule + Send,
) -> Result<()> {
    let schedule = sqlx::query_scalar("SELECT schedule FROM room WHERE id = $1").bind(id);
    let Json(schedule): Json<Option<Schedule>> = schedule.fetch_one(conn.conn()).await?;
    let schedule = schedule.map(change);
    let row = sqlx::query("UPDATE room SET schedule = $2 WHERE id = $1").bind(id).bind(Json(schedule));
    row.execute(conn.conn()).await?;
    Ok(())
}
