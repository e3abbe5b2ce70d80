//! The floor's state. Its times are *floor time*: a clock that stands still while the floor is
//! paused, so that a pause moves no deadline (domain.md, the floor, rules 14 and 15).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    id::ParticipantId,
    ordinal::{ItemIndex, RoundId, TurnId},
    time::{FloorMs, MeetingMs},
};

/// One holding of the floor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Turn {
    /// 1, 2, 3 … in this meeting.
    pub id: TurnId,
    /// Who has it.
    pub holder: ParticipantId,
    /// Its length, the holder's private multiplier included; 0 is untimed.
    pub share_ms: u64,
    /// Whether the extra minute was given (once per share, rule 5).
    pub extended: bool,
    /// Where it stands.
    pub stage: Stage,
}

/// What a sharer wants back (domain.md, the floor, rule 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackKind {
    /// Nothing: the default.
    Nothing,
    /// Just listening.
    Listening,
    /// Reactions.
    Reactions,
    /// Questions.
    Questions,
    /// Suggestions.
    Suggestions,
}

impl FeedbackKind {
    /// Whether others answer with messages.
    #[must_use]
    pub const fn wants_words(self) -> bool {
        matches!(self, Self::Questions | Self::Suggestions)
    }
}

/// Where a turn stands. All times are floor time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Stage {
    /// Share, pass, or come back to me? (rule 2)
    Offered {
        /// When it was offered.
        since_ms: FloorMs,
        /// Whether the nudge was sent.
        nudged: bool,
    },
    /// Accepted; the timer has not started yet (rule 3).
    Accepted {
        /// When the timer starts by itself.
        starts_by_ms: FloorMs,
    },
    /// Sharing (rule 3).
    Speaking {
        /// When the time is over; none is untimed.
        ends_ms: Option<FloorMs>,
    },
    /// The time is over: "please finish your thought" (rule 4).
    Grace {
        /// When the grace ends. With a soft limit the stage outlasts it.
        ends_ms: FloorMs,
    },
    /// Hard limit, after the grace: no new messages, the draft may be sent (rule 4).
    LastDraft {
        /// When the turn ends.
        ends_ms: FloorMs,
    },
    /// The holder lost the connection, or the server was restarted (rules 9 and 15).
    Held {
        /// How long the floor waits.
        until_ms: FloorMs,
        /// What was left of the share; none is untimed.
        left_ms: Option<u64>,
        /// Whether the share had begun; an offer that was cut is offered again.
        begun: bool,
    },
    /// The share is over; what does the sharer want back? (rule 6)
    ChoosingFeedback {
        /// When "nothing" is taken for the answer.
        until_ms: FloorMs,
    },
    /// Replies to the share (rule 6).
    Feedback {
        /// What was asked for.
        kind: FeedbackKind,
        /// When it ends.
        until_ms: FloorMs,
        /// How many replies may still come.
        replies_left: u32,
    },
    /// Tag: naming the next (rule 7).
    Naming {
        /// When the choice goes to the lead.
        until_ms: FloorMs,
    },
}

impl Stage {
    /// Whether the holder's messages are their share.
    #[must_use]
    pub const fn takes_words(&self) -> bool {
        matches!(
            self,
            Self::Offered { .. }
                | Self::Accepted { .. }
                | Self::Speaking { .. }
                | Self::Grace { .. }
                | Self::LastDraft { .. }
                | Self::Feedback { .. }
        )
    }

    /// Whether the share itself is over and only its end is left.
    #[must_use]
    pub const fn is_shared(&self) -> bool {
        matches!(self, Self::ChoosingFeedback { .. } | Self::Feedback { .. } | Self::Naming { .. })
    }

    /// Whether the share has begun.
    #[must_use]
    pub const fn is_begun(&self) -> bool {
        match self {
            Self::Offered { .. } | Self::Accepted { .. } => false,
            Self::Held { begun, .. } => *begun,
            _ => true,
        }
    }
}

/// Where a member stands in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SlotState {
    /// Still to come.
    Pending,
    /// Has the turn.
    Speaking,
    /// Has shared.
    Done,
    /// Has passed.
    Passed,
    /// Asked to come back to at the end.
    Deferred,
    /// Did not answer, or is gone.
    Away,
}

impl SlotState {
    /// Whether the person is still to be called.
    #[must_use]
    pub const fn is_to_come(self) -> bool {
        matches!(self, Self::Pending | Self::Deferred)
    }
}

/// A place in a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Slot {
    /// Whose.
    pub who: ParticipantId,
    /// Where they stand.
    pub state: SlotState,
    /// Whether they were deferred already: once each (rule 7).
    pub deferred_once: bool,
    /// At least this long when they come back after a lost connection (rule 9); 0 is the round's.
    pub share_ms_min: u64,
    /// Back after being away, to be called at the end (rule 7).
    pub returned: bool,
}

impl Slot {
    /// A place still to come.
    pub(super) const fn pending(who: ParticipantId) -> Self {
        Self { who, state: SlotState::Pending, deferred_once: false, share_ms_min: 0, returned: false }
    }
}

/// What a round is doing beside the turns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum RoundPhase {
    /// Turns go on.
    Turns {},
    /// "Anyone not heard?" (rule 7)
    AnyoneUnheard {
        /// When the round closes.
        until_ms: FloorMs,
    },
    /// Everyone passed: a silence (rule 11).
    Silence {
        /// When the lead is asked what to do.
        until_ms: FloorMs,
    },
}

/// One pass through the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Round {
    /// 1, 2, 3 … in this meeting.
    pub id: RoundId,
    /// The order, fixed and public (rule 1).
    pub slots: Vec<Slot>,
    /// The length of a share in this round; 0 is untimed.
    pub share_ms: u64,
    /// What it is doing.
    pub phase: RoundPhase,
}

impl Round {
    /// Whether anyone was heard.
    #[must_use]
    pub fn anyone_heard(&self) -> bool {
        self.slots.iter().any(|slot| slot.state == SlotState::Done)
    }
}

/// A raised hand (rule 8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Hand {
    /// Whose.
    pub who: ParticipantId,
    /// When it was raised, in meeting time.
    pub raised_ms: MeetingMs,
    /// Floor time when it falls, while its owner is offline.
    pub falls_ms: Option<FloorMs>,
    /// At least this long when the share was cut by a lost connection (rule 9); 0 is the item's.
    pub share_ms_min: u64,
}

/// A request for one more minute (rule 5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MoreTime {
    /// For which turn.
    pub turn: TurnId,
    /// When it is granted if nobody objects.
    pub until_ms: FloorMs,
}

/// How often a person has shared in the current item (rule 8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ShareCount {
    /// Who.
    pub who: ParticipantId,
    /// How often.
    pub shares: u32,
}

/// The floor.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
pub struct Floor {
    /// The turn, if someone has it. There is at most one.
    pub turn: Option<Turn>,
    /// The round, if one runs.
    pub round: Option<Round>,
    /// The round that waits while its item is held without rounds.
    pub set_aside: Option<Round>,
    /// Raised hands, in the order in which they will be called.
    pub queue: Vec<Hand>,
    /// Shares in the current item, in the order of first sharing.
    pub shares: Vec<ShareCount>,
    /// A request for one more minute.
    pub more_time: Option<MoreTime>,
}

/// The place of an item in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ItemTime {
    /// Which item.
    pub item: ItemIndex,
    /// Floor time when it started.
    pub started_ms: FloorMs,
    /// Floor time when it ended; none while it runs.
    pub ended_ms: Option<FloorMs>,
}
