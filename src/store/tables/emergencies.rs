//! The rows of what is left for an emergency.

use async_trait::async_trait;

use super::{database::Tables, db::WriteConnection};
use crate::{
    meeting::id::{MeetingId, ParticipantId, RoomId},
    store::{
        audit::AuditBatch,
        emergencies::{Emergencies, Emergency},
        error::Result,
    },
    time::UnixMs,
};

#[async_trait]
impl Emergencies for Tables {
    async fn emergency(&self, participant: ParticipantId) -> Result<Option<Emergency>> {
        let found = sqlx::query_as("SELECT * FROM emergency WHERE participant = $1").bind(participant);
        Ok(found.fetch_optional(&self.reads).await?)
    }

    async fn open_emergency(
        &self,
        participant: ParticipantId,
        audit: AuditBatch,
    ) -> Result<Option<Emergency>> {
        self.act(audit, move |conn| {
            Box::pin(async move {
                let found =
                    sqlx::query_as("SELECT * FROM emergency WHERE participant = $1").bind(participant);
                Ok(found.fetch_optional(conn.conn()).await?)
            })
        })
        .await
    }

    async fn keep_emergency(&self, emergency: Emergency) -> Result<()> {
        self.write(move |conn| Box::pin(keep(conn, emergency))).await
    }

    async fn erase_emergency(&self, participant: ParticipantId) -> Result<()> {
        self.write(move |conn| Box::pin(erase(conn, participant))).await
    }

    async fn erase_whereabouts(&self, before: UnixMs) -> Result<()> {
        self.write(move |conn| {
            Box::pin(async move {
                let rows = sqlx::query(
                    "UPDATE emergency SET sealed_place = NULL, confirmed_at = NULL WHERE confirmed_at < $1",
                );
                rows.bind(before).execute(conn.conn()).await?;
                Ok(())
            })
        })
        .await
    }
}

async fn keep(conn: &mut WriteConnection, emergency: Emergency) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO emergency (participant, sealed, sealed_place, confirmed_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (participant) DO UPDATE SET sealed = $2, sealed_place = $3, confirmed_at = $4",
    );
    let row = row.bind(emergency.participant).bind(emergency.sealed).bind(emergency.sealed_place);
    row.bind(emergency.confirmed_at).execute(conn.conn()).await?;
    Ok(())
}

/// Also for the writes after which somebody has no way in.
pub(super) async fn erase(conn: &mut WriteConnection, participant: ParticipantId) -> Result<()> {
    let row = sqlx::query("DELETE FROM emergency WHERE participant = $1").bind(participant);
    row.execute(conn.conn()).await?;
    Ok(())
}

/// For the write that gives up the seats of a room.
pub(super) async fn erase_room(conn: &mut WriteConnection, room: RoomId) -> Result<()> {
    let rows = sqlx::query(
        "DELETE FROM emergency WHERE participant IN (SELECT id FROM participant WHERE room = $1)",
    );
    rows.bind(room).execute(conn.conn()).await?;
    Ok(())
}

/// For the write that ends a meeting: nobody is anywhere for it any more.
pub(super) async fn meeting_over(conn: &mut WriteConnection, meeting: MeetingId) -> Result<()> {
    let rows = sqlx::query(
        "UPDATE emergency SET sealed_place = NULL, confirmed_at = NULL
         WHERE confirmed_at IS NOT NULL AND participant IN (
             SELECT participant.id FROM participant JOIN meeting ON meeting.room = participant.room
             WHERE meeting.id = $1
         )",
    );
    rows.bind(meeting).execute(conn.conn()).await?;
    Ok(())
}
