//! What is particular to SQLite: files, failures, group commit. The rest is in the contract.

mod damage;
mod kept;
mod opening;
mod plans;
mod secrecy;
mod trail;
mod writing;

use std::{
    fs,
    ops::Deref,
    path::{Path, PathBuf},
    sync::Arc,
};

use futures::future::join_all;
use sqlx::Row;
use tempfile::TempDir;

use super::{connect::Target, tables::Tables};
use crate::store::{
    Append, AuditBatch, AuditCheck, AuditHead, Conflict, MeetingState, Result, Store, StoreError,
    contract::{self, fixtures::*, store_over},
    lifecycle,
    limits::AUDIT_ENTRIES_MAX,
};

/// A store, and the backend below it.
struct Opened {
    store: Store,
    sqlite: Arc<Tables>,
}

impl Deref for Opened {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

async fn open(dir: &Path) -> Tables {
    super::open(Target::parse(dir.join("rondo.db").to_str().unwrap()).unwrap()).await.unwrap()
}

contract::suite!(open);

async fn open_in(dir: &TempDir) -> Opened {
    let sqlite = Arc::new(open(dir.path()).await);
    Opened { store: store_over(Arc::clone(&sqlite) as _, dir.path()).await, sqlite }
}

fn path(dir: &TempDir) -> PathBuf {
    dir.path().join("rondo.db")
}

async fn fresh() -> (TempDir, Opened) {
    let dir = tempfile::tempdir().unwrap();
    let store = open_in(&dir).await;
    (dir, store)
}

/// Runs SQL as the writer, behind the store's back.
async fn sql(store: &Opened, sql: &'static str) -> Result<()> {
    let work = sqlx::query(sql);
    let done =
        store.sqlite.engine.write(|conn| Box::pin(async { Ok(work.execute(conn.conn()).await.map(drop)?) }));
    done.await
}

async fn number(store: &Opened, sql: &'static str) -> i64 {
    let row = sqlx::query(sql).fetch_one(&store.sqlite.reads).await.unwrap();
    row.get(0)
}

/// The commits so far; asking is one more.
async fn commits(store: &Opened) -> u64 {
    store.sqlite.write(|conn| Box::pin(async { Ok(conn.commits) })).await.unwrap()
}
