//! Moments as people write them, in their zone and language.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDateTime, Timelike};

use crate::{
    room::{language::Language, schedule::Zone},
    time::UnixMs,
};

const DAYS: [[&str; 7]; 2] = [
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
];
const MONTHS: [[&str; 12]; 2] = [
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
];

/// `Tuesday, 1 December 2026, 19:00 (Europe/Berlin)`, and the time in the host's zone if it is another one
/// there.
pub(super) fn in_full(at: UnixMs, reader: Zone, host: Option<Zone>, language: Language) -> String {
    let (here, there) = (reader.local(at).naive(), host.unwrap_or(reader).local(at).naive());
    let mut text = format!("{} ({})", day_and_time(&here, language), reader.name());
    if let Some(host) = host.filter(|_| here != there) {
        let other = match here.date() == there.date() {
            true => time(&there, language),
            false => day_and_time(&there, language),
        };
        let _ = match language {
            Language::En => write!(text, "; for the host it is {other} ({})", host.name()),
            Language::De => write!(text, "; beim Host ist es {other} ({})", host.name()),
        };
    }
    text
}

/// `Tuesday 19:00`, for subjects.
pub(super) fn in_short(at: UnixMs, reader: Zone, language: Language) -> String {
    let here = reader.local(at).naive();
    format!("{} {}", DAYS[language as usize][weekday(&here)], time(&here, language))
}

fn day_and_time(at: &NaiveDateTime, language: Language) -> String {
    let (day, month) =
        (DAYS[language as usize][weekday(at)], MONTHS[language as usize][at.month0() as usize]);
    let time = time(at, language);
    match language {
        Language::En => format!("{day}, {} {month} {}, {time}", at.day(), at.year()),
        Language::De => format!("{day}, {}. {month} {}, {time}", at.day(), at.year()),
    }
}

fn time(at: &NaiveDateTime, language: Language) -> String {
    let time = format!("{}:{:02}", at.hour(), at.minute());
    match language {
        Language::En => time,
        Language::De => format!("{time} Uhr"),
    }
}

fn weekday(at: &NaiveDateTime) -> usize {
    at.weekday().num_days_from_monday() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-12-01T18:00:00Z
    const AT: UnixMs = UnixMs::from_ms(1_796_148_000_000);

    #[test]
    fn a_moment_is_written_in_the_readers_zone_with_the_hosts_beside_it() {
        let [berlin, new_york, tokyo] =
            ["Europe/Berlin", "America/New_York", "Asia/Tokyo"].map(|zone| zone.parse::<Zone>().unwrap());
        let full = |reader, language| in_full(AT, reader, Some(berlin), language);
        assert_eq!(full(berlin, Language::En), "Tuesday, 1 December 2026, 19:00 (Europe/Berlin)");
        assert_eq!(full(berlin, Language::De), "Dienstag, 1. Dezember 2026, 19:00 Uhr (Europe/Berlin)");
        assert_eq!(
            full(new_york, Language::En),
            "Tuesday, 1 December 2026, 13:00 (America/New_York); for the host it is 19:00 (Europe/Berlin)"
        );
        assert_eq!(
            full(tokyo, Language::De),
            "Mittwoch, 2. Dezember 2026, 3:00 Uhr (Asia/Tokyo); beim Host ist es Dienstag, 1. Dezember 2026, \
             19:00 Uhr (Europe/Berlin)"
        );
        assert_eq!(in_short(AT, tokyo, Language::En), "Wednesday 3:00");
    }

    #[test]
    fn both_changes_of_the_clock_are_seen() {
        let berlin: Zone = "Europe/Berlin".parse().unwrap();
        // 2026-03-29T01:00:00Z and 2026-10-25T01:00:00Z.
        for (change, before, after) in [
            (1_774_746_000_000, "Sunday 1:59", "Sunday 3:00"),
            (1_792_890_000_000, "Sunday 2:59", "Sunday 2:00"),
        ] {
            assert_eq!(in_short(UnixMs::from_ms(change - 1), berlin, Language::En), before);
            assert_eq!(in_short(UnixMs::from_ms(change), berlin, Language::En), after);
        }
    }
}
