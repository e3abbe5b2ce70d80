//! A round: one pass through an order of people, a slot each (rules 1 and 7).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{id::ParticipantId, ordinal::RoundId, time::FloorMs};

/// Where a person stands in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SlotState {
    /// They are still to be called.
    Pending,
    /// They have the turn.
    Speaking,
    /// They have shared.
    Done,
    /// They have passed.
    Passed,
    /// They asked to be called again at the end.
    Deferred,
    /// They did not answer, or are not here.
    Away,
}

impl SlotState {
    /// Whether the person is still to be called.
    #[must_use]
    pub const fn is_to_come(self) -> bool {
        matches!(self, Self::Pending | Self::Deferred)
    }
}

/// One person's place in the order of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Slot {
    /// The person.
    pub who: ParticipantId,
    /// Where they stand.
    pub state: SlotState,
    /// Whether they asked to be called later before. Each person may ask once per round.
    pub deferred_once: bool,
    /// The length of the share in milliseconds, if a lost connection cut it; 0 for the round's length.
    pub share_ms_min: u64,
    /// Whether they are back after being away, and will be called at the end.
    pub returned: bool,
}

impl Slot {
    /// A slot that is still to come.
    pub(super) const fn pending(who: ParticipantId) -> Self {
        Self { who, state: SlotState::Pending, deferred_once: false, share_ms_min: 0, returned: false }
    }
}

/// When a person last was the one who starts, over all the meetings of a room. The order of the variants
/// is that in which people start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum LastStart {
    /// They were in a meeting before, and never started.
    Never {},
    /// They started before.
    Before {
        /// Orders those who did: it is larger for who started later.
        order: u64,
    },
    /// This is their first meeting.
    New {},
}

impl Default for LastStart {
    fn default() -> Self {
        Self::New {}
    }
}

/// What a round is doing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum RoundPhase {
    /// Turns go on.
    Turns {},
    /// Everyone was called, and anyone who was not heard may still speak.
    AnyoneUnheard {
        /// Floor time at which the round closes.
        until_ms: FloorMs,
    },
    /// Everyone passed, and a silence is held.
    Silence {
        /// Floor time at which the lead is asked what to do.
        until_ms: FloorMs,
    },
}

/// One pass through an order of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Round {
    /// The round's number.
    pub id: RoundId,
    /// One slot for each person, in the order in which they are called.
    pub slots: Vec<Slot>,
    /// The length of a share in this round, in milliseconds; 0 if shares are untimed.
    pub share_ms: u64,
    /// What the round is doing.
    pub phase: RoundPhase,
}

impl Round {
    /// Whether anyone was heard.
    #[must_use]
    pub(super) fn anyone_heard(&self) -> bool {
        self.slots.iter().any(|slot| slot.state == SlotState::Done)
    }
}
