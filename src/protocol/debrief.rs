//! What the leads of a rehearsal are told afterwards.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::meeting::time::MeetingMs;
pub use crate::room::HardMoment;

/// What a lead did about a hard moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeadActKind {
    /// They had the call for help on their screen.
    ReadCall,
    /// They said that they are with the caller.
    ClaimedCall,
    /// They whispered to the person.
    Whispered,
    /// They said something to everyone.
    Spoke,
    /// They put a message of the person under a content note.
    Covered,
    /// They took back a message of the person.
    TookBack,
    /// They reminded the person gently.
    Reminded,
    /// They gave the person one more minute.
    GaveTime,
    /// They moved on from the person's turn.
    MovedOn,
    /// They changed how the item is held.
    ChangedItem,
    /// They muted the person, or everyone.
    Muted,
    /// They sent the person back to the door.
    SentToDoor,
    /// They removed the person.
    Removed,
    /// They paused the floor.
    Paused,
}

/// Something that a lead did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LeadAct {
    /// What they did.
    pub act: LeadActKind,
    /// How long after the moment began, in milliseconds.
    pub after_ms: u64,
}

/// A hard moment that came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MetMoment {
    /// What it was.
    pub moment: HardMoment,
    /// The name of the simulated person.
    pub name: String,
    /// Meeting time at which it began.
    pub at_ms: MeetingMs,
    /// What this lead did, each act once, in order. Empty if they did nothing.
    pub acts: Vec<LeadAct>,
}

/// What a rehearsal held, and what one of its leads did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Debrief {
    /// The hard moments that came while they led or that they did something about, in order.
    pub met: Vec<MetMoment>,
    /// The hard moments that were chosen and did not come.
    pub not_met: Vec<HardMoment>,
}
