//! The agenda: what a meeting does, item by item.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the floor moves in an item (domain.md, "Formats").
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Everyone in a fixed order.
    Round,
    /// Strict order, no skipping, no going back.
    TalkingPiece,
    /// Raised hands, in fair order.
    Queue,
    /// The sharer names the next.
    Tag,
    /// Anyone, at any time.
    Open,
    /// One person presents.
    Presenter,
    /// The lead gives the floor.
    Directed,
    /// Nobody writes but the leads.
    Silent,
}

impl Mode {
    /// Whether the item is held in rounds.
    #[must_use]
    pub const fn has_rounds(self) -> bool {
        matches!(self, Self::Round | Self::TalkingPiece | Self::Tag)
    }

    /// Whether hands can be raised in the item.
    #[must_use]
    pub const fn has_hands(self) -> bool {
        matches!(self, Self::Queue | Self::Directed | Self::Presenter)
    }

    /// Whether somebody can hold the floor in the item.
    #[must_use]
    pub const fn has_turns(self) -> bool {
        !matches!(self, Self::Open | Self::Silent)
    }
}

/// Whether others may answer a sharer.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Crosstalk {
    /// Nobody answers.
    None,
    /// Only if the sharer asks for it.
    OnRequest,
    /// Freely.
    Free,
}

/// A page that is shown to all beside the conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Its title. May be empty.
    pub title: String,
    /// Its text.
    pub text: String,
}

/// One item of an agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// Its name, shown to all.
    pub name: String,
    /// What is shown to all while it runs: a reading, a question, instructions. May be empty.
    #[serde(default)]
    pub text: String,
    /// Material: one page is a handout, several are a presenter's pages. May be empty.
    #[serde(default)]
    pub pages: Vec<Page>,
    /// Planned length in minutes.
    pub minutes: u32,
    /// How the floor moves.
    pub mode: Mode,
    /// Whether others may answer.
    pub crosstalk: Crosstalk,
    /// Default length of one share in milliseconds; 0 is untimed.
    pub share_ms: u64,
    /// Whether the presenter may also advance from it (`adv` with P in formats.json).
    #[serde(default)]
    pub presenter_advances: bool,
    /// The closing round, whose time other items may not eat (domain.md, the floor, rule 12).
    #[serde(default)]
    pub closing: bool,
    /// Whether members propose topics and choose among them while it runs.
    #[serde(default)]
    pub chooses_topics: bool,
}
