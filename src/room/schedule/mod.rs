//! When a series meets: a rule, the dates that are changed by themselves, and the doors. Dates are
//! never stored: they are computed from the schedule and the length of a meeting, for a time that is
//! passed in.

mod change;
mod date;
mod doors;
mod entry;
mod input;
mod local;
mod overlap;
mod passage;
mod rule;
mod view;

#[cfg(test)]
mod tests;

use self::rule::{Ends, Rule};
pub(crate) use self::{
    change::{DateChange, Effect, NewDate},
    date::Date,
    doors::{Doors, DoorsInput},
    entry::Entry,
    input::ScheduleInput,
    overlap::overlaps,
    rule::{Repeat, Weekday},
    view::ScheduleView,
};
pub(crate) use self::{
    date::DateNumber,
    local::{Local, Zone, ZoneOffset},
    view::DateView,
};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::time::UnixMs;

/// Names a date of a series: its local start as it was first planned. It stays when the date is moved,
/// as RECURRENCE-ID does in iCalendar.
pub(crate) type DateKey = Local;

/// When a series meets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// The rules, each in force until the next one begins; the last one is in force now. Never empty.
    rules: Vec<RuleInForce>,
    /// The dates that differ from their rule, and those that no rule gives.
    changes: BTreeMap<DateKey, Changed>,
    /// When people may come.
    doors: Doors,
    /// Counts the changes, as SEQUENCE does in iCalendar.
    sequence: u32,
    /// When it was first planned: what calendars have of it is never taken for that of an earlier
    /// schedule of the room, whose changes were counted from 0 as well.
    #[serde(default, skip_serializing_if = "is_unknown")]
    planned_at: UnixMs,
}

/// A schedule of before this was noted stays as it was written.
fn is_unknown(planned_at: &UnixMs) -> bool {
    *planned_at == UnixMs::default()
}

/// A rule and how long it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct RuleInForce {
    /// Its number in the series, from 1, by which calendars know it. A rule that takes the place of
    /// another takes over its number.
    serial: u32,
    /// The zone of its dates.
    zone: Zone,
    rule: Rule,
    /// Its dates from here on are the next rule's; `None` for the last one.
    until: Option<DateKey>,
    /// The count of changes when it was last changed.
    sequence: u32,
}

/// What differs in one date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Changed {
    /// The start it was moved to; `None` if it was not.
    moved_to: Option<Local>,
    /// Whether it is cancelled.
    cancelled: bool,
    /// Whether no rule gives it.
    extra: bool,
    /// What the host says about it. May be empty.
    note: String,
    /// The count of changes when it was last changed.
    sequence: u32,
}

impl Schedule {
    /// The zone in which the host plans.
    pub(crate) fn zone(&self) -> Zone {
        self.last().zone
    }

    /// The same schedule, which calendars take for another one from now on.
    pub(crate) fn begun_anew(self, now: UnixMs) -> Self {
        Self { planned_at: now, ..self }
    }

    /// Counts the changes.
    pub(crate) const fn sequence(&self) -> u32 {
        self.sequence
    }

    /// The rule in force.
    pub(crate) fn rule(&self) -> &Rule {
        &self.last().rule
    }

    #[expect(clippy::expect_used, reason = "a schedule is made with a rule, and loses none")]
    fn last(&self) -> &RuleInForce {
        self.rules.last().expect("a schedule has a rule")
    }
}
