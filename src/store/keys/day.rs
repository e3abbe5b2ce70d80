//! A day of the calendar, UTC.

use std::{fmt, str::FromStr};

use chrono::{DateTime, NaiveDate};

use crate::time::UnixMs;

const FIRST: NaiveDate = NaiveDate::from_ymd_opt(1970, 1, 1).expect("a day of the calendar");
const LAST: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 31).expect("a day of the calendar");

/// A day from 1970-01-01 to 9999-12-31, so that its text `YYYY-MM-DD` has one length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day(NaiveDate);

impl Day {
    /// Length of `YYYY-MM-DD`.
    pub(super) const CHARS: usize = 10;

    /// The day of a moment; the first or the last one if the moment is beyond them.
    pub(super) fn of(at: UnixMs) -> Self {
        let moment = DateTime::from_timestamp_millis(at.as_ms().max(0));
        Self(moment.map_or(LAST, |moment| moment.date_naive().min(LAST)))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Only a text that [`Day`] itself would write is a day.
impl FromStr for Day {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let day = Self(text.parse().map_err(|_| ())?);
        (day.0 >= FIRST && day.to_string() == text).then_some(day).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days() {
        for (ms, text) in [
            (0, "1970-01-01"),
            (-1, "1970-01-01"),
            (86_399_999, "1970-01-01"),
            (86_400_000, "1970-01-02"),
            (951_782_400_000, "2000-02-29"),
            (951_868_800_000, "2000-03-01"),
            (4_107_542_400_000, "2100-03-01"),
            (i64::MAX, "9999-12-31"),
        ] {
            assert_eq!(Day::of(UnixMs::from_ms(ms)).to_string(), text);
            assert_eq!(text.parse(), Ok(Day::of(UnixMs::from_ms(ms))));
        }
    }

    #[test]
    fn a_day_has_one_text() {
        for text in [
            "2023-02-29",
            "2023-1-01",
            "2023-13-01",
            "1969-12-31",
            "20230101",
            "2023-01-01T00",
            "2023-01",
            "x",
            "",
        ] {
            assert_eq!(text.parse::<Day>(), Err(()), "{text}");
        }
    }
}
