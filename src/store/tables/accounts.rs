//! The rows of accounts.

use async_trait::async_trait;
use sqlx::FromRow;

use super::{
    calendars, database::Tables, db::WriteConnection, leads, rows::changed_one, second_factors, sessions,
};
use crate::{
    meeting::id::AccountId,
    secrets::{PasswordHash, SecretHash},
    store::{
        accounts::{Account, AccountChange, AccountSession, Accounts, KnownBrowser, OneTimeLink, name_key},
        audit::AuditBatch,
        calendars::FeedOf,
        error::{Result, StoreError},
        sql::counted,
    },
    time::UnixMs,
};

#[async_trait]
impl Accounts for Tables {
    async fn create_account(&self, account: Account, audit: AuditBatch) -> Result<()> {
        self.act(audit, |conn| Box::pin(create(conn, account))).await
    }

    async fn account(&self, id: AccountId) -> Result<Option<Account>> {
        let found = sqlx::query_as("SELECT * FROM account WHERE id = $1").bind(id);
        Ok(found.fetch_optional(&self.reads).await?)
    }

    async fn account_by_name(&self, name: &str) -> Result<Option<Account>> {
        let found = sqlx::query_as("SELECT * FROM account WHERE name_key = $1").bind(name_key(name));
        Ok(found.fetch_optional(&self.reads).await?)
    }

    async fn accounts(&self) -> Result<Vec<Account>> {
        let found = sqlx::query_as("SELECT * FROM account ORDER BY created_at, id");
        Ok(found.fetch_all(&self.reads).await?)
    }

    async fn count_accounts(&self) -> Result<u64> {
        counted(sqlx::query_scalar("SELECT COUNT(*) FROM account").fetch_one(&self.reads).await?)
    }

    async fn update_account(
        &self,
        id: AccountId,
        change: AccountChange,
        audit: AuditBatch,
    ) -> Result<Account> {
        self.act(audit, move |conn| Box::pin(update(conn, id, change))).await
    }

    async fn set_password(
        &self,
        id: AccountId,
        hash: PasswordHash,
        keep: Option<SecretHash>,
        audit: AuditBatch,
    ) -> Result<Vec<SecretHash>> {
        self.act(audit, move |conn| Box::pin(set_password(conn, id, hash, keep))).await
    }

    async fn create_session(&self, session: AccountSession) -> Result<()> {
        self.write(move |conn| Box::pin(sessions::create(conn, session))).await
    }

    async fn session(
        &self,
        token_hash: SecretHash,
        now: UnixMs,
    ) -> Result<Option<(AccountSession, Account)>> {
        let found = sqlx::query(
            "SELECT * FROM account_session JOIN account ON account.id = account_session.account
             WHERE token_hash = $1 AND expires_at > $2 AND NOT disabled",
        );
        let found = found.bind(token_hash).bind(now).fetch_optional(&self.reads).await?;
        let pair = |row| Ok((AccountSession::from_row(row)?, Account::from_row(row)?));
        found.as_ref().map(pair).transpose()
    }

    async fn sessions_of(&self, account: AccountId, now: UnixMs) -> Result<Vec<AccountSession>> {
        let found = sqlx::query_as(
            "SELECT * FROM account_session WHERE account = $1 AND expires_at > $2
             ORDER BY last_seen_at DESC, token_hash",
        );
        Ok(found.bind(account).bind(now).fetch_all(&self.reads).await?)
    }

    async fn touch_session(&self, token_hash: SecretHash, now: UnixMs, expires_at: UnixMs) -> Result<()> {
        self.write(move |conn| Box::pin(sessions::touch(conn, token_hash, now, expires_at))).await
    }

    async fn delete_session(&self, token_hash: SecretHash) -> Result<()> {
        self.write(move |conn| Box::pin(sessions::delete(conn, token_hash))).await
    }

    async fn delete_sessions_of(
        &self,
        account: AccountId,
        keep: Option<SecretHash>,
    ) -> Result<Vec<SecretHash>> {
        self.write(move |conn| Box::pin(sessions::delete_of(conn, account, keep))).await
    }

    async fn know_browser(&self, browser: KnownBrowser) -> Result<()> {
        self.write(move |conn| Box::pin(sessions::know_browser(conn, browser))).await
    }

    async fn knows_browser(&self, account: AccountId, secret_hash: SecretHash, now: UnixMs) -> Result<bool> {
        let found = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM known_browser
                            WHERE secret_hash = $1 AND account = $2 AND expires_at > $3)",
        );
        Ok(found.bind(secret_hash).bind(account).bind(now).fetch_one(&self.reads).await?)
    }

    async fn delete_expired(&self, now: UnixMs) -> Result<u64> {
        self.write(move |conn| Box::pin(sessions::delete_expired(conn, now))).await
    }

    async fn create_link(&self, link: OneTimeLink, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| Box::pin(sessions::create_link(conn, link))).await
    }

    async fn peek_link(&self, secret_hash: SecretHash) -> Result<Option<OneTimeLink>> {
        let found = sqlx::query_as("SELECT * FROM one_time_link WHERE secret_hash = $1 AND used_at IS NULL");
        Ok(found.bind(secret_hash).fetch_optional(&self.reads).await?)
    }

    async fn take_link(&self, secret_hash: SecretHash, now: UnixMs) -> Result<Option<OneTimeLink>> {
        self.write(move |conn| Box::pin(sessions::take_link(conn, secret_hash, now))).await
    }
}

pub(super) async fn create(conn: &mut WriteConnection, account: Account) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO account (id, name, name_key, display_name, password_hash, is_admin, is_host,
                              is_therapist, disabled, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    );
    row.bind(account.id)
        .bind(&account.name)
        .bind(name_key(&account.name))
        .bind(&account.display_name)
        .bind(&account.password_hash)
        .bind(account.is_admin)
        .bind(account.is_host)
        .bind(account.is_therapist)
        .bind(account.disabled)
        .bind(account.created_at)
        .execute(conn.conn())
        .await?;
    Ok(())
}

async fn update(conn: &mut WriteConnection, id: AccountId, change: AccountChange) -> Result<Account> {
    let before = administrators(conn).await?;
    let row = sqlx::query_as(
        "UPDATE account SET is_admin = COALESCE($2, is_admin), is_host = COALESCE($3, is_host),
                            is_therapist = COALESCE($4, is_therapist), disabled = COALESCE($5, disabled)
         WHERE id = $1 RETURNING *",
    );
    let row = row
        .bind(id)
        .bind(change.is_admin)
        .bind(change.is_host)
        .bind(change.is_therapist)
        .bind(change.disabled);
    let changed: Account = row.fetch_one(conn.conn()).await?;
    if before > 0 && administrators(conn).await? == 0 {
        return Err(StoreError::LastAdministrator);
    }
    if changed.disabled {
        sessions::delete_of(conn, id, None).await?;
        sessions::revoke_links_of(conn, id).await?;
        calendars::erase(conn, FeedOf::Account(id)).await?;
    }
    for room in leads::rooms_of(conn, id).await? {
        leads::forget_former(conn, room).await?;
    }
    Ok(changed)
}

async fn administrators(conn: &mut WriteConnection) -> Result<i64> {
    let count = sqlx::query_scalar("SELECT COUNT(*) FROM account WHERE is_admin AND NOT disabled");
    Ok(count.fetch_one(conn.conn()).await?)
}

async fn set_password(
    conn: &mut WriteConnection,
    id: AccountId,
    hash: PasswordHash,
    keep: Option<SecretHash>,
) -> Result<Vec<SecretHash>> {
    let row = sqlx::query("UPDATE account SET password_hash = $2 WHERE id = $1");
    let done = row.bind(id).bind(hash).execute(conn.conn()).await?;
    changed_one(done.rows_affected())?;
    if keep.is_none() {
        second_factors::delete(conn, id).await?;
    }
    sessions::delete_of(conn, id, keep).await
}
