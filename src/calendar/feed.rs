//! Calendars that are subscribed to, and the file of one date.

use calcard::icalendar::{ICalendarComponentType, ICalendarParameterName, ICalendarProperty as Property};

use super::{
    component::Component,
    event::{self, Style},
    series::Series,
    words, zone,
};
use crate::{
    room::{
        language::Language,
        schedule::{Date, Zone},
    },
    time::UnixMs,
};

/// How often calendars are asked to look again.
const REFRESH: &str = "PT1H";

/// A calendar of all dates of some rooms, past ones among them. `changed_at` is when what it says last
/// changed.
pub(crate) fn feed(all: &[Series<'_>], language: Language, changed_at: UnixMs) -> String {
    let style = Style { language, stamp: changed_at };
    let mut zones = Zones::default();
    let mut events = Vec::new();
    for series in all {
        for entry in series.entries().into_iter().filter(|entry| !entry.is_cancelled) {
            zones.need(entry.zone, entry.zone.moment(entry.start));
            events.extend(event::of_entry(series, &entry, style));
        }
    }
    if let (true, Ok(utc)) = (events.is_empty(), "UTC".parse()) {
        // A calendar with nothing in it is none.
        zones.need(utc, UnixMs::from_ms(0));
    }
    let name = words::calendar(language);
    calendar()
        .with(Property::Name, name)
        .with(Property::Other("X-WR-CALNAME".to_owned()), name)
        .with_parameters(Property::RefreshInterval, &[(ICalendarParameterName::Value, "DURATION")], REFRESH)
        .with(Property::Other("X-PUBLISHED-TTL".to_owned()), REFRESH)
        .containing(zones.components(changed_at))
        .containing(events)
        .into_text()
}

/// A calendar of one date.
pub(crate) fn one_date(series: &Series<'_>, date: &Date, language: Language, now: UnixMs) -> String {
    let event = event::alone(series, date, Style { language, stamp: now });
    calendar().containing([zone::component(date.zone, date.starts_at, now), event]).into_text()
}

/// A calendar with nothing in it.
pub(super) fn calendar() -> Component {
    Component::new(ICalendarComponentType::VCalendar)
        .with(Property::Version, "2.0")
        .with(Property::Prodid, "-//Rondo//Rondo//EN")
        .with(Property::Calscale, "GREGORIAN")
}

/// The zones of some dates, each from the first of its dates on.
#[derive(Default)]
pub(super) struct Zones(Vec<(Zone, UnixMs)>);

impl Zones {
    pub(super) fn need(&mut self, zone: Zone, at: UnixMs) {
        match self.0.iter_mut().find(|(known, _)| *known == zone) {
            Some((_, first)) => *first = at.min(*first),
            None => self.0.push((zone, at)),
        }
    }

    pub(super) fn components(&self, now: UnixMs) -> impl Iterator<Item = Component> {
        self.0.iter().map(move |(zone, first)| zone::component(*zone, *first, now))
    }
}
