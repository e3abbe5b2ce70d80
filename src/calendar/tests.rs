//! Calendars from outside. That other programs read from them the dates that the server has is shown by
//! tests/calendar, which is given what is written here.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    itip::{Itip, Method, Parties},
    *,
};
use crate::{
    meeting::{id::RoomId, role::RoomKind},
    room::{
        language::Language,
        schedule::{Local, NewDate, Schedule, ScheduleInput},
    },
    time::UnixMs,
};

const EARLY: UnixMs = UnixMs::from_ms(0);
const PAGE: &str = "https://rondo.example/meet/aaaa";
const MINUTES: u32 = 90;
const DAY_MS: u64 = 24 * 60 * 60_000;

fn local(text: &str) -> Local {
    text.parse().unwrap()
}

fn series<'a>(schedule: &'a Schedule, group: Option<&'a str>) -> Series<'a> {
    Series { room: RoomId::from_bytes([1; 16]), group, schedule, minutes: MINUTES, page: PAGE, first: None }
}

fn planned(value: Value) -> Schedule {
    Schedule::new(&serde_json::from_value(value).unwrap(), RoomKind::PeerLed, EARLY).unwrap()
}

fn weekly() -> Value {
    json!({
        "zone": "Europe/Berlin", "start": "2026-12-01T19:00", "ends": {"type": "never"},
        "repeat": {"type": "weekly", "every": 1, "on": ["tuesday"]},
    })
}

fn change(schedule: &Schedule, key: &str, change: Value) -> Schedule {
    schedule.change_date(local(key), serde_json::from_value(change).unwrap(), EARLY).unwrap()
}

/// The lines, unfolded.
fn lines(text: &str) -> Vec<String> {
    text.replace("\r\n ", "").lines().map(str::to_owned).collect()
}

#[test]
fn a_feed_is_one_event_a_rule_with_its_exceptions() {
    let schedule = change(&planned(weekly()), "2026-12-08T19:00", json!({"starts": "2026-12-09T18:00"}));
    let schedule = change(&schedule, "2026-12-15T19:00", json!({"cancelled": true}));
    let text = feed(&[series(&schedule, None)], Language::En, EARLY);
    let room = RoomId::from_bytes([1; 16]);
    let said = lines(&text);
    let events = &said[said.iter().position(|line| line == "BEGIN:VEVENT").unwrap()..];
    let expected = format!(
        "BEGIN:VEVENT\nUID:{room}-0-1\nDTSTAMP:19700101T000000Z\nSEQUENCE:0\nSUMMARY;LANGUAGE=en:Meeting\n\
         LOCATION:{PAGE}\nURL:{PAGE}\nCLASS:PRIVATE\nDTSTART;TZID=Europe/Berlin:20261201T190000\nDURATION:PT90M\n\
         RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=TU\nEXDATE;TZID=Europe/Berlin:20261215T190000\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:{room}-0-1\nDTSTAMP:19700101T000000Z\nSEQUENCE:1\nSUMMARY;LANGUAGE=en:Meeting\n\
         LOCATION:{PAGE}\nURL:{PAGE}\nCLASS:PRIVATE\nDTSTART;TZID=Europe/Berlin:20261209T180000\nDURATION:PT90M\n\
         RECURRENCE-ID;TZID=Europe/Berlin:20261208T190000\nEND:VEVENT\nEND:VCALENDAR"
    );
    assert_eq!(events.join("\n"), expected);
}

#[test]
fn whoever_begins_later_has_the_dates_from_then_on() {
    let mut rule = weekly();
    rule["repeat"]["every"] = json!(2);
    rule["ends"] = json!({"type": "after", "dates": 6});
    let schedule = change(&planned(rule), "2026-12-01T19:00", json!({"starts": "2026-12-02T18:00"}));
    let schedule = change(&schedule, "2027-01-12T19:00", json!({"cancelled": true}));
    let from = |first: &str| {
        let series = Series { first: Some(local(first)), ..series(&schedule, None) };
        lines(&feed(&[series], Language::En, EARLY))
    };
    let text = from("2026-12-29T19:00");
    for line in [
        "DTSTART;TZID=Europe/Berlin:20261229T190000",
        "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=4",
        "EXDATE;TZID=Europe/Berlin:20270112T190000",
    ] {
        assert!(text.contains(&line.to_owned()), "{line} in {text:#?}");
    }
    assert!(!text.iter().any(|line| line.contains("20261202") || line.contains("20261201")), "{text:#?}");
    assert!(!from("2027-03-01T19:00").contains(&"BEGIN:VEVENT".to_owned()), "nothing is left of it");
}

#[test]
fn a_zone_is_written_with_the_rules_of_its_clocks() {
    let text = feed(&[series(&planned(weekly()), None)], Language::En, EARLY);
    let said = lines(&text);
    let zone = &said[said.iter().position(|line| line == "BEGIN:VTIMEZONE").unwrap()..];
    for rule in ["RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"] {
        assert!(zone.iter().any(|line| line == rule), "{zone:?}");
    }
    let mut casablanca = weekly();
    casablanca["zone"] = json!("Africa/Casablanca");
    let text = feed(&[series(&planned(casablanca), None)], Language::En, EARLY);
    assert!(
        lines(&text).iter().filter(|line| line.starts_with("RDATE:")).count() > 20,
        "it follows the moon"
    );
}

#[test]
fn neither_group_nor_note_is_told_unless_the_host_wants_it() {
    let schedule = change(&planned(weekly()), "2026-12-08T19:00", json!({"note": "About grief"}));
    let date = schedule.date(local("2026-12-08T19:00"), MINUTES).unwrap();
    for (language, word) in [(Language::En, "Meeting"), (Language::De, "Treffen")] {
        let named = series(&schedule, Some("Grief, after\nloss; early"));
        for (series, named) in [(series(&schedule, None), false), (named, true)] {
            for text in [feed(&[series], language, EARLY), one_date(&series, &date, language, EARLY)] {
                assert_eq!(text.contains("rief"), named, "{text}");
                let title = if named { r"Grief\, after\nloss\; early" } else { word };
                let summary = format!("SUMMARY;LANGUAGE={}:{title}", language.code());
                assert!(lines(&text).contains(&summary), "{text}");
            }
        }
    }
}

#[test]
fn nothing_in_a_title_becomes_a_line_of_its_own() {
    let schedule = planned(weekly());
    let title = "ä\r\nATTENDEE:mailto:eve@example.org\n\u{b}".repeat(20);
    let text = feed(&[series(&schedule, Some(&title))], Language::De, EARLY);
    assert!(!lines(&text).iter().any(|line| line.starts_with("ATTENDEE")), "{text}");
    for line in text.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n', '\u{b}']), "{line:?}");
    }
}

#[test]
fn a_rule_that_takes_the_place_of_another_keeps_its_name() {
    let input = |start: &str| -> ScheduleInput {
        let mut value = weekly();
        value["start"] = json!(start);
        serde_json::from_value(value).unwrap()
    };
    let names = |schedule: &Schedule| -> Vec<String> {
        schedule.entries(MINUTES, None).into_iter().map(|entry| entry.name).collect()
    };
    let none = std::collections::BTreeSet::new();
    let replan = |old: &Schedule, start: &str, from: Option<&str>, now: UnixMs| {
        old.replan(&input(start), from.map(local), &none, RoomKind::PeerLed, now).unwrap().0
    };
    let first = planned(weekly());
    let all = replan(&first, "2026-12-01T19:00", None, EARLY);
    assert_eq!(names(&all), ["0-1"], "one entry that updates");
    assert!(all.entries(MINUTES, None)[0].sequence > first.entries(MINUTES, None)[0].sequence);
    let later = replan(&all, "2026-12-22T19:00", Some("2026-12-22T19:00"), EARLY);
    assert_eq!(names(&later), ["0-1", "0-2"], "a new rule from here on is a new one");
    let again = replan(&later, "2027-01-05T19:00", Some("2026-12-22T19:00"), EARLY);
    assert_eq!(names(&again), ["0-1", "0-2"]);
    let now = first.zone().moment(local("2026-12-10T00:00"));
    let rest = replan(&first, "2026-12-15T19:00", None, now);
    assert_eq!(names(&rest), ["0-2", "0-1"], "what is past has another name from now on");
}

#[test]
fn one_date_is_told_and_taken_back_under_the_name_of_its_entry() {
    let to = Parties { organizer: "rondo@example.org", attendee: "robin@example.org" };
    let schedule = change(&planned(weekly()), "2026-12-08T19:00", json!({"starts": "2026-12-09T18:00"}));
    let date = schedule.date(local("2026-12-08T19:00"), MINUTES).unwrap();
    let said = |method: Method| {
        let message = Itip::date(&series(&schedule, None), &date, method, to, (Language::En, EARLY));
        assert_eq!(message.method, method);
        lines(&message.text)
    };
    let (asked, taken) = (said(Method::Request), said(Method::Cancel));
    let room = RoomId::from_bytes([1; 16]);
    for line in [
        format!("UID:{room}-0-1"),
        "RECURRENCE-ID;TZID=Europe/Berlin:20261208T190000".to_owned(),
        "DTSTART;TZID=Europe/Berlin:20261209T180000".to_owned(),
        "ORGANIZER:mailto:rondo@example.org".to_owned(),
        "SEQUENCE:1".to_owned(),
    ] {
        assert!(asked.contains(&line) && taken.contains(&line), "{line}");
    }
    assert!(asked.contains(&"METHOD:REQUEST".to_owned()) && asked.contains(&"STATUS:CONFIRMED".to_owned()));
    assert!(taken.contains(&"METHOD:CANCEL".to_owned()) && taken.contains(&"STATUS:CANCELLED".to_owned()));
}

/// A rule with some of its dates cancelled, moved or added, as in tests/recurrence.
#[derive(Deserialize)]
struct Case {
    zone: String,
    start: String,
    repeat: Value,
    ends: Value,
    cancelled: Vec<String>,
    moved: BTreeMap<String, String>,
    extra: Vec<String>,
}

impl Case {
    fn schedule(&self) -> Schedule {
        let mut schedule = planned(json!({
            "zone": self.zone, "start": self.start, "repeat": self.repeat, "ends": self.ends,
        }));
        for key in &self.cancelled {
            schedule = change(&schedule, key, json!({"cancelled": true}));
        }
        for (key, to) in &self.moved {
            schedule = change(&schedule, key, json!({"starts": to}));
        }
        for starts in &self.extra {
            let date = NewDate { starts: starts.clone(), note: String::new() };
            schedule = schedule.add_date(&date, EARLY).unwrap().0;
        }
        schedule
    }
}

/// What happens to a series, step by step: it is planned, then planned again from one of its dates on, then
/// planned again as a whole.
fn steps(case: &Case, other: &Case) -> Vec<Schedule> {
    let first = case.schedule();
    let none = std::collections::BTreeSet::new();
    let mut all = vec![first.clone()];
    let fifth = first.dates_from(EARLY, MINUTES).filter(|date| !date.cancelled).nth(4);
    let again = |start: Local, repeat: &Value| json!({"zone": case.zone, "start": start, "repeat": repeat, "ends": {"type": "never"}});
    if let Some(fifth) = fifth {
        let from_fifth = again(fifth.key, &case.repeat);
        if let Ok(input) = serde_json::from_value(from_fifth)
            && let Ok((next, _)) = first.replan(&input, Some(fifth.key), &none, RoomKind::PeerLed, EARLY)
        {
            all.push(next);
        }
    }
    let input = serde_json::from_value(again(local(&other.start), &other.repeat)).unwrap();
    if let Some(last) = all.last()
        && let Ok((next, _)) = last.replan(&input, None, &none, RoomKind::PeerLed, EARLY)
    {
        all.push(next);
    }
    all
}

/// The dates of those whose first date this is.
fn held(schedule: &Schedule, first: Option<Local>, until: UnixMs) -> Vec<i64> {
    let dates = schedule.dates_from(EARLY, MINUTES).take_while(|date| date.starts_at < until);
    let theirs = dates.filter(|date| !date.cancelled && first.is_none_or(|first| first <= date.key));
    theirs.map(|date| date.starts_at.as_ms() / 60_000).collect()
}

/// Written for tests/calendar: a line for each step of each series with the feed, the messages that tell
/// a calendar of the step, and the server's own dates. Each series is written for those who have all its
/// dates, and as one of its own for somebody who begins with a later one.
#[test]
fn series_are_written_for_other_programs() {
    let cases: Vec<Case> = serde_json::from_str(include_str!("../../tests/recurrence/cases.json")).unwrap();
    let mut out = String::new();
    for (number, pair) in cases.windows(2).step_by(12).enumerate() {
        let steps = steps(&pair[0], &pair[1]);
        let later = steps[0].dates_from(EARLY, MINUTES).nth(1 + number % 5).map(|date| date.key);
        for (place, first) in [None, later].into_iter().enumerate() {
            write_series(&mut out, 2 * number + place, &steps, first);
        }
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("calendar.jsonl"), out).unwrap();
}

fn write_series(out: &mut String, number: usize, steps: &[Schedule], first: Option<Local>) {
    let to = Parties { organizer: "rondo@example.org", attendee: "robin@example.org" };
    let mut known: BTreeMap<String, u32> = BTreeMap::new();
    for (step, schedule) in steps.iter().enumerate() {
        let stamp = EARLY.plus_ms(step as u64 * DAY_MS);
        let series = Series { first, ..series(schedule, None) };
        let until = schedule.dates_from(EARLY, MINUTES).next().map_or(EARLY, |date| date.starts_at);
        let until = until.plus_ms(420 * DAY_MS);
        let entries: Vec<_> = series.entries().into_iter().filter(|e| !e.is_cancelled).collect();
        let mut messages: Vec<String> = Vec::new();
        for (name, sequence) in &known {
            if !entries.iter().any(|entry| entry.name == *name) {
                messages.push(Itip::gone(series.room, name, sequence + 1, to, stamp).text);
            }
        }
        for entry in &entries {
            messages.push(Itip::entry(&series, entry, to, (Language::En, stamp)).text);
        }
        known = entries.into_iter().map(|entry| (entry.name, entry.sequence)).collect();
        let line = json!({
            "series": number, "step": step, "ics": feed(&[series], Language::En, stamp),
            "messages": messages, "until": until.as_ms() / 60_000, "dates": held(schedule, first, until),
        });
        let _ = writeln!(out, "{line}");
    }
}
