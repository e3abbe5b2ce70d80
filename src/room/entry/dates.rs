//! The dates of a series, as its way in needs them.

use std::collections::BTreeSet;

use super::super::schedule::{Date, DateKey, Schedule};
use crate::time::UnixMs;

/// The dates of a series.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dates<'a> {
    /// When it meets; `None` if its leads open the room when they like.
    pub(crate) schedule: Option<&'a Schedule>,
    /// The planned length of a meeting, in minutes.
    pub(crate) minutes: u32,
}

impl Dates<'_> {
    /// How many sessions there are; `None` if they are not counted, because the series goes on.
    pub(super) fn sessions(self) -> Option<u32> {
        self.schedule?.session_count()
    }

    pub(super) fn has(self, key: DateKey) -> bool {
        self.schedule.is_some_and(|schedule| schedule.date(key, self.minutes).is_some())
    }

    /// The next date that can still be held.
    pub(super) fn next(self, now: UnixMs) -> Option<Date> {
        self.schedule?.next(now, self.minutes, None)
    }

    /// The first of these dates that can still be held.
    pub(super) fn next_of(self, keys: &BTreeSet<DateKey>, now: UnixMs) -> Option<Date> {
        let schedule = self.schedule?;
        let dates = keys.iter().filter_map(|key| schedule.date(*key, self.minutes));
        let held = dates.filter(|date| !date.cancelled && now < schedule.passage(date).missed_at);
        held.min_by_key(|date| date.starts_at)
    }
}
