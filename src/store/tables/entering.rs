//! Who enters a room. A room is read and parsed again only when its mark has changed.

use std::sync::Arc;

use sqlx::{FromRow, Row as _};

use super::{database::Tables, entrances::Found};
use crate::{
    meeting::id::RoomId,
    room::Room,
    secrets::SecretHash,
    store::{
        error::Result,
        participants::{Entering, SeatOf},
        revisions::Revision,
    },
    time::UnixMs,
};

pub(super) async fn find(
    store: &Tables,
    room: RoomId,
    who: SeatOf,
    device: Option<SecretHash>,
    now: UnixMs,
) -> Result<Option<Entering>> {
    let Some(found) = store.entrances.find(room, who, device, now).await? else { return Ok(None) };
    let Found { room_mark, seat, sealed_label, reachable, device_until } = found;
    let room = match store.rooms.get(room, &room_mark) {
        Some(room) => room,
        None => match read(store, room).await? {
            Some(room) => room,
            None => return Ok(None),
        },
    };
    Ok(Some(Entering { room, seat, sealed_label, reachable, device_until }))
}

async fn read(store: &Tables, id: RoomId) -> Result<Option<Arc<Room>>> {
    let found = sqlx::query(
        "SELECT room.*, (SELECT mark FROM revision WHERE thing = 'room' AND id = room.id) AS room_mark
         FROM room WHERE id = $1",
    );
    let Some(row) = found.bind(id).fetch_optional(&store.reads).await? else { return Ok(None) };
    let room = Arc::new(Room::from_row(&row)?);
    store.rooms.put(Revision(row.try_get("room_mark")?), &room);
    Ok(Some(room))
}
