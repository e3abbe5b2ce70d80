//! The rows of accounts' sessions and one-time links.

use sqlx::{Row, sqlite::SqliteRow};

use super::{
    super::{AccountSession, Digest, LinkPurpose, OneTimeLink, Result, StoreError},
    rows,
    session::Session,
};
use crate::{meeting::id::AccountId, time::UnixMs};

pub(super) async fn create(write: &mut Session, session: AccountSession) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO account_session (token_hash, account, created_at, last_seen_at, expires_at)
         VALUES ($1, $2, $3, $4, $5)",
    );
    row.bind(&session.token_hash.as_bytes()[..])
        .bind(&session.account.as_bytes()[..])
        .bind(session.created_at)
        .bind(session.last_seen_at)
        .bind(session.expires_at)
        .execute(write.conn())
        .await?;
    Ok(())
}

pub(super) async fn touch(
    write: &mut Session,
    token_hash: Digest,
    now: UnixMs,
    expires_at: UnixMs,
) -> Result<()> {
    let row =
        sqlx::query("UPDATE account_session SET last_seen_at = $2, expires_at = $3 WHERE token_hash = $1");
    let row = row.bind(&token_hash.as_bytes()[..]).bind(now).bind(expires_at);
    let done = row.execute(write.conn()).await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}

pub(super) async fn delete(write: &mut Session, token_hash: Digest) -> Result<()> {
    let row = sqlx::query("DELETE FROM account_session WHERE token_hash = $1");
    row.bind(&token_hash.as_bytes()[..]).execute(write.conn()).await?;
    Ok(())
}

pub(super) async fn delete_of(write: &mut Session, account: AccountId, keep: Option<Digest>) -> Result<u64> {
    let rows =
        sqlx::query("DELETE FROM account_session WHERE account = $1 AND ($2 IS NULL OR token_hash <> $2)");
    let rows = rows.bind(&account.as_bytes()[..]).bind(keep.map(|hash| hash.as_bytes().to_vec()));
    Ok(rows.execute(write.conn()).await?.rows_affected())
}

pub(super) async fn delete_expired(write: &mut Session, now: UnixMs) -> Result<u64> {
    let sessions = sqlx::query("DELETE FROM account_session WHERE expires_at <= $1").bind(now);
    let sessions = sessions.execute(write.conn()).await?.rows_affected();
    let links = sqlx::query("DELETE FROM one_time_link WHERE expires_at <= $1").bind(now);
    Ok(sessions + links.execute(write.conn()).await?.rows_affected())
}

pub(super) async fn create_link(write: &mut Session, link: OneTimeLink) -> Result<()> {
    let account = link.account.map(|id| id.as_bytes().to_vec());
    let earlier =
        sqlx::query("DELETE FROM one_time_link WHERE account IS $1 AND purpose = $2 AND used_at IS NULL");
    earlier.bind(account.clone()).bind(purpose_text(link.purpose)).execute(write.conn()).await?;
    let row = sqlx::query(
        "INSERT INTO one_time_link (secret_hash, purpose, account, expires_at, used_at)
         VALUES ($1, $2, $3, $4, $5)",
    );
    row.bind(&link.secret_hash.as_bytes()[..])
        .bind(purpose_text(link.purpose))
        .bind(account)
        .bind(link.expires_at)
        .bind(link.used_at)
        .execute(write.conn())
        .await?;
    Ok(())
}

pub(super) async fn take_link(
    write: &mut Session,
    secret_hash: Digest,
    now: UnixMs,
) -> Result<Option<OneTimeLink>> {
    let row = sqlx::query(
        "UPDATE one_time_link SET used_at = $2
         WHERE secret_hash = $1 AND used_at IS NULL AND expires_at > $2 RETURNING *",
    );
    let row = row.bind(&secret_hash.as_bytes()[..]).bind(now);
    row.fetch_optional(write.conn()).await?.as_ref().map(link).transpose()
}

pub(super) async fn revoke_links_of(write: &mut Session, account: AccountId) -> Result<()> {
    let rows = sqlx::query("DELETE FROM one_time_link WHERE account = $1 AND used_at IS NULL");
    rows.bind(&account.as_bytes()[..]).execute(write.conn()).await?;
    Ok(())
}

/// The names of two columns differ where the row also holds an account.
pub(super) fn session(row: &SqliteRow, account: &str, created_at: &str) -> Result<AccountSession> {
    Ok(AccountSession {
        token_hash: rows::digest(row, "token_hash")?,
        account: AccountId::from_bytes(rows::blob(row, account)?),
        created_at: row.try_get(created_at)?,
        last_seen_at: row.try_get("last_seen_at")?,
        expires_at: row.try_get("expires_at")?,
    })
}

pub(super) fn link(row: &SqliteRow) -> Result<OneTimeLink> {
    let purpose = match row.try_get("purpose")? {
        "setup" => LinkPurpose::Setup,
        "password" => LinkPurpose::Password,
        _ => return Err(rows::damaged("purpose")),
    };
    Ok(OneTimeLink {
        secret_hash: rows::digest(row, "secret_hash")?,
        purpose,
        account: rows::maybe_blob(row, "account")?.map(AccountId::from_bytes),
        expires_at: row.try_get("expires_at")?,
        used_at: row.try_get("used_at")?,
    })
}

const fn purpose_text(purpose: LinkPurpose) -> &'static str {
    match purpose {
        LinkPurpose::Setup => "setup",
        LinkPurpose::Password => "password",
    }
}
