//! The rows of revocations.

use async_trait::async_trait;

use super::store::Sqlite;
use crate::{
    store::{
        error::Result,
        revocations::{Revocation, Revocations},
    },
    time::UnixMs,
};

#[async_trait]
impl Revocations for Sqlite {
    async fn revoke(&self, revocation: Revocation) -> Result<()> {
        self.write(move |conn| {
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
                    .execute(conn.conn())
                    .await?;
                Ok(())
            })
        })
        .await
    }

    async fn live_revocations(&self, now: UnixMs) -> Result<Vec<Revocation>> {
        self.write(move |conn| {
            Box::pin(async move {
                let forget = sqlx::query("DELETE FROM revocation WHERE expires_at <= $1");
                forget.bind(now).execute(conn.conn()).await?;
                let found = sqlx::query_as("SELECT * FROM revocation ORDER BY subject");
                Ok(found.fetch_all(conn.conn()).await?)
            })
        })
        .await
    }
}
