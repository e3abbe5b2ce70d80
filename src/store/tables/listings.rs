//! The rows of listings.

use async_trait::async_trait;

use super::{
    database::Tables,
    db::{WriteConnection, minutes_of},
    invites,
    rows::changed_one,
};
use crate::{
    meeting::id::RoomId,
    room::{ListedRoom, Listing, Room},
    store::{
        audit::AuditBatch,
        error::Result,
        invites::Invite,
        listings::{DirectoryLink, ListingChange, Listings},
    },
    time::UnixMs,
};

/// The public rooms; `$1` is now, and `$2` one of them, or null for all.
const LISTED: &str = concat!(
    "SELECT listing.*, room.kind, room.title, room.topics, room.suits, room.not_for, room.capacity,
        room.schedule, room.entry,
        ",
    minutes_of!("room.agenda"),
    " AS minutes,
        invite.public_secret AS join_secret
    FROM listing
    JOIN room ON room.id = listing.room
    JOIN account ON account.id = room.owner
    LEFT JOIN invite ON invite.room = room.id AND invite.public_secret IS NOT NULL
        AND (invite.expires_at IS NULL OR invite.expires_at > $1)
    WHERE listing.listed_at IS NOT NULL AND room.archived_at IS NULL AND room.rehearsal = 'null'
        AND NOT account.disabled AND account.is_host AND (room.kind = 'peer_led' OR account.is_therapist)
        AND ($2 IS NULL OR listing.room = $2)"
);

#[async_trait]
impl Listings for Tables {
    async fn listing(&self, room: RoomId) -> Result<Option<Listing>> {
        let found = sqlx::query_as("SELECT * FROM listing WHERE room = $1").bind(room);
        Ok(found.fetch_optional(&self.reads).await?)
    }

    async fn keep_listing(&self, change: ListingChange, audit: AuditBatch) -> Result<()> {
        self.act(audit, |conn| Box::pin(keep(conn, change))).await
    }

    async fn listed_rooms(&self, now: UnixMs) -> Result<Vec<ListedRoom>> {
        let found = sqlx::query_as(LISTED).bind(now).bind(None::<RoomId>);
        Ok(found.fetch_all(&self.reads).await?)
    }

    async fn listed_room(&self, room: RoomId, now: UnixMs) -> Result<Option<ListedRoom>> {
        let found = sqlx::query_as(LISTED).bind(now).bind(room);
        Ok(found.fetch_optional(&self.reads).await?)
    }
}

async fn keep(conn: &mut WriteConnection, change: ListingChange) -> Result<()> {
    say(conn, &change.room).await?;
    write(conn, &change.listing).await?;
    match change.link {
        DirectoryLink::Open(invite) => open(conn, *invite).await,
        DirectoryLink::Close(at) => close(conn, change.room.id, at).await,
    }
}

async fn open(conn: &mut WriteConnection, invite: Invite) -> Result<()> {
    let known = sqlx::query(
        "SELECT id FROM invite WHERE room = $1 AND public_secret IS NOT NULL
            AND (expires_at IS NULL OR expires_at > $2)",
    );
    let known = known.bind(invite.room).bind(invite.created_at);
    if known.fetch_optional(conn.conn()).await?.is_some() {
        return Ok(());
    }
    close(conn, invite.room, invite.created_at).await?;
    invites::create(conn, invite).await
}

async fn say(conn: &mut WriteConnection, room: &Room) -> Result<()> {
    let row = sqlx::query("UPDATE room SET suits = $2, not_for = $3 WHERE id = $1");
    let done = row.bind(room.id).bind(&room.suits).bind(&room.not_for).execute(conn.conn()).await?;
    changed_one(done.rows_affected())
}

async fn write(conn: &mut WriteConnection, listing: &Listing) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO listing (room, language, led_by, asks, happens, cost, changed_at, listed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (room) DO UPDATE
         SET language = $2, led_by = $3, asks = $4, happens = $5, cost = $6, changed_at = $7, listed_at = $8",
    );
    row.bind(listing.room)
        .bind(&listing.language)
        .bind(&listing.led_by)
        .bind(&listing.asks)
        .bind(&listing.happens)
        .bind(&listing.cost)
        .bind(listing.changed_at)
        .bind(listing.listed_at)
        .execute(conn.conn())
        .await?;
    Ok(())
}

/// Takes a room out of the directory, and its link with it.
pub(super) async fn withdraw(conn: &mut WriteConnection, room: RoomId, at: UnixMs) -> Result<()> {
    let row = sqlx::query("UPDATE listing SET listed_at = NULL WHERE room = $1");
    row.bind(room).execute(conn.conn()).await?;
    close(conn, room, at).await
}

/// Revokes the link of a room, if it has one.
async fn close(conn: &mut WriteConnection, room: RoomId, at: UnixMs) -> Result<()> {
    let row = sqlx::query(
        "UPDATE invite SET revoked_at = $2, public_secret = NULL, sealed_secret = NULL
         WHERE room = $1 AND public_secret IS NOT NULL",
    );
    row.bind(room).bind(at).execute(conn.conn()).await?;
    Ok(())
}
