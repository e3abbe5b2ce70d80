//! Whether somebody new gets a seat, and from which date on.

use super::{
    super::{
        limits::DATES_MAX,
        schedule::{Date, DateKey},
        state::Room,
    },
    dates::Dates,
    way::WayIn,
};
use crate::{meeting::role::RoomKind, time::UnixMs};

/// How somebody comes who has no seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coming {
    /// By a link that many may have.
    ByLink,
    /// By an invitation that is theirs alone, or because a lead wants to let them in.
    Invited,
    /// A lead has let them in before, and a place is kept for them.
    Accepted,
}

/// What they get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Admission {
    /// A seat.
    Seat,
    /// A seat with which they come from this date on.
    SeatFrom(Date),
    /// They can ask.
    Ask,
}

/// Why they get no seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shut {
    /// Only who has a personal invitation comes in.
    ByInvitation,
    /// The session is over until which newcomers were taken.
    Over,
    /// No place is open.
    NoPlace,
    /// No date is planned on which newcomers begin.
    NoStart,
}

impl WayIn {
    /// What somebody new gets in a room of this kind.
    ///
    /// # Errors
    /// Why they get nothing now.
    pub(crate) fn admits(
        &self,
        room: RoomKind,
        coming: Coming,
        dates: Dates<'_>,
        now: UnixMs,
    ) -> Result<Admission, Shut> {
        if coming == Coming::ByLink && !self.takes_links(room) {
            return Err(Shut::ByInvitation);
        }
        match self {
            Self::Asking { .. } if coming == Coming::ByLink => Ok(Admission::Ask),
            Self::Closed { until_session: Some(until) } if coming == Coming::Invited => {
                let next = dates.next(now).and_then(|date| date.number);
                let still = next.is_some_and(|number| number.session <= *until);
                if still { Ok(Admission::Seat) } else { Err(Shut::Over) }
            }
            Self::SlowOpen { places: 0 } if coming != Coming::Accepted => Err(Shut::NoPlace),
            Self::Modules { starts } => {
                dates.next_of(starts, now).map(Admission::SeatFrom).ok_or(Shut::NoStart)
            }
            Self::Open {} | Self::Asking { .. } | Self::Closed { .. } | Self::SlowOpen { .. } => {
                Ok(Admission::Seat)
            }
        }
    }
}

impl Room {
    /// Its dates, for its way in.
    pub(crate) fn entry_dates(&self) -> Dates<'_> {
        Dates { schedule: self.schedule.as_ref(), minutes: self.planned_minutes() }
    }

    /// What somebody new gets.
    ///
    /// # Errors
    /// Why they get nothing now.
    pub(crate) fn admits(&self, coming: Coming, now: UnixMs) -> Result<Admission, Shut> {
        self.entry.admits(self.kind, coming, self.entry_dates(), now)
    }

    /// From which date on somebody may come whose seat begins on a date; `None` if to all.
    pub(crate) fn first_key(&self, begins: Option<DateKey>) -> Option<DateKey> {
        begins.filter(|_| matches!(self.entry, WayIn::Modules { .. }))
    }

    /// Whether somebody whose seat begins on a date may come to another one.
    pub(crate) fn has_begun(&self, begins: Option<DateKey>, date: DateKey) -> bool {
        self.first_key(begins).is_none_or(|first| first <= date)
    }

    /// The first date to which somebody may come whose seat begins on a date; `None` if there is none.
    pub(crate) fn first_date(&self, begins: Option<DateKey>, now: UnixMs) -> Option<Date> {
        let dates = self.dates_from(now).take(DATES_MAX as usize);
        dates.filter(|date| !date.cancelled).find(|date| self.has_begun(begins, date.key))
    }
}
