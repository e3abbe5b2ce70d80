//! What the tables are made over (`../tables`): this backend's types, and its words where the dialects of
//! SQL differ.

pub(super) use sqlx::SqliteExecutor as Executor;

pub(super) use super::{engine::Engine, log::STATE, write_connection::WriteConnection};
use crate::store::error::Result;

pub(super) type Connection = sqlx::SqliteConnection;
pub(super) type Pool = sqlx::SqlitePool;
pub(super) type Row = sqlx::sqlite::SqliteRow;

/// Entries are in the chain as soon as they are written.
pub(super) async fn settle_audit(_pool: &Pool) -> Result<()> {
    Ok(())
}

/// The minutes of all items of an agenda.
macro_rules! minutes_of {
    ($agenda:literal) => {
        concat!("(SELECT SUM(value ->> 'minutes') FROM json_each(", $agenda, "))")
    };
}
pub(super) use minutes_of;

/// Joins the table on the left first: SQLite would walk the whole table on the right.
macro_rules! join_in_order {
    () => {
        "CROSS JOIN"
    };
}
pub(super) use join_in_order;
