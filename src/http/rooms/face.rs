//! A room as it is shown before one joins.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::{kind_of, view};
use crate::{
    http::problem::Problem,
    meeting::{
        agenda::{AgendaItem, Mode},
        formats,
        id::RoomId,
        role::RoomKind,
    },
    store::Room,
};

/// A room as somebody with an invite or a seat sees it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RoomFace")]
pub(in crate::http) struct Face {
    /// Its id.
    id: RoomId,
    /// Peer-led or therapist-led.
    kind: RoomKind,
    /// The name of its format.
    format_name: String,
    /// Its name.
    title: String,
    /// What it is about.
    topics: Vec<String>,
    /// Whom it suits.
    suits: String,
    /// Whom it does not suit.
    not_for: String,
    /// How many people it holds.
    capacity: u32,
    /// Planned length of a meeting.
    minutes: u32,
    /// What a meeting does, item by item.
    agenda: Vec<FaceItem>,
    /// What its people ask of each other.
    guidelines: Vec<String>,
    /// To be named when joining.
    guidelines_version: u32,
    /// Whether simulated members rehearse here.
    rehearsal: bool,
}

/// An item as it is announced: what is read in the meeting is read there.
#[derive(Serialize, JsonSchema)]
struct FaceItem {
    /// Its name.
    name: String,
    /// Planned length.
    minutes: u32,
    /// How the floor moves.
    mode: Mode,
}

impl FaceItem {
    fn of(AgendaItem { name, minutes, mode, .. }: AgendaItem) -> Self {
        Self { name, minutes, mode }
    }
}

impl Face {
    pub(in crate::http) fn of(room: &Room) -> Result<Self, Problem> {
        let agenda = view::agenda(room)?;
        Ok(Self {
            id: room.id,
            kind: kind_of(room)?,
            format_name: formats::format(&room.format)
                .map_or(room.format.clone(), |format| format.name.clone()),
            title: room.title.clone(),
            topics: room.topics.clone(),
            suits: room.suits.clone(),
            not_for: room.not_for.clone(),
            capacity: room.capacity,
            minutes: agenda.iter().map(|item| item.minutes).sum(),
            agenda: agenda.into_iter().map(FaceItem::of).collect(),
            guidelines: room.guidelines.clone(),
            guidelines_version: room.guidelines_version,
            rehearsal: room.rehearsal,
        })
    }

    pub(in crate::http) fn example() -> Value {
        json!({
            "id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "kind": "peer_led", "format_name": "30-minute check-in",
            "title": "Grief", "topics": ["grief"], "suits": "People who lost someone.", "not_for": "", "capacity": 8,
            "minutes": 30, "agenda": [{"name": "Check-in", "minutes": 30, "mode": "round"}],
            "guidelines": ["What is said here stays here."], "guidelines_version": 1, "rehearsal": false,
        })
    }
}
