//! A copy of the database, made beside a running server.

use std::{
    fs::{File, OpenOptions},
    io,
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use sqlx::SqlitePool;

use super::{connect::Target, tables::open_rooms};
use crate::{
    meeting::id::RoomId,
    store::error::{Result, StoreError},
};

/// Copies a database as it is at one moment into a new file that only its owner may read, and checks the
/// copy. Returns the rooms in it that are not archived.
///
/// # Errors
/// [`StoreError::Open`] with a line for the operator.
pub(in crate::store) async fn copy(database: &Target, to: &Path) -> Result<Vec<RoomId>> {
    let named = |error: io::Error| StoreError::Open(format!("{}: {error}", to.display()));
    let name = to.to_str().ok_or_else(|| StoreError::Open(format!("{}: is not UTF-8", to.display())))?;
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(to).map_err(named)?;
    let from = database.open_beside(true).await?;
    sqlx::query("VACUUM INTO ?").bind(name).execute(&from).await?;
    from.close().await;
    let copy = Target::parse(name)?.open_beside(true).await?;
    check(&copy).await?;
    let rooms = open_rooms(&copy).await?;
    copy.close().await;
    File::open(to).and_then(|file| file.sync_all()).map_err(named)?;
    Ok(rooms)
}

async fn check(copy: &SqlitePool) -> Result<()> {
    let found: String = sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(copy).await?;
    if found == "ok" {
        Ok(())
    } else {
        Err(StoreError::Corrupt(format!("the copy of the database: {found}")))
    }
}
