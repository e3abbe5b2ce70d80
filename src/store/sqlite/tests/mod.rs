//! What is particular to SQLite: files, failures, group commit. The rest is in the contract.

mod opening;
mod secrecy;
mod trail;
mod writing;

use std::{fs, path::PathBuf};

use futures::future::join_all;
use sqlx::Row;
use tempfile::TempDir;

use super::*;
use crate::store::{
    AUDIT_ENTRIES_MAX, AuditCheck, AuditHead, MeetingLog, Meetings, Rooms, Store, Templates, Trail,
    contract::{self, fixtures::*},
    lifecycle,
};

async fn open_in(dir: &TempDir) -> SqliteStore {
    SqliteStore::open(path(dir).to_str().unwrap(), dir.path()).await.unwrap()
}

fn path(dir: &TempDir) -> PathBuf {
    dir.path().join("rondo.db")
}

async fn fresh() -> (TempDir, SqliteStore) {
    let dir = tempfile::tempdir().unwrap();
    let store = open_in(&dir).await;
    (dir, store)
}

async fn open() -> (TempDir, Arc<dyn Store>) {
    let (dir, store) = fresh().await;
    (dir, Arc::new(store))
}

contract::suite!(open);

/// Runs SQL as the writer, behind the store's back.
async fn sql(store: &SqliteStore, sql: &'static str) -> Result<()> {
    let statement = sqlx::query(sql);
    store.write(|session| Box::pin(async { Ok(statement.execute(session.conn()).await.map(drop)?) })).await
}

async fn number(store: &SqliteStore, sql: &'static str) -> i64 {
    let row = sqlx::query(sql).fetch_one(&store.reads).await.unwrap();
    row.get(0)
}

async fn commits(store: &SqliteStore) -> u64 {
    let (reply, answer) = oneshot::channel();
    let job = Job::Write(Box::new(move |writer: &mut Writer| {
        Box::pin(async move { reply.send(writer.commits).unwrap() })
    }));
    store.submit(job).await.unwrap();
    answer.await.unwrap()
}
