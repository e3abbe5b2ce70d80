//! The rows of programs' keys.

use async_trait::async_trait;
use sqlx::types::Json;

use super::{database::Tables, db::WriteConnection, rows::changed_one};
use crate::{
    meeting::id::KeyId,
    secrets::SecretHash,
    store::{
        accounts::Account,
        audit::AuditBatch,
        error::Result,
        program_keys::{ProgramKey, ProgramKeys},
    },
    time::UnixMs,
};

#[async_trait]
impl ProgramKeys for Tables {
    async fn create_key(&self, key: ProgramKey, audit: AuditBatch) -> Result<()> {
        self.act(audit, |conn| Box::pin(create(conn, key))).await
    }

    async fn keys(&self) -> Result<Vec<ProgramKey>> {
        let found = sqlx::query_as("SELECT * FROM program_key ORDER BY created_at DESC, id");
        Ok(found.fetch_all(&self.reads).await?)
    }

    async fn usable_key(
        &self,
        secret_hash: SecretHash,
        now: UnixMs,
    ) -> Result<Option<(ProgramKey, Account)>> {
        let found = sqlx::query_as("SELECT * FROM program_key WHERE secret_hash = $1 AND expires_at > $2");
        let found: Option<ProgramKey> = found.bind(secret_hash).bind(now).fetch_optional(&self.reads).await?;
        let Some(key) = found else { return Ok(None) };
        let account = sqlx::query_as("SELECT * FROM account WHERE id = $1 AND NOT disabled");
        let account: Option<Account> = account.bind(key.account).fetch_optional(&self.reads).await?;
        Ok(account.map(|account| (key, account)))
    }

    async fn touch_key(&self, id: KeyId, at: UnixMs) -> Result<()> {
        self.write(move |conn| Box::pin(touch(conn, id, at))).await
    }

    async fn revoke_key(&self, id: KeyId, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| Box::pin(revoke(conn, id))).await
    }
}

async fn create(conn: &mut WriteConnection, key: ProgramKey) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO program_key (id, account, name, secret_hash, scopes, created_at, expires_at, last_used_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    );
    row.bind(key.id)
        .bind(key.account)
        .bind(&key.name)
        .bind(key.secret_hash)
        .bind(Json(&key.scopes))
        .bind(key.created_at)
        .bind(key.expires_at)
        .bind(key.last_used_at)
        .execute(conn.conn())
        .await?;
    Ok(())
}

async fn touch(conn: &mut WriteConnection, id: KeyId, at: UnixMs) -> Result<()> {
    let row = sqlx::query("UPDATE program_key SET last_used_at = $2 WHERE id = $1").bind(id).bind(at);
    row.execute(conn.conn()).await?;
    Ok(())
}

async fn revoke(conn: &mut WriteConnection, id: KeyId) -> Result<()> {
    let row = sqlx::query("DELETE FROM program_key WHERE id = $1").bind(id);
    changed_one(row.execute(conn.conn()).await?.rows_affected())
}
