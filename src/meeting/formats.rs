//! The twelve formats that a host starts from (formats.json).

use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    agenda::{AgendaItem, Crosstalk, Mode},
    role::RoomKind,
};

/// Who may join a group, and when (domain.md, "Words").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Joining {
    /// Anyone, at any meeting.
    Open,
    /// Nobody after the group has begun.
    Closed,
    /// Someone new when a place is free.
    SlowOpen,
}

/// A starting point for a room: an agenda with its usual length and size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct Format {
    /// Its id.
    pub id: String,
    /// Its name in English.
    pub name: String,
    /// The kind of room it is for; none is either.
    pub kind: Option<RoomKind>,
    /// Planned length in minutes.
    pub minutes: u32,
    /// The fewest people it works with.
    pub people_min: u32,
    /// The most people it works with.
    pub people_max: u32,
    /// The usual share in milliseconds; 0 is untimed.
    pub share_ms: u64,
    /// Who may join, and when.
    pub joining: Joining,
    /// The agenda.
    pub agenda: Vec<AgendaItem>,
}

#[derive(Deserialize)]
struct RawFile {
    formats: Vec<RawFormat>,
}

#[derive(Deserialize)]
struct RawFormat {
    id: String,
    name: String,
    min: u32,
    size: (u32, u32),
    share_s: u64,
    open: RawOpen,
    items: Vec<RawItem>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawOpen {
    YesOrNo(bool),
    Word(Joining),
}

/// Name, minutes, mode, share in seconds, cross-talk, who may advance.
#[derive(Deserialize)]
struct RawItem(String, u32, Mode, u64, Crosstalk, String);

impl From<RawItem> for AgendaItem {
    fn from(raw: RawItem) -> Self {
        let RawItem(name, minutes, mode, share_s, crosstalk, advancers) = raw;
        Self {
            closing: mode.has_rounds() && says_closing(&name),
            chooses_topics: says_choosing(&name),
            name,
            text: String::new(),
            pages: Vec::new(),
            minutes,
            mode,
            crosstalk,
            share_ms: share_s * 1_000,
            presenter_advances: advancers.contains('P'),
        }
    }
}

fn says_closing(name: &str) -> bool {
    let name = name.to_lowercase();
    ["closing", "check-out", "wind-down", "witness"].iter().any(|word| name.contains(word))
}

fn says_choosing(name: &str) -> bool {
    let name = name.to_lowercase();
    ["choose", "set the agenda"].iter().any(|word| name.contains(word))
}

impl From<RawFormat> for Format {
    fn from(raw: RawFormat) -> Self {
        Self {
            kind: kind_of(&raw.id),
            id: raw.id,
            name: raw.name,
            minutes: raw.min,
            people_min: raw.size.0,
            people_max: raw.size.1,
            share_ms: raw.share_s * 1_000,
            joining: match raw.open {
                RawOpen::YesOrNo(true) => Joining::Open,
                RawOpen::YesOrNo(false) => Joining::Closed,
                RawOpen::Word(joining) => joining,
            },
            agenda: raw.items.into_iter().map(AgendaItem::from).collect(),
        }
    }
}

/// Therapy formats are for therapist-led rooms; a workshop fits either.
fn kind_of(id: &str) -> Option<RoomKind> {
    match id {
        "cbt" | "dbt_skills" | "process" | "chat_support_pro" => Some(RoomKind::TherapistLed),
        "psychoed" => None,
        _ => Some(RoomKind::PeerLed),
    }
}

/// All formats, in the order of the file.
///
/// # Panics
/// When formats.json, which is part of the program and tested, can't be read.
#[must_use]
pub fn formats() -> &'static [Format] {
    static FORMATS: OnceLock<Vec<Format>> = OnceLock::new();
    FORMATS.get_or_init(|| {
        let file: RawFile =
            serde_json::from_str(include_str!("formats.json")).expect("formats.json is valid");
        file.formats.into_iter().map(Format::from).collect()
    })
}

/// The format of this id.
#[must_use]
pub fn format(id: &str) -> Option<&'static Format> {
    formats().iter().find(|format| format.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_twelve_formats_are_whole() {
        let ids: Vec<_> = formats().iter().map(|format| format.id.as_str()).collect();
        assert_eq!(
            ids,
            [
                "peer_checkin",
                "open_share",
                "talking_piece",
                "tools_discussion",
                "meditation_inquiry",
                "psychoed",
                "family_problem_solving",
                "cbt",
                "dbt_skills",
                "process",
                "chat_support_pro",
                "mini"
            ]
        );
        for format in formats() {
            let minutes: u32 = format.agenda.iter().map(|item| item.minutes).sum();
            assert_eq!(minutes, format.minutes, "{}", format.id);
            assert!(format.people_min < format.people_max);
        }
    }

    #[test]
    fn formats_carry_their_kind_joining_closing_and_presenter() {
        let of = |id| format(id).expect("a known format");
        assert_eq!(of("cbt").kind, Some(RoomKind::TherapistLed));
        assert_eq!(of("mini").kind, Some(RoomKind::PeerLed));
        assert_eq!(of("psychoed").kind, None);
        assert_eq!(of("process").joining, Joining::SlowOpen);
        assert_eq!(of("mini").joining, Joining::Open);
        assert_eq!(of("dbt_skills").joining, Joining::Closed);
        let closing: Vec<_> = formats()
            .iter()
            .flat_map(|format| &format.agenda)
            .filter(|item| item.closing)
            .map(|item| item.name.as_str())
            .collect();
        assert_eq!(
            closing,
            [
                "Closing round",
                "Witness / closing round",
                "Check-out and closing",
                "Wind-down round",
                "Closing round",
                "Closing round"
            ]
        );
        let choosing: Vec<_> =
            formats().iter().flat_map(|format| &format.agenda).filter(|item| item.chooses_topics).collect();
        assert_eq!(
            choosing.iter().map(|item| item.name.as_str()).collect::<Vec<_>>(),
            ["Choose topics", "Set the agenda", "Choose one problem"]
        );
        assert!(of("open_share").agenda[1].presenter_advances);
        assert!(!of("cbt").agenda[4].presenter_advances);
        assert_eq!(of("peer_checkin").agenda[2].share_ms, 120_000);
        assert!(format("nothing").is_none());
    }
}
