//! The agenda: what a meeting does, item by item.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the floor moves in an item.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Everyone is called, in a fixed order.
    Round,
    /// Everyone is called in strict order, without skipping and without going back.
    TalkingPiece,
    /// People raise their hands and are called in fair order.
    Queue,
    /// Each sharer names the next.
    Tag,
    /// Anyone writes at any time.
    Open,
    /// One person presents.
    Presenter,
    /// A lead gives the floor.
    Directed,
    /// Only leads write.
    Silent,
    /// Everyone writes at once, and nobody reads anything before it is opened.
    Sealed,
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

    /// Whether the floor goes to the next by itself once it is free.
    #[must_use]
    pub(super) const fn goes_on(self) -> bool {
        self.has_rounds() || matches!(self, Self::Queue)
    }

    /// Whether somebody can hold the floor in the item.
    #[must_use]
    pub(super) const fn has_turns(self) -> bool {
        !matches!(self, Self::Open | Self::Silent | Self::Sealed)
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
    /// Only if the sharer asks for it, after the share.
    OnRequest,
    /// Freely, in items in which anyone writes.
    Free,
}

impl Crosstalk {
    /// Whether it has an effect in an item that is held like this: answers can be asked for only where
    /// there are turns, and are free only where anyone writes.
    #[must_use]
    pub const fn has_effect(self, mode: Mode) -> bool {
        match self {
            Self::None => true,
            Self::OnRequest => mode.has_turns(),
            Self::Free => matches!(mode, Mode::Open),
        }
    }

    /// The same, or the nearest that has an effect in an item that is held like this. So are agendas
    /// read that were kept before an effect was asked for.
    #[must_use]
    pub const fn in_mode(self, mode: Mode) -> Self {
        match self {
            same if same.has_effect(mode) => same,
            Self::Free if mode.has_turns() => Self::OnRequest,
            _ => Self::None,
        }
    }
}

/// A page that is shown to everyone beside the conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// The page's title, which may be empty.
    pub title: String,
    /// The page's text.
    pub text: String,
}

/// One item of an agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// The item's name, shown to everyone.
    pub name: String,
    /// The text that everyone sees while the item runs, such as a reading, a question or
    /// instructions. It may be empty.
    #[serde(default)]
    pub text: String,
    /// What a lead may say and do in the item. Only leads are shown it; for everyone else it is empty.
    #[serde(default)]
    pub script: String,
    /// Sentences that leads may put into the field in the item, one a line; empty for the usual ones. Only leads
    /// are shown them; for everyone else it is empty.
    #[serde(default)]
    pub prompts: String,
    /// The item's material, page by page. It may be empty.
    #[serde(default)]
    pub pages: Vec<Page>,
    /// The planned length in minutes.
    pub minutes: u32,
    /// How the floor moves in the item.
    pub mode: Mode,
    /// Whether others may answer a sharer.
    pub crosstalk: Crosstalk,
    /// The length of one share in milliseconds; 0 if shares are untimed.
    pub share_ms: u64,
    /// Whether a presenter may advance from the item too.
    #[serde(default)]
    pub presenter_advances: bool,
    /// Whether this is the closing round, whose time no other item may use up.
    #[serde(default)]
    pub closing: bool,
    /// Whether members propose topics and choose among them while the item runs.
    #[serde(default)]
    pub chooses_topics: bool,
    /// Whether people may react to what is said in the item; null if the room's setting counts.
    #[serde(default)]
    pub reactions: Option<bool>,
    /// Whether the shares of a sealed round are shown one after the other rather than together.
    #[serde(default)]
    pub one_by_one: bool,
}

impl AgendaItem {
    /// The time to write in a sealed round, in milliseconds: that of a share, or the whole item's if
    /// shares are untimed.
    pub(super) fn writing_ms(&self) -> u64 {
        if self.share_ms > 0 { self.share_ms } else { u64::from(self.minutes) * 60_000 }
    }
}
