//! The two schemas are one: a column that one database has, the other has too.

use std::collections::BTreeSet;

use sqlx::{Row as _, SqlitePool};

use super::fresh;
use crate::store::{self, sqlite};

/// How a log lies in the tables is each database's own, and so is the audit's chain. Leases, owners, shared keys,
/// shared limits and what servers tell each other are of those that share a database, and SQLite has an order of
/// rows by itself.
const ONLY_POSTGRES: &[&str] = &[
    "audit.number",
    "ended_access.at",
    "ended_access.number",
    "ended_access.what",
    "keys_mark.id",
    "keys_mark.mark",
    "node_lease.build",
    "node_lease.draining",
    "node_lease.expires_at",
    "node_lease.incarnation",
    "node_lease.log_format",
    "node_lease.peer",
    "push_subscription.rowid",
    "room_owner.fence",
    "room_owner.incarnation",
    "room_owner.room",
    "schema_info.compat",
    "schema_info.id",
    "seat_secret.rowid",
    "throttle.free_at",
    "throttle.mark",
];
const ONLY_SQLITE: &[&str] = &["log.id", "log.prev"];

#[tokio::test]
async fn both_databases_have_the_same_columns() {
    let postgres = fresh().await;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("rondo.db");
    store::open(path.to_str().unwrap(), dir.path()).await.unwrap().close().await;
    let sqlite = sqlite::Target::parse(path.to_str().unwrap()).unwrap().open_beside(true).await.unwrap();
    let there = columns_of_postgres(&postgres.beside).await;
    let here = columns_of_sqlite(&sqlite).await;
    assert!(here.len() > 250, "{}", here.len());
    let only =
        |one: &BTreeSet<String>, other: &BTreeSet<String>| one.difference(other).cloned().collect::<Vec<_>>();
    assert_eq!(only(&there, &here), ONLY_POSTGRES);
    assert_eq!(only(&here, &there), ONLY_SQLITE);
}

async fn columns_of_postgres(pool: &sqlx::PgPool) -> BTreeSet<String> {
    let found = sqlx::query(
        "SELECT table_name || '.' || column_name FROM information_schema.columns
         WHERE table_schema = current_schema() AND table_name <> '_sqlx_migrations'",
    );
    found.fetch_all(pool).await.unwrap().iter().map(|row| row.get(0)).collect()
}

async fn columns_of_sqlite(pool: &SqlitePool) -> BTreeSet<String> {
    let found = sqlx::query(
        "SELECT tables.name || '.' || columns.name
         FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
         WHERE tables.type IN ('table', 'view') AND tables.name NOT LIKE 'sqlite_%' AND tables.name NOT LIKE '_sqlx_%'",
    );
    found.fetch_all(pool).await.unwrap().iter().map(|row| row.get(0)).collect()
}
