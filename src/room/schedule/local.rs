//! Local dates and times, as a clock on the wall shows them, and the zones they are in.

use std::{borrow::Cow, fmt, str::FromStr};

use chrono::{
    DateTime, Datelike, Duration, LocalResult, NaiveDate, NaiveDateTime, Offset, TimeZone, Timelike,
};
use chrono_tz::{OffsetComponents, OffsetName, Tz};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::super::limits::{SCHEDULE_YEAR_MAX, SCHEDULE_YEAR_MIN};
use crate::time::UnixMs;

const FORMAT: &str = "%Y-%m-%dT%H:%M";

/// A local date and time to the minute, such as `2026-12-01T19:00`, in a zone that is named beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Local(NaiveDateTime);

impl Local {
    /// The moment to the minute; the seconds are cut off.
    pub(super) fn from_naive(at: NaiveDateTime) -> Self {
        let second = i64::from(at.second());
        Self(at - Duration::seconds(second) - Duration::nanoseconds(i64::from(at.nanosecond())))
    }

    /// The date and time, to calculate with.
    #[must_use]
    pub(crate) const fn naive(self) -> NaiveDateTime {
        self.0
    }

    /// The calendar day.
    pub(super) const fn day(self) -> NaiveDate {
        self.0.date()
    }
}

/// Why a text is no local date and time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a date and time such as 2026-12-01T19:00 is expected")]
pub struct NotLocal;

impl FromStr for Local {
    type Err = NotLocal;

    fn from_str(text: &str) -> Result<Self, NotLocal> {
        let at = NaiveDateTime::parse_from_str(text, FORMAT).map_err(|_| NotLocal)?;
        let local = Self(at);
        // Only the one spelling of each moment: it is a key.
        let fits = (SCHEDULE_YEAR_MIN..=SCHEDULE_YEAR_MAX).contains(&at.year());
        if fits && local.to_string() == text { Ok(local) } else { Err(NotLocal) }
    }
}

impl fmt::Display for Local {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format(FORMAT))
    }
}

impl Serialize for Local {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Local {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<str>::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl JsonSchema for Local {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Local".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$" })
    }
}

/// A time zone of the IANA database, such as `Europe/Berlin`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone(Tz);

/// There is no zone of this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a time zone such as Europe/Berlin is expected")]
pub struct NoSuchZone;

impl FromStr for Zone {
    type Err = NoSuchZone;

    fn from_str(name: &str) -> Result<Self, NoSuchZone> {
        name.parse().map(Self).map_err(|_| NoSuchZone)
    }
}

/// How a zone differs from UTC for some time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ZoneOffset {
    /// What its clocks are ahead, in seconds.
    pub seconds: i32,
    /// Whether it is daylight saving time.
    pub daylight_saving: bool,
    /// What the time is called; `None` if it has no name.
    pub name: Option<String>,
}

impl Zone {
    /// The name in the IANA database.
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        self.0.name()
    }

    /// What a clock on the wall shows at a moment. A moment that no calendar has is the first one of
    /// unix time.
    #[must_use]
    pub(crate) fn local(self, at: UnixMs) -> Local {
        let utc = DateTime::from_timestamp_millis(at.as_ms()).unwrap_or_default();
        Local::from_naive(utc.with_timezone(&self.0).naive_local())
    }

    /// What a clock on the wall differs by from UTC at a moment, and what the time is called then.
    #[must_use]
    pub(crate) fn offset(self, at: UnixMs) -> ZoneOffset {
        let utc = DateTime::from_timestamp_millis(at.as_ms()).unwrap_or_default();
        let offset = *utc.with_timezone(&self.0).offset();
        ZoneOffset {
            seconds: offset.fix().local_minus_utc(),
            daylight_saving: !offset.dst_offset().is_zero(),
            name: offset.abbreviation().map(str::to_owned),
        }
    }

    /// The moment at which a clock on the wall shows this. A time that it shows twice is the first of
    /// the two; one that it skips is counted with the offset from before the gap (RFC 5545, 3.3.5).
    #[must_use]
    pub(crate) fn moment(self, local: Local) -> UnixMs {
        let naive = local.0;
        let utc = match self.0.from_local_datetime(&naive) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.naive_utc(),
            LocalResult::None => naive - self.offset_before_gap(naive),
        };
        UnixMs::from_ms(utc.and_utc().timestamp_millis())
    }

    /// The offset from UTC that was in force before the gap that this time falls in. Gaps are at most a
    /// day long: two islands have skipped one when they changed the side of the date line.
    fn offset_before_gap(self, naive: NaiveDateTime) -> Duration {
        let earlier = (1..=100).map(|quarters| naive - Duration::minutes(15 * quarters));
        let offset = earlier.filter_map(|at| self.0.from_local_datetime(&at).latest()).next();
        let seconds = offset.map_or(0, |at| at.offset().fix().local_minus_utc());
        Duration::seconds(i64::from(seconds))
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<str>::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl JsonSchema for Zone {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Zone".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(text: &str) -> Local {
        text.parse().expect("a local time")
    }

    fn utc(zone: &str, text: &str) -> String {
        let zone: Zone = zone.parse().expect("a zone");
        let utc: Zone = "UTC".parse().expect("a zone");
        utc.local(zone.moment(local(text))).to_string()
    }

    #[test]
    fn there_is_one_spelling_of_each_moment() {
        assert_eq!(local("2026-12-01T19:00").to_string(), "2026-12-01T19:00");
        for text in [
            "2026-12-01",
            "2026-12-01T19:00:00",
            "2026-12-01 19:00",
            "2026-2-1T19:00",
            "2026-02-30T19:00",
            "2026-12-01T24:00",
            "2026-12-01T19:60",
            "1969-12-31T23:59",
            "2201-01-01T00:00",
            "+2026-12-01T19:00",
            "",
        ] {
            assert_eq!(text.parse::<Local>(), Err(NotLocal), "{text}");
        }
    }

    #[test]
    fn a_time_that_the_clock_skips_is_counted_with_the_offset_before() {
        assert_eq!(utc("Europe/Berlin", "2027-03-28T02:30"), "2027-03-28T01:30");
        assert_eq!(utc("America/New_York", "2027-03-14T02:30"), "2027-03-14T07:30");
        assert_eq!(utc("Australia/Lord_Howe", "2026-10-04T02:15"), "2026-10-03T15:45");
        assert_eq!(utc("Pacific/Apia", "2011-12-30T12:00"), "2011-12-30T22:00", "a whole day is skipped");
    }

    #[test]
    fn of_a_time_that_the_clock_shows_twice_the_first_counts() {
        assert_eq!(utc("Europe/Berlin", "2026-10-25T02:30"), "2026-10-25T00:30");
        assert_eq!(utc("America/New_York", "2026-11-01T01:30"), "2026-11-01T05:30");
    }

    #[test]
    fn zones_are_those_of_the_iana_database() {
        assert!("Europe/Berlin".parse::<Zone>().is_ok());
        for name in ["Europe/Atlantis", "CEST", "+01:00", "", "europe/berlin\n"] {
            assert_eq!(name.parse::<Zone>(), Err(NoSuchZone), "{name}");
        }
    }
}
