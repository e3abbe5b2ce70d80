//! The way into a room, as a host chooses it.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    super::{
        limits::{ENTRY_QUESTION_CHARS_MAX, ENTRY_QUESTIONS_MAX, MODULE_STARTS_MAX, OPEN_PLACES_MAX},
        schedule::DateKey,
        text::{self, Lines, TextFault},
        wrong::{Reason, Wrong},
    },
    dates::Dates,
};
use crate::meeting::role::RoomKind;

/// How one gets into a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum WayIn {
    /// Everyone who has a link takes a seat. No therapist-led room is open.
    Open {},
    /// Everyone who has a link can ask, and a lead decides. Who has a personal invitation need not ask.
    Asking {
        /// What the host asks: at most 5 questions of at most 200 characters. May be empty.
        questions: Vec<String>,
    },
    /// Only who has a personal invitation takes a seat.
    Closed {
        /// The last session for which newcomers are taken; null if they are taken for all. Needs a series
        /// that ends, since no other counts its sessions.
        until_session: Option<u32>,
    },
    /// Who has a link takes a seat while a place is open; in therapy, who has a personal invitation. The group is told that somebody new comes.
    SlowOpen {
        /// How many places are open: 0 to 60. Each new seat takes one.
        places: u32,
    },
    /// Who has a link takes a seat, in therapy who has a personal invitation, and begins on a date that
    /// starts a module.
    Modules {
        /// The keys of the dates on which newcomers begin: 1 to 100 of them.
        starts: BTreeSet<DateKey>,
    },
}

/// The kind of a way in, without what the host chose about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WayInKind {
    /// Everyone who has a link takes a seat.
    Open,
    /// One asks, and a lead decides.
    Asking,
    /// By personal invitation.
    Closed,
    /// While a place is open.
    SlowOpen,
    /// From the start of a module on.
    Modules,
}

impl WayIn {
    /// Whether a link that many have leads to anything: in therapy everyone has an invitation of their own, and
    /// others can at most ask (docs/rules.md, "Joining and safety").
    pub(crate) const fn takes_links(&self, room: RoomKind) -> bool {
        match self {
            Self::Asking { .. } => true,
            Self::Closed { .. } => false,
            Self::Open {} | Self::SlowOpen { .. } | Self::Modules { .. } => matches!(room, RoomKind::PeerLed),
        }
    }

    /// The way into a new room of this kind whose host chose none.
    pub(crate) const fn usual(room: RoomKind) -> Self {
        match room {
            RoomKind::PeerLed => Self::Open {},
            RoomKind::TherapistLed => Self::Closed { until_session: None },
        }
    }

    /// Its kind.
    pub(crate) const fn kind(&self) -> WayInKind {
        match self {
            Self::Open {} => WayInKind::Open,
            Self::Asking { .. } => WayInKind::Asking,
            Self::Closed { .. } => WayInKind::Closed,
            Self::SlowOpen { .. } => WayInKind::SlowOpen,
            Self::Modules { .. } => WayInKind::Modules,
        }
    }

    /// The way in as it is kept, if it can be kept for a room of this kind with these dates.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub(crate) fn check(self, room: RoomKind, dates: Dates<'_>) -> Result<Self, Vec<Wrong>> {
        let (way, wrongs) = match self {
            Self::Open {} => {
                let wrong =
                    (room == RoomKind::TherapistLed).then(|| Wrong::new("type", Reason::NotInTherapy));
                (Self::Open {}, wrong.into_iter().collect())
            }
            Self::Asking { questions } => check_questions(&questions),
            Self::Closed { until_session } => {
                let wrong = until_session.and_then(|until| check_session(until, dates));
                (Self::Closed { until_session }, wrong.into_iter().collect())
            }
            Self::SlowOpen { places } => {
                let most = OPEN_PLACES_MAX;
                let wrong = (places > most).then(|| Wrong::beyond("places", Reason::TooLarge, most));
                (Self::SlowOpen { places }, wrong.into_iter().collect())
            }
            Self::Modules { starts } => {
                let wrongs = check_starts(&starts, dates);
                (Self::Modules { starts }, wrongs)
            }
        };
        if wrongs.is_empty() { Ok(way) } else { Err(wrongs) }
    }

    /// What is left of it when somebody new has taken a seat.
    #[must_use]
    pub(crate) fn after_a_seat(&self) -> Self {
        match self {
            Self::SlowOpen { places } => Self::SlowOpen { places: places.saturating_sub(1) },
            other => other.clone(),
        }
    }
}

fn check_questions(raw: &[String]) -> (WayIn, Vec<Wrong>) {
    let mut wrongs = Vec::new();
    if raw.len() > ENTRY_QUESTIONS_MAX {
        wrongs.push(Wrong::beyond("questions", Reason::TooMany, ENTRY_QUESTIONS_MAX));
    }
    let mut questions = Vec::new();
    for (place, raw) in raw.iter().take(ENTRY_QUESTIONS_MAX).enumerate() {
        let (question, field) = (text::tidy(raw, Lines::One), format!("questions[{place}]"));
        match text::check(&question, ENTRY_QUESTION_CHARS_MAX) {
            Ok(()) if question.is_empty() => {}
            Ok(()) => questions.push(question),
            Err(TextFault::NotText(unfit)) => wrongs.push(Wrong::unfit(field, unfit)),
            Err(TextFault::TooLong) => {
                wrongs.push(Wrong::beyond(field, Reason::TooLong, ENTRY_QUESTION_CHARS_MAX));
            }
        }
    }
    (WayIn::Asking { questions }, wrongs)
}

fn check_session(until: u32, dates: Dates<'_>) -> Option<Wrong> {
    match dates.sessions() {
        None => Some(Wrong::new("until_session", Reason::NotCounted)),
        Some(_) if until == 0 => Some(Wrong::beyond("until_session", Reason::TooSmall, 1_u32)),
        Some(of) if until > of => Some(Wrong::beyond("until_session", Reason::TooLarge, of)),
        Some(_) => None,
    }
}

fn check_starts(starts: &BTreeSet<DateKey>, dates: Dates<'_>) -> Vec<Wrong> {
    if starts.is_empty() {
        return vec![Wrong::beyond("starts", Reason::TooFew, 1_u32)];
    }
    if starts.len() > MODULE_STARTS_MAX {
        return vec![Wrong::beyond("starts", Reason::TooMany, MODULE_STARTS_MAX)];
    }
    let unknown = starts.iter().enumerate().filter(|(_, key)| !dates.has(**key));
    unknown.map(|(place, _)| Wrong::new(format!("starts[{place}]"), Reason::Unknown)).collect()
}
