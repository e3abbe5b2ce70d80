//! The backend for several machines: everything in a PostgreSQL database.

mod apart;
mod append;
mod chain;
mod cluster;
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
mod timed_pool;
mod write_connection;

pub(super) use self::{
    cluster::census,
    connect::{Numbered, Target},
    timed_pool::TimedPool,
};
use self::{
    engine::Engine,
    tables::{Tables, open_rooms},
};
use super::{cluster::Membership, error::Result};
use crate::meeting::id::RoomId;

/// Opens a database and brings its schema up to date: with others, or for this server alone.
///
/// # Errors
/// [`super::StoreError::Open`] if the database can't be reached or used, PostgreSQL is too old, or another
/// server stands against it.
pub(super) async fn open(database: &Target, membership: Option<Membership<'_>>) -> Result<Tables> {
    Ok(Tables::over(Engine::open(database, membership).await?))
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
