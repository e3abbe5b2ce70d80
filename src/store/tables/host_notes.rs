//! The rows of missed calls and concerns.

use async_trait::async_trait;

use super::{database::Tables, db::WriteConnection, rows::changed_one};
use crate::{
    meeting::id::{ConcernId, RoomId},
    store::{
        audit::AuditBatch,
        error::Result,
        host_notes::{Concern, HostNotes, MissedCalls},
    },
    time::UnixMs,
};

#[async_trait]
impl HostNotes for Tables {
    async fn note_missed_calls(&self, missed: MissedCalls) -> Result<()> {
        self.write(move |conn| Box::pin(note(conn, missed))).await
    }

    async fn missed_calls(&self, room: RoomId) -> Result<Vec<MissedCalls>> {
        let found = sqlx::query_as("SELECT * FROM missed_calls WHERE room = $1 ORDER BY ended_at DESC");
        Ok(found.bind(room).fetch_all(&self.reads).await?)
    }

    async fn forget_missed_calls(&self, room: RoomId, until: UnixMs) -> Result<()> {
        self.write(move |conn| Box::pin(forget(conn, room, until))).await
    }

    async fn note_act(&self, act: AuditBatch) -> Result<()> {
        self.act(act, |_| Box::pin(async { Ok(()) })).await
    }

    async fn add_concern(&self, concern: Concern) -> Result<()> {
        self.write(move |conn| Box::pin(add(conn, concern))).await
    }

    async fn concerns(&self, room: RoomId) -> Result<Vec<Concern>> {
        let found = sqlx::query_as("SELECT * FROM concern WHERE room = $1 ORDER BY created_at DESC, id");
        Ok(found.bind(room).fetch_all(&self.reads).await?)
    }

    async fn erase_concern(&self, room: RoomId, id: ConcernId) -> Result<()> {
        self.write(move |conn| Box::pin(erase(conn, room, id))).await
    }
}

async fn note(conn: &mut WriteConnection, missed: MissedCalls) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO missed_calls (meeting, room, calls, ended_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (meeting) DO NOTHING",
    );
    let row = row.bind(missed.meeting).bind(missed.room).bind(i64::from(missed.calls)).bind(missed.ended_at);
    row.execute(conn.conn()).await?;
    Ok(())
}

async fn forget(conn: &mut WriteConnection, room: RoomId, until: UnixMs) -> Result<()> {
    let rows = sqlx::query("DELETE FROM missed_calls WHERE room = $1 AND ended_at <= $2");
    rows.bind(room).bind(until).execute(conn.conn()).await?;
    Ok(())
}

async fn add(conn: &mut WriteConnection, concern: Concern) -> Result<()> {
    let row = sqlx::query("INSERT INTO concern (id, room, sealed, created_at) VALUES ($1, $2, $3, $4)");
    let row = row.bind(concern.id).bind(concern.room).bind(concern.sealed).bind(concern.created_at);
    row.execute(conn.conn()).await?;
    Ok(())
}

async fn erase(conn: &mut WriteConnection, room: RoomId, id: ConcernId) -> Result<()> {
    let row = sqlx::query("DELETE FROM concern WHERE room = $1 AND id = $2").bind(room).bind(id);
    changed_one(row.execute(conn.conn()).await?.rows_affected())
}
