//! The default backend: everything in one SQLite file.

mod backup;
mod chain;
mod checkpoint;
mod connect;
mod db;
mod engine;
mod group_commit;
mod job;
mod log;
#[path = "../tables/mod.rs"]
mod tables;
mod tails;
#[cfg(test)]
mod tests;
mod write_connection;
mod writer;

pub(super) use self::{backup::copy, connect::Target};
use self::{engine::Engine, tables::Tables};
use super::error::Result;

/// Opens or makes a database and brings its schema up to date.
///
/// # Errors
/// [`super::StoreError::Open`] if another server uses the database, the SQLite library is too old, or the
/// files can't be used.
pub(super) async fn open(database: Target) -> Result<Tables> {
    Ok(Tables::over(Engine::open(database).await?))
}
