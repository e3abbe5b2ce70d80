//! A day of the calendar, UTC.

use std::{fmt, str::FromStr};

use crate::time::UnixMs;

const MS_PER_DAY: i64 = 86_400_000;

/// A day as the days since 1970-01-01; from there to 9999-12-31, so that its text has one length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day(i64);

impl Day {
    /// Length of `YYYY-MM-DD`.
    pub(super) const CHARS: usize = 10;
    const LAST: i64 = 2_932_896;

    pub(super) fn of(at: UnixMs) -> Self {
        Self(at.as_ms().div_euclid(MS_PER_DAY).clamp(0, Self::LAST))
    }
}

/// The civil date, by Howard Hinnant's `civil_from_days`: eras of 400 years, years from March.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = self.0 + 719_468;
        let (era, day_of_era) = (days / 146_097, days % 146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// The inverse, `days_from_civil`. Only a text that [`Day`] itself would write is a day.
impl FromStr for Day {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.splitn(3, '-').map(|part| part.parse::<i64>().map_err(|_| ()));
        let mut next = || parts.next().unwrap_or(Err(()));
        let (year, month, day) = (next()?, next()?, next()?);
        if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return Err(());
        }
        let year = year - i64::from(month <= 2);
        let (era, year_of_era) = (year / 400, year % 400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let found = Self(era * 146_097 + day_of_era - 719_468);
        (found.to_string() == text).then_some(found).ok_or(())
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
        }
    }

    #[test]
    fn the_text_of_every_day_is_read_back() {
        for day in (0..=Day::LAST).step_by(13) {
            assert_eq!(Day(day).to_string().parse(), Ok(Day(day)));
        }
        for text in ["2023-02-29", "2023-1-01", "2023-13-01", "1969-12-31", "2023-01", "x", ""] {
            assert_eq!(text.parse::<Day>(), Err(()), "{text}");
        }
    }
}
