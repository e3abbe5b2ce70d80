//! The floor's state. Its times are *floor time*: a clock that stands still while the floor is
//! paused, so that a pause moves no deadline (domain.md, the floor, rules 14 and 15).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    command::{FeedbackKind, ItemIndex, RoundId, TurnId},
    id::ParticipantId,
};

/// Floor time against meeting time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
pub struct FloorClock {
    /// Floor time when it was last started or stopped.
    pub floor_ms: u64,
    /// Meeting time since when it runs; none while it stands still.
    pub running_since_ms: Option<u64>,
}

impl FloorClock {
    /// Floor time at a meeting time.
    #[must_use]
    pub const fn at(&self, at_ms: u64) -> u64 {
        match self.running_since_ms {
            Some(since) => self.floor_ms.saturating_add(at_ms.saturating_sub(since)),
            None => self.floor_ms,
        }
    }

    /// The meeting time at which floor time reaches `floor_ms`, if the clock runs.
    #[must_use]
    pub const fn meeting_time_of(&self, floor_ms: u64) -> Option<u64> {
        match self.running_since_ms {
            Some(since) => Some(since.saturating_add(floor_ms.saturating_sub(self.floor_ms))),
            None => None,
        }
    }

    /// The clock stopped at a meeting time.
    #[must_use]
    pub const fn stopped(&self, at_ms: u64) -> Self {
        Self { floor_ms: self.at(at_ms), running_since_ms: None }
    }

    /// The clock running from a meeting time.
    #[must_use]
    pub const fn started(&self, at_ms: u64) -> Self {
        Self { floor_ms: self.at(at_ms), running_since_ms: Some(at_ms) }
    }
}

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

/// Where a turn stands. All times are floor time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Stage {
    /// Share, pass, or come back to me? (rule 2)
    Offered {
        /// When it was offered.
        since_ms: u64,
        /// Whether the nudge was sent.
        nudged: bool,
    },
    /// Accepted; the timer has not started yet (rule 3).
    Accepted {
        /// When the timer starts by itself.
        starts_by_ms: u64,
    },
    /// Sharing (rule 3).
    Speaking {
        /// When the time is over; none is untimed.
        ends_ms: Option<u64>,
    },
    /// The time is over: "please finish your thought" (rule 4).
    Grace {
        /// When the grace ends. With a soft limit the stage outlasts it.
        ends_ms: u64,
    },
    /// Hard limit, after the grace: no new messages, the draft may be sent (rule 4).
    LastDraft {
        /// When the turn ends.
        ends_ms: u64,
    },
    /// The holder lost the connection, or the server was restarted (rules 9 and 15).
    Held {
        /// How long the floor waits.
        until_ms: u64,
        /// What was left of the share; none is untimed.
        left_ms: Option<u64>,
        /// Whether the share had begun; an offer that was cut is offered again.
        begun: bool,
    },
    /// The share is over; what does the sharer want back? (rule 6)
    ChoosingFeedback {
        /// When "nothing" is taken for the answer.
        until_ms: u64,
    },
    /// Replies to the share (rule 6).
    Feedback {
        /// What was asked for.
        kind: FeedbackKind,
        /// When it ends.
        until_ms: u64,
        /// How many replies may still come.
        replies_left: u32,
    },
    /// Tag: naming the next (rule 7).
    Naming {
        /// When the choice goes to the lead.
        until_ms: u64,
    },
}

/// Where a member stands in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SeatState {
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

/// A place in a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Seat {
    /// Whose.
    pub who: ParticipantId,
    /// Where they stand.
    pub state: SeatState,
    /// Whether they were deferred already: once each (rule 7).
    pub deferred_once: bool,
    /// At least this long when they come back after a lost connection (rule 9); 0 is the round's.
    pub share_ms_min: u64,
    /// Back after being away, to be called at the end (rule 7).
    pub returned: bool,
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
        until_ms: u64,
    },
    /// Everyone passed: a silence (rule 11).
    Silence {
        /// When the lead is asked what to do.
        until_ms: u64,
    },
}

/// One pass through the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Round {
    /// 1, 2, 3 … in this meeting.
    pub id: RoundId,
    /// The order, fixed and public (rule 1).
    pub seats: Vec<Seat>,
    /// The length of a share in this round; 0 is untimed.
    pub share_ms: u64,
    /// What it is doing.
    pub phase: RoundPhase,
}

/// A raised hand (rule 8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Hand {
    /// Whose.
    pub who: ParticipantId,
    /// When it was raised, in meeting time.
    pub raised_ms: u64,
    /// Floor time when it falls, while its owner is offline.
    pub falls_ms: Option<u64>,
    /// At least this long when the share was cut by a lost connection (rule 9); 0 is the item's.
    pub share_ms_min: u64,
}

/// A request for one more minute (rule 5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MoreTime {
    /// For which turn.
    pub turn: TurnId,
    /// When it is granted if nobody objects.
    pub until_ms: u64,
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

/// The place of an item in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ItemTime {
    /// Which item.
    pub item: ItemIndex,
    /// Floor time when it started.
    pub started_ms: u64,
    /// Floor time when it ended; none while it runs.
    pub ended_ms: Option<u64>,
}
