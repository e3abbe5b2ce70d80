//! The formats a room can start from, and agenda items as they travel.

use axum::{Json, http::StatusCode};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::endpoint::Endpoint;
use crate::{
    meeting::{
        agenda::{AgendaItem, Crosstalk, Mode, Page},
        role::{Role, RoomKind},
    },
    room::formats::{Format, FormatId, Joining, Language, formats},
};

/// One item of an agenda.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "AgendaItem")]
pub(super) struct Item {
    /// The name of the item, shown to all.
    name: String,
    /// What is shown to all while the item runs. May be empty.
    text: String,
    /// What a lead may say and do in the item, shown to leads only. May be empty.
    script: String,
    /// Sentences that leads may put into the field in the item, one a line; empty for the usual ones.
    #[schemars(default)]
    prompts: String,
    /// The material: one page is a handout, several are a presenter's pages.
    pages: Vec<Page>,
    /// The planned length in minutes.
    minutes: u32,
    /// How the floor moves.
    mode: Mode,
    /// Whether others may answer, as far as it has an effect in the item.
    crosstalk: Crosstalk,
    /// The length of one share in milliseconds; 0 is untimed.
    share_ms: u64,
    /// Whether the presenter may also advance from the item.
    presenter_advances: bool,
    /// Whether this is the closing round, whose time other items may not use.
    closing: bool,
    /// Whether members propose topics and choose among them while the item runs.
    chooses_topics: bool,
    /// Whether people may react to what is said in the item; null if the room's setting counts.
    #[schemars(default)]
    reactions: Option<bool>,
    /// Whether the shares of a sealed round are shown one after the other rather than together.
    #[schemars(default)]
    one_by_one: bool,
    /// The roles that may advance from the item. They follow from the kind of room.
    advance: Vec<&'static str>,
}

impl Item {
    /// An item of a room of this kind, or of a format for both kinds.
    pub(super) fn of(item: &AgendaItem, kind: Option<RoomKind>) -> Self {
        let kinds = [RoomKind::PeerLed, RoomKind::TherapistLed].into_iter();
        let kinds = kinds.filter(|of| kind.is_none_or(|only| only == *of));
        let roles = kinds.flat_map(|kind| [kind.main_role(), kind.co_role()]);
        let presenter = item.presenter_advances.then_some("presenter");
        Self {
            name: item.name.clone(),
            text: item.text.clone(),
            script: item.script.clone(),
            prompts: item.prompts.clone(),
            pages: item.pages.clone(),
            minutes: item.minutes,
            mode: item.mode,
            crosstalk: item.crosstalk.in_mode(item.mode),
            share_ms: item.share_ms,
            presenter_advances: item.presenter_advances,
            closing: item.closing,
            chooses_topics: item.chooses_topics,
            reactions: item.reactions,
            one_by_one: item.one_by_one,
            advance: roles.map(Role::name).chain(presenter).collect(),
        }
    }
}

/// The kind of room that a format is for.
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
    /// The id of the format.
    id: FormatId,
    /// The name of the format.
    name: &'static str,
    /// What a meeting of the format is like.
    about: &'static str,
    /// The kind of room that the format is for.
    kind: FormatKind,
    /// The planned length in minutes.
    minutes: u32,
    /// The fewest and the most people that the format works well with.
    size: [u32; 2],
    /// The length of one share in milliseconds; 0 is untimed.
    share_ms: u64,
    /// Who may join, and when.
    joining: Joining,
    /// The agenda.
    items: Vec<Item>,
}

impl FormatView {
    fn of(format: &Format, language: Language) -> Self {
        let words = format.words(language);
        let agenda = format.agenda(language);
        Self {
            id: format.id.clone(),
            name: &words.name,
            about: &words.about,
            kind: match format.kind {
                Some(RoomKind::PeerLed) => FormatKind::PeerLed,
                Some(RoomKind::TherapistLed) => FormatKind::TherapistLed,
                None => FormatKind::Either,
            },
            minutes: format.minutes,
            size: [format.people_min, format.people_max],
            share_ms: format.share_ms.as_ms(),
            joining: format.joining,
            items: agenda.iter().map(|item| Item::of(item, format.kind)).collect(),
        }
    }
}

/// Every format.
#[derive(Serialize, JsonSchema)]
struct FormatList {
    /// The formats, in the order to offer them.
    formats: Vec<FormatView>,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let format = json!({
        "id": "mini", "name": "Short check-in", "about": "Half an hour.", "kind": "peer_led", "minutes": 30, "size": [3, 8],
        "share_ms": 90_000, "joining": "open", "items": [item_example()],
    });
    vec![
        Endpoint::get("/api/formats", "Lists the formats that a room can start from", list)
            .answers::<FormatList>(
                StatusCode::OK,
                "The formats, in the language of Accept-Language, English or German",
                json!({"formats": [format]}),
            ),
    ]
}

pub(super) fn item_example() -> Value {
    json!({
        "name": "Check-in", "text": "How are you arriving?", "script": "Begin yourself.", "prompts": "Who else knows this?", "minutes": 15, "mode": "round", "crosstalk": "none", "share_ms": 90_000,
        "pages": [], "presenter_advances": false, "closing": false, "chooses_topics": false, "reactions": null, "one_by_one": false, "advance": ["facilitator", "co_facilitator"],
    })
}

async fn list(language: Language) -> Json<FormatList> {
    Json(FormatList { formats: formats().iter().map(|format| FormatView::of(format, language)).collect() })
}
