//! Revocations' rows.

use async_trait::async_trait;
use sqlx::{Row, sqlite::SqliteRow};

use super::{
    super::{Result, Revocation, Revocations},
    SqliteStore,
};
use crate::time::UnixMs;

#[async_trait]
impl Revocations for SqliteStore {
    async fn revoke(&self, revocation: Revocation) -> Result<()> {
        self.write(move |session| {
            Box::pin(async move {
                let row = sqlx::query(
                    "INSERT INTO revocation (subject, issued_before, expires_at) VALUES ($1, $2, $3)
                     ON CONFLICT (subject) DO UPDATE SET
                         issued_before = MAX(issued_before, excluded.issued_before),
                         expires_at = MAX(expires_at, excluded.expires_at)",
                );
                row.bind(revocation.subject)
                    .bind(revocation.issued_before)
                    .bind(revocation.expires_at)
                    .execute(session.conn())
                    .await?;
                Ok(())
            })
        })
        .await
    }

    async fn live_revocations(&self, now: UnixMs) -> Result<Vec<Revocation>> {
        self.write(move |session| {
            Box::pin(async move {
                let forget = sqlx::query("DELETE FROM revocation WHERE expires_at <= $1");
                forget.bind(now).execute(session.conn()).await?;
                let found = sqlx::query("SELECT * FROM revocation ORDER BY subject");
                found.fetch_all(session.conn()).await?.iter().map(revocation).collect()
            })
        })
        .await
    }
}

fn revocation(row: &SqliteRow) -> Result<Revocation> {
    Ok(Revocation {
        subject: row.try_get("subject")?,
        issued_before: row.try_get("issued_before")?,
        expires_at: row.try_get("expires_at")?,
    })
}
