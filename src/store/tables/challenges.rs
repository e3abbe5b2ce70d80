//! The rows of questions without an answer.

use async_trait::async_trait;

use super::{database::Tables, db::WriteConnection};
use crate::{
    secrets::SecretHash,
    store::{
        challenges::{Challenge, Challenges},
        error::Result,
    },
    time::UnixMs,
};

#[async_trait]
impl Challenges for Tables {
    async fn put_challenge(&self, challenge: Challenge, now: UnixMs, most: u64) -> Result<bool> {
        self.write(move |conn| Box::pin(put(conn, challenge, now, most))).await
    }

    async fn take_challenge(&self, mark: SecretHash, now: UnixMs) -> Result<Option<String>> {
        self.write(move |conn| Box::pin(take(conn, mark, now))).await
    }
}

async fn put(conn: &mut WriteConnection, challenge: Challenge, now: UnixMs, most: u64) -> Result<bool> {
    let old = sqlx::query("DELETE FROM challenge WHERE expires_at <= $1 OR mark = $2");
    old.bind(now).bind(challenge.mark).execute(conn.conn()).await?;
    let row = sqlx::query(
        "INSERT INTO challenge (mark, purpose, question, expires_at) SELECT $1, $2, $3, $4
         WHERE (SELECT COUNT(*) FROM challenge WHERE purpose = $2) < $5
         ON CONFLICT (mark) DO UPDATE SET question = excluded.question, expires_at = excluded.expires_at",
    );
    let row = row
        .bind(challenge.mark)
        .bind(challenge.purpose)
        .bind(challenge.question)
        .bind(challenge.expires_at)
        .bind(most.cast_signed());
    Ok(row.execute(conn.conn()).await?.rows_affected() == 1)
}

async fn take(conn: &mut WriteConnection, mark: SecretHash, now: UnixMs) -> Result<Option<String>> {
    let row = sqlx::query_as("DELETE FROM challenge WHERE mark = $1 RETURNING question, expires_at");
    let found: Option<(String, UnixMs)> = row.bind(mark).fetch_optional(conn.conn()).await?;
    Ok(found.filter(|(_, expires_at)| *expires_at > now).map(|(question, _)| question))
}
