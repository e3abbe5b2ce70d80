//! What is particular to PostgreSQL: the schema, the lease, writes side by side. The rest is in the contract.

mod append_bench;
mod lease;
mod schema;
mod timed_pool;
mod trail;
mod versions;
mod writing;

use std::{ops::Deref, path::Path, sync::Arc};

use futures::future::join_all;
use sqlx::{PgPool, Row as _};
use tempfile::TempDir;

use super::{
    tables::Tables,
    test_server::{new_database, target},
};
use crate::clock::{SharedClock, SystemClock};
use crate::store::{
    AccountChange, AuditBatch, AuditCheck, Membership, Result, Store, StoreError,
    contract::{self, fixtures::*, store_over},
};

async fn open(_dir: &Path) -> Tables {
    super::open(&target(&new_database().await), None).await.unwrap()
}

contract::suite!(open);

/// A store, and the database below it.
struct Opened {
    store: Store,
    tables: Arc<Tables>,
    address: String,
    /// Connections of nobody's, which write behind the store's back.
    beside: PgPool,
    dir: TempDir,
}

impl Deref for Opened {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

async fn fresh() -> Opened {
    over(new_database().await).await
}

async fn over(address: String) -> Opened {
    opened(address, None).await
}

/// A store whose database other servers may use too.
async fn shared() -> Opened {
    let clock: SharedClock = Arc::new(SystemClock::new());
    opened(new_database().await, Some(Membership { peer: "10.0.0.1:1", clock: &clock })).await
}

async fn opened(address: String, membership: Option<Membership<'_>>) -> Opened {
    let dir = tempfile::tempdir().unwrap();
    let tables = Arc::new(super::open(&target(&address), membership).await.unwrap());
    let store = store_over(Arc::clone(&tables) as _, dir.path()).await;
    let beside = PgPool::connect(&address).await.unwrap();
    Opened { store, tables, address, beside, dir }
}

/// Runs SQL behind the store's back.
async fn sql(store: &Opened, sql: &'static str) -> Result<()> {
    Ok(sqlx::query(sql).execute(&store.beside).await.map(drop)?)
}

async fn number(store: &Opened, sql: &'static str) -> i64 {
    sqlx::query(sql).fetch_one(&store.beside).await.unwrap().get(0)
}
