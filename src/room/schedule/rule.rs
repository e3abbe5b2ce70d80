//! How a series repeats: a rule of RFC 5545, in local time. Where the clock changes is the zone's
//! business, so a rule knows nothing of it.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Duration, Months, NaiveDate, NaiveDateTime};
use rrule::{Frequency, NWeekday, RRule, RRuleSet, Tz};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::local::{Local, Zone};

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Weekday {
    /// The first day of the week.
    Monday,
    /// The second.
    Tuesday,
    /// The third.
    Wednesday,
    /// The fourth.
    Thursday,
    /// The fifth.
    Friday,
    /// The sixth.
    Saturday,
    /// The last.
    Sunday,
}

impl Weekday {
    /// As RFC 5545 writes it.
    const fn code(self) -> &'static str {
        match self {
            Self::Monday => "MO",
            Self::Tuesday => "TU",
            Self::Wednesday => "WE",
            Self::Thursday => "TH",
            Self::Friday => "FR",
            Self::Saturday => "SA",
            Self::Sunday => "SU",
        }
    }

    /// As the calendar has it.
    pub(crate) const fn chrono(self) -> chrono::Weekday {
        match self {
            Self::Monday => chrono::Weekday::Mon,
            Self::Tuesday => chrono::Weekday::Tue,
            Self::Wednesday => chrono::Weekday::Wed,
            Self::Thursday => chrono::Weekday::Thu,
            Self::Friday => chrono::Weekday::Fri,
            Self::Saturday => chrono::Weekday::Sat,
            Self::Sunday => chrono::Weekday::Sun,
        }
    }
}

/// How often there is a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Repeat {
    /// Once.
    Once {},
    /// On these days of every so many weeks.
    Weekly {
        /// From one week with dates to the next: 1 to 52 weeks.
        every: u32,
        /// The days of the week, at least one.
        on: BTreeSet<Weekday>,
    },
    /// On this day of every so many months. A month that is too short has no date.
    MonthlyByDay {
        /// From one month with a date to the next: 1 to 52 months.
        every: u32,
        /// The day of the month, 1 to 31; -1 is the last one.
        day: i8,
    },
    /// On the first, second … or last such weekday of every so many months.
    MonthlyByWeekday {
        /// From one month with a date to the next: 1 to 52 months.
        every: u32,
        /// Which of the month's, 1 to 4; -1 is the last one.
        nth: i8,
        /// The day of the week.
        weekday: Weekday,
    },
}

/// When a series is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Ends {
    /// It goes on.
    Never {},
    /// After so many dates.
    After {
        /// 1 to 400. Cancelled ones count.
        dates: u32,
    },
    /// With the last date on or before a day.
    On {
        /// The day, such as `2027-06-30`.
        #[ts(type = "string")]
        #[schemars(with = "String")]
        day: NaiveDate,
    },
}

/// The dates of a series as they are planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rule {
    /// The first date.
    pub start: Local,
    /// How often there is one.
    pub repeat: Repeat,
    /// When it is over.
    pub ends: Ends,
}

impl Rule {
    /// The dates from `from` on, in order. Those far ahead cost as much as the next ones.
    pub(super) fn dates(&self, from: Local) -> impl Iterator<Item = Local> + use<> {
        let dates = self.set(from.naive()).map(|set| (&set).into_iter());
        let dates = dates.into_iter().flatten().map(|at| Local::from_naive(at.naive_utc()));
        dates.skip_while(move |date| *date < from)
    }

    /// The same rule from one of its dates on.
    pub(super) fn begun_at(&self, start: Local) -> Self {
        let ends = match self.ends {
            Ends::After { dates } => {
                let before = self.dates(self.start).take_while(|date| *date < start).count();
                Ends::After { dates: dates.saturating_sub(u32::try_from(before).unwrap_or(u32::MAX)) }
            }
            ends => ends,
        };
        Self { start, repeat: self.repeat.clone(), ends }
    }

    /// Whether it has a last date.
    pub(super) const fn is_finite(&self) -> bool {
        matches!(self.repeat, Repeat::Once {}) || !matches!(self.ends, Ends::Never {})
    }

    /// Whether its dates are the sessions of a series with an end.
    pub(super) const fn counts(&self) -> bool {
        !matches!(self.repeat, Repeat::Once {}) && !matches!(self.ends, Ends::Never {})
    }

    /// The rule in the words of RFC 5545, with its last day if it ends before its own end; `None` for one
    /// date. The library's own text of a rule has the first weekday of a month as every one.
    pub(super) fn text(&self, zone: Zone, last_day: Option<NaiveDate>) -> Option<String> {
        let (often, every, days) = match &self.repeat {
            Repeat::Once {} => return None,
            Repeat::Weekly { every, on } => {
                let on: Vec<_> = on.iter().map(|day| day.code()).collect();
                ("WEEKLY", every, format!("BYDAY={}", on.join(",")))
            }
            Repeat::MonthlyByDay { every, day } => ("MONTHLY", every, format!("BYMONTHDAY={day}")),
            Repeat::MonthlyByWeekday { every, nth, weekday } => {
                ("MONTHLY", every, format!("BYDAY={nth}{}", weekday.code()))
            }
        };
        let end = match last_day.map_or(self.ends, |day| Ends::On { day }) {
            Ends::Never {} => String::new(),
            Ends::After { dates } => format!(";COUNT={dates}"),
            Ends::On { day } => {
                let end = zone.moment(Local::from_naive(end_of(day)));
                let end = DateTime::from_timestamp_millis(end.as_ms()).unwrap_or_default();
                format!(";UNTIL={}", end.format("%Y%m%dT%H%M%SZ"))
            }
        };
        Some(format!("FREQ={often};INTERVAL={every};{days}{end}"))
    }

    /// `None` if there can be no such date, which the check of a rule refuses.
    fn set(&self, from: NaiveDateTime) -> Option<RRuleSet> {
        let start = self.nearest_start(from).and_utc().with_timezone(&Tz::UTC);
        self.recurrence().build(start).ok()
    }

    /// In UTC: the library would drop what the clock skips.
    fn recurrence(&self) -> RRule<rrule::Unvalidated> {
        let every = |every: u32| u16::try_from(every).unwrap_or(u16::MAX);
        let rule = match &self.repeat {
            Repeat::Once {} => return RRule::new(Frequency::Daily).count(1),
            Repeat::Weekly { every: weeks, on } => {
                let days = on.iter().map(|day| NWeekday::Every(day.chrono())).collect();
                RRule::new(Frequency::Weekly).interval(every(*weeks)).by_weekday(days)
            }
            Repeat::MonthlyByDay { every: months, day } => {
                RRule::new(Frequency::Monthly).interval(every(*months)).by_month_day(vec![*day])
            }
            Repeat::MonthlyByWeekday { every: months, nth, weekday } => {
                let day = NWeekday::Nth(i16::from(*nth), weekday.chrono());
                RRule::new(Frequency::Monthly).interval(every(*months)).by_weekday(vec![day])
            }
        };
        match self.ends {
            Ends::Never {} => rule,
            Ends::After { dates } => rule.count(dates),
            Ends::On { day } => rule.until(end_of(day).and_utc().with_timezone(&Tz::UTC)),
        }
    }

    /// The start of the same rule, moved by whole periods to shortly before `from`, so that nothing in
    /// between has to be counted. A rule that counts its dates stays: it has few.
    fn nearest_start(&self, from: NaiveDateTime) -> NaiveDateTime {
        let start = self.start.naive();
        if matches!(self.ends, Ends::After { .. }) || from <= start {
            return start;
        }
        match self.repeat {
            Repeat::Once {} => start,
            Repeat::Weekly { every, .. } => {
                let period = 7 * i64::from(every.max(1));
                let periods = (from - start).num_days() / period;
                start + Duration::days(period * (periods - 1).max(0))
            }
            Repeat::MonthlyByDay { every, .. } | Repeat::MonthlyByWeekday { every, .. } => {
                let between = (from.year() - start.year()) * 12 + from.month0().cast_signed()
                    - start.month0().cast_signed();
                let periods = between.cast_unsigned() / every.max(1);
                let Some(months) = periods.checked_sub(1).filter(|months| *months > 0) else { return start };
                // From the first day, so that a month in which the rule is early is not missed.
                let first = start - Duration::days(i64::from(start.day0()));
                first.checked_add_months(Months::new(months * every.max(1))).unwrap_or(start)
            }
        }
    }
}

/// The last minute of a day.
fn end_of(day: NaiveDate) -> NaiveDateTime {
    day.and_time(chrono::NaiveTime::MIN) + Duration::minutes(24 * 60 - 1)
}
