//! A time zone of the IANA database as VTIMEZONE: what its clocks do from the first date on. The database
//! gives rules for the changes of a clock no more, only the changes; where they follow one, it is found
//! again.

use calcard::icalendar::{ICalendarComponentType, ICalendarProperty as Property};
use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime};

use super::component::Component;
use crate::{
    room::schedule::{Zone, ZoneOffset},
    time::UnixMs,
};

const MINUTE_MS: u64 = 60_000;
const DAY_MS: u64 = 24 * 60 * MINUTE_MS;
/// No two changes of a clock are nearer to one another.
const STEP_MS: u64 = 14 * DAY_MS;
/// So long before the first date it begins: with a change of the clock, where there is one a year.
const BEFORE_MS: u64 = 400 * DAY_MS;
/// So many years ahead a rule has to hold. After them each day of the year was each day of the week.
const YEARS_AHEAD: i32 = 28;

/// A change of the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Change {
    /// What the clock showed when it changed.
    at: NaiveDateTime,
    from: ZoneOffset,
    to: ZoneOffset,
}

/// The zone, right for every moment from `first` on.
pub(super) fn component(zone: Zone, first: UnixMs, now: UnixMs) -> Component {
    let begin = UnixMs::from_ms(first.as_ms().saturating_sub_unsigned(BEFORE_MS));
    let last = zone.local(first.max(now)).naive().year() + YEARS_AHEAD;
    let changes = changes(zone, begin, last);
    let start = observance(&zone.offset(begin), &zone.offset(begin))
        .with(Property::Dtstart, text(zone.local(begin).naive()));
    let mut kinds: Vec<(ZoneOffset, ZoneOffset)> = Vec::new();
    for change in &changes {
        let kind = (change.from.clone(), change.to.clone());
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let observances = kinds.into_iter().map(|(from, to)| {
        let same = changes.iter().filter(|change| change.from == from && change.to == to);
        recurring(&from, &to, &same.map(|change| change.at).collect::<Vec<_>>(), last)
    });
    Component::new(ICalendarComponentType::VTimezone)
        .with(Property::Tzid, zone.name())
        .containing([start])
        .containing(observances)
}

/// The changes after a moment, to the end of a year.
fn changes(zone: Zone, begin: UnixMs, last_year: i32) -> Vec<Change> {
    let mut found = Vec::new();
    let (mut at, mut from) = (begin, zone.offset(begin));
    loop {
        let next = at.plus_ms(STEP_MS);
        let to = zone.offset(next);
        if to != from {
            let moment = bisect(zone, at, next, &from);
            let clock = utc(moment) + Duration::seconds(i64::from(from.seconds));
            if clock.year() > last_year {
                return found;
            }
            found.push(Change { at: clock, from, to: to.clone() });
        }
        if utc(next).year() > last_year + 1 {
            return found;
        }
        (at, from) = (next, to);
    }
}

/// The first minute after `before` at which the offset is no longer this one.
fn bisect(zone: Zone, before: UnixMs, after: UnixMs, from: &ZoneOffset) -> UnixMs {
    let minute = |at: UnixMs| at.as_ms().div_euclid(MINUTE_MS.cast_signed());
    let moment = |minute: i64| UnixMs::from_ms(minute * MINUTE_MS.cast_signed());
    let (mut before, mut after) = (minute(before), minute(after));
    while after - before > 1 {
        let middle = i64::midpoint(before, after);
        if zone.offset(moment(middle)) == *from { before = middle } else { after = middle }
    }
    moment(after)
}

/// Changes of one kind: as a rule if there is one for every year from the first on, or one by one.
fn recurring(from: &ZoneOffset, to: &ZoneOffset, at: &[NaiveDateTime], last_year: i32) -> Component {
    let first = at.first().copied().unwrap_or_default();
    let component = observance(from, to).with(Property::Dtstart, text(first));
    if let Some(rule) = yearly(at, last_year) {
        return component.with(Property::Rrule, rule);
    }
    // The first one again: not every program counts DTSTART where there is an RDATE.
    at.iter().fold(component, |component, at| component.with(Property::Rdate, text(*at)))
}

fn observance(from: &ZoneOffset, to: &ZoneOffset) -> Component {
    let kind =
        if to.daylight_saving { ICalendarComponentType::Daylight } else { ICalendarComponentType::Standard };
    Component::new(kind)
        .with(Property::Tzoffsetfrom, offset(from))
        .with(Property::Tzoffsetto, offset(to))
        .with_some(Property::Tzname, to.name.clone())
}

/// The rule that gives exactly these changes, once a year and on for ever: the same weekday within the
/// same seven days of the same month, at the same time.
fn yearly(at: &[NaiveDateTime], last_year: i32) -> Option<String> {
    let first = at.first()?;
    let every_year =
        at.iter().zip(first.year()..).all(|(at, year)| at.year() == year) && at.last()?.year() == last_year;
    let same = at
        .iter()
        .all(|at| (at.month(), at.weekday(), at.time()) == (first.month(), first.weekday(), first.time()));
    let earliest = at.iter().map(Datelike::day).min()?;
    let latest = at.iter().map(Datelike::day).max()?;
    if !every_year || !same || latest - earliest != 6 {
        return None;
    }
    let weekday = &first.weekday().to_string().to_uppercase()[..2];
    let days = match (earliest, days_of_month(*first) - latest) {
        (_, 0) => format!("BYDAY=-1{weekday}"),
        (1 | 8 | 15 | 22, _) => format!("BYDAY={}{weekday}", earliest.div_ceil(7)),
        _ => {
            let days: Vec<_> = (earliest..=latest).map(|day| day.to_string()).collect();
            format!("BYMONTHDAY={};BYDAY={weekday}", days.join(","))
        }
    };
    Some(format!("FREQ=YEARLY;BYMONTH={};{days}", first.month()))
}

/// How many days a month has in every year; February's change with the year.
fn days_of_month(at: NaiveDateTime) -> u32 {
    let next = NaiveDate::from_ymd_opt(2001, at.month(), 1)
        .and_then(|day| day.checked_add_months(chrono::Months::new(1)));
    next.and_then(|next| next.pred_opt()).map_or(31, |last| last.day())
}

fn utc(at: UnixMs) -> NaiveDateTime {
    chrono::DateTime::from_timestamp_millis(at.as_ms()).unwrap_or_default().naive_utc()
}

fn text(at: NaiveDateTime) -> String {
    at.format("%Y%m%dT%H%M%S").to_string()
}

/// Such as `+0100`, with seconds only where there are some.
fn offset(offset: &ZoneOffset) -> String {
    let sign = if offset.seconds < 0 { '-' } else { '+' };
    let seconds = offset.seconds.unsigned_abs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if seconds == 0 {
        format!("{sign}{hours:02}{minutes:02}")
    } else {
        format!("{sign}{hours:02}{minutes:02}{seconds:02}")
    }
}
