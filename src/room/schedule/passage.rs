//! When the doors of a date open and close, and which date is the next one.

use super::{DateKey, Schedule, date::Date};
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

impl Passage {
    /// From when leads or members may come.
    pub(crate) const fn opens_at(&self, is_lead: bool) -> UnixMs {
        if is_lead { self.leads_from } else { self.members_from }
    }
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

    /// The next date that is not cancelled, is not over, and can still be opened: `held` was. Its doors
    /// may be open already. `None` if there is none.
    pub(crate) fn next(&self, now: UnixMs, minutes: u32, held: Option<DateKey>) -> Option<Date> {
        let dates = self.dates_from(now, minutes);
        dates
            .filter(|date| !date.cancelled && Some(date.key) != held)
            .find(|date| now < self.passage(date).missed_at)
    }

    /// The date whose time is now, from when leads may come until its planned end. `None` if there is
    /// none.
    pub(crate) fn current(&self, now: UnixMs, minutes: u32) -> Option<Date> {
        let first = self.dates_from(now, minutes).find(|date| !date.cancelled)?;
        (self.passage(&first).leads_from <= now && now < first.ends_at).then_some(first)
    }

    /// The date to which a lead or a member may come now. Leads may come back to one that was `held`,
    /// until its planned end: it can be opened again. `None` if the doors are closed.
    pub(crate) fn open_date(
        &self,
        now: UnixMs,
        minutes: u32,
        is_lead: bool,
        held: Option<DateKey>,
    ) -> Option<Date> {
        let again = self.current(now, minutes).filter(|date| is_lead && Some(date.key) == held);
        again.or_else(|| {
            let next = self.next(now, minutes, held)?;
            (self.passage(&next).opens_at(is_lead) <= now).then_some(next)
        })
    }

    /// The last date that can't be opened any more, of those that began within `within_ms` and since this
    /// was planned: nobody misses a cancelled one. `None` if there is none.
    pub(crate) fn last_shut(&self, now: UnixMs, minutes: u32, within_ms: u64) -> Option<Date> {
        let from = UnixMs::from_ms(now.as_ms().saturating_sub_unsigned(within_ms)).max(self.planned_at);
        let begun = self.dates_from(from, minutes).take_while(|date| date.starts_at <= now);
        begun
            .filter(|date| !date.cancelled && date.starts_at >= from)
            .filter(|date| self.passage(date).missed_at <= now)
            .last()
    }

    /// The date that began last and is not longer ago than `within_ms`, cancelled or not. `None` if none
    /// did.
    pub(crate) fn last_begun(&self, now: UnixMs, minutes: u32, within_ms: u64) -> Option<Date> {
        let from = UnixMs::from_ms(now.as_ms().saturating_sub_unsigned(within_ms));
        self.dates_from(from, minutes).take_while(|date| date.starts_at <= now).last()
    }
}
