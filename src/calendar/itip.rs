//! What one calendar sends another by mail (iTIP): an entry or a date is asked for, or taken back. The
//! organizer is the server, and the only attendee is who gets the mail: nobody learns of the others.

use calcard::icalendar::{ICalendarParameterName as Parameter, ICalendarProperty as Property};

use super::{
    component::Component,
    event::{self, Style},
    feed::{Zones, calendar},
    series::{Series, uid},
};
use crate::{
    meeting::id::RoomId,
    room::{
        language::Language,
        schedule::{Date, Entry},
    },
    time::UnixMs,
};

/// What is done with the events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    /// They are kept, in place of older ones.
    Request,
    /// They don't take place.
    Cancel,
}

impl Method {
    /// The word for it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// Who writes to whom, as mail addresses.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parties<'a> {
    /// The server.
    pub(crate) organizer: &'a str,
    /// Who gets the mail.
    pub(crate) attendee: &'a str,
}

/// A message from one calendar to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Itip {
    /// What is done.
    pub(crate) method: Method,
    /// The iCalendar.
    pub(crate) text: String,
}

impl Itip {
    /// Asks to keep an entry with all its dates.
    pub(crate) fn entry(
        series: &Series<'_>,
        entry: &Entry,
        to: Parties<'_>,
        style: (Language, UnixMs),
    ) -> Self {
        let style = Style { language: style.0, stamp: style.1 };
        let mut zones = Zones::default();
        zones.need(entry.zone, entry.zone.moment(entry.start));
        let events = event::of_entry(series, entry, style).into_iter().map(|event| to.invited(event));
        Self::new(Method::Request, &zones, style.stamp, events)
    }

    /// Asks to keep one date, or takes it back.
    pub(crate) fn date(
        series: &Series<'_>,
        date: &Date,
        method: Method,
        to: Parties<'_>,
        style: (Language, UnixMs),
    ) -> Self {
        let style = Style { language: style.0, stamp: style.1 };
        let (uid, is_one_of_several) = series.uid_of_date(date.key);
        let mut event = event::dated(series, &uid, date, style);
        if is_one_of_several {
            event = event.at(Property::RecurrenceId, date.zone, date.key);
        }
        let event = match method {
            Method::Request => to.invited(event),
            Method::Cancel => to.addressed(event).with(Property::Status, "CANCELLED"),
        };
        let mut zones = Zones::default();
        zones.need(date.zone, date.starts_at.min(date.zone.moment(date.key)));
        Self::new(method, &zones, style.stamp, [event])
    }

    /// Takes an entry back with all its dates: one that the room has no longer.
    pub(crate) fn gone(room: RoomId, entry: &str, sequence: u32, to: Parties<'_>, now: UnixMs) -> Self {
        let event = event::bare(&uid(room, entry), sequence, now);
        let event = to.addressed(event).with(Property::Status, "CANCELLED");
        Self::new(Method::Cancel, &Zones::default(), now, [event])
    }

    fn new(method: Method, zones: &Zones, now: UnixMs, events: impl IntoIterator<Item = Component>) -> Self {
        let calendar = calendar().with(Property::Method, method.as_str());
        let text = calendar.containing(zones.components(now)).containing(events).into_text();
        Self { method, text }
    }
}

impl Parties<'_> {
    /// The event with the two of them. Who asked for mail about the dates has agreed to them.
    fn invited(self, event: Component) -> Component {
        let parameters = [
            (Parameter::Role, "REQ-PARTICIPANT"),
            (Parameter::Partstat, "ACCEPTED"),
            (Parameter::Rsvp, "FALSE"),
        ];
        event
            .with(Property::Organizer, mailto(self.organizer))
            .with_parameters(Property::Attendee, &parameters, mailto(self.attendee))
            .with(Property::Status, "CONFIRMED")
    }

    fn addressed(self, event: Component) -> Component {
        event
            .with(Property::Organizer, mailto(self.organizer))
            .with(Property::Attendee, mailto(self.attendee))
    }
}

fn mailto(address: &str) -> String {
    format!("mailto:{address}")
}
