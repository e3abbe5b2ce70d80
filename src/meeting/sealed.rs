//! The sealed round: everyone writes at once, and nobody reads anything before it is opened. What others
//! may know of it is [`SealedRound`]; what a person wrote is a [`SealedShare`], and known to that person
//! alone.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ordinal::RoundId, time::FloorMs};

/// Where a sealed round stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SealedStage {
    /// Everyone writes, and nobody reads anything.
    Writing,
    /// The shares are shown one after the other, and some are still to come.
    Showing,
    /// All is shown.
    Opened,
}

/// A sealed round, as everyone knows it: counts, and nobody's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct SealedRound {
    /// The round's number.
    pub id: RoundId,
    /// Floor time at which the writing began.
    pub started_ms: FloorMs,
    /// Where it stands.
    pub stage: SealedStage,
    /// How many have written or passed.
    pub shares_in: u32,
    /// How many are asked: those in the meeting who take turns, and those who left after they had written
    /// or passed.
    pub of: u32,
    /// How many shares were shown.
    pub shown: u32,
}

/// What a person has in a sealed round. Nobody else is told of it before it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SealedShare {
    /// They wrote something.
    Words {
        /// The text.
        text: String,
        /// The content note that will cover it; null for none.
        note: Option<String>,
    },
    /// They pass.
    Passed {},
}
