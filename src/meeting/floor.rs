//! The floor: who has it, who is next, who waits. Its moments are floor time ([`FloorMs`]), so that
//! a pause moves no deadline (rules 14 and 15).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    id::ParticipantId,
    ordinal::{ItemIndex, TurnId},
    round::Round,
    sealed::SealedRound,
    time::{FloorMs, MeetingMs},
};

/// One holding of the floor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Turn {
    /// The turn's number.
    pub id: TurnId,
    /// The person who has the floor.
    pub holder: ParticipantId,
    /// The length of the share in milliseconds; 0 if it is untimed. Only the holder sees it with their
    /// private multiplier, everybody else sees the usual length.
    pub share_ms: u64,
    /// Whether the extra minute was given. It is given once per share.
    pub extended: bool,
    /// Where the turn stands. Only the holder is told that the time is over; to everybody else the
    /// share goes on.
    pub stage: Stage,
    /// The clock of the usual length. It stays in the state, and is not part of what anyone is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(skip)]
    #[schemars(skip)]
    pub usual: Option<UsualClock>,
}

/// A turn's length and stage as if its holder had no private multiplier and were never over the time.
/// It is what everybody but the holder is told, and what the item's time is planned with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsualClock {
    /// The length of the share in milliseconds; 0 if it is untimed.
    pub share_ms: u64,
    /// Where the turn stands.
    pub stage: Stage,
}

impl Turn {
    /// The stage by the usual clock.
    #[must_use]
    pub(super) fn usual_stage(&self) -> &Stage {
        self.usual.as_ref().map_or(&self.stage, |usual| &usual.stage)
    }
}

/// What a sharer wants back after their share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackKind {
    /// Nothing, which is the default.
    Nothing,
    /// To have been listened to.
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

/// Where a turn stands. Every moment in it is floor time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Stage {
    /// The floor is offered: to share, to pass, or to be called again later.
    Offered {
        /// When it was offered.
        since_ms: FloorMs,
        /// Whether the reminder was sent.
        nudged: bool,
    },
    /// The offer was accepted, and the timer has not started yet.
    Accepted {
        /// When the timer starts by itself.
        starts_by_ms: FloorMs,
    },
    /// The holder shares.
    Speaking {
        /// When the time is over; null if the share is untimed.
        ends_ms: Option<FloorMs>,
    },
    /// The time is over, and the holder finishes their thought.
    Grace {
        /// When the grace ends. With a soft limit the stage lasts longer.
        ends_ms: FloorMs,
    },
    /// With a hard limit, after the grace: the holder may send what they have written, once.
    LastDraft {
        /// When the turn ends.
        ends_ms: FloorMs,
    },
    /// The holder lost the connection, or the server was restarted, and the floor waits.
    Held {
        /// How long the floor waits.
        until_ms: FloorMs,
        /// What is left of the share in milliseconds; null if it is untimed or had not begun.
        left_ms: Option<u64>,
        /// Whether the share had begun. An offer that was cut is offered again.
        begun: bool,
    },
    /// The share is over, and the sharer is asked what they want back.
    ChoosingFeedback {
        /// When no answer counts as "nothing".
        until_ms: FloorMs,
    },
    /// Others reply to the share.
    Feedback {
        /// What the sharer wants.
        kind: FeedbackKind,
        /// When the feedback ends.
        until_ms: FloorMs,
        /// How many more replies may come.
        replies_left: u32,
        /// The people who have replied, each once, in the order of their replies.
        #[serde(default)]
        replied: Vec<ParticipantId>,
    },
    /// The sharer names who is next.
    Naming {
        /// When the choice goes to the leads.
        until_ms: FloorMs,
    },
    /// The share is over, and the floor rests for a moment before it goes on.
    Breath {
        /// When the floor goes on.
        until_ms: FloorMs,
    },
}

impl Stage {
    /// Whether the holder's messages are their share.
    #[must_use]
    pub(super) const fn takes_words(&self) -> bool {
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

    /// Whether the share itself is over, and only what follows it is left.
    #[must_use]
    pub(super) const fn is_shared(&self) -> bool {
        matches!(
            self,
            Self::ChoosingFeedback { .. } | Self::Feedback { .. } | Self::Naming { .. } | Self::Breath { .. }
        )
    }

    /// Whether the share has begun.
    #[must_use]
    pub(super) const fn is_begun(&self) -> bool {
        match self {
            Self::Offered { .. } | Self::Accepted { .. } => false,
            Self::Held { begun, .. } => *begun,
            _ => true,
        }
    }
}

/// A raised hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Hand {
    /// The person whose hand it is.
    pub who: ParticipantId,
    /// Meeting time at which it was raised.
    pub raised_ms: MeetingMs,
    /// Floor time at which it falls because the person is offline; null while they are online.
    pub falls_ms: Option<FloorMs>,
    /// The length of the share in milliseconds, if a lost connection cut it; 0 for the usual length.
    pub share_ms_min: u64,
}

/// A request for one more minute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MoreTime {
    /// The turn that it is for.
    pub turn: TurnId,
    /// Floor time at which it is decided: granted if nobody objected, in therapy refused.
    pub until_ms: FloorMs,
}

/// How often a person has shared in the current item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ShareCount {
    /// The person.
    pub who: ParticipantId,
    /// How often they shared.
    pub shares: u32,
}

/// The floor of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
pub struct Floor {
    /// The current turn; null if the floor is free.
    pub turn: Option<Turn>,
    /// The running round; null if none runs.
    pub round: Option<Round>,
    /// The round that waits while its item is held without rounds; null if none does.
    pub set_aside: Option<Round>,
    /// Whether a round was closed in the current item.
    #[serde(default)]
    pub round_held: bool,
    /// The sealed round of the current item; null if it has none.
    #[serde(default)]
    pub sealed: Option<SealedRound>,
    /// The raised hands, in the order in which they will be called.
    pub queue: Vec<Hand>,
    /// The shares in the current item, by the order of each person's first one.
    pub shares: Vec<ShareCount>,
    /// The request for one more minute; null if there is none.
    pub more_time: Option<MoreTime>,
}

/// When an agenda item was held. Both moments are floor time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ItemTime {
    /// The item.
    pub item: ItemIndex,
    /// When it started.
    pub started_ms: FloorMs,
    /// When it ended; null while it runs.
    pub ended_ms: Option<FloorMs>,
}
