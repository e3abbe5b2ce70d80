//! The rows of calendars.

use async_trait::async_trait;
use sqlx::Row as _;

use super::{
    database::Tables,
    db::{Row, WriteConnection},
};
use crate::{
    meeting::id::{AccountId, ParticipantId, RoomId},
    secrets::SecretHash,
    store::{
        calendars::{Calendars, Feed, FeedOf},
        error::Result,
    },
    time::UnixMs,
};

type Columns = (Option<ParticipantId>, Option<AccountId>, Option<RoomId>);

const fn columns(of: FeedOf) -> Columns {
    match of {
        FeedOf::Seat(participant) => (Some(participant), None, None),
        FeedOf::Account(account) => (None, Some(account), None),
        FeedOf::Room(room) => (None, None, Some(room)),
    }
}

fn read(row: &Row) -> sqlx::Result<Feed> {
    let account: Option<AccountId> = row.try_get("account")?;
    let of = match (row.try_get("participant")?, account) {
        (Some(participant), _) => FeedOf::Seat(participant),
        (None, Some(account)) => FeedOf::Account(account),
        (None, None) => FeedOf::Room(row.try_get("room")?),
    };
    let (secret_hash, language) = (row.try_get("secret_hash")?, row.try_get("language")?);
    Ok(Feed { of, secret_hash, language, created_at: row.try_get("created_at")? })
}

#[async_trait]
impl Calendars for Tables {
    async fn put_feed(&self, feed: Feed) -> Result<()> {
        self.write(move |conn| Box::pin(put(conn, feed))).await
    }

    async fn feed(&self, of: FeedOf) -> Result<Option<Feed>> {
        let (participant, account, room) = columns(of);
        let found =
            sqlx::query("SELECT * FROM calendar_feed WHERE (participant = $1 OR account = $2 OR room = $3)");
        let found = found.bind(participant).bind(account).bind(room).fetch_optional(&self.reads).await?;
        Ok(found.as_ref().map(read).transpose()?)
    }

    async fn feed_by_secret(&self, secret_hash: SecretHash) -> Result<Option<Feed>> {
        let found = sqlx::query("SELECT * FROM calendar_feed WHERE secret_hash = $1").bind(secret_hash);
        Ok(found.fetch_optional(&self.reads).await?.as_ref().map(read).transpose()?)
    }

    async fn erase_feed(&self, of: FeedOf) -> Result<()> {
        self.write(move |conn| Box::pin(erase(conn, of))).await
    }

    async fn feed_says(&self, of: FeedOf, digest: [u8; 32], now: UnixMs) -> Result<UnixMs> {
        let (participant, account, room) = columns(of);
        let known = sqlx::query_as(
            "SELECT digest, changed_at FROM calendar_feed
             WHERE (participant = $1 OR account = $2 OR room = $3)",
        );
        let known: Option<(Option<Vec<u8>>, UnixMs)> =
            known.bind(participant).bind(account).bind(room).fetch_optional(&self.reads).await?;
        if let Some((Some(said), since)) = known
            && said == digest
        {
            return Ok(since);
        }
        self.write(move |conn| Box::pin(says(conn, of, digest, now))).await?;
        Ok(now)
    }
}

async fn put(conn: &mut WriteConnection, feed: Feed) -> Result<()> {
    erase(conn, feed.of).await?;
    let (participant, account, room) = columns(feed.of);
    let row = sqlx::query(
        "INSERT INTO calendar_feed (participant, account, room, secret_hash, language, created_at, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6)",
    );
    let row = row.bind(participant).bind(account).bind(room).bind(feed.secret_hash);
    row.bind(feed.language).bind(feed.created_at).execute(conn.conn()).await?;
    Ok(())
}

pub(super) async fn erase(conn: &mut WriteConnection, of: FeedOf) -> Result<()> {
    let (participant, account, room) = columns(of);
    let row = sqlx::query("DELETE FROM calendar_feed WHERE (participant = $1 OR account = $2 OR room = $3)");
    row.bind(participant).bind(account).bind(room).execute(conn.conn()).await?;
    Ok(())
}

async fn says(conn: &mut WriteConnection, of: FeedOf, digest: [u8; 32], now: UnixMs) -> Result<()> {
    let (participant, account, room) = columns(of);
    let row = sqlx::query(
        "UPDATE calendar_feed SET digest = $4, changed_at = $5
         WHERE (participant = $1 OR account = $2 OR room = $3)",
    );
    let row = row.bind(participant).bind(account).bind(room);
    row.bind(digest.as_slice()).bind(now).execute(conn.conn()).await?;
    Ok(())
}

/// For the write that puts a room away: its own calendar and those of its people.
pub(super) async fn erase_room(conn: &mut WriteConnection, room: RoomId) -> Result<()> {
    let rows = sqlx::query(
        "DELETE FROM calendar_feed
         WHERE room = $1 OR participant IN (SELECT id FROM participant WHERE room = $1)",
    );
    rows.bind(room).execute(conn.conn()).await?;
    Ok(())
}
