//! The backend for several machines: everything in a PostgreSQL database.

mod append;
mod chain;
mod connect;
mod db;
mod engine;
mod lease;
mod log;
#[path = "../tables/mod.rs"]
mod tables;
#[cfg(test)]
pub(super) mod test_server;
#[cfg(test)]
mod tests;
mod write_connection;

pub(super) use self::connect::{Numbered, Target};
use self::{
    engine::Engine,
    tables::{Tables, open_rooms},
};
use super::error::Result;
use crate::meeting::id::RoomId;

/// Opens a database and brings its schema up to date.
///
/// # Errors
/// [`super::StoreError::Open`] if the database can't be reached or used, PostgreSQL is too old, or another
/// server uses the database.
pub(super) async fn open(database: &Target) -> Result<Tables> {
    Ok(Tables::over(Engine::open(database).await?))
}

/// The rooms of a database that are not archived. Servers may have it open.
///
/// # Errors
/// [`super::StoreError::Open`] with a line for the operator.
pub(super) async fn series(database: &Target) -> Result<Vec<RoomId>> {
    let pool = database.open_beside().await?;
    let series = open_rooms(&pool).await;
    pool.close().await;
    series
}
