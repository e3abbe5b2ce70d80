//! Who enters a room, read at once. A room is read and parsed again only when its mark has changed.

use std::sync::Arc;

use sqlx::{FromRow, Row as _, sqlite::SqliteRow};

use super::{push::subscriptions_of, store::Sqlite};
use crate::{
    meeting::id::{ParticipantId, RoomId},
    room::Room,
    secrets::SecretHash,
    store::{
        error::Result,
        participants::{Entering, Participant, SeatOf},
        revisions::Revision,
    },
    time::UnixMs,
};

/// What is read beside the seat.
macro_rules! entering {
    ($seat:literal) => {
        concat!(
            "SELECT participant.*,
                    (SELECT mark FROM revision WHERE thing = 'room' AND id = room.id) AS room_mark,
                    participant.banned_at IS NULL AND EXISTS (
                        SELECT 1 FROM ",
            subscriptions_of!("participant.id", "$3"),
            "       ) AS reachable,
                    (SELECT expires_at FROM seat_secret
                     WHERE secret_hash = $4 AND seat_secret.participant = participant.id AND expires_at > $3) AS device_until
             FROM room LEFT JOIN participant ON participant.room = room.id AND ",
            $seat,
            " WHERE room.id = $1"
        )
    };
}

pub(super) async fn find(
    store: &Sqlite,
    room: RoomId,
    who: SeatOf,
    device: Option<SecretHash>,
    now: UnixMs,
) -> Result<Option<Entering>> {
    let found = match who {
        SeatOf::Participant(id) => sqlx::query(entering!("participant.id = $2")).bind(room).bind(id),
        SeatOf::User(mark) => sqlx::query(entering!("participant.external_mark = $2")).bind(room).bind(mark),
    };
    let Some(row) = found.bind(now).bind(device).fetch_optional(&store.reads).await? else { return Ok(None) };
    let mark = Revision(row.try_get("room_mark")?);
    let room = match store.rooms.get(room, &mark) {
        Some(room) => room,
        None => match read(store, room).await? {
            Some(room) => room,
            None => return Ok(None),
        },
    };
    Ok(Some(Entering {
        room,
        seat: seat(&row)?,
        reachable: row.try_get("reachable")?,
        device_until: row.try_get("device_until")?,
    }))
}

fn seat(row: &SqliteRow) -> Result<Option<Participant>> {
    let id: Option<ParticipantId> = row.try_get("id")?;
    Ok(id.map(|_| Participant::from_row(row)).transpose()?)
}

async fn read(store: &Sqlite, id: RoomId) -> Result<Option<Arc<Room>>> {
    let found = sqlx::query(
        "SELECT room.*, (SELECT mark FROM revision WHERE thing = 'room' AND id = room.id) AS room_mark
         FROM room WHERE id = $1",
    );
    let Some(row) = found.bind(id).fetch_optional(&store.reads).await? else { return Ok(None) };
    let room = Arc::new(Room::from_row(&row)?);
    store.rooms.put(Revision(row.try_get("room_mark")?), &room);
    Ok(Some(room))
}
