//! Why things happen: the reasons that events and the state carry. Clients have words for them, and
//! no rule depends on them but on a pause's.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a person left a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Departure {
    /// They said goodbye.
    Left,
    /// They took the quick exit: to others it looks like a lost connection.
    LeftQuietly,
    /// They were not let in.
    Denied,
    /// They were removed from this meeting.
    Removed,
    /// They were banned from the series.
    Banned,
    /// They would have observed, or did, and not everybody agreed to it.
    NotAgreed,
    /// Their access was revoked.
    Revoked,
}

/// Why somebody else leads the meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeadChange {
    /// They came as the first lead.
    Arrived,
    /// The lead was handed over to them.
    HandedOver,
    /// The lead was lost, and they are next in line.
    Succession,
    /// They volunteered, and nobody objected.
    Volunteered,
}

/// Why a meeting ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeetingEnd {
    /// A lead ended it.
    EndedByLead,
    /// Its time was up.
    TimeUp,
    /// Nobody was left to lead.
    Leaderless,
    /// Nobody came, or everybody left before it was opened.
    Empty,
    /// No lead opened it in time for its date.
    Missed,
    /// Its date was moved or cancelled before it was opened.
    DateChanged,
}

/// Why a person is removed. It goes to the audit trail, which holds no words of content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RemovalReason {
    /// They broke the guidelines.
    Guidelines,
    /// They hurt or threatened someone.
    Safety,
    /// They are in the wrong room.
    WrongRoom,
    /// They are not able to take part today.
    Unable,
    /// Anything else.
    Other,
}

/// Why a lead takes somebody's message back. It goes to the audit trail, which holds no words of
/// content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TakeBackReason {
    /// It breaks the guidelines.
    Guidelines,
    /// It could harm someone who reads it.
    Safety,
    /// It tells who somebody is, or how to find them.
    Privacy,
    /// Its writer is sent away.
    Removed,
    /// Anything else.
    Other,
}

/// Why the floor is paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// A lead paused it in a crisis.
    Crisis,
    /// A lead holds a silence.
    Silence,
    /// The server was restarted, or stood still.
    Restart,
    /// No therapist is here to lead.
    LeadLost,
}

/// Why a turn changed its stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TurnCause {
    /// The order offered the floor.
    Offered,
    /// A lead or the person before gave the floor.
    Given,
    /// The holder was reminded.
    Nudged,
    /// The holder accepted.
    Accepted,
    /// The timer started.
    TimerStarted,
    /// The time of the share is over.
    TimeUp,
    /// The grace is over, with a hard limit.
    GraceOver,
    /// One more minute was given.
    Extended,
    /// The holder's connection was lost.
    ConnectionLost,
    /// The holder's connection is back.
    ConnectionBack,
    /// The server was restarted, or stood still.
    Restarted,
    /// The share is done, and the sharer says what they want back.
    ChoosingFeedback,
    /// The feedback began.
    FeedbackStarted,
    /// A reply came.
    Replied,
    /// A reply was taken back by its writer, who may reply again.
    ReplyTakenBack,
    /// The holder names the next.
    Naming,
    /// The share is over, and the floor rests.
    Breath,
}

/// Why a turn ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TurnEnd {
    /// The holder was done.
    Done,
    /// The holder passed.
    Passed,
    /// The holder asked to be called again later.
    Deferred,
    /// The holder did not answer the offer.
    NoAnswer,
    /// The holder's connection did not come back in time.
    ConnectionLost,
    /// The holder left or was removed.
    Left,
    /// The holder was muted.
    Muted,
    /// A lead moved on or took the floor back.
    MovedOn,
    /// The hard limit was reached.
    TimeUp,
    /// The agenda moved on, or the meeting ended.
    ItemEnded,
}
