//! What the tables are made over (`../tables`): this backend's types, and its words where the dialects of
//! SQL differ.

pub(super) use sqlx::PgExecutor as Executor;

pub(super) use super::{chain::settle_audit, engine::Engine, log::STATE, write_connection::WriteConnection};

pub(super) type Connection = sqlx::PgConnection;
pub(super) type Pool = super::timed_pool::TimedPool;
pub(super) type Row = sqlx::postgres::PgRow;

/// The minutes of all items of an agenda.
macro_rules! minutes_of {
    ($agenda:literal) => {
        concat!(
            "(SELECT CAST(SUM(CAST(item ->> 'minutes' AS BIGINT)) AS BIGINT) FROM jsonb_array_elements(",
            $agenda,
            ") AS item)"
        )
    };
}
pub(super) use minutes_of;

/// Joins two tables, in the order that the database finds best.
macro_rules! join_in_order {
    () => {
        "JOIN"
    };
}
pub(super) use join_in_order;
