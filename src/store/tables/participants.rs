//! The rows of participants.

use async_trait::async_trait;
use sqlx::FromRow;

use super::{
    consents, database::Tables, db::WriteConnection, duties, emergencies, entering, mail, request_rows,
    rows::changed_one, seat_devices, seats,
};
use crate::{
    meeting::id::{AccountId, ParticipantId, RoomId},
    secrets::SecretHash,
    store::{
        audit::AuditBatch,
        error::{Result, StoreError},
        participants::{Entering, Participant, Participants, SeatDevice, SeatOf},
        sql::counted,
    },
    time::UnixMs,
};

#[async_trait]
impl Participants for Tables {
    async fn create_participant(&self, participant: Participant, device: Option<SeatDevice>) -> Result<()> {
        if device.is_none() {
            return self.change(move |conn| Box::pin(create(conn, participant, None))).await;
        }
        self.write(move |conn| Box::pin(create(conn, participant, device))).await
    }

    async fn add_seat_device(&self, device: SeatDevice, at: UnixMs, alone: bool) -> Result<Vec<SecretHash>> {
        self.write(move |conn| Box::pin(seat_devices::add(conn, device, at, alone))).await
    }

    async fn touch_seat_device(&self, secret_hash: SecretHash, expires_at: UnixMs) -> Result<()> {
        self.write(move |conn| Box::pin(seat_devices::touch(conn, secret_hash, expires_at))).await
    }

    async fn remove_seat_device(&self, secret_hash: SecretHash) -> Result<()> {
        self.write(move |conn| Box::pin(seat_devices::remove(conn, secret_hash))).await
    }

    async fn seat_devices(&self, room: RoomId) -> Result<Vec<SeatDevice>> {
        let found = sqlx::query_as(
            "SELECT seat_secret.* FROM seat_secret JOIN participant ON participant.id = seat_secret.participant
             WHERE participant.room = $1",
        );
        Ok(found.bind(room).fetch_all(&self.reads).await?)
    }

    async fn renew_recovery(&self, id: ParticipantId, hash: SecretHash, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| {
            Box::pin(async move {
                let row = sqlx::query(
                    "UPDATE participant SET recovery_hash = $2 WHERE id = $1 AND recovery_hash IS NOT NULL",
                );
                changed_one(row.bind(id).bind(hash).execute(conn.conn()).await?.rows_affected())
            })
        })
        .await
    }

    async fn participant(&self, id: ParticipantId) -> Result<Option<Participant>> {
        let found = sqlx::query_as("SELECT * FROM participant WHERE id = $1").bind(id);
        Ok(found.fetch_optional(&self.reads).await?)
    }

    async fn participant_by_secret(
        &self,
        secret_hash: SecretHash,
        now: UnixMs,
    ) -> Result<Option<(SeatDevice, Participant)>> {
        let found = sqlx::query(
            "SELECT secret_hash, participant, remember, expires_at, participant.*
             FROM seat_secret JOIN participant ON participant.id = seat_secret.participant
             WHERE secret_hash = $1 AND expires_at > $2",
        );
        let found = found.bind(secret_hash).bind(now).fetch_optional(&self.reads).await?;
        let pair = |row| Ok((SeatDevice::from_row(row)?, Participant::from_row(row)?));
        found.as_ref().map(pair).transpose()
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

    async fn entering(
        &self,
        room: RoomId,
        who: SeatOf,
        device: Option<SecretHash>,
        now: UnixMs,
    ) -> Result<Option<Entering>> {
        entering::find(self, room, who, device, now).await
    }

    async fn participants(&self, room: RoomId) -> Result<Vec<Participant>> {
        let found = sqlx::query_as("SELECT * FROM participant WHERE room = $1 ORDER BY created_at, id");
        Ok(found.bind(room).fetch_all(&self.reads).await?)
    }

    async fn newcomers(&self, room: RoomId, since: UnixMs) -> Result<u32> {
        let found = sqlx::query_scalar(
            "SELECT COUNT(*) FROM participant
             WHERE room = $1 AND created_at >= $2 AND NOT entered AND account IS NULL AND banned_at IS NULL",
        );
        counted(found.bind(room).bind(since).fetch_one(&self.reads).await?)
    }

    async fn vacate(&self, room: RoomId, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| Box::pin(vacate(conn, room))).await
    }

    async fn note_guidelines(&self, accepted: Vec<(ParticipantId, u32)>) -> Result<()> {
        self.change(move |conn| Box::pin(note_guidelines(conn, accepted))).await
    }

    async fn note_entered(&self, ids: Vec<ParticipantId>) -> Result<()> {
        self.change(move |conn| Box::pin(note_entered(conn, ids))).await
    }

    async fn note_start(&self, id: ParticipantId) -> Result<()> {
        self.write(move |conn| {
            Box::pin(async move {
                let row = sqlx::query(
                    "UPDATE participant SET start_order = 1 + COALESCE(
                         (SELECT MAX(start_order) FROM participant AS other
                          WHERE other.room = participant.room AND other.id <> participant.id), 0)
                     WHERE id = $1",
                );
                row.bind(id).execute(conn.conn()).await?;
                Ok(())
            })
        })
        .await
    }

    async fn hold_invite_of(&self, id: ParticipantId, at: UnixMs) -> Result<()> {
        self.write(move |conn| Box::pin(hold_invite_of(conn, id, at))).await
    }

    async fn is_held(&self, id: ParticipantId) -> Result<bool> {
        let found = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM participant JOIN invite ON invite.id = participant.invite
                            WHERE participant.id = $1 AND NOT entered AND held_at IS NOT NULL)",
        );
        Ok(found.bind(id).fetch_one(&self.reads).await?)
    }

    async fn erase_participant(&self, id: ParticipantId, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| Box::pin(erase(conn, id))).await
    }

    async fn ban_participant(&self, id: ParticipantId, at: UnixMs, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| {
            Box::pin(async move {
                let row = sqlx::query_as(
                    "UPDATE participant SET banned_at = COALESCE(banned_at, $2), start_order = NULL
                     WHERE id = $1 RETURNING *",
                );
                let banned: Participant = row.bind(id).bind(at).fetch_one(conn.conn()).await?;
                hold_invite_of(conn, id, at).await?;
                seats::forget(conn, id).await?;
                duties::forget(conn, banned.room, &|who| banned.is(who)).await
            })
        })
        .await
    }

    async fn unban_participant(&self, id: ParticipantId, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| {
            Box::pin(async move {
                let row = sqlx::query(
                    "UPDATE participant SET banned_at = NULL WHERE id = $1 AND banned_at IS NOT NULL",
                );
                let done = row.bind(id).execute(conn.conn()).await?;
                changed_one(done.rows_affected())
            })
        })
        .await
    }
}

async fn erase(conn: &mut WriteConnection, id: ParticipantId) -> Result<()> {
    let row = sqlx::query_as("SELECT * FROM participant WHERE id = $1 AND account IS NULL").bind(id);
    let person: Option<Participant> = row.fetch_optional(conn.conn()).await?;
    let person = person.ok_or(StoreError::NotFound)?;
    seats::forget(conn, id).await?;
    duties::forget(conn, person.room, &|who| person.is(who)).await?;
    consents::erase(conn, id).await?;
    // Also what was sent: it says that there was somebody, and when.
    let jobs = sqlx::query("DELETE FROM job WHERE person = $1").bind(id);
    jobs.execute(conn.conn()).await?;
    let devices = sqlx::query("DELETE FROM seat_secret WHERE participant = $1").bind(id);
    devices.execute(conn.conn()).await?;
    let label = sqlx::query("UPDATE invite SET sealed_label = NULL WHERE id = $1 AND personal");
    label.bind(person.invite).execute(conn.conn()).await?;
    let row = sqlx::query("DELETE FROM participant WHERE id = $1").bind(id);
    row.execute(conn.conn()).await?;
    Ok(())
}

/// From now on whoever is new by the link that somebody came by waits for a lead.
async fn hold_invite_of(conn: &mut WriteConnection, id: ParticipantId, at: UnixMs) -> Result<()> {
    let row = sqlx::query(
        "UPDATE invite SET held_at = COALESCE(held_at, $2)
         WHERE id = (SELECT invite FROM participant WHERE id = $1)",
    );
    row.bind(id).bind(at).execute(conn.conn()).await?;
    Ok(())
}

async fn note_entered(conn: &mut WriteConnection, ids: Vec<ParticipantId>) -> Result<()> {
    for id in ids {
        let row = sqlx::query("UPDATE participant SET entered = TRUE WHERE id = $1 AND NOT entered");
        row.bind(id).execute(conn.conn()).await?;
    }
    Ok(())
}

async fn note_guidelines(conn: &mut WriteConnection, accepted: Vec<(ParticipantId, u32)>) -> Result<()> {
    for (id, version) in accepted {
        let row = sqlx::query(
            "UPDATE participant SET guidelines_version = $2 WHERE id = $1 AND guidelines_version IS DISTINCT FROM $2",
        );
        row.bind(id).bind(i64::from(version)).execute(conn.conn()).await?;
    }
    Ok(())
}

pub(super) async fn create(
    conn: &mut WriteConnection,
    new: Participant,
    device: Option<SeatDevice>,
) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO participant (id, room, account, external_mark, recovery_hash, name_mark, sealed_name,
                                  invite, adult_declared_at, created_at, banned_at, entered, start_order, begins,
                                  guidelines_version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
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
        .bind(new.entered)
        .bind(new.start_order)
        .bind(new.begins)
        .bind(new.guidelines_version.map(i64::from))
        .execute(conn.conn())
        .await?;
    if let Some(device) = device {
        seat_devices::add(conn, device, new.created_at, false).await?;
    }
    Ok(())
}

/// Gives up the seats of a room, but for those of the banned, and what its links were called.
pub(super) async fn vacate(conn: &mut WriteConnection, room: RoomId) -> Result<()> {
    mail::erase_room(conn, room).await?;
    request_rows::erase_room(conn, room).await?;
    duties::erase_room(conn, room).await?;
    consents::erase_room(conn, room).await?;
    emergencies::erase_room(conn, room).await?;
    let devices = sqlx::query(
        "DELETE FROM seat_secret WHERE participant IN (
             SELECT id FROM participant WHERE room = $1 AND banned_at IS NULL
         )",
    );
    devices.bind(room).execute(conn.conn()).await?;
    let seats = sqlx::query("DELETE FROM participant WHERE room = $1 AND banned_at IS NULL");
    seats.bind(room).execute(conn.conn()).await?;
    let labels = sqlx::query("UPDATE invite SET sealed_label = NULL, sealed_secret = NULL WHERE room = $1");
    labels.bind(room).execute(conn.conn()).await?;
    Ok(())
}
