//! The rows of the devices that remember a seat.

use super::db::WriteConnection;
use crate::{
    secrets::SecretHash,
    store::{error::Result, limits::SEAT_SECRETS_MAX, participants::SeatDevice},
    time::UnixMs,
};

pub(super) async fn add(
    conn: &mut WriteConnection,
    device: SeatDevice,
    at: UnixMs,
    alone: bool,
) -> Result<Vec<SecretHash>> {
    let row = sqlx::query(
        "INSERT INTO seat_secret (secret_hash, participant, created_at, remember, expires_at)
         VALUES ($1, $2, $3, $4, $5)",
    );
    let row = row.bind(device.secret_hash).bind(device.participant).bind(at);
    row.bind(device.remember).bind(device.expires_at).execute(conn.conn()).await?;
    let others = sqlx::query_scalar(
        "DELETE FROM seat_secret WHERE participant = $1 AND rowid NOT IN (
             SELECT rowid FROM seat_secret WHERE participant = $1 ORDER BY rowid DESC LIMIT $2
         ) RETURNING secret_hash",
    );
    let stay = if alone { 1 } else { SEAT_SECRETS_MAX };
    Ok(others.bind(device.participant).bind(i64::from(stay)).fetch_all(conn.conn()).await?)
}

pub(super) async fn touch(
    conn: &mut WriteConnection,
    secret_hash: SecretHash,
    expires_at: UnixMs,
) -> Result<()> {
    let row = sqlx::query("UPDATE seat_secret SET expires_at = $2 WHERE secret_hash = $1");
    row.bind(secret_hash).bind(expires_at).execute(conn.conn()).await?;
    Ok(())
}

pub(super) async fn remove(conn: &mut WriteConnection, secret_hash: SecretHash) -> Result<()> {
    let row = sqlx::query("DELETE FROM seat_secret WHERE secret_hash = $1");
    row.bind(secret_hash).execute(conn.conn()).await?;
    Ok(())
}
