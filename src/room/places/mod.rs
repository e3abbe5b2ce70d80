//! Who comes to a date: its places, the line of those who wait for one, and what people said. Pure: the
//! rows, the time and the terms of the date are arguments, and a change is decided on all rows of its
//! date at once, so that whoever keeps them in one transaction is never over capacity.

mod absence;
mod carry;
mod counts;
mod door;
mod line;
mod rule;
mod terms;

#[cfg(test)]
mod tests;

pub(crate) use self::{
    absence::{Attendance, AttendanceMark, Seen, attendance, missed_in_a_row},
    carry::carry,
    counts::{CountsTold, PlaceCounts, events},
    rule::{AbsenceRule, PlacesInput, PlacesRule},
    terms::Terms,
};

use std::collections::BTreeSet;

use crate::{meeting::id::ParticipantId, time::UnixMs};

/// What somebody has said of a date, or what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Whose place it is.
    pub who: ParticipantId,
    /// How they stand.
    pub stand: Stand,
    /// Whether they come late.
    pub late: bool,
    /// Since when they stand like this.
    pub since: UnixMs,
    /// Their number among those who ever signed up or waited, by which the line is ordered.
    pub number: u32,
}

/// How somebody stands to a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// They have a place; without sign-up, they said that they come.
    Coming,
    /// They wait for a place.
    Waiting,
    /// A place is kept for them until then.
    Offered {
        /// When it passes on to the next.
        until: UnixMs,
    },
    /// They said that they can't come.
    Absent,
    /// A place was offered and not taken in time.
    Lapsed,
    /// They did not come, and somebody else got their place.
    Missed,
    /// A lead took their place back.
    Removed,
    /// The date is gone, and their place with it.
    Gone,
}

impl Stand {
    /// The word for it.
    #[must_use]
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Coming => "coming",
            Self::Waiting => "waiting",
            Self::Offered { .. } => "offered",
            Self::Absent => "absent",
            Self::Lapsed => "lapsed",
            Self::Missed => "missed",
            Self::Removed => "removed",
            Self::Gone => "gone",
        }
    }

    /// When the offer ends, if it is one.
    #[must_use]
    pub(crate) const fn until(self) -> Option<UnixMs> {
        match self {
            Self::Offered { until } => Some(until),
            _ => None,
        }
    }

    /// What the word stands for; `None` if it is none.
    pub(crate) fn read(word: &str, until: Option<UnixMs>) -> Option<Self> {
        let plain = [
            Self::Coming,
            Self::Waiting,
            Self::Absent,
            Self::Lapsed,
            Self::Missed,
            Self::Removed,
            Self::Gone,
        ];
        let offered = until.map(|until| Self::Offered { until });
        plain.into_iter().chain(offered).find(|stand| stand.word() == word)
    }
}

/// What somebody says of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// They come, perhaps late.
    Coming {
        /// Whether they come late.
        late: bool,
    },
    /// They wait until a place is free.
    Waiting,
    /// They can't come.
    Absent,
}

/// A change of the places of one date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceChange {
    /// Only what time brings.
    Settle,
    /// Somebody answers.
    Answer(ParticipantId, Answer),
    /// Somebody takes back what they said: a place, their number in the line, or that they can't come.
    TakeBack(ParticipantId),
    /// A lead gives somebody a place.
    Give(ParticipantId),
    /// A lead takes somebody's place back.
    Remove(ParticipantId),
    /// Somebody is at the door, and these people are in.
    Come(ParticipantId, BTreeSet<ParticipantId>),
}

/// Why a change of places was not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceRefusal {
    /// No place is free, or others wait for it.
    Full,
    /// The date is over, is cancelled or does not exist.
    Over,
    /// Nobody signs up for the dates of this room.
    NoSignUp,
    /// A lead took their place back.
    Removed,
}

/// All that is said of one date, in the order of the numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Places(Vec<Place>);

impl Places {
    /// The rows of one date, in any order.
    pub(crate) fn new(mut rows: Vec<Place>) -> Self {
        rows.sort_by_key(|place| (place.number, place.who));
        Self(rows)
    }

    /// The rows in the order of their numbers.
    pub(crate) fn rows(&self) -> &[Place] {
        &self.0
    }

    /// What is known of somebody.
    pub(crate) fn of(&self, who: ParticipantId) -> Option<&Place> {
        self.0.iter().find(|place| place.who == who)
    }

    /// How many have a place, or said that they come.
    pub(crate) fn coming(&self) -> u32 {
        self.count(|place| place.stand == Stand::Coming)
    }

    /// How many wait for a place, those included to whom one is offered.
    pub(crate) fn waiting(&self) -> u32 {
        self.count(|place| matches!(place.stand, Stand::Waiting | Stand::Offered { .. }))
    }

    /// How many wait before somebody.
    pub(crate) fn ahead(&self, who: ParticipantId) -> u32 {
        let waiting = self.0.iter().filter(|place| place.stand == Stand::Waiting);
        u32::try_from(waiting.take_while(|place| place.who != who).count()).unwrap_or(u32::MAX)
    }

    /// How many places are free and kept for nobody; `None` without sign-up.
    pub(crate) fn free(&self, terms: &Terms) -> Option<u32> {
        let taken = self.count(|place| matches!(place.stand, Stand::Coming | Stand::Offered { .. }));
        terms.seats.map(|seats| seats.saturating_sub(taken))
    }

    fn count(&self, counts: impl Fn(&Place) -> bool) -> u32 {
        u32::try_from(self.0.iter().filter(|place| counts(place)).count()).unwrap_or(u32::MAX)
    }
}
