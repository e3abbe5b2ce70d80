//! From a stored room to what its meeting needs.

use crate::{
    meeting::{
        id::MeetingId,
        role::RoomKind,
        settings::{MeetingConfig, Settings},
    },
    protocol::server::RoomInfo,
    store::{Room, StoreError},
};

/// The kind of room a stored word means.
pub(crate) fn kind_of(word: &str) -> Option<RoomKind> {
    match word {
        "peer_led" => Some(RoomKind::PeerLed),
        "therapist_led" => Some(RoomKind::TherapistLed),
        _ => None,
    }
}

/// The settings of a room's next meeting.
pub(crate) fn meeting_config(
    room: &Room,
    meeting: MeetingId,
    number: u32,
) -> Result<MeetingConfig, StoreError> {
    let damaged = |what: &str| StoreError::Corrupt(format!("the {what} of a room"));
    let kind = kind_of(&room.kind).ok_or_else(|| damaged("kind"))?;
    let settings = match &room.settings {
        serde_json::Value::Null => Settings::for_kind(kind),
        value => serde_json::from_value(value.clone()).map_err(|_| damaged("settings"))?,
    };
    Ok(MeetingConfig {
        room: room.id,
        meeting,
        kind,
        format: room.format.clone(),
        capacity: room.capacity,
        guidelines_version: room.guidelines_version,
        number,
        agenda: serde_json::from_value(room.agenda.clone()).map_err(|_| damaged("agenda"))?,
        settings,
    })
}

/// What a client is told of a room before it joins.
pub(crate) fn room_info(room: &Room) -> Result<RoomInfo, StoreError> {
    let kind = kind_of(&room.kind).ok_or_else(|| StoreError::Corrupt("the kind of a room".to_owned()))?;
    Ok(RoomInfo {
        id: room.id,
        kind,
        title: room.title.clone(),
        format: room.format.clone(),
        topics: room.topics.clone(),
        guidelines: room.guidelines.clone(),
        guidelines_version: room.guidelines_version,
        rehearsal: room.rehearsal,
    })
}
