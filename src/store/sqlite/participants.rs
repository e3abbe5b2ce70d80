//! The rows of participants and of the secrets that open their seats.

use async_trait::async_trait;

use super::{rows::changed_one, store::Sqlite, write_connection::WriteConnection};
use crate::{
    meeting::id::{AccountId, ParticipantId, RoomId},
    secrets::SecretHash,
    store::{
        audit::AuditBatch,
        crypto::Mark,
        error::Result,
        limits::SEAT_SECRETS_MAX,
        participants::{Participant, Participants},
    },
    time::UnixMs,
};

#[async_trait]
impl Participants for Sqlite {
    async fn create_participant(
        &self,
        participant: Participant,
        secret_hash: Option<SecretHash>,
    ) -> Result<()> {
        self.write(move |conn| Box::pin(create(conn, participant, secret_hash))).await
    }

    async fn add_seat_secret(&self, id: ParticipantId, secret_hash: SecretHash, at: UnixMs) -> Result<()> {
        self.write(move |conn| Box::pin(add_secret(conn, id, secret_hash, at))).await
    }

    async fn participant(&self, id: ParticipantId) -> Result<Option<Participant>> {
        let found = sqlx::query_as("SELECT * FROM participant WHERE id = $1").bind(id);
        Ok(found.fetch_optional(&self.reads).await?)
    }

    async fn participant_by_secret(&self, secret_hash: SecretHash) -> Result<Option<Participant>> {
        let found = sqlx::query_as(
            "SELECT participant.* FROM seat_secret JOIN participant ON participant.id = seat_secret.participant
             WHERE seat_secret.secret_hash = $1",
        );
        Ok(found.bind(secret_hash).fetch_optional(&self.reads).await?)
    }

    async fn participant_by_recovery(&self, recovery_hash: SecretHash) -> Result<Option<Participant>> {
        let found = sqlx::query_as("SELECT * FROM participant WHERE recovery_hash = $1");
        Ok(found.bind(recovery_hash).fetch_optional(&self.reads).await?)
    }

    async fn participant_by_account(&self, room: RoomId, account: AccountId) -> Result<Option<Participant>> {
        let found = sqlx::query_as("SELECT * FROM participant WHERE room = $1 AND account = $2");
        let found = found.bind(room).bind(account);
        Ok(found.fetch_optional(&self.reads).await?)
    }

    async fn participant_by_external(&self, room: RoomId, mark: Mark) -> Result<Option<Participant>> {
        let found = sqlx::query_as("SELECT * FROM participant WHERE room = $1 AND external_mark = $2");
        let found = found.bind(room).bind(mark);
        Ok(found.fetch_optional(&self.reads).await?)
    }

    async fn participant_by_name(&self, room: RoomId, mark: Mark) -> Result<Option<Participant>> {
        let found = sqlx::query_as("SELECT * FROM participant WHERE room = $1 AND name_mark = $2");
        let found = found.bind(room).bind(mark);
        Ok(found.fetch_optional(&self.reads).await?)
    }

    async fn participants(&self, room: RoomId) -> Result<Vec<Participant>> {
        let found = sqlx::query_as("SELECT * FROM participant WHERE room = $1 ORDER BY created_at, id");
        Ok(found.bind(room).fetch_all(&self.reads).await?)
    }

    async fn ban_participant(&self, id: ParticipantId, at: UnixMs, audit: AuditBatch) -> Result<()> {
        self.write(move |conn| {
            Box::pin(async move {
                let row =
                    sqlx::query("UPDATE participant SET banned_at = COALESCE(banned_at, $2) WHERE id = $1");
                let done = row.bind(id).bind(at).execute(conn.conn()).await?;
                changed_one(done.rows_affected())?;
                conn.add_audit(audit).await
            })
        })
        .await
    }

    async fn unban_participant(&self, id: ParticipantId, audit: AuditBatch) -> Result<()> {
        self.write(move |conn| {
            Box::pin(async move {
                let row = sqlx::query("UPDATE participant SET banned_at = NULL WHERE id = $1");
                let done = row.bind(id).execute(conn.conn()).await?;
                changed_one(done.rows_affected())?;
                conn.add_audit(audit).await
            })
        })
        .await
    }
}

async fn create(conn: &mut WriteConnection, new: Participant, secret_hash: Option<SecretHash>) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO participant (id, room, account, external_mark, recovery_hash, name_mark, sealed_name,
                                  invite, adult_declared_at, created_at, banned_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    );
    row.bind(new.id)
        .bind(new.room)
        .bind(new.account)
        .bind(new.external_mark)
        .bind(new.recovery_hash)
        .bind(new.name_mark)
        .bind(new.sealed_name)
        .bind(new.invite)
        .bind(new.adult_declared_at)
        .bind(new.created_at)
        .bind(new.banned_at)
        .execute(conn.conn())
        .await?;
    match secret_hash {
        Some(hash) => add_secret(conn, new.id, hash, new.created_at).await,
        None => Ok(()),
    }
}

async fn add_secret(
    conn: &mut WriteConnection,
    id: ParticipantId,
    secret_hash: SecretHash,
    at: UnixMs,
) -> Result<()> {
    let row =
        sqlx::query("INSERT INTO seat_secret (secret_hash, participant, created_at) VALUES ($1, $2, $3)");
    let row = row.bind(secret_hash).bind(id).bind(at);
    row.execute(conn.conn()).await?;
    let oldest = sqlx::query(
        "DELETE FROM seat_secret WHERE secret_hash IN (
             SELECT secret_hash FROM seat_secret WHERE participant = $1
             ORDER BY rowid DESC LIMIT -1 OFFSET $2
         )",
    );
    let oldest = oldest.bind(id).bind(SEAT_SECRETS_MAX);
    oldest.execute(conn.conn()).await?;
    Ok(())
}
