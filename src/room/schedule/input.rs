//! A schedule as a host sends it: everything that is wrong is named, or nothing happens.

use std::{collections::BTreeSet, str::FromStr};

use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    super::{
        limits::{DATES_MAX, REPEAT_EVERY_MAX},
        wrong::{Reason, Wrong},
    },
    Doors, DoorsInput, Ends, Local, Rule, Zone,
    rule::{Repeat, Weekday},
};
use crate::{
    meeting::role::RoomKind,
    object::{object, object_or_default},
    time::UnixMs,
};

/// When a series meets.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScheduleInput {
    /// The IANA time zone in which the dates are planned, such as `Europe/Berlin`.
    pub zone: String,
    /// The first date, local in that zone, such as `2026-12-01T19:00`. It is one of the rule's dates, and
    /// not in the past.
    pub start: String,
    /// How often there is a date.
    #[serde(deserialize_with = "object")]
    pub repeat: Repeat,
    /// When the series is over.
    #[serde(deserialize_with = "object")]
    pub ends: EndsInput,
    /// When people may come, and how long they wait for a lead. What is left out has its default.
    #[serde(default, deserialize_with = "object_or_default")]
    #[schemars(with = "Option<Doors>")]
    pub doors: DoorsInput,
}

/// When a series is over.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum EndsInput {
    /// It goes on.
    Never {},
    /// After so many dates.
    After {
        /// 1 to 400. Cancelled ones count.
        dates: u32,
    },
    /// With the last date on or before a day.
    On {
        /// The day, such as `2027-06-30`: at most 400 dates.
        day: String,
    },
}

/// A schedule that was checked.
pub(super) struct Checked {
    pub(super) zone: Zone,
    pub(super) rule: Rule,
    pub(super) doors: Doors,
}

impl ScheduleInput {
    /// The rule and the doors, if every field is good.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub(super) fn check(&self, kind: RoomKind, now: UnixMs) -> Result<Checked, Vec<Wrong>> {
        let mut wrongs = Vec::new();
        let doors = self.doors.check(kind, &mut wrongs);
        let zone = read::<Zone>(&self.zone, "zone", Reason::Unknown, &mut wrongs);
        let start = read::<Local>(&self.start, "start", Reason::NotADate, &mut wrongs);
        let ends = self.ends(&mut wrongs);
        check_repeat(&self.repeat, &mut wrongs);
        let (Some(zone), Some(start), Some(ends)) = (zone, start, ends) else { return Err(wrongs) };
        if zone.moment(start) < now {
            wrongs.push(Wrong::new("start", Reason::Past));
        }
        let once = matches!(self.repeat, Repeat::Once {});
        let rule =
            Rule { start, repeat: self.repeat.clone(), ends: if once { Ends::Never {} } else { ends } };
        if wrongs.is_empty() {
            check_dates(&rule, &mut wrongs);
        }
        if wrongs.is_empty() { Ok(Checked { zone, rule, doors }) } else { Err(wrongs) }
    }

    fn ends(&self, wrongs: &mut Vec<Wrong>) -> Option<Ends> {
        match &self.ends {
            EndsInput::Never {} => Some(Ends::Never {}),
            EndsInput::After { dates } => {
                check_range(*dates, DATES_MAX, "ends.dates", wrongs);
                Some(Ends::After { dates: *dates })
            }
            EndsInput::On { day } => {
                let day = read::<NaiveDate>(day, "ends.day", Reason::NotADate, wrongs)?;
                if (1970..=9999).contains(&day.year()) {
                    return Some(Ends::On { day });
                }
                wrongs.push(Wrong::new("ends.day", Reason::NotADate));
                None
            }
        }
    }
}

fn read<T: FromStr>(text: &str, field: &str, reason: Reason, wrongs: &mut Vec<Wrong>) -> Option<T> {
    let read = text.parse().ok();
    if read.is_none() {
        let reason = if text.is_empty() { Reason::Required } else { reason };
        wrongs.push(Wrong::new(field, reason));
    }
    read
}

fn check_range(number: u32, most: u32, field: &str, wrongs: &mut Vec<Wrong>) {
    if number == 0 {
        wrongs.push(Wrong::beyond(field, Reason::TooSmall, 1_u32));
    } else if number > most {
        wrongs.push(Wrong::beyond(field, Reason::TooLarge, most));
    }
}

fn check_repeat(repeat: &Repeat, wrongs: &mut Vec<Wrong>) {
    let mut every = |every: u32| check_range(every, REPEAT_EVERY_MAX, "repeat.every", wrongs);
    match repeat {
        Repeat::Once {} => {}
        Repeat::Weekly { every: weeks, on } => {
            every(*weeks);
            if BTreeSet::<Weekday>::is_empty(on) {
                wrongs.push(Wrong::new("repeat.on", Reason::Required));
            }
        }
        Repeat::MonthlyByDay { every: months, day } => {
            every(*months);
            if !matches!(day, -1 | 1..=31) {
                wrongs.push(Wrong::new("repeat.day", Reason::Unknown));
            }
        }
        Repeat::MonthlyByWeekday { every: months, nth, .. } => {
            every(*months);
            if !matches!(nth, -1 | 1..=4) {
                wrongs.push(Wrong::new("repeat.nth", Reason::Unknown));
            }
        }
    }
}

/// A rule whose start is none of its dates would count it or not, depending on who reads it (RFC 5545,
/// 3.8.5.3).
fn check_dates(rule: &Rule, wrongs: &mut Vec<Wrong>) {
    if let Ends::On { day } = rule.ends {
        if day < rule.start.day() {
            wrongs.push(Wrong::new("ends.day", Reason::BeforeItsStart));
            return;
        }
        if rule.dates(rule.start).nth(DATES_MAX as usize).is_some() {
            wrongs.push(Wrong::beyond("ends.day", Reason::TooMany, DATES_MAX));
        }
    }
    if rule.dates(rule.start).next() != Some(rule.start) {
        wrongs.push(Wrong::new("start", Reason::NotInItsRule));
    }
}
