//! The rows of second factors.

use async_trait::async_trait;

use super::{rows::changed_one, sessions, store::Sqlite, write_connection::WriteConnection};
use crate::{
    meeting::id::AccountId,
    secrets::SecretHash,
    store::{
        audit::AuditBatch,
        error::{Conflict, Result, StoreError},
        second_factors::{SecondFactor, SecondFactors},
    },
};

#[async_trait]
impl SecondFactors for Sqlite {
    async fn second_factor(&self, account: AccountId) -> Result<Option<SecondFactor>> {
        let found = sqlx::query_as(
            "SELECT *, (SELECT COUNT(*) FROM second_factor_code code WHERE code.account = factor.account)
                       AS codes_left
             FROM second_factor factor WHERE account = $1",
        );
        Ok(found.bind(account).fetch_optional(&self.reads).await?)
    }

    async fn begin_second_factor(&self, account: AccountId, salt: Vec<u8>) -> Result<()> {
        self.write(move |conn| Box::pin(begin(conn, account, salt))).await
    }

    async fn confirm_second_factor(
        &self,
        factor: SecondFactor,
        codes: Vec<SecretHash>,
        keep: SecretHash,
        audit: AuditBatch,
    ) -> Result<Vec<SecretHash>> {
        self.act(audit, move |conn| Box::pin(confirm(conn, factor, codes, keep))).await
    }

    async fn use_second_factor(&self, account: AccountId, step: i64) -> Result<bool> {
        self.write(move |conn| Box::pin(use_step(conn, account, step))).await
    }

    async fn use_recovery_code(&self, account: AccountId, code: SecretHash, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| Box::pin(use_code(conn, account, code))).await
    }

    async fn renew_recovery_codes(
        &self,
        account: AccountId,
        codes: Vec<SecretHash>,
        audit: AuditBatch,
    ) -> Result<()> {
        self.act(audit, move |conn| Box::pin(renew(conn, account, codes))).await
    }

    async fn remove_second_factor(&self, account: AccountId, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| Box::pin(remove(conn, account))).await
    }
}

async fn begin(conn: &mut WriteConnection, account: AccountId, salt: Vec<u8>) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO second_factor (account, salt, confirmed_at, last_step) VALUES ($1, $2, NULL, 0)
         ON CONFLICT (account) DO UPDATE SET salt = excluded.salt WHERE confirmed_at IS NULL",
    );
    let done = row.bind(account).bind(salt).execute(conn.conn()).await?;
    if done.rows_affected() == 0 { Err(StoreError::Conflict(Conflict::Id)) } else { Ok(()) }
}

async fn confirm(
    conn: &mut WriteConnection,
    factor: SecondFactor,
    codes: Vec<SecretHash>,
    keep: SecretHash,
) -> Result<Vec<SecretHash>> {
    let row = sqlx::query(
        "UPDATE second_factor SET confirmed_at = $3, last_step = $4
         WHERE account = $1 AND salt = $2 AND confirmed_at IS NULL",
    );
    let row = row.bind(factor.account).bind(factor.salt).bind(factor.confirmed_at).bind(factor.last_step);
    changed_one(row.execute(conn.conn()).await?.rows_affected())?;
    add_codes(conn, factor.account, codes).await?;
    sessions::delete_of(conn, factor.account, Some(keep)).await
}

async fn use_step(conn: &mut WriteConnection, account: AccountId, step: i64) -> Result<bool> {
    let row = sqlx::query(
        "UPDATE second_factor SET last_step = $2
         WHERE account = $1 AND confirmed_at IS NOT NULL AND last_step < $2",
    );
    Ok(row.bind(account).bind(step).execute(conn.conn()).await?.rows_affected() == 1)
}

async fn use_code(conn: &mut WriteConnection, account: AccountId, code: SecretHash) -> Result<()> {
    let row = sqlx::query("DELETE FROM second_factor_code WHERE secret_hash = $1 AND account = $2");
    changed_one(row.bind(code).bind(account).execute(conn.conn()).await?.rows_affected())
}

async fn add_codes(conn: &mut WriteConnection, account: AccountId, codes: Vec<SecretHash>) -> Result<()> {
    for code in codes {
        let row = sqlx::query("INSERT INTO second_factor_code (secret_hash, account) VALUES ($1, $2)");
        row.bind(code).bind(account).execute(conn.conn()).await?;
    }
    Ok(())
}

async fn renew(conn: &mut WriteConnection, account: AccountId, codes: Vec<SecretHash>) -> Result<()> {
    let counts = sqlx::query("SELECT 1 FROM second_factor WHERE account = $1 AND confirmed_at IS NOT NULL");
    if counts.bind(account).fetch_optional(conn.conn()).await?.is_none() {
        return Err(StoreError::NotFound);
    }
    delete_codes(conn, account).await?;
    add_codes(conn, account, codes).await
}

async fn delete_codes(conn: &mut WriteConnection, account: AccountId) -> Result<()> {
    let codes = sqlx::query("DELETE FROM second_factor_code WHERE account = $1");
    codes.bind(account).execute(conn.conn()).await?;
    Ok(())
}

async fn remove(conn: &mut WriteConnection, account: AccountId) -> Result<()> {
    changed_one(delete(conn, account).await?)
}

/// Takes away the second factor of an account with its recovery codes. Returns how many there were.
pub(super) async fn delete(conn: &mut WriteConnection, account: AccountId) -> Result<u64> {
    delete_codes(conn, account).await?;
    let row = sqlx::query("DELETE FROM second_factor WHERE account = $1");
    Ok(row.bind(account).execute(conn.conn()).await?.rows_affected())
}
