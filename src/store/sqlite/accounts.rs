//! Accounts' rows.

use async_trait::async_trait;
use sqlx::{Row, sqlite::SqliteRow};
use unicode_normalization::UnicodeNormalization;

use super::{
    super::{
        Account, AccountChange, AccountSession, Accounts, Digest, OneTimeLink, PasswordHash, Result,
        StoreError,
    },
    SqliteStore, rows,
    session::Session,
    sessions,
};
use crate::{meeting::id::AccountId, time::UnixMs};

#[async_trait]
impl Accounts for SqliteStore {
    async fn create_account(&self, account: Account) -> Result<()> {
        self.write(|session| Box::pin(create(session, account))).await
    }

    async fn account(&self, id: AccountId) -> Result<Option<Account>> {
        let found = sqlx::query("SELECT * FROM account WHERE id = $1").bind(&id.as_bytes()[..]);
        found.fetch_optional(&self.reads).await?.as_ref().map(account).transpose()
    }

    async fn account_by_name(&self, name: &str) -> Result<Option<Account>> {
        let found = sqlx::query("SELECT * FROM account WHERE name_key = $1").bind(name_key(name));
        found.fetch_optional(&self.reads).await?.as_ref().map(account).transpose()
    }

    async fn accounts(&self) -> Result<Vec<Account>> {
        let found = sqlx::query("SELECT * FROM account ORDER BY created_at, id");
        found.fetch_all(&self.reads).await?.iter().map(account).collect()
    }

    async fn count_accounts(&self) -> Result<u64> {
        let row = sqlx::query("SELECT COUNT(*) AS count FROM account").fetch_one(&self.reads).await?;
        rows::unsigned(&row, "count")
    }

    async fn update_account(&self, id: AccountId, change: AccountChange) -> Result<Account> {
        self.write(move |session| Box::pin(update(session, id, change))).await
    }

    async fn set_password(&self, id: AccountId, hash: PasswordHash, keep: Option<Digest>) -> Result<()> {
        self.write(move |session| Box::pin(set_password(session, id, hash, keep))).await
    }

    async fn create_session(&self, session: AccountSession) -> Result<()> {
        self.write(move |write| Box::pin(sessions::create(write, session))).await
    }

    async fn session(&self, token_hash: Digest, now: UnixMs) -> Result<Option<(AccountSession, Account)>> {
        let found = sqlx::query(
            "SELECT account.*, account_session.token_hash, account_session.last_seen_at,
                    account_session.expires_at, account_session.created_at AS session_created_at
             FROM account_session JOIN account ON account.id = account_session.account
             WHERE token_hash = $1 AND expires_at > $2 AND NOT disabled",
        );
        let found = found.bind(&token_hash.as_bytes()[..]).bind(now).fetch_optional(&self.reads).await?;
        let pair = |row| Ok((sessions::session(row, "id", "session_created_at")?, account(row)?));
        found.as_ref().map(pair).transpose()
    }

    async fn sessions_of(&self, account: AccountId, now: UnixMs) -> Result<Vec<AccountSession>> {
        let found = sqlx::query(
            "SELECT * FROM account_session WHERE account = $1 AND expires_at > $2
             ORDER BY last_seen_at DESC, token_hash",
        );
        let found = found.bind(&account.as_bytes()[..]).bind(now).fetch_all(&self.reads).await?;
        found.iter().map(|row| sessions::session(row, "account", "created_at")).collect()
    }

    async fn touch_session(&self, token_hash: Digest, now: UnixMs, expires_at: UnixMs) -> Result<()> {
        self.write(move |session| Box::pin(sessions::touch(session, token_hash, now, expires_at))).await
    }

    async fn delete_session(&self, token_hash: Digest) -> Result<()> {
        self.write(move |session| Box::pin(sessions::delete(session, token_hash))).await
    }

    async fn delete_sessions_of(&self, account: AccountId, keep: Option<Digest>) -> Result<u64> {
        self.write(move |session| Box::pin(sessions::delete_of(session, account, keep))).await
    }

    async fn delete_expired(&self, now: UnixMs) -> Result<u64> {
        self.write(move |session| Box::pin(sessions::delete_expired(session, now))).await
    }

    async fn create_link(&self, link: OneTimeLink) -> Result<()> {
        self.write(move |session| Box::pin(sessions::create_link(session, link))).await
    }

    async fn peek_link(&self, secret_hash: Digest, now: UnixMs) -> Result<Option<OneTimeLink>> {
        let found = sqlx::query(
            "SELECT * FROM one_time_link WHERE secret_hash = $1 AND used_at IS NULL AND expires_at > $2",
        );
        let found = found.bind(&secret_hash.as_bytes()[..]).bind(now).fetch_optional(&self.reads).await?;
        found.as_ref().map(sessions::link).transpose()
    }

    async fn take_link(&self, secret_hash: Digest, now: UnixMs) -> Result<Option<OneTimeLink>> {
        self.write(move |session| Box::pin(sessions::take_link(session, secret_hash, now))).await
    }

    async fn revoke_links_of(&self, account: AccountId) -> Result<()> {
        self.write(move |session| Box::pin(sessions::revoke_links_of(session, account))).await
    }
}

/// One spelling for all that a person may type for the same name.
fn name_key(name: &str) -> String {
    name.nfkc().collect::<String>().to_lowercase()
}

async fn create(session: &mut Session, account: Account) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO account (id, name, name_key, display_name, password_hash, is_admin, is_host,
                              is_therapist, disabled, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    );
    row.bind(&account.id.as_bytes()[..])
        .bind(&account.name)
        .bind(name_key(&account.name))
        .bind(&account.display_name)
        .bind(account.password_hash.as_ref().map(PasswordHash::as_str))
        .bind(account.is_admin)
        .bind(account.is_host)
        .bind(account.is_therapist)
        .bind(account.disabled)
        .bind(account.created_at)
        .execute(session.conn())
        .await?;
    Ok(())
}

async fn update(session: &mut Session, id: AccountId, change: AccountChange) -> Result<Account> {
    let before = administrators(session).await?;
    let row = sqlx::query(
        "UPDATE account SET is_admin = COALESCE($2, is_admin), is_host = COALESCE($3, is_host),
                            is_therapist = COALESCE($4, is_therapist), disabled = COALESCE($5, disabled)
         WHERE id = $1 RETURNING *",
    );
    let row = row
        .bind(&id.as_bytes()[..])
        .bind(change.is_admin)
        .bind(change.is_host)
        .bind(change.is_therapist)
        .bind(change.disabled);
    let changed = account(&row.fetch_one(session.conn()).await?)?;
    if before > 0 && administrators(session).await? == 0 {
        return Err(StoreError::LastAdministrator);
    }
    if changed.disabled {
        sessions::delete_of(session, id, None).await?;
        sessions::revoke_links_of(session, id).await?;
    }
    Ok(changed)
}

async fn administrators(session: &mut Session) -> Result<i64> {
    let count = sqlx::query_scalar("SELECT COUNT(*) FROM account WHERE is_admin AND NOT disabled");
    Ok(count.fetch_one(session.conn()).await?)
}

async fn set_password(
    session: &mut Session,
    id: AccountId,
    hash: PasswordHash,
    keep: Option<Digest>,
) -> Result<()> {
    let row = sqlx::query("UPDATE account SET password_hash = $2 WHERE id = $1");
    let done = row.bind(&id.as_bytes()[..]).bind(hash.as_str()).execute(session.conn()).await?;
    if done.rows_affected() == 0 {
        return Err(StoreError::NotFound);
    }
    sessions::delete_of(session, id, keep).await?;
    Ok(())
}

pub(super) fn account(row: &SqliteRow) -> Result<Account> {
    let password_hash: Option<String> = row.try_get("password_hash")?;
    Ok(Account {
        id: AccountId::from_bytes(rows::blob(row, "id")?),
        name: row.try_get("name")?,
        display_name: row.try_get("display_name")?,
        password_hash: password_hash.map(PasswordHash::new),
        is_admin: row.try_get("is_admin")?,
        is_host: row.try_get("is_host")?,
        is_therapist: row.try_get("is_therapist")?,
        disabled: row.try_get("disabled")?,
        created_at: row.try_get("created_at")?,
    })
}
