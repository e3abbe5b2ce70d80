//! How the rows of requests to join are added and erased.

use super::db::WriteConnection;
use crate::{
    meeting::id::RoomId,
    store::{error::Result, requests::JoinRequest},
};

pub(super) async fn add(conn: &mut WriteConnection, new: JoinRequest) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO join_request (id, room, invite, secret_hash, state, sealed, adult_declared_at, asked_at,
                                   decided_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    );
    row.bind(new.id)
        .bind(new.room)
        .bind(new.invite)
        .bind(new.secret_hash)
        .bind(new.state)
        .bind(new.sealed)
        .bind(new.adult_declared_at)
        .bind(new.asked_at)
        .bind(new.decided_at)
        .bind(new.expires_at)
        .execute(conn.conn())
        .await?;
    Ok(())
}

/// Erases the requests of a room.
pub(super) async fn erase_room(conn: &mut WriteConnection, room: RoomId) -> Result<()> {
    let rows = sqlx::query("DELETE FROM join_request WHERE room = $1").bind(room);
    rows.execute(conn.conn()).await?;
    Ok(())
}
