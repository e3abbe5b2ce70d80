//! The formats a room can start from, and agenda items as they travel.

use axum::{Json, http::StatusCode};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::endpoint::Endpoint;
use crate::meeting::{
    agenda::{AgendaItem, Crosstalk, Mode, Page},
    formats::{self, Format, Joining},
    role::RoomKind,
};

/// One item of an agenda.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "AgendaItem")]
pub(super) struct Item {
    /// Its name, shown to all.
    name: String,
    /// What is shown to all while it runs.
    text: String,
    /// Material: one page is a handout, several are a presenter's pages.
    pages: Vec<Page>,
    /// Planned length in minutes.
    minutes: u32,
    /// How the floor moves.
    mode: Mode,
    /// Whether others may answer.
    crosstalk: Crosstalk,
    /// Length of one share in milliseconds; 0 is untimed.
    share_ms: u64,
    /// Whether the presenter may also advance from it.
    presenter_advances: bool,
    /// The closing round, whose time other items may not eat.
    closing: bool,
    /// Whether members propose topics and choose among them while it runs.
    chooses_topics: bool,
    /// Who may advance from it. It follows from the kind of room.
    advance: Vec<String>,
}

impl Item {
    /// An item of a room of this kind; of no kind in a format for both.
    pub(super) fn of(item: &AgendaItem, kind: Option<RoomKind>) -> Self {
        let mut advance = Vec::new();
        if kind != Some(RoomKind::TherapistLed) {
            advance.extend(["facilitator", "co_facilitator"]);
        }
        if kind != Some(RoomKind::PeerLed) {
            advance.extend(["therapist", "co_therapist"]);
        }
        if item.presenter_advances {
            advance.push("presenter");
        }
        Self {
            name: item.name.clone(),
            text: item.text.clone(),
            pages: item.pages.clone(),
            minutes: item.minutes,
            mode: item.mode,
            crosstalk: item.crosstalk,
            share_ms: item.share_ms,
            presenter_advances: item.presenter_advances,
            closing: item.closing,
            chooses_topics: item.chooses_topics,
            advance: advance.into_iter().map(String::from).collect(),
        }
    }
}

/// For which rooms a format is.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum FormatKind {
    PeerLed,
    TherapistLed,
    Either,
}

/// A format.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Format")]
struct FormatView {
    /// Its id.
    id: String,
    /// Its name in English; clients have their own words by id.
    name: String,
    /// For which rooms.
    kind: FormatKind,
    /// Planned length.
    minutes: u32,
    /// Fewest and most people it works well with.
    size: [u32; 2],
    /// Length of one share in milliseconds; 0 is untimed.
    share_ms: u64,
    /// Who may join when.
    joining: Joining,
    /// The agenda.
    items: Vec<Item>,
}

impl From<&Format> for FormatView {
    fn from(format: &Format) -> Self {
        Self {
            id: format.id.clone(),
            name: format.name.clone(),
            kind: match format.kind {
                Some(RoomKind::PeerLed) => FormatKind::PeerLed,
                Some(RoomKind::TherapistLed) => FormatKind::TherapistLed,
                None => FormatKind::Either,
            },
            minutes: format.minutes,
            size: [format.people_min, format.people_max],
            share_ms: format.share_ms,
            joining: format.joining,
            items: format.agenda.iter().map(|item| Item::of(item, format.kind)).collect(),
        }
    }
}

/// Every format.
#[derive(Serialize, JsonSchema)]
struct FormatList {
    /// In the order to offer them.
    formats: Vec<FormatView>,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let format = json!({
        "id": "mini", "name": "30-minute check-in", "kind": "peer_led", "minutes": 30, "size": [3, 8],
        "share_ms": 90_000, "joining": "open", "items": [item_example()],
    });
    vec![Endpoint::get("/api/formats", "The formats a room can start from", list).answers::<FormatList>(
        StatusCode::OK,
        "The formats",
        json!({"formats": [format]}),
    )]
}

pub(super) fn item_example() -> Value {
    json!({
        "name": "Check-in", "text": "", "minutes": 15, "mode": "round", "crosstalk": "none", "share_ms": 90_000,
        "pages": [], "presenter_advances": false, "closing": false, "chooses_topics": false, "advance": ["facilitator", "co_facilitator"],
    })
}

async fn list() -> Json<FormatList> {
    Json(FormatList { formats: formats::formats().iter().map(FormatView::from).collect() })
}
