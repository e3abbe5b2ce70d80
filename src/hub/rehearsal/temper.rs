//! How the simulated members differ, so that a facilitator meets all of it in one rehearsal.

use super::chance::chance;
use crate::{
    meeting::{floor::Stage, id::ParticipantId, state::Meeting, time::MeetingMs},
    room::HardMoment,
};

/// How a simulated member is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Temper {
    /// Shares when it is their turn.
    Steady,
    /// Takes long, and runs over the time.
    Slow,
    /// Sometimes loses the connection.
    Unsteady,
    /// Leaves every other offer unanswered.
    Absent,
    /// Comes when the meeting has begun.
    Late,
    /// Only listens.
    Listener,
}

/// One member of each.
pub(super) const TEMPERS: [Temper; 6] =
    [Temper::Steady, Temper::Slow, Temper::Unsteady, Temper::Absent, Temper::Listener, Temper::Late];

/// A latecomer comes this long after the opening.
const LATE_MS: u64 = 40_000;
/// A lost connection is back in time for the rest of a share (docs/rules.md, rule 9) …
const SHORT_MS: u64 = 25_000;
/// … or is not.
const LONG_MS: u64 = 80_000;
/// One in this many acts outside their own turn is a lost connection.
const LOST_ONE_IN: u64 = 40;

impl Temper {
    /// How they are while no person leads: a visitor comes to take part, and finds nobody hard.
    pub(super) const fn at_ease(self) -> Self {
        match self {
            Self::Slow | Self::Unsteady | Self::Absent => Self::Steady,
            Self::Steady | Self::Late | Self::Listener => self,
        }
    }

    /// The hard moment that somebody of this temper brings, in a rehearsal that has it.
    pub(super) const fn brings(self) -> Option<HardMoment> {
        match self {
            Self::Steady => Some(HardMoment::Advice),
            Self::Slow => Some(HardMoment::Dominating),
            Self::Listener => Some(HardMoment::Help),
            Self::Unsteady | Self::Absent | Self::Late => None,
        }
    }

    /// Whether somebody who was not here yet comes now.
    pub(super) fn comes(self, meeting: &Meeting, at_ms: MeetingMs) -> bool {
        self != Self::Late || meeting.opened_ms.is_some_and(|opened| at_ms >= opened.plus_ms(LATE_MS))
    }

    /// How long the connection is lost from now on, if it is.
    pub(super) fn absence_ms(self, me: ParticipantId, meeting: &Meeting, acts: u64) -> Option<u64> {
        if self != Self::Unsteady || !meeting.is_running() || meeting.pause.is_some() {
            return None;
        }
        let Some(turn) = meeting.turn_of(me) else {
            return chance(me, acts).is_multiple_of(LOST_ONE_IN).then_some(SHORT_MS);
        };
        let speaks = matches!(turn.stage, Stage::Speaking { .. });
        let spoke = meeting.messages.iter().any(|message| message.turn == Some(turn.id));
        let ms = if chance(me, u64::from(turn.id.0)).is_multiple_of(2) { SHORT_MS } else { LONG_MS };
        (speaks && spoke).then_some(ms)
    }
}
