//! An item of an agenda as it is sent.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use crate::{
    meeting::agenda::{Crosstalk, Mode, Page},
    object::objects,
};

/// One item of an agenda as it is sent.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ItemInput {
    // Any JSON is read where a hand may write something wrong, so that the answer can name the field.
    /// The name of the item, shown to all; 1 to 80 characters.
    pub(crate) name: String,
    /// What is shown to all while the item runs; at most 2,000 characters.
    #[serde(default)]
    pub(crate) text: String,
    /// What a lead may say and do in the item, shown to leads only; at most 2,000 characters.
    #[serde(default)]
    pub(crate) script: String,
    /// Sentences that leads may put into the field in the item, one a line, shown to leads only; empty for the
    /// usual ones; at most 2,000 characters.
    #[serde(default)]
    pub(crate) prompts: String,
    /// The material: one page is a handout, several are a presenter's pages; at most 20.
    #[serde(default, deserialize_with = "objects")]
    pub(crate) pages: Vec<Page>,
    /// The planned length in minutes, 1 to 180.
    #[schemars(with = "u32")]
    pub(crate) minutes: Value,
    /// How the floor moves.
    #[schemars(with = "Mode")]
    pub(crate) mode: Value,
    /// Whether others may answer: `free` in open items only, `on_request` in items with turns only.
    #[schemars(with = "Crosstalk")]
    pub(crate) crosstalk: Value,
    /// The length of one share in milliseconds: 0 for untimed, or 15 seconds up to the item's length.
    #[schemars(with = "u64")]
    pub(crate) share_ms: Value,
    /// Whether the presenter may also advance from the item.
    #[serde(default)]
    pub(crate) presenter_advances: bool,
    /// Whether this is the closing round, whose time other items may not use.
    #[serde(default)]
    pub(crate) closing: bool,
    /// Whether members propose topics and choose among them while the item runs.
    #[serde(default)]
    pub(crate) chooses_topics: bool,
    /// Whether the shares of a sealed round are shown one after the other rather than together.
    #[serde(default)]
    pub(crate) one_by_one: bool,
    /// Whether people may react to what is said in the item; null if the room's setting counts.
    #[serde(default)]
    pub(crate) reactions: Option<bool>,
    /// Who may advance from the item. It follows from the kind of room and is ignored here.
    #[serde(default)]
    #[expect(dead_code, reason = "taken, so that an item can be sent back as it was answered")]
    pub(crate) advance: Vec<String>,
}
