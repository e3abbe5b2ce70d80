//! The rows of mail.

use async_trait::async_trait;
use sqlx::types::Json;

use super::{database::Tables, db::WriteConnection, jobs, rows::changed_one, schedules};
use crate::{
    meeting::id::{ParticipantId, RoomId},
    secrets::SecretHash,
    store::{
        error::Result,
        jobs::FAREWELL,
        mail::{Mail, MailAddress, RoomMail, Telling, ToldDate, ToldEntry},
        webhooks::WEBHOOK_JOB,
    },
    time::UnixMs,
};

#[async_trait]
impl Mail for Tables {
    async fn set_mail_address(&self, address: MailAddress) -> Result<()> {
        self.write(move |conn| Box::pin(set(conn, address))).await
    }

    async fn mail_address(&self, participant: ParticipantId) -> Result<Option<MailAddress>> {
        let found = sqlx::query_as("SELECT * FROM mail_address WHERE participant = $1").bind(participant);
        Ok(found.fetch_optional(&self.reads).await?)
    }

    async fn mail_address_by_secret(&self, secret_hash: SecretHash) -> Result<Option<MailAddress>> {
        let found = sqlx::query_as("SELECT * FROM mail_address WHERE secret_hash = $1").bind(secret_hash);
        Ok(found.fetch_optional(&self.reads).await?)
    }

    async fn mail_addresses(&self, room: RoomId) -> Result<Vec<MailAddress>> {
        let found = sqlx::query_as(
            "SELECT mail_address.* FROM mail_address JOIN participant ON participant.id = participant
             WHERE room = $1",
        );
        Ok(found.bind(room).fetch_all(&self.reads).await?)
    }

    async fn confirm_mail_address(&self, secret_hash: SecretHash, at: UnixMs) -> Result<()> {
        self.write(move |conn| {
            Box::pin(async move {
                let row = sqlx::query(
                    "UPDATE mail_address SET confirmed_at = COALESCE(confirmed_at, $2) WHERE secret_hash = $1",
                );
                let done = row.bind(secret_hash).bind(at).execute(conn.conn()).await?;
                changed_one(done.rows_affected())
            })
        })
        .await
    }

    async fn note_refused_address(&self, secret_hash: SecretHash, at: UnixMs) -> Result<()> {
        self.write(move |conn| {
            Box::pin(async move {
                let row = sqlx::query("UPDATE mail_address SET refused_at = $2 WHERE secret_hash = $1");
                row.bind(secret_hash).bind(at).execute(conn.conn()).await?;
                Ok(())
            })
        })
        .await
    }

    async fn erase_mail_address(&self, participant: ParticipantId) -> Result<()> {
        self.write(move |conn| Box::pin(erase(conn, participant))).await
    }

    async fn erase_unconfirmed(&self, before: UnixMs) -> Result<u64> {
        self.write(move |conn| {
            Box::pin(async move {
                let rows =
                    sqlx::query("DELETE FROM mail_address WHERE confirmed_at IS NULL AND created_at < $1");
                Ok(rows.bind(before).execute(conn.conn()).await?.rows_affected())
            })
        })
        .await
    }

    async fn room_mail(&self, room: RoomId) -> Result<RoomMail> {
        let found = sqlx::query_as("SELECT * FROM room_mail WHERE room = $1").bind(room);
        Ok(found.fetch_optional(&self.reads).await?.unwrap_or_default())
    }

    async fn set_room_mail(&self, room: RoomId, mail: RoomMail) -> Result<()> {
        self.write(move |conn| {
            Box::pin(async move {
                let old = sqlx::query_scalar("SELECT names_group FROM room_mail WHERE room = $1").bind(room);
                let named: Option<bool> = old.fetch_optional(conn.conn()).await?;
                if named.unwrap_or_default() != mail.names_group {
                    schedules::said_otherwise(conn, room).await?;
                }
                let row = sqlx::query(
                    "INSERT INTO room_mail (room, names_group, reminders, on_call) VALUES ($1, $2, $3, $4)
                     ON CONFLICT (room) DO UPDATE SET names_group = $2, reminders = $3, on_call = $4",
                );
                let row = row.bind(room).bind(mail.names_group).bind(Json(&mail.reminders));
                let row = row.bind(mail.on_call);
                row.execute(conn.conn()).await?;
                Ok(())
            })
        })
        .await
    }

    async fn told_dates(&self, room: RoomId) -> Result<Vec<ToldDate>> {
        let found = sqlx::query_as("SELECT * FROM told_date WHERE room = $1 ORDER BY date").bind(room);
        Ok(found.fetch_all(&self.reads).await?)
    }

    async fn told_entries(&self, room: RoomId) -> Result<Vec<ToldEntry>> {
        let found = sqlx::query_as("SELECT * FROM told_entry WHERE room = $1 ORDER BY entry").bind(room);
        Ok(found.fetch_all(&self.reads).await?)
    }

    async fn tell(&self, room: RoomId, telling: Telling) -> Result<()> {
        self.write(move |conn| Box::pin(tell(conn, room, telling))).await
    }
}

async fn set(conn: &mut WriteConnection, new: MailAddress) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO mail_address (participant, sealed, secret_hash, created_at, confirmed_at, refused_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (participant) DO UPDATE SET sealed = $2, secret_hash = $3, created_at = $4,
                                                 confirmed_at = $5, refused_at = $6",
    );
    let row = row.bind(new.participant).bind(new.sealed).bind(new.secret_hash).bind(new.created_at);
    row.bind(new.confirmed_at).bind(new.refused_at).execute(conn.conn()).await?;
    Ok(())
}

/// Also for the writes after which somebody has no way in.
pub(super) async fn erase(conn: &mut WriteConnection, participant: ParticipantId) -> Result<()> {
    let row = sqlx::query("DELETE FROM mail_address WHERE participant = $1").bind(participant);
    row.execute(conn.conn()).await?;
    jobs::forget_for(conn, participant).await
}

/// For the writes that give up a series: every address in a room, and all work for its people but the last.
/// What happened in it is still told to programs.
pub(super) async fn erase_room(conn: &mut WriteConnection, room: RoomId) -> Result<()> {
    let addresses = sqlx::query(
        "DELETE FROM mail_address WHERE participant IN (SELECT id FROM participant WHERE room = $1)",
    );
    addresses.bind(room).execute(conn.conn()).await?;
    let jobs = sqlx::query("DELETE FROM job WHERE room = $1 AND kind NOT IN ($2, $3)");
    jobs.bind(room).bind(FAREWELL).bind(WEBHOOK_JOB).execute(conn.conn()).await?;
    Ok(())
}

async fn tell(conn: &mut WriteConnection, room: RoomId, telling: Telling) -> Result<()> {
    for date in telling.dates {
        let row = sqlx::query(
            "INSERT INTO told_date (room, date, start_at, sequence) VALUES ($1, $2, $3, $4)
             ON CONFLICT (room, date) DO UPDATE SET start_at = $3, sequence = $4",
        );
        let row = row.bind(room).bind(date.date).bind(date.start_at).bind(i64::from(date.sequence));
        row.execute(conn.conn()).await?;
    }
    for date in telling.dates_over {
        let row = sqlx::query("DELETE FROM told_date WHERE room = $1 AND date = $2");
        row.bind(room).bind(date).execute(conn.conn()).await?;
    }
    for entry in telling.entries {
        let row = sqlx::query(
            "INSERT INTO told_entry (room, entry, says, sequence, ends_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (room, entry) DO UPDATE SET says = $3, sequence = $4, ends_at = $5",
        );
        let row = row.bind(room).bind(entry.entry).bind(entry.says).bind(i64::from(entry.sequence));
        row.bind(entry.ends_at).execute(conn.conn()).await?;
    }
    for entry in telling.entries_over {
        let row = sqlx::query("DELETE FROM told_entry WHERE room = $1 AND entry = $2");
        row.bind(room).bind(entry).execute(conn.conn()).await?;
    }
    jobs::add(conn, telling.jobs).await.map(drop)
}
