//! A schedule and its dates as they are shown.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Date, DateKey, DateNumber, Doors, Ends, Local, Schedule, Zone, rule::Repeat};
use crate::time::UnixMs;

/// When a series meets.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct ScheduleView {
    /// The IANA time zone in which the dates are planned.
    zone: Zone,
    /// The first date of the rule in force, local in that zone.
    start: Local,
    /// How often there is a date.
    repeat: Repeat,
    /// When the series is over.
    ends: Ends,
    /// When people may come, and how long they wait for a lead.
    doors: Doors,
    /// Counts the changes, from 0.
    sequence: u32,
}

/// One date of a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct DateView {
    /// Names the date in its series: its local start as it was first planned. It stays when the date is
    /// moved.
    #[ts(type = "string")]
    pub key: DateKey,
    /// The IANA time zone in which the host planned it.
    #[ts(type = "string")]
    pub zone: Zone,
    /// When it begins on a clock in that zone, such as `2026-12-01T19:00`.
    #[ts(type = "string")]
    pub local: Local,
    /// When it begins, in unix milliseconds, as are the moments below.
    pub starts_at: UnixMs,
    /// When it is planned to end.
    pub ends_at: UnixMs,
    /// Whether it was moved from where the rule has it.
    pub moved: bool,
    /// Whether it was added beside those of the rule.
    pub added: bool,
    /// Whether it is cancelled.
    pub cancelled: bool,
    /// What the host says about it. May be empty.
    pub note: String,
    /// Which session it is; null in a series without an end, and if it is cancelled.
    pub number: Option<DateNumber>,
    /// Leads may come from then on.
    pub leads_from: UnixMs,
    /// Members may come from then on.
    pub members_from: UnixMs,
    /// The door closes then for everyone who was not in; null if it stays open.
    pub late_at: Option<UnixMs>,
    /// The date is missed then, unless a lead has opened it.
    pub missed_at: UnixMs,
}

impl Schedule {
    /// The schedule as it is shown.
    pub(crate) fn view(&self) -> ScheduleView {
        let rule = self.rule();
        ScheduleView {
            zone: self.zone(),
            start: rule.start,
            repeat: rule.repeat.clone(),
            ends: rule.ends,
            doors: self.doors,
            sequence: self.sequence,
        }
    }

    /// A date as it is shown.
    pub(crate) fn date_view(&self, date: Date) -> DateView {
        let passage = self.passage(&date);
        DateView {
            key: date.key,
            zone: date.zone,
            local: date.local,
            starts_at: date.starts_at,
            ends_at: date.ends_at,
            moved: date.moved,
            added: date.added,
            cancelled: date.cancelled,
            note: date.note,
            number: date.number,
            leads_from: passage.leads_from,
            members_from: passage.members_from,
            late_at: passage.late_at,
            missed_at: passage.missed_at,
        }
    }
}
