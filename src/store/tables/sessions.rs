//! The rows of accounts' sessions, of browsers they signed in in, and of one-time links.

use super::{db::WriteConnection, rows::changed_one};
use crate::{
    meeting::id::AccountId,
    secrets::SecretHash,
    store::{
        accounts::{AccountSession, KnownBrowser, OneTimeLink},
        error::Result,
        limits::{ANSWERS_KEPT_MS, LINKS_TOLD_MS},
    },
    time::UnixMs,
};

pub(super) async fn create(conn: &mut WriteConnection, session: AccountSession) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO account_session (token_hash, account, signed_in_at, last_seen_at, expires_at)
         VALUES ($1, $2, $3, $4, $5)",
    );
    row.bind(session.token_hash)
        .bind(session.account)
        .bind(session.signed_in_at)
        .bind(session.last_seen_at)
        .bind(session.expires_at)
        .execute(conn.conn())
        .await?;
    Ok(())
}

pub(super) async fn touch(
    conn: &mut WriteConnection,
    token_hash: SecretHash,
    now: UnixMs,
    expires_at: UnixMs,
) -> Result<()> {
    let row =
        sqlx::query("UPDATE account_session SET last_seen_at = $2, expires_at = $3 WHERE token_hash = $1");
    let row = row.bind(token_hash).bind(now).bind(expires_at);
    let done = row.execute(conn.conn()).await?;
    changed_one(done.rows_affected())
}

pub(super) async fn delete(conn: &mut WriteConnection, token_hash: SecretHash) -> Result<()> {
    let row = sqlx::query("DELETE FROM account_session WHERE token_hash = $1");
    row.bind(token_hash).execute(conn.conn()).await?;
    Ok(())
}

pub(super) async fn delete_of(
    conn: &mut WriteConnection,
    account: AccountId,
    keep: Option<SecretHash>,
) -> Result<Vec<SecretHash>> {
    let rows = sqlx::query_scalar(
        "DELETE FROM account_session WHERE account = $1 AND ($2 IS NULL OR token_hash <> $2)
         RETURNING token_hash",
    );
    Ok(rows.bind(account).bind(keep).fetch_all(conn.conn()).await?)
}

pub(super) async fn know_browser(conn: &mut WriteConnection, browser: KnownBrowser) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO known_browser (secret_hash, account, expires_at) VALUES ($1, $2, $3)
         ON CONFLICT (secret_hash) DO UPDATE SET account = excluded.account, expires_at = excluded.expires_at",
    );
    row.bind(browser.secret_hash).bind(browser.account).bind(browser.expires_at).execute(conn.conn()).await?;
    Ok(())
}

pub(super) async fn delete_expired(conn: &mut WriteConnection, now: UnixMs) -> Result<u64> {
    let mut deleted = 0;
    let told = UnixMs::from_ms(now.as_ms() - LINKS_TOLD_MS.cast_signed());
    let answered = UnixMs::from_ms(now.as_ms() - ANSWERS_KEPT_MS.cast_signed());
    for (rows, end) in [
        ("DELETE FROM account_session WHERE expires_at <= $1", now),
        ("DELETE FROM one_time_link WHERE expires_at <= $1", told),
        ("DELETE FROM seat_secret WHERE expires_at <= $1", now),
        ("DELETE FROM answer WHERE created_at <= $1", answered),
        ("DELETE FROM challenge WHERE expires_at <= $1", now),
        ("DELETE FROM known_browser WHERE expires_at <= $1", now),
    ] {
        deleted += sqlx::query(rows).bind(end).execute(conn.conn()).await?.rows_affected();
    }
    Ok(deleted)
}

pub(super) async fn create_link(conn: &mut WriteConnection, link: OneTimeLink) -> Result<()> {
    let earlier = sqlx::query(
        "DELETE FROM one_time_link WHERE account IS NOT DISTINCT FROM $1 AND purpose = $2 AND used_at IS NULL",
    );
    earlier.bind(link.account).bind(link.purpose).execute(conn.conn()).await?;
    let row = sqlx::query(
        "INSERT INTO one_time_link (secret_hash, purpose, account, expires_at, used_at)
         VALUES ($1, $2, $3, $4, $5)",
    );
    row.bind(link.secret_hash)
        .bind(link.purpose)
        .bind(link.account)
        .bind(link.expires_at)
        .bind(link.used_at)
        .execute(conn.conn())
        .await?;
    Ok(())
}

pub(super) async fn take_link(
    conn: &mut WriteConnection,
    secret_hash: SecretHash,
    now: UnixMs,
) -> Result<Option<OneTimeLink>> {
    let row = sqlx::query_as(
        "UPDATE one_time_link SET used_at = $2
         WHERE secret_hash = $1 AND used_at IS NULL AND expires_at > $2 RETURNING *",
    );
    let row = row.bind(secret_hash).bind(now);
    Ok(row.fetch_optional(conn.conn()).await?)
}

pub(super) async fn revoke_links_of(conn: &mut WriteConnection, account: AccountId) -> Result<()> {
    let rows = sqlx::query("DELETE FROM one_time_link WHERE account = $1 AND used_at IS NULL");
    rows.bind(account).execute(conn.conn()).await?;
    Ok(())
}
