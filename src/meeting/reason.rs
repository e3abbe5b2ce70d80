//! Why things happen: the reasons that events and the state carry, for words and records.

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

/// Why a person is removed; goes to the audit trail, with no words of content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RemovalReason {
    /// Broke the guidelines.
    Guidelines,
    /// Hurt or threatened someone.
    Safety,
    /// Is in the wrong room.
    WrongRoom,
    /// Anything else.
    Other,
}

/// Why the floor is paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// A lead paused it (rule 14).
    Crisis,
    /// The server was restarted (rule 15).
    Restart,
    /// Therapy without a therapist (rule 13).
    LeadLost,
}

/// Why a turn changed its stage; for words and sounds, not for logic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TurnCause {
    /// Offered by the order.
    Offered,
    /// Given by a lead.
    Given,
    /// Nudged.
    Nudged,
    /// Accepted.
    Accepted,
    /// The timer started.
    TimerStarted,
    /// The time is over.
    TimeUp,
    /// The grace is over, under a hard limit.
    GraceOver,
    /// One more minute.
    Extended,
    /// The connection was lost.
    ConnectionLost,
    /// The connection is back.
    ConnectionBack,
    /// The server was restarted.
    Restarted,
    /// The share is done; feedback is chosen.
    ChoosingFeedback,
    /// Feedback began.
    FeedbackStarted,
    /// A reply came.
    Replied,
    /// The next is being named.
    Naming,
}

/// Why a turn ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TurnEnd {
    /// The sharer was done.
    Done,
    /// They passed.
    Passed,
    /// They asked to come back to them.
    Deferred,
    /// They did not answer.
    NoAnswer,
    /// The connection did not come back.
    ConnectionLost,
    /// They left or were removed.
    Left,
    /// They were muted (rule 16).
    Muted,
    /// A lead thanked them and moved on, or took the floor.
    MovedOn,
    /// The hard limit was reached.
    TimeUp,
    /// The agenda moved on, or the meeting ended.
    ItemEnded,
}
