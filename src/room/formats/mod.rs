//! The twelve formats that a host starts from: their shape is in `formats.json`, their words are in a
//! file for each language.

mod words;

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::words::{FormatWords, ItemWords};
pub use super::language::Language;
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

    /// The choices of a room of this format as far as they hold.
    pub(crate) fn hold(&self, settings: &mut Settings) {
        if format(&self.0).is_some_and(|format| format.ends_on_time) {
            settings.timing.overrun_ms = 0;
        }
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
    items: Vec<RawItem>,
}

impl Format {
    /// The name of the format and the sentence that describes it.
    #[must_use]
    pub fn words(&self, language: Language) -> &'static FormatWords {
        words::of(self.id.as_str(), language)
    }

    /// What a meeting does, item by item, with the words of a language.
    #[must_use]
    pub fn agenda(&self, language: Language) -> Vec<AgendaItem> {
        let words = &self.words(language).items;
        self.items.iter().zip(words).map(|(item, words)| item.with(words)).collect()
    }
}

#[derive(Deserialize)]
struct RawFormat {
    id: String,
    kind: Option<RoomKind>,
    minutes: u32,
    size: (u32, u32),
    share_s: u64,
    joining: Joining,
    #[serde(default)]
    ends_on_time: bool,
    items: Vec<RawItem>,
}

/// An item without its words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawItem {
    minutes: u32,
    mode: Mode,
    share_s: u64,
    crosstalk: Crosstalk,
    #[serde(default)]
    presenter_advances: bool,
    #[serde(default)]
    closing: bool,
    #[serde(default)]
    chooses_topics: bool,
}

impl RawItem {
    fn with(&self, words: &ItemWords) -> AgendaItem {
        AgendaItem {
            name: words.name.clone(),
            text: words.text.clone(),
            script: words.script.clone(),
            prompts: String::new(),
            pages: words.pages.clone(),
            minutes: self.minutes,
            mode: self.mode,
            crosstalk: self.crosstalk,
            share_ms: self.share_s * 1_000,
            presenter_advances: self.presenter_advances,
            closing: self.closing,
            chooses_topics: self.chooses_topics,
            reactions: None,
            one_by_one: false,
        }
    }
}

impl From<RawFormat> for Format {
    fn from(raw: RawFormat) -> Self {
        Self {
            kind: raw.kind,
            id: FormatId(raw.id),
            minutes: raw.minutes,
            people_min: raw.size.0,
            people_max: raw.size.1,
            share_ms: ShareMs::from_ms(raw.share_s * 1_000),
            joining: raw.joining,
            ends_on_time: raw.ends_on_time,
            items: raw.items,
        }
    }
}

static FORMATS: LazyLock<Vec<Format>> = LazyLock::new(|| {
    // A part of the program, which the tests read.
    let file: Vec<RawFormat> =
        serde_json::from_str(include_str!("formats.json")).expect("formats.json is valid");
    file.into_iter().map(Format::from).collect()
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
mod tests;
