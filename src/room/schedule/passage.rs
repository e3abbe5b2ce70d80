//! When the doors of a date open and close, and which date is the next one.

use super::{Schedule, date::Date};
use crate::time::UnixMs;

const MINUTE_MS: u64 = 60_000;

/// The moments at which the doors of one date open and close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Passage {
    /// Leads may come.
    pub leads_from: UnixMs,
    /// Members may come.
    pub members_from: UnixMs,
    /// The door closes for everyone who was not in; `None` if it stays open.
    pub late_at: Option<UnixMs>,
    /// The date is missed unless a lead has opened it.
    pub missed_at: UnixMs,
}

impl Schedule {
    /// The doors of a date.
    pub(crate) fn passage(&self, date: &Date) -> Passage {
        let doors = self.doors;
        let before = |minutes: u32| {
            UnixMs::from_ms(date.starts_at.as_ms().saturating_sub_unsigned(u64::from(minutes) * MINUTE_MS))
        };
        let after = |minutes: u32| date.starts_at.plus_ms(u64::from(minutes) * MINUTE_MS);
        Passage {
            leads_from: before(doors.leads_minutes),
            members_from: before(doors.members_minutes),
            late_at: doors.late_minutes.map(after),
            missed_at: after(doors.missed_minutes).min(date.ends_at),
        }
    }

    /// The next date that is not cancelled and can still be held, when no meeting is open: its doors may
    /// be open already. `None` if there is none.
    pub(crate) fn next(&self, now: UnixMs, minutes: u32) -> Option<Date> {
        self.dates_from(now, minutes).find(|date| !date.cancelled && now < self.passage(date).missed_at)
    }
}
