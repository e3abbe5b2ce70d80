//! The rows of answers that are kept.

use async_trait::async_trait;

use super::{database::Tables, db::WriteConnection};
use crate::{
    secrets::SecretHash,
    store::{
        answers::{Answers, Claim, Question},
        error::Result,
    },
};

#[async_trait]
impl Answers for Tables {
    async fn claim_answer(&self, question: Question) -> Result<Claim> {
        self.write(move |conn| Box::pin(claim(conn, question))).await
    }

    async fn keep_answer(&self, mark: SecretHash, sealed: Vec<u8>) -> Result<()> {
        self.write(move |conn| Box::pin(keep(conn, mark, sealed))).await
    }

    async fn forget_answer(&self, mark: SecretHash) -> Result<()> {
        self.write(move |conn| Box::pin(forget(conn, mark))).await
    }
}

async fn claim(conn: &mut WriteConnection, question: Question) -> Result<Claim> {
    let row = sqlx::query(
        "INSERT INTO answer (mark, asked, created_at) VALUES ($1, $2, $3) ON CONFLICT (mark) DO NOTHING",
    );
    let row = row.bind(question.mark).bind(question.asked).bind(question.at);
    if row.execute(conn.conn()).await?.rows_affected() > 0 {
        return Ok(Claim::First);
    }
    let known = sqlx::query_as("SELECT asked, sealed FROM answer WHERE mark = $1").bind(question.mark);
    let (asked, sealed) = known.fetch_one(conn.conn()).await?;
    Ok(Claim::Kept { asked, sealed })
}

async fn keep(conn: &mut WriteConnection, mark: SecretHash, sealed: Vec<u8>) -> Result<()> {
    let row = sqlx::query("UPDATE answer SET sealed = $2 WHERE mark = $1").bind(mark).bind(sealed);
    row.execute(conn.conn()).await?;
    Ok(())
}

async fn forget(conn: &mut WriteConnection, mark: SecretHash) -> Result<()> {
    let row = sqlx::query("DELETE FROM answer WHERE mark = $1").bind(mark);
    row.execute(conn.conn()).await?;
    Ok(())
}
