//! The parts of which iCalendar is made.

use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarParameter,
    ICalendarParameterName, ICalendarProperty, ICalendarValue,
};
use chrono::DateTime;

use crate::{
    room::schedule::{Local, Zone},
    time::UnixMs,
};

/// A component with its properties and the components in it.
pub(super) struct Component {
    kind: ICalendarComponentType,
    entries: Vec<ICalendarEntry>,
    parts: Vec<Self>,
}

impl Component {
    pub(super) const fn new(kind: ICalendarComponentType) -> Self {
        Self { kind, entries: Vec::new(), parts: Vec::new() }
    }

    /// Adds a property. A text can hold anything: it is escaped.
    pub(super) fn with(mut self, name: ICalendarProperty, value: impl Into<ICalendarValue>) -> Self {
        self.entries.push(ICalendarEntry::new(name).with_value(value));
        self
    }

    /// Adds a property if there is a value for it.
    pub(super) fn with_some(self, name: ICalendarProperty, value: Option<String>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds a property with parameters.
    pub(super) fn with_parameters(
        mut self,
        name: ICalendarProperty,
        parameters: &[(ICalendarParameterName, &str)],
        value: impl Into<ICalendarValue>,
    ) -> Self {
        let parameters =
            parameters.iter().map(|(name, value)| ICalendarParameter::new(name.clone(), (*value).to_owned()));
        self.entries.push(ICalendarEntry::new(name).with_params(parameters.collect()).with_value(value));
        self
    }

    /// Adds a property that is a time on the clocks of a zone.
    pub(super) fn at(self, name: ICalendarProperty, zone: Zone, local: Local) -> Self {
        self.with_parameters(name, &[(ICalendarParameterName::Tzid, zone.name())], clock(local))
    }

    /// Adds a component.
    pub(super) fn containing(mut self, parts: impl IntoIterator<Item = Self>) -> Self {
        self.parts.extend(parts);
        self
    }

    /// The text, with its lines folded.
    pub(super) fn into_text(self) -> String {
        let mut calendar = ICalendar::default();
        self.flatten(&mut calendar.components);
        calendar.to_string()
    }

    fn flatten(self, all: &mut Vec<ICalendarComponent>) -> u32 {
        let index = all.len();
        all.push(ICalendarComponent {
            component_type: self.kind,
            entries: self.entries,
            component_ids: Vec::new(),
        });
        let parts = self.parts.into_iter().map(|part| part.flatten(all)).collect();
        all[index].component_ids = parts;
        u32::try_from(index).unwrap_or(u32::MAX)
    }
}

/// A time on a clock, such as `20261201T190000`.
pub(super) fn clock(local: Local) -> String {
    local.naive().format("%Y%m%dT%H%M%S").to_string()
}

/// A moment, such as `20261201T180000Z`.
pub(super) fn utc(at: UnixMs) -> String {
    let at = DateTime::from_timestamp_millis(at.as_ms()).unwrap_or_default();
    at.format("%Y%m%dT%H%M%SZ").to_string()
}
