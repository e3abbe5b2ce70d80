//! The tables of an open database.

use std::sync::Arc;

use async_trait::async_trait;
use futures::future::BoxFuture;

use super::{
    db::{Engine, Pool, WriteConnection},
    entrances::Entrances,
    known_rooms::KnownRooms,
    revision_rows,
};
use crate::store::{
    audit::AuditBatch,
    backend::{Backend, DatabaseId},
    cluster::Cluster,
    error::{Result, StoreError},
    revisions::Editing,
};

/// The store's rows in one database.
pub(in crate::store) struct Tables {
    pub(in super::super) engine: Engine,
    /// For what is read in a moment.
    pub(in super::super) reads: Pool,
    pub(super) rooms: KnownRooms,
    pub(super) entrances: Entrances,
}

impl Tables {
    /// The tables over an open database.
    pub(in super::super) fn over(engine: Engine) -> Self {
        let reads = engine.reads().clone();
        let entrances = Entrances::start(reads.clone());
        Self { engine, reads, rooms: KnownRooms::new(), entrances }
    }

    /// Runs one write transaction, in its turn. It is completed even if the caller goes away. `work` is
    /// cloned for a second try where two transactions can get in each other's way.
    pub(in super::super) async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut WriteConnection) -> BoxFuture<'c, Result<T>> + Clone + Send + 'static,
    {
        let editing = Editing::current();
        self.engine.write(move |conn| Box::pin(held_to(editing, conn, work))).await
    }

    /// Makes a change that shares its commit with others, in its turn. It is made even if the caller goes away.
    pub(super) async fn change<F>(&self, change: F) -> Result<()>
    where
        F: for<'c> FnOnce(&'c mut WriteConnection) -> BoxFuture<'c, Result<()>> + Clone + Send + 'static,
    {
        self.engine.change(change).await
    }

    /// Runs one write transaction that puts what it did into the audit. A failure leaves neither.
    pub(super) async fn act<T, F>(&self, audit: AuditBatch, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut WriteConnection) -> BoxFuture<'c, Result<T>> + Clone + Send + 'static,
    {
        self.write(move |conn| {
            Box::pin(async move {
                let done = work(conn).await?;
                conn.add_audit(audit).await?;
                Ok(done)
            })
        })
        .await
    }
}

/// Does work in a transaction, and refuses it if it changed something that was not as it was to be.
async fn held_to<T, F>(editing: Option<Arc<Editing>>, conn: &mut WriteConnection, work: F) -> Result<T>
where
    F: for<'c> FnOnce(&'c mut WriteConnection) -> BoxFuture<'c, Result<T>> + Send,
{
    let Some(editing) = editing else { return work(conn).await };
    let before = revision_rows::find(conn.conn(), editing.of()).await?;
    let done = work(conn).await?;
    editing.note(before, revision_rows::find(conn.conn(), editing.of()).await?)?;
    Ok(done)
}

#[async_trait]
impl Backend for Tables {
    async fn ready(&self) -> Result<()> {
        self.write(|conn| {
            Box::pin(async {
                sqlx::query("UPDATE write_check SET checks = checks + 1").execute(conn.conn()).await?;
                Ok(())
            })
        })
        .await
    }

    async fn identity(&self) -> Result<DatabaseId> {
        let id: Vec<u8> = sqlx::query_scalar("SELECT id FROM identity").fetch_one(&self.reads).await?;
        DatabaseId::from_bytes(&id)
            .ok_or_else(|| StoreError::Corrupt("the identity of the database".to_owned()))
    }

    async fn takes_keys(&self, mark: &[u8]) -> Result<bool> {
        self.engine.takes_keys(mark).await
    }

    fn cluster(&self) -> Option<Arc<dyn Cluster>> {
        self.engine.cluster()
    }

    async fn close(&self) {
        self.engine.close().await;
    }
}
