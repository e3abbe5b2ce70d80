//! Keys in a PostgreSQL database of their own, for servers that share one. It has no backup: the keys of
//! meetings end with them. Those of series are wrapped by `root.key`, which is a file on each server.

mod open;
#[cfg(test)]
mod tests;

use async_trait::async_trait;

use super::{
    day::Day,
    format::{bound_to, raw_key, unwrap, wrap},
    source::{KeyError, Keys},
};
use crate::{
    meeting::id::{MeetingId, RoomId},
    store::{
        crypto::{self, RawKey},
        postgres::TimedPool,
    },
    time::UnixMs,
};

pub(in crate::store) use self::open::copy_shared;

/// The keys of servers that share them.
pub(in crate::store) struct SharedKeys {
    pool: TimedPool,
    root: RawKey,
}

impl SharedKeys {
    /// The key of a day; the first who needs it makes it.
    async fn day_key(&self, day: Day) -> Result<RawKey, KeyError> {
        let new = crypto::random_key()?;
        let row = sqlx::query_scalar(
            "INSERT INTO day_key (day, key) VALUES ($1, $2) ON CONFLICT (day) DO UPDATE SET day = excluded.day
             RETURNING key",
        );
        let key: Vec<u8> = row.bind(day.to_string()).bind(new.as_slice()).fetch_one(&self.pool).await?;
        raw_key(&key, "day")
    }

    /// Keeps the key of a meeting. Returns false if it has one.
    async fn put_meeting_key(&self, meeting: MeetingId, day: Day, key: &RawKey) -> Result<bool, KeyError> {
        let day_key = self.day_key(day).await?;
        let wrapped = wrap(&day_key, &bound_to(b"meeting", meeting.as_bytes()), key)?;
        let row = sqlx::query(
            "INSERT INTO meeting_key (meeting, day, wrapped) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        );
        let done = row.bind(meeting).bind(day.to_string()).bind(wrapped).execute(&self.pool).await?;
        Ok(done.rows_affected() == 1)
    }

    /// What is not found here is gone, unless this is a copy that lags behind.
    async fn gone<T>(&self) -> Result<Option<T>, KeyError> {
        match sqlx::query_scalar("SELECT pg_is_in_recovery()").fetch_one(&self.pool).await? {
            true => Err(KeyError::Unavailable("the database of the keys is a standby".to_owned())),
            false => Ok(None),
        }
    }
}

#[async_trait]
impl Keys for SharedKeys {
    async fn create_meeting_key(&self, meeting: MeetingId, now: UnixMs) -> Result<RawKey, KeyError> {
        let key = crypto::random_key()?;
        if self.put_meeting_key(meeting, Day::of(now), &key).await? { Ok(key) } else { Err(KeyError::Exists) }
    }

    async fn meeting_key(&self, meeting: MeetingId) -> Result<Option<RawKey>, KeyError> {
        let found = sqlx::query_as(
            "SELECT day_key.key, wrapped FROM meeting_key JOIN day_key ON day_key.day = meeting_key.day
             WHERE meeting = $1",
        );
        let found: Option<(Vec<u8>, Vec<u8>)> = found.bind(meeting).fetch_optional(&self.pool).await?;
        let Some((day_key, wrapped)) = found else { return self.gone().await };
        let name = format!("of meeting {meeting}");
        let day_key = raw_key(&day_key, &name)?;
        unwrap(&day_key, &bound_to(b"meeting", meeting.as_bytes()), &wrapped, &name).map(Some)
    }

    async fn destroy_meeting_key(&self, meeting: MeetingId) -> Result<(), KeyError> {
        sqlx::query("DELETE FROM meeting_key WHERE meeting = $1").bind(meeting).execute(&self.pool).await?;
        Ok(())
    }

    async fn meetings(&self) -> Result<Vec<MeetingId>, KeyError> {
        let found = sqlx::query_scalar(
            "SELECT meeting FROM meeting_key WHERE made_at < clock_timestamp() - interval '10 minutes'",
        );
        Ok(found.fetch_all(&self.pool).await?)
    }

    async fn destroy_spent_day_keys(&self, now: UnixMs) -> Result<usize, KeyError> {
        let rows = sqlx::query(
            "DELETE FROM day_key WHERE day < $1
             AND NOT EXISTS (SELECT 1 FROM meeting_key WHERE meeting_key.day = day_key.day)",
        );
        let done = rows.bind(Day::of(now).to_string()).execute(&self.pool).await?;
        Ok(usize::try_from(done.rows_affected()).unwrap_or(usize::MAX))
    }

    async fn create_series_key(&self, room: RoomId) -> Result<RawKey, KeyError> {
        let key = crypto::random_key()?;
        let wrapped = wrap(&self.root, &bound_to(b"series", room.as_bytes()), &key)?;
        let row = sqlx::query(
            "INSERT INTO series_key (room, wrapped) VALUES ($1, $2)
             ON CONFLICT (room) DO UPDATE SET wrapped = $2, lost = FALSE WHERE series_key.wrapped IS NULL",
        );
        let done = row.bind(room).bind(wrapped).execute(&self.pool).await?;
        if done.rows_affected() == 1 { Ok(key) } else { Err(KeyError::Exists) }
    }

    async fn series_key(&self, room: RoomId) -> Result<Option<RawKey>, KeyError> {
        let found = sqlx::query_scalar("SELECT wrapped FROM series_key WHERE room = $1");
        let found: Option<Option<Vec<u8>>> = found.bind(room).fetch_optional(&self.pool).await?;
        let Some(wrapped) = found else { return self.gone().await };
        let unwrap = |wrapped: Vec<u8>| {
            unwrap(&self.root, &bound_to(b"series", room.as_bytes()), &wrapped, &format!("of series {room}"))
        };
        wrapped.map(unwrap).transpose()
    }

    async fn note_lost_series(&self, room: RoomId) -> Result<(), KeyError> {
        let row = sqlx::query(
            "INSERT INTO series_key (room, lost) VALUES ($1, TRUE) ON CONFLICT (room) DO UPDATE SET lost = TRUE",
        );
        row.bind(room).execute(&self.pool).await?;
        Ok(())
    }

    async fn destroy_series_key(&self, room: RoomId) -> Result<(), KeyError> {
        for rows in [
            "UPDATE series_key SET wrapped = NULL WHERE room = $1 AND lost",
            "DELETE FROM series_key WHERE room = $1 AND NOT lost",
        ] {
            sqlx::query(rows).bind(room).execute(&self.pool).await?;
        }
        Ok(())
    }

    async fn series(&self) -> Result<Vec<RoomId>, KeyError> {
        let found = sqlx::query_scalar("SELECT room FROM series_key WHERE wrapped IS NOT NULL");
        Ok(found.fetch_all(&self.pool).await?)
    }

    fn peer_secret(&self) -> Option<RawKey> {
        Some(crypto::peer_secret_of(&self.root))
    }

    async fn ready(&self) -> Result<(), KeyError> {
        sqlx::query("UPDATE key_info SET checks = checks + 1").execute(&self.pool).await?;
        Ok(())
    }
}
