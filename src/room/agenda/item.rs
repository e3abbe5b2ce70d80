//! An item of an agenda as it is sent.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use crate::meeting::agenda::{Crosstalk, Mode, Page};

/// One item of an agenda as it is sent.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemInput {
    // Any JSON is read where a hand may write something wrong, so that the answer can name the field.
    /// The name of the item, shown to all; 1 to 80 characters.
    pub name: String,
    /// What is shown to all while the item runs; at most 2,000 characters.
    #[serde(default)]
    pub text: String,
    /// The material: one page is a handout, several are a presenter's pages; at most 20.
    #[serde(default)]
    pub pages: Vec<Page>,
    /// The planned length in minutes, 1 to 180.
    #[schemars(with = "u32")]
    pub minutes: Value,
    /// How the floor moves.
    #[schemars(with = "Mode")]
    pub mode: Value,
    /// Whether others may answer.
    #[schemars(with = "Crosstalk")]
    pub crosstalk: Value,
    /// The length of one share in milliseconds: 0 for untimed, or 15 seconds up to the item's length.
    #[schemars(with = "u64")]
    pub share_ms: Value,
    /// Whether the presenter may also advance from the item.
    #[serde(default)]
    pub presenter_advances: bool,
    /// Whether this is the closing round, whose time other items may not use.
    #[serde(default)]
    pub closing: bool,
    /// Whether members propose topics and choose among them while the item runs.
    #[serde(default)]
    pub chooses_topics: bool,
    /// Who may advance from the item. It follows from the kind of room and is ignored here.
    #[serde(default)]
    pub advance: Vec<String>,
}
