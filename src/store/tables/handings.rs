//! The rows of rooms that are handed on.

use async_trait::async_trait;

use super::{database::Tables, db::WriteConnection, leads, rows::changed_one};
use crate::{
    meeting::id::{AccountId, RoomId},
    store::{
        audit::AuditBatch,
        error::{Result, StoreError},
        handings::{Handing, HandingState, Handings},
    },
    time::UnixMs,
};

#[async_trait]
impl Handings for Tables {
    async fn offer_room(&self, offer: Handing, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| {
            Box::pin(async move {
                let owned =
                    sqlx::query("SELECT id FROM room WHERE id = $1 AND owner = $2 AND archived_at IS NULL");
                owned.bind(offer.room).bind(offer.giver).fetch_one(conn.conn()).await?;
                put(conn, offer).await
            })
        })
        .await
    }

    async fn handing(&self, room: RoomId) -> Result<Option<Handing>> {
        let found = sqlx::query_as("SELECT * FROM handing WHERE room = $1").bind(room);
        Ok(found.fetch_optional(&self.reads).await?)
    }

    async fn handings_of(&self, account: AccountId) -> Result<Vec<Handing>> {
        let found = sqlx::query_as(
            "SELECT * FROM handing
             WHERE (taker = $1 AND state IN ('offered', 'given'))
                OR (giver = $1 AND state IN ('declined', 'taken'))
             ORDER BY at, room",
        );
        Ok(found.bind(account).fetch_all(&self.reads).await?)
    }

    async fn withdraw_offer(&self, room: RoomId, giver: AccountId, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| {
            Box::pin(async move {
                let row = sqlx::query(
                    "DELETE FROM handing WHERE room = $1 AND giver = $2 AND state IN ('offered', 'declined')",
                );
                changed_one(row.bind(room).bind(giver).execute(conn.conn()).await?.rows_affected())
            })
        })
        .await
    }

    async fn take_room(&self, room: RoomId, taker: AccountId, at: UnixMs, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| {
            Box::pin(async move {
                let taken = answer(conn, room, taker, HandingState::Taken, at).await?;
                own(conn, taken).await
            })
        })
        .await
    }

    async fn decline_room(
        &self,
        room: RoomId,
        taker: AccountId,
        at: UnixMs,
        audit: AuditBatch,
    ) -> Result<()> {
        self.act(audit, move |conn| {
            Box::pin(async move {
                answer(conn, room, taker, HandingState::Declined, at).await?;
                Ok(())
            })
        })
        .await
    }

    async fn give_rooms(&self, given: Vec<Handing>, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| {
            Box::pin(async move {
                for handing in given {
                    own(conn, handing).await?;
                    put(conn, handing).await?;
                }
                Ok(())
            })
        })
        .await
    }

    async fn forget_handing(&self, room: RoomId, account: AccountId) -> Result<()> {
        self.write(move |conn| {
            Box::pin(async move {
                let row = sqlx::query(
                    "DELETE FROM handing
                     WHERE room = $1 AND ((taker = $2 AND state = 'given')
                                       OR (giver = $2 AND state IN ('declined', 'taken')))",
                );
                row.bind(room).bind(account).execute(conn.conn()).await?;
                Ok(())
            })
        })
        .await
    }
}

/// Nobody has to answer or to read anything of a room that is put away.
pub(super) async fn erase_room(conn: &mut WriteConnection, room: RoomId) -> Result<()> {
    sqlx::query("DELETE FROM handing WHERE room = $1").bind(room).execute(conn.conn()).await?;
    Ok(())
}

async fn put(conn: &mut WriteConnection, handing: Handing) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO handing (room, giver, taker, state, at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (room) DO UPDATE SET giver = $2, taker = $3, state = $4, at = $5",
    );
    let row = row.bind(handing.room).bind(handing.giver).bind(handing.taker);
    row.bind(handing.state).bind(handing.at).execute(conn.conn()).await?;
    Ok(())
}

/// Of several answers to one offer, the first one counts.
async fn answer(
    conn: &mut WriteConnection,
    room: RoomId,
    taker: AccountId,
    state: HandingState,
    at: UnixMs,
) -> Result<Handing> {
    let row = sqlx::query_as(
        "UPDATE handing SET state = $3, at = $4
         WHERE room = $1 AND taker = $2 AND state = 'offered' RETURNING *",
    );
    let row = row.bind(room).bind(taker).bind(state).bind(at);
    row.fetch_optional(conn.conn()).await?.ok_or(StoreError::NotFound)
}

async fn own(conn: &mut WriteConnection, handing: Handing) -> Result<()> {
    let row = sqlx::query(
        // It stays on a desk that both of them share.
        "UPDATE room SET owner = $3,
                shared = shared AND EXISTS (SELECT 1 FROM desk_account mine
                                            JOIN desk_account theirs ON theirs.desk = mine.desk
                                            WHERE mine.account = $2 AND mine.joined
                                              AND theirs.account = $3 AND theirs.joined)
         WHERE id = $1 AND owner = $2",
    );
    let row = row.bind(handing.room).bind(handing.giver).bind(handing.taker);
    changed_one(row.execute(conn.conn()).await?.rows_affected())?;
    let row = sqlx::query("DELETE FROM co_lead WHERE room = $1 AND account = $2");
    row.bind(handing.room).bind(handing.taker).execute(conn.conn()).await?;
    // The owner of before hears nothing more of the room.
    leads::forget_former(conn, handing.room).await
}
