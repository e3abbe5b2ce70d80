//! The rows of participants and of the secrets that open their seats.

use async_trait::async_trait;
use sqlx::{Row, sqlite::SqliteRow};

use super::{
    super::{AuditDraft, Digest, Participant, Participants, Result, SEAT_SECRETS_MAX, StoreError},
    SqliteStore, rows,
    session::Session,
};
use crate::{
    meeting::id::{AccountId, InviteId, ParticipantId, RoomId},
    time::UnixMs,
};

#[async_trait]
impl Participants for SqliteStore {
    async fn create_participant(&self, participant: Participant, secret_hash: Option<Digest>) -> Result<()> {
        self.write(move |session| Box::pin(create(session, participant, secret_hash))).await
    }

    async fn add_seat_secret(&self, id: ParticipantId, secret_hash: Digest, at: UnixMs) -> Result<()> {
        self.write(move |session| Box::pin(add_secret(session, id, secret_hash, at))).await
    }

    async fn participant(&self, id: ParticipantId) -> Result<Option<Participant>> {
        let found = sqlx::query("SELECT * FROM participant WHERE id = $1").bind(&id.as_bytes()[..]);
        maybe(found.fetch_optional(&self.reads).await)
    }

    async fn participant_by_secret(&self, secret_hash: Digest) -> Result<Option<Participant>> {
        let found = sqlx::query(
            "SELECT participant.* FROM seat_secret JOIN participant ON participant.id = seat_secret.participant
             WHERE seat_secret.secret_hash = $1",
        );
        maybe(found.bind(&secret_hash.as_bytes()[..]).fetch_optional(&self.reads).await)
    }

    async fn participant_by_recovery(&self, recovery_hash: Digest) -> Result<Option<Participant>> {
        let found = sqlx::query("SELECT * FROM participant WHERE recovery_hash = $1");
        maybe(found.bind(&recovery_hash.as_bytes()[..]).fetch_optional(&self.reads).await)
    }

    async fn participant_by_account(&self, room: RoomId, account: AccountId) -> Result<Option<Participant>> {
        let found = sqlx::query("SELECT * FROM participant WHERE room = $1 AND account = $2");
        let found = found.bind(&room.as_bytes()[..]).bind(&account.as_bytes()[..]);
        maybe(found.fetch_optional(&self.reads).await)
    }

    async fn participant_by_external(&self, room: RoomId, mark: Digest) -> Result<Option<Participant>> {
        let found = sqlx::query("SELECT * FROM participant WHERE room = $1 AND external_mark = $2");
        let found = found.bind(&room.as_bytes()[..]).bind(&mark.as_bytes()[..]);
        maybe(found.fetch_optional(&self.reads).await)
    }

    async fn participant_by_name(&self, room: RoomId, mark: Digest) -> Result<Option<Participant>> {
        let found = sqlx::query("SELECT * FROM participant WHERE room = $1 AND name_mark = $2");
        let found = found.bind(&room.as_bytes()[..]).bind(&mark.as_bytes()[..]);
        maybe(found.fetch_optional(&self.reads).await)
    }

    async fn participants(&self, room: RoomId) -> Result<Vec<Participant>> {
        let found = sqlx::query("SELECT * FROM participant WHERE room = $1 ORDER BY created_at, id");
        let found = found.bind(&room.as_bytes()[..]).fetch_all(&self.reads).await?;
        found.iter().map(participant).collect()
    }

    async fn rename_participant(
        &self,
        id: ParticipantId,
        name_mark: Digest,
        sealed_name: Vec<u8>,
    ) -> Result<()> {
        self.write(move |session| Box::pin(rename(session, id, name_mark, sealed_name))).await
    }

    async fn ban_participant(&self, id: ParticipantId, at: UnixMs, audit: Vec<AuditDraft>) -> Result<()> {
        self.write(move |session| {
            Box::pin(async move {
                let row =
                    sqlx::query("UPDATE participant SET banned_at = COALESCE(banned_at, $2) WHERE id = $1");
                let done = row.bind(&id.as_bytes()[..]).bind(at).execute(session.conn()).await?;
                found(done.rows_affected())?;
                session.add_audit(audit).await
            })
        })
        .await
    }

    async fn unban_participant(&self, id: ParticipantId, audit: Vec<AuditDraft>) -> Result<()> {
        self.write(move |session| {
            Box::pin(async move {
                let row = sqlx::query("UPDATE participant SET banned_at = NULL WHERE id = $1");
                let done = row.bind(&id.as_bytes()[..]).execute(session.conn()).await?;
                found(done.rows_affected())?;
                session.add_audit(audit).await
            })
        })
        .await
    }
}

async fn create(session: &mut Session, new: Participant, secret_hash: Option<Digest>) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO participant (id, room, account, external_mark, recovery_hash, name_mark, sealed_name,
                                  invite, adult_declared_at, created_at, banned_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    );
    row.bind(&new.id.as_bytes()[..])
        .bind(&new.room.as_bytes()[..])
        .bind(new.account.map(|id| id.as_bytes().to_vec()))
        .bind(new.external_mark.map(|mark| mark.as_bytes().to_vec()))
        .bind(new.recovery_hash.map(|hash| hash.as_bytes().to_vec()))
        .bind(&new.name_mark.as_bytes()[..])
        .bind(new.sealed_name)
        .bind(new.invite.map(|id| id.as_bytes().to_vec()))
        .bind(new.adult_declared_at)
        .bind(new.created_at)
        .bind(new.banned_at)
        .execute(session.conn())
        .await?;
    match secret_hash {
        Some(hash) => add_secret(session, new.id, hash, new.created_at).await,
        None => Ok(()),
    }
}

async fn add_secret(session: &mut Session, id: ParticipantId, secret_hash: Digest, at: UnixMs) -> Result<()> {
    let row =
        sqlx::query("INSERT INTO seat_secret (secret_hash, participant, created_at) VALUES ($1, $2, $3)");
    let row = row.bind(&secret_hash.as_bytes()[..]).bind(&id.as_bytes()[..]).bind(at);
    row.execute(session.conn()).await?;
    let oldest = sqlx::query(
        "DELETE FROM seat_secret WHERE secret_hash IN (
             SELECT secret_hash FROM seat_secret WHERE participant = $1
             ORDER BY rowid DESC LIMIT -1 OFFSET $2
         )",
    );
    let oldest = oldest.bind(&id.as_bytes()[..]).bind(i64::from(SEAT_SECRETS_MAX));
    oldest.execute(session.conn()).await?;
    Ok(())
}

async fn rename(
    session: &mut Session,
    id: ParticipantId,
    name_mark: Digest,
    sealed_name: Vec<u8>,
) -> Result<()> {
    let row = sqlx::query("UPDATE participant SET name_mark = $2, sealed_name = $3 WHERE id = $1");
    let row = row.bind(&id.as_bytes()[..]).bind(&name_mark.as_bytes()[..]).bind(sealed_name);
    found(row.execute(session.conn()).await?.rows_affected())
}

fn found(rows: u64) -> Result<()> {
    if rows == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

fn maybe(found: Result<Option<SqliteRow>, sqlx::Error>) -> Result<Option<Participant>> {
    found?.as_ref().map(participant).transpose()
}

fn participant(row: &SqliteRow) -> Result<Participant> {
    Ok(Participant {
        id: ParticipantId::from_bytes(rows::blob(row, "id")?),
        room: RoomId::from_bytes(rows::blob(row, "room")?),
        account: rows::maybe_blob(row, "account")?.map(AccountId::from_bytes),
        external_mark: rows::maybe_blob(row, "external_mark")?.map(Digest::from_bytes),
        recovery_hash: rows::maybe_blob(row, "recovery_hash")?.map(Digest::from_bytes),
        name_mark: rows::digest(row, "name_mark")?,
        sealed_name: row.try_get("sealed_name")?,
        invite: rows::maybe_blob(row, "invite")?.map(InviteId::from_bytes),
        adult_declared_at: row.try_get("adult_declared_at")?,
        created_at: row.try_get("created_at")?,
        banned_at: row.try_get("banned_at")?,
    })
}
