//! Why something happened: the reasons that events carry and that the state remembers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why someone is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Departure {
    /// They said goodbye.
    Left,
    /// Quick exit: others are not told at once.
    LeftQuietly,
    /// Not let in.
    Denied,
    /// Removed from this meeting.
    Removed,
    /// Banned from the series.
    Banned,
    /// Their access was revoked.
    Revoked,
}

/// Why the lead changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeadChange {
    /// The first lead came.
    Arrived,
    /// Handed over.
    HandedOver,
    /// By the rules of succession (rule 13).
    Succession,
    /// A volunteer nobody objected to.
    Volunteered,
}

/// Why a meeting ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeetingEnd {
    /// A lead ended it.
    EndedByLead,
    /// Its hard end came (rule 12).
    TimeUp,
    /// Nobody was left to lead (rule 13).
    Leaderless,
    /// Nobody came, or everybody left.
    Empty,
}
