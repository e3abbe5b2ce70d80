//! An agenda as a host writes it, checked: everything that is wrong at once, each beside its field.
//! `tests/agenda/cases.json` holds this check and the client's to the same answers.

mod check;
mod clocks;
mod number;
mod time;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use super::agenda::{AgendaItem, Page};

pub use self::{
    check::check,
    clocks::{check_replies, check_timing},
    time::{Tight, check_time, in_rounds, tight},
};

/// One item of an agenda as it is sent. What may be written wrongly by hand is taken as it is, so
/// that the answer can name the field. What has a default may be left out.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemDraft {
    /// Its name, shown to all; 1 to 80 characters.
    pub name: String,
    /// What is shown to all while it runs; at most 2,000 characters.
    #[serde(default)]
    pub text: String,
    /// Material: one page is a handout, several are a presenter's pages; at most 20.
    #[serde(default)]
    pub pages: Vec<Page>,
    /// Planned length, 1 to 180.
    #[schemars(with = "u32")]
    pub minutes: Value,
    /// How the floor moves.
    #[schemars(with = "super::agenda::Mode")]
    pub mode: Value,
    /// Whether others may answer.
    #[schemars(with = "super::agenda::Crosstalk")]
    pub crosstalk: Value,
    /// Length of one share, from 15 s to the length of the item; 0 is untimed.
    #[schemars(with = "u64")]
    pub share_ms: Value,
    /// Whether the presenter may also advance from it.
    #[serde(default)]
    pub presenter_advances: bool,
    /// The closing round, whose time other items may not eat.
    #[serde(default)]
    pub closing: bool,
    /// Whether members propose topics and choose among them while it runs.
    #[serde(default)]
    pub chooses_topics: bool,
    /// Who may advance from it. It follows from the kind of room; ignored when sent.
    #[serde(default)]
    pub advance: Vec<String>,
}

impl From<&AgendaItem> for ItemDraft {
    fn from(item: &AgendaItem) -> Self {
        Self {
            name: item.name.clone(),
            text: item.text.clone(),
            pages: item.pages.clone(),
            minutes: item.minutes.into(),
            mode: serde_json::json!(item.mode),
            crosstalk: serde_json::json!(item.crosstalk),
            share_ms: item.share_ms.into(),
            presenter_advances: item.presenter_advances,
            closing: item.closing,
            chooses_topics: item.chooses_topics,
            advance: Vec::new(),
        }
    }
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Wrong {
    /// Its path in what was sent: `agenda[2].pages[0].title`.
    pub field: String,
    /// Why. Clients switch on it.
    pub reason: Reason,
    /// What the field is held to, in its own unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub limit: Option<u64>,
}

impl Wrong {
    /// A field that is wrong for a reason without a limit.
    #[must_use]
    pub fn new(field: impl Into<String>, reason: Reason) -> Self {
        Self { field: field.into(), reason, limit: None }
    }

    /// A field that is beyond its limit.
    #[must_use]
    pub fn beyond(field: impl Into<String>, reason: Reason, limit: impl TryInto<u64>) -> Self {
        Self { field: field.into(), reason, limit: limit.try_into().ok() }
    }
}

/// Why a field can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It is empty.
    Required,
    /// A text is longer than `limit` characters.
    TooLong,
    /// Characters that can't be shown safely, or a line break where one line is asked for.
    NotText,
    /// There are none, or too few.
    TooFew,
    /// More than `limit` of them.
    TooMany,
    /// It is no number.
    NotANumber,
    /// A fraction.
    NotWhole,
    /// Less than `limit`; also everything below zero.
    TooSmall,
    /// More than `limit`.
    TooLarge,
    /// A word that is none of those to choose from.
    Unknown,
    /// A share is longer than its item.
    LongerThanItem,
    /// Not even one person's shortest share fits into a round (domain.md, the floor, rule 1).
    NoTimeForAnyone,
    /// A closing round has no rounds: its mode is none in which everyone is called.
    ClosingWithoutRound,
    /// Another round comes after the closing round, which is the last one by its name (rule 12).
    ClosingBeforeRound,
    /// All items together are longer than `limit` minutes.
    MeetingTooLong,
    /// All texts together are longer than `limit` characters.
    TextsTooLong,
    /// It comes after what it must come before: a clock longer than the one that it warns of.
    AfterItsEnd,
}
