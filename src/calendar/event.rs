//! Events: an entry with its exceptions, and one date.

use calcard::icalendar::{
    ICalendarComponentType, ICalendarDuration, ICalendarParameterName, ICalendarProperty as Property,
};

use super::{
    component::{Component, clock, utc},
    series::Series,
    words,
};
use crate::{
    room::{
        language::Language,
        schedule::{Date, Entry},
    },
    time::UnixMs,
};

/// How events are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// In which language.
    pub(super) language: Language,
    /// When what they say last changed, or when they are sent.
    pub(super) stamp: UnixMs,
}

/// The events of an entry: the entry itself, and each of its dates that is moved or has a note that may
/// be told. Cancelled ones are left out of it: calendars that don't know the word would show them.
pub(super) fn of_entry(series: &Series<'_>, entry: &Entry, style: Style) -> Vec<Component> {
    let uid = series.uid(&entry.name);
    let mut master = named(series, &uid, entry.sequence, style)
        .at(Property::Dtstart, entry.zone, entry.start)
        .with(Property::Duration, minutes(series.minutes))
        .with_some(Property::Rrule, entry.repeats.clone())
        .with_some(Property::Description, told(series, &entry.note));
    for key in &entry.cancelled {
        master = master.at(Property::Exdate, entry.zone, *key);
    }
    let changed = entry.changed.iter().filter(|date| date.moved || told(series, &date.note).is_some());
    let exceptions =
        changed.map(|date| dated(series, &uid, date, style).at(Property::RecurrenceId, date.zone, date.key));
    [master].into_iter().chain(exceptions).collect()
}

/// One date under a UID, at the time at which it is held.
pub(super) fn dated(series: &Series<'_>, uid: &str, date: &Date, style: Style) -> Component {
    named(series, uid, date.sequence, style)
        .at(Property::Dtstart, date.zone, date.local)
        .with(Property::Duration, minutes(series.minutes))
        .with_some(Property::Description, told(series, &date.note))
}

/// An event that says nothing yet of when it is.
fn named(series: &Series<'_>, uid: &str, sequence: u32, style: Style) -> Component {
    let title = series.group.map_or_else(|| words::meeting(style.language).to_owned(), written);
    bare(uid, sequence, style.stamp)
        .with_parameters(
            Property::Summary,
            &[(ICalendarParameterName::Language, style.language.code())],
            title,
        )
        // Many calendars show where something is, and few its address in the web.
        .with(Property::Location, series.page)
        .with(Property::Url, series.page)
        // Who else sees this calendar reads that there is something, and not what.
        .with(Property::Class, "PRIVATE")
}

/// What every event has.
pub(super) fn bare(uid: &str, sequence: u32, stamp: UnixMs) -> Component {
    Component::new(ICalendarComponentType::VEvent)
        .with(Property::Uid, uid)
        .with(Property::Dtstamp, utc(stamp))
        .with(Property::Sequence, i64::from(sequence))
}

/// A note, where the group is named: it may say what the group is about.
fn told(series: &Series<'_>, note: &str) -> Option<String> {
    (series.group.is_some() && !note.is_empty()).then(|| written(note))
}

/// A text without what iCalendar has no way to write.
fn written(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

/// The length of a meeting. It is exact: an end on the clock would be off where the clock changes.
const fn minutes(minutes: u32) -> calcard::icalendar::ICalendarValue {
    let length = ICalendarDuration { neg: false, weeks: 0, days: 0, hours: 0, minutes, seconds: 0 };
    calcard::icalendar::ICalendarValue::Duration(length)
}

/// The date under a UID that no entry has, for a file of its own.
pub(super) fn alone(series: &Series<'_>, date: &Date, style: Style) -> Component {
    let uid = series.uid(&format!("date-{}", clock(date.key)));
    let status = if date.cancelled { "CANCELLED" } else { "CONFIRMED" };
    dated(series, &uid, date, style).with(Property::Status, status)
}
