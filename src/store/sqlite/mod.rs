//! The default backend: everything in one SQLite file.

mod accounts;
mod answers;
mod audit;
mod backup;
mod calendars;
mod chain;
mod checkpoint;
mod connect;
mod consents;
mod desks;
mod duties;
mod emergencies;
mod entering;
mod entrances;
mod errors;
mod group_commit;
mod handings;
mod host_notes;
mod identities;
mod invites;
mod job;
mod jobs;
mod known_rooms;
mod leads;
mod listings;
mod log;
mod mail;
mod meetings;
mod participants;
mod places;
mod program_keys;
mod push;
mod request_rows;
mod requests;
mod revision_rows;
mod revisions;
mod rooms;
mod rows;
mod schedules;
mod seat_devices;
mod seats;
mod second_factors;
mod sessions;
mod store;
mod subscriptions;
mod tails;
mod templates;
#[cfg(test)]
mod tests;
mod transcripts;
mod webhooks;
mod write_connection;
mod writer;

use sqlx::SqlitePool;

pub(super) use self::{backup::copy, connect::Target, store::Sqlite};
use super::error::Result;

/// The audit of a database, for reading. A server may have it open.
pub(super) async fn open_audit(database: &str) -> Result<SqlitePool> {
    Target::parse(database)?.open_beside(true).await
}

/// The jobs of a database. A server may have it open.
pub(super) async fn open_jobs(database: &str) -> Result<SqlitePool> {
    Target::parse(database)?.open_beside(false).await
}
