//! The twelve formats that a host starts from, read from `formats.json`.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{error::EditError, share::ShareMs};
use crate::meeting::{
    agenda::{AgendaItem, Crosstalk, Mode},
    role::RoomKind,
    settings::Settings,
};

/// The id of a format. A room keeps it even if the server no longer has the format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(with = "String")]
pub struct FormatId(String);

impl FormatId {
    /// The id that a room or a template was stored with.
    pub(crate) const fn stored(id: String) -> Self {
        Self(id)
    }

    /// The id as it is sent and stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether meetings of the format end when they are planned to.
    fn ends_on_time(&self) -> bool {
        format(&self.0).is_some_and(|format| format.ends_on_time)
    }

    /// The choices of a room of this format as far as they hold.
    pub(super) fn hold(&self, settings: &mut Settings) {
        if self.ends_on_time() {
            settings.timing.overrun_ms = 0;
        }
    }

    /// The English name of the format, or the id if the server does not have the format.
    #[must_use]
    pub fn name(&self) -> &str {
        format(&self.0).map_or(&self.0, |format| &format.name)
    }
}

/// Who may join a group, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Joining {
    /// Anyone may join at any meeting.
    Open,
    /// Nobody joins after the group has begun.
    Closed,
    /// Someone new joins when a place is free.
    SlowOpen,
}

/// A starting point for a room: an agenda with its usual length and size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Format {
    /// Identifies the format.
    pub id: FormatId,
    /// The English name.
    pub name: String,
    /// The kind of room it is for; `None` if it is for both.
    pub kind: Option<RoomKind>,
    /// The planned length in minutes.
    pub minutes: u32,
    /// The fewest people it works well with.
    pub people_min: u32,
    /// The most people it works well with.
    pub people_max: u32,
    /// The usual length of a share.
    pub share_ms: ShareMs,
    /// Who may join, and when.
    pub joining: Joining,
    /// Whether a meeting ends when it is planned to, whatever the room's clocks say: its boundary is its
    /// time.
    pub ends_on_time: bool,
    /// What a meeting does, item by item.
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
    #[serde(default)]
    ends_on_time: bool,
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
            reactions: None,
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
            id: FormatId(raw.id),
            name: raw.name,
            minutes: raw.min,
            people_min: raw.size.0,
            people_max: raw.size.1,
            share_ms: ShareMs::from_ms(raw.share_s * 1_000),
            joining: match raw.open {
                RawOpen::YesOrNo(true) => Joining::Open,
                RawOpen::YesOrNo(false) => Joining::Closed,
                RawOpen::Word(joining) => joining,
            },
            ends_on_time: raw.ends_on_time,
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

static FORMATS: LazyLock<Vec<Format>> = LazyLock::new(|| {
    // A part of the program, which the tests read.
    let file: RawFile = serde_json::from_str(include_str!("formats.json")).expect("formats.json is valid");
    file.formats.into_iter().map(Format::from).collect()
});

/// All formats, in the order to offer them.
#[must_use]
pub fn formats() -> &'static [Format] {
    &FORMATS
}

/// The format of this id; `None` if the server does not have it.
#[must_use]
pub fn format(id: &str) -> Option<&'static Format> {
    formats().iter().find(|format| format.id.as_str() == id)
}

/// The format of this id, if a room of this kind may start from it.
pub(super) fn for_kind(id: &str, kind: RoomKind) -> Result<&'static Format, EditError> {
    let format = format(id).ok_or(EditError::FormatUnknown)?;
    if format.kind.is_none_or(|only| only == kind) { Ok(format) } else { Err(EditError::FormatKind) }
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
            assert_eq!(minutes, format.minutes, "{:?}", format.id);
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
        assert!(of("process").ends_on_time && !of("chat_support_pro").ends_on_time);
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
