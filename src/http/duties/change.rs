//! Changes of duties, as people ask for them.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    http::{
        problem::{Code, Problem},
        web::Web,
    },
    hub::duties::{self, Crew},
    object::object,
    room::{
        Room,
        duties::{Duty, DutyChange, DutyRefusal, Holder},
        schedule::DateKey,
    },
    store::AuditBatch,
};

/// A change of one's own.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Own {
    /// What one does.
    #[serde(deserialize_with = "object")]
    pub(super) change: OwnChange,
}

/// Why a change of duties may be refused.
pub(super) const REFUSALS: [Code; 6] = [
    Code::NotFound,
    Code::DutyTaken,
    Code::DutyNotYours,
    Code::DutyNotForYou,
    Code::SwapGone,
    Code::ScheduleChanged,
];

/// What somebody does about duties of their own.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum OwnChange {
    /// Takes a duty that is open.
    Take {
        /// The key of the date.
        date: String,
        /// The duty.
        duty: Duty,
    },
    /// Gives a duty back; others may take it then.
    GiveBack {
        /// The key of the date.
        date: String,
        /// The duty.
        duty: Duty,
    },
    /// Asks whoever serves on another date to exchange the two.
    Ask {
        /// The key of one's own date.
        date: String,
        /// The duty.
        duty: Duty,
        /// The key of the date of the one who is asked.
        with: String,
    },
    /// Agrees to an exchange that somebody asked for.
    Agree {
        /// The key of the date of the one who asks.
        date: String,
        /// The duty.
        duty: Duty,
        /// The key of one's own date.
        with: String,
    },
    /// Says no to an exchange, or takes it back.
    Drop {
        /// The key of the date of the one who asks.
        date: String,
        /// The duty.
        duty: Duty,
        /// The key of the date of the one who was asked.
        with: String,
    },
    /// Says whether they are told, the day before, when a date lacks somebody and they may serve.
    BeAsked {
        /// Whether they are.
        on: bool,
    },
}

impl OwnChange {
    pub(super) fn by(self, who: Holder) -> Result<DutyChange, Problem> {
        Ok(match self {
            Self::Take { date, duty } => DutyChange::Take(key(&date)?, duty, who),
            Self::GiveBack { date, duty } => DutyChange::GiveBack(key(&date)?, duty, who),
            Self::Ask { date, duty, with } => DutyChange::Ask(key(&date)?, duty, who, key(&with)?),
            Self::Agree { date, duty, with } => DutyChange::Agree(key(&date)?, duty, who, key(&with)?),
            Self::BeAsked { on } => DutyChange::BeAsked(who, on),
            Self::Drop { date, duty, with } => DutyChange::Drop(key(&date)?, duty, who, key(&with)?),
        })
    }
}

pub(super) fn key(text: &str) -> Result<DateKey, Problem> {
    text.parse().map_err(|_| Code::NotFound.into())
}

impl From<DutyRefusal> for Problem {
    fn from(refusal: DutyRefusal) -> Self {
        let code = match refusal {
            DutyRefusal::NoSuchDate => Code::NotFound,
            DutyRefusal::Taken => Code::DutyTaken,
            DutyRefusal::NotForThem => Code::DutyNotForYou,
            DutyRefusal::NotTheirs => Code::DutyNotYours,
            DutyRefusal::NoSuchSwap => Code::SwapGone,
            DutyRefusal::NoRotation => {
                return Self::field(Code::OutOfRange, "order").detail(refusal.to_string());
            }
        };
        Self::from(code).detail(refusal.to_string())
    }
}

/// Changes the duties of a room, and tells its meeting.
pub(super) async fn change(
    web: &Web,
    room: &Room,
    crew: &Crew,
    change: DutyChange,
    audit: AuditBatch,
) -> Result<(), Problem> {
    room.schedule.as_ref().ok_or(Code::NotFound)?;
    let changed = duties::change(&web.store, room, crew, web.now(), audit, |duties, book| {
        duties.changed(change.clone(), book)
    });
    changed.await??;
    web.services.directory.room_changed(room.id).await;
    Ok(())
}
