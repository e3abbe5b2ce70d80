//! The schedule from outside.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::{Value, json};

use super::{overlap::Overlap, *};
use crate::{
    meeting::role::RoomKind,
    room::{
        EditError,
        wrong::{Reason, Wrong},
    },
    time::UnixMs,
};

/// A minute before the first date of most tests, in Berlin.
const NOW: &str = "2026-11-26T09:00";
const MINUTES: u32 = 90;

fn local(text: &str) -> Local {
    text.parse().expect("a local time")
}

fn berlin(text: &str) -> UnixMs {
    "Europe/Berlin".parse::<Zone>().expect("a zone").moment(local(text))
}

fn input(value: Value) -> ScheduleInput {
    serde_json::from_value(value).expect("a schedule")
}

fn weekly(start: &str) -> Value {
    json!({
        "zone": "Europe/Berlin", "start": start, "ends": {"type": "never"},
        "repeat": {"type": "weekly", "every": 1, "on": ["tuesday"]},
    })
}

fn made(value: Value) -> Result<Schedule, Vec<Wrong>> {
    Schedule::new(&input(value), RoomKind::TherapistLed, berlin(NOW)).map_err(|error| match error {
        EditError::Schedule(wrongs) => wrongs,
        error => panic!("{error}"),
    })
}

fn schedule(value: Value) -> Schedule {
    made(value).expect("a good schedule")
}

/// The next dates, a cancelled one in brackets.
fn next(schedule: &Schedule, count: usize) -> Vec<String> {
    let dates = schedule.dates_from(berlin(NOW), MINUTES).take(count);
    dates
        .map(|date| if date.cancelled { format!("({})", date.local) } else { date.local.to_string() })
        .collect()
}

fn change(schedule: &Schedule, key: &str, change: Value) -> Result<Schedule, EditError> {
    let change = serde_json::from_value(change).expect("a change");
    schedule.change_date(local(key), change, berlin(NOW))
}

/// The keys with what becomes of them: another date, `stays` or `ends`.
type Effects = BTreeMap<String, String>;

fn replan(schedule: &Schedule, value: Value, from: Option<&str>) -> (Schedule, Effects) {
    let (new, effects) = schedule
        .replan(&input(value), from.map(local), &BTreeSet::new(), RoomKind::TherapistLed, berlin(NOW))
        .expect("a good schedule");
    let said = effects.into_iter().map(|(key, effect)| {
        let effect = match effect {
            Effect::Follows { to } => to.to_string(),
            Effect::Stays {} => "stays".to_owned(),
            Effect::Ends {} => "ends".to_owned(),
        };
        (key.to_string(), effect)
    });
    (new, said.collect())
}

#[derive(Deserialize)]
struct Case {
    zone: String,
    start: String,
    repeat: Value,
    ends: Value,
    cancelled: Vec<String>,
    moved: BTreeMap<String, String>,
    extra: Vec<String>,
    dates: Vec<i64>,
    far: String,
    later: Vec<i64>,
}

/// The rules and dates are dateutil's: tests/recurrence/cases.py.
#[test]
fn dates_are_those_of_another_program() {
    let cases: Vec<Case> =
        serde_json::from_str(include_str!("../../../tests/recurrence/cases.json")).expect("the cases");
    assert!(cases.len() >= 2_000);
    let early = UnixMs::from_ms(0);
    for case in cases {
        let asked = json!({"zone": case.zone, "start": case.start, "repeat": case.repeat, "ends": case.ends});
        let said = asked.to_string();
        let mut schedule = Schedule::new(&input(asked), RoomKind::PeerLed, early).expect(&said);
        for key in &case.cancelled {
            let change = DateChange { cancelled: Some(true), ..DateChange::default() };
            schedule = schedule.change_date(local(key), change, early).expect(&said);
        }
        for (key, to) in case.moved {
            let change = DateChange { starts: Some(to), ..DateChange::default() };
            schedule = schedule.change_date(local(&key), change, early).expect(&said);
        }
        for starts in case.extra {
            schedule = schedule.add_date(&NewDate { starts, note: String::new() }, early).expect(&said).0;
        }
        let from = |moment: UnixMs, count: usize| -> Vec<i64> {
            let held = schedule.dates_from(moment, 0).filter(|date| !date.cancelled);
            held.take(count).map(|date| date.starts_at.as_ms() / 60_000).collect()
        };
        assert_eq!(from(early, case.dates.len()), case.dates, "{said}");
        let far = schedule.zone().moment(local(&case.far));
        assert_eq!(from(far, 3), case.later, "{said} from {}", case.far);
    }
}

#[test]
fn a_series_is_at_the_same_local_time_over_the_change_of_the_clock() {
    let schedule = schedule(weekly("2027-03-23T19:00"));
    let dates: Vec<_> = schedule.dates_from(berlin(NOW), MINUTES).take(2).collect();
    assert_eq!(dates[1].local, local("2027-03-30T19:00"));
    assert_eq!(
        dates[1].starts_at.since(dates[0].starts_at),
        (7 * 24 - 1) * 60 * 60_000,
        "the night is shorter"
    );
    assert_eq!(dates[0].ends_at.since(dates[0].starts_at), 90 * 60_000);
}

#[test]
fn a_date_that_runs_is_among_the_dates_until_it_ends() {
    let schedule = schedule(weekly("2026-12-01T19:00"));
    let first = |moment: &str| schedule.dates_from(berlin(moment), MINUTES).next().expect("a date").local;
    assert_eq!(first("2026-12-01T20:30"), local("2026-12-01T19:00"));
    assert_eq!(first("2026-12-01T20:31"), local("2026-12-08T19:00"));
}

#[test]
fn one_date_is_moved_cancelled_noted_and_brought_back() {
    let schedule = schedule(weekly("2026-12-01T19:00"));
    let changed =
        change(&schedule, "2026-12-08T19:00", json!({"starts": "2026-12-16T18:00"})).expect("moved");
    let changed = change(&changed, "2026-12-22T19:00", json!({"cancelled": true, "note": "Holidays"}))
        .expect("cancelled");
    let all = [
        "2026-12-01T19:00",
        "2026-12-15T19:00",
        "2026-12-16T18:00",
        "(2026-12-22T19:00)",
        "2026-12-29T19:00",
    ];
    assert_eq!(next(&changed, 5), all, "in the order of the starts");
    let moved = changed.date(local("2026-12-08T19:00"), MINUTES).expect("its name stays");
    assert_eq!((moved.moved, moved.sequence, moved.local), (true, 1, local("2026-12-16T18:00")));
    assert_eq!(changed.date(local("2026-12-22T19:00"), MINUTES).expect("a date").note, "Holidays");

    let back = changed.restore_date(local("2026-12-08T19:00"), berlin(NOW)).expect("as planned");
    let restored = back.date(local("2026-12-08T19:00"), MINUTES).expect("a date");
    assert_eq!((restored.moved, restored.local), (false, local("2026-12-08T19:00")));
    assert!(restored.sequence > moved.sequence, "a calendar takes the newer one");
    let (more, key) = back
        .add_date(&NewDate { starts: "2026-12-03T10:00".to_owned(), note: String::new() }, berlin(NOW))
        .expect("one more");
    assert_eq!(next(&more, 2), ["2026-12-01T19:00", "2026-12-03T10:00"]);
    assert_eq!(next(&more.restore_date(key, berlin(NOW)).expect("taken back"), 2)[1], "2026-12-08T19:00");
}

#[test]
fn what_can_not_be_changed_is_refused_beside_its_field() {
    let schedule = schedule(weekly("2026-12-01T19:00"));
    let refused = |key: &str, value: Value| match change(&schedule, key, value) {
        Err(EditError::Schedule(wrongs)) => (wrongs[0].field.clone(), wrongs[0].reason),
        other => panic!("{other:?}"),
    };
    let at = |starts: &str| json!({"starts": starts});
    assert_eq!(refused("2026-12-08T19:00", at("2026-12-15T19:00")), ("starts".into(), Reason::Taken));
    assert_eq!(refused("2026-12-08T19:00", at("2026-11-01T19:00")), ("starts".into(), Reason::Past));
    assert_eq!(refused("2026-12-08T19:00", at("tomorrow")), ("starts".into(), Reason::NotADate));
    assert_eq!(change(&schedule, "2026-12-09T19:00", json!({"cancelled": true})), Err(EditError::NoSuchDate));
    assert_eq!(change(&schedule, "2026-12-01T19:30", json!({})), Err(EditError::NoSuchDate));
    let long = json!({"note": "x".repeat(301)});
    assert!(matches!(
        change(&schedule, "2026-12-08T19:00", long),
        Err(EditError::TooLong { field: "note", .. })
    ));
    let later = berlin("2026-12-02T00:00");
    let past = schedule.change_date(local("2026-12-01T19:00"), DateChange::default(), later);
    assert_eq!(past, Err(EditError::Schedule(vec![Wrong::new("date", Reason::Past)])));
    assert_eq!(
        schedule.restore_date(local("2026-12-08T19:00"), berlin(NOW)),
        Err(EditError::NoSuchDate),
        "nothing differs"
    );
}

#[test]
fn a_date_is_moved_on_the_clock_of_its_own_rule() {
    let mut asked = weekly("2026-12-22T19:00");
    asked["zone"] = "America/New_York".into();
    let (schedule, _) = replan(&schedule(weekly("2026-12-01T19:00")), asked, Some("2026-12-22T19:00"));
    let noon = berlin("2026-12-08T12:00");
    let to = |starts: &str| DateChange { starts: Some(starts.to_owned()), ..DateChange::default() };
    let past = schedule.change_date(local("2026-12-15T19:00"), to("2026-12-08T11:00"), noon);
    assert_eq!(past, Err(EditError::Schedule(vec![Wrong::new("starts", Reason::Past)])), "past in Berlin");
    // Seven in the evening in New York is one in the morning in Berlin.
    let night = schedule.change_date(local("2026-12-15T19:00"), to("2026-12-23T01:00"), noon);
    assert_eq!(night, Err(EditError::Schedule(vec![Wrong::new("starts", Reason::Taken)])));
    let key = NewDate { starts: "2026-12-09T07:00".to_owned(), note: String::new() };
    let (added, key) = schedule.add_date(&key, noon).expect("one more");
    assert_eq!(added.date(key, MINUTES).expect("a date").starts_at, berlin("2026-12-09T07:00"));
}

#[test]
fn every_wrong_field_of_a_schedule_is_named() {
    let wrong = |value: Value| -> Vec<(String, Reason)> {
        made(value).expect_err("refused").into_iter().map(|wrong| (wrong.field, wrong.reason)).collect()
    };
    let with = |changes: Value| {
        let mut all = weekly("2026-12-01T19:00");
        for (key, value) in changes.as_object().expect("an object") {
            all[key] = value.clone();
        }
        all
    };
    let field = |name: &str, reason| vec![(name.to_owned(), reason)];
    assert_eq!(wrong(with(json!({"zone": "Europe/Atlantis"}))), field("zone", Reason::Unknown));
    assert_eq!(wrong(with(json!({"zone": ""}))), field("zone", Reason::Required));
    assert_eq!(wrong(with(json!({"start": "2026-02-30T19:00"}))), field("start", Reason::NotADate));
    assert_eq!(wrong(with(json!({"start": "2026-11-24T19:00"}))), field("start", Reason::Past));
    assert_eq!(wrong(with(json!({"start": "2026-12-02T19:00"}))), field("start", Reason::NotInItsRule));
    assert_eq!(
        wrong(with(json!({"ends": {"type": "after", "dates": 10_000}}))),
        field("ends.dates", Reason::TooLarge)
    );
    assert_eq!(
        wrong(with(json!({"ends": {"type": "after", "dates": 0}}))),
        field("ends.dates", Reason::TooSmall)
    );
    assert_eq!(
        wrong(with(json!({"ends": {"type": "on", "day": "2199-01-01"}}))),
        field("ends.day", Reason::TooMany)
    );
    assert_eq!(
        wrong(with(json!({"ends": {"type": "on", "day": "2026-11-30"}}))),
        field("ends.day", Reason::BeforeItsStart)
    );
    let repeat = |repeat: Value| with(json!({"repeat": repeat}));
    assert_eq!(
        wrong(repeat(json!({"type": "weekly", "every": 0, "on": ["tuesday"]}))),
        field("repeat.every", Reason::TooSmall)
    );
    assert_eq!(wrong(repeat(json!({"type": "weekly", "every": 53, "on": []}))).len(), 2);
    assert_eq!(
        wrong(repeat(json!({"type": "monthly_by_day", "every": 1, "day": 0}))),
        field("repeat.day", Reason::Unknown)
    );
    assert_eq!(
        wrong(repeat(json!({"type": "monthly_by_weekday", "every": 1, "nth": 5, "weekday": "tuesday"}))),
        field("repeat.nth", Reason::Unknown)
    );
    let doors = json!({"leads_minutes": 10, "members_minutes": 15, "missed_minutes": 1, "late_minutes": "x", "odd": 1});
    let named: Vec<_> = wrong(with(json!({"doors": doors}))).into_iter().map(|(field, _)| field).collect();
    assert_eq!(named, ["doors.late_minutes", "doors.missed_minutes", "doors.odd", "doors.members_minutes"]);
}

#[test]
fn only_therapy_has_a_late_limit() {
    let mut asked = weekly("2026-12-01T19:00");
    asked["doors"] = json!({"late_minutes": 10});
    let refused = Schedule::new(&input(asked.clone()), RoomKind::PeerLed, berlin(NOW));
    assert_eq!(refused, Err(EditError::Schedule(vec![Wrong::new("doors.late_minutes", Reason::Unknown)])));
    let schedule = schedule(asked);
    let date = schedule.next(berlin(NOW), MINUTES, None).expect("a date");
    let passage = schedule.passage(&date);
    let at = |minute: &str| berlin(&format!("2026-12-01T{minute}"));
    assert_eq!((passage.leads_from, passage.members_from), (at("18:30"), at("18:45")));
    assert_eq!((passage.late_at, passage.missed_at), (Some(at("19:10")), at("19:15")));
}

#[test]
fn a_date_that_nobody_opened_in_time_is_not_the_next_one() {
    let schedule = schedule(weekly("2026-12-01T19:00"));
    let next = |moment: &str| schedule.next(berlin(moment), MINUTES, None).expect("a date").local;
    assert_eq!(next("2026-12-01T19:14"), local("2026-12-01T19:00"));
    assert_eq!(next("2026-12-01T19:15"), local("2026-12-08T19:00"));
    let cancelled = change(&schedule, "2026-12-01T19:00", json!({"cancelled": true})).expect("cancelled");
    assert_eq!(cancelled.next(berlin(NOW), MINUTES, None).expect("a date").local, local("2026-12-08T19:00"));
}

#[test]
fn sessions_of_a_series_with_an_end_are_counted_without_the_cancelled_ones() {
    let mut asked = weekly("2026-12-01T19:00");
    asked["ends"] = json!({"type": "after", "dates": 12});
    let twelve = schedule(asked.clone());
    let numbers = |schedule: &Schedule| -> Vec<_> {
        let dates = schedule.dates_from(berlin(NOW), MINUTES);
        dates.map(|date| date.number.map(|number| (number.session, number.of))).collect()
    };
    assert_eq!(numbers(&twelve)[3], Some((4, 12)));
    let cancelled = change(&twelve, "2026-12-08T19:00", json!({"cancelled": true})).expect("cancelled");
    assert_eq!(numbers(&cancelled)[..3], [Some((1, 11)), None, Some((2, 11))]);
    asked["start"] = json!("2026-12-24T19:00");
    asked["repeat"]["on"] = json!(["thursday"]);
    asked["ends"]["dates"] = json!(9);
    let (moved_day, _) = replan(&twelve, asked, Some("2026-12-22T19:00"));
    assert_eq!(numbers(&moved_day)[3], Some((4, 12)), "a new day in the middle counts on");
}

#[test]
fn exceptions_survive_a_change_of_the_rule() {
    let old = schedule(weekly("2026-12-01T19:00"));
    let old = change(&old, "2026-12-22T19:00", json!({"cancelled": true})).expect("cancelled");
    let old = change(&old, "2026-12-15T19:00", json!({"starts": "2026-12-17T10:00"})).expect("moved");
    let mut wednesdays = weekly("2026-12-02T18:00");
    wednesdays["repeat"]["on"] = json!(["wednesday"]);
    let (new, effects) = replan(&old, wednesdays, None);
    assert_eq!(
        next(&new, 4),
        ["2026-12-02T18:00", "2026-12-09T18:00", "2026-12-17T10:00", "(2026-12-23T18:00)"]
    );
    let said = |key: &str, to: &str| (key.to_owned(), to.to_owned());
    assert_eq!(
        effects,
        Effects::from([
            said("2026-12-15T19:00", "2026-12-16T18:00"),
            said("2026-12-22T19:00", "2026-12-23T18:00"),
        ])
    );
}

#[test]
fn a_date_without_a_new_one_nearby_stays_if_it_was_moved_and_ends_if_not() {
    let old = schedule(weekly("2026-12-01T19:00"));
    let old = change(&old, "2026-12-22T19:00", json!({"cancelled": true})).expect("cancelled");
    let old = change(&old, "2026-12-15T19:00", json!({"starts": "2026-12-17T10:00"})).expect("moved");
    let monthly = json!({
        "zone": "Europe/Berlin", "start": "2026-12-01T19:00", "ends": {"type": "never"},
        "repeat": {"type": "monthly_by_weekday", "every": 1, "nth": 1, "weekday": "tuesday"},
    });
    let (new, effects) = replan(&old, monthly, None);
    assert_eq!(next(&new, 3), ["2026-12-01T19:00", "2026-12-17T10:00", "2027-01-05T19:00"]);
    assert_eq!(effects["2026-12-15T19:00"], "stays");
    assert_eq!(effects["2026-12-22T19:00"], "ends");
}

#[test]
fn a_new_rule_from_one_date_on_leaves_those_before_it() {
    let old = schedule(weekly("2026-12-01T19:00"));
    let old = change(&old, "2026-12-08T19:00", json!({"starts": "2026-12-09T19:00"})).expect("moved");
    let mut fortnightly = weekly("2026-12-17T10:00");
    fortnightly["repeat"] = json!({"type": "weekly", "every": 2, "on": ["thursday"]});
    fortnightly["zone"] = json!("America/New_York");
    let (new, _) = replan(&old, fortnightly.clone(), Some("2026-12-15T19:00"));
    assert_eq!(
        next(&new, 4),
        ["2026-12-01T19:00", "2026-12-09T19:00", "2026-12-17T10:00", "2026-12-31T10:00"]
    );
    assert_eq!(new.zone().name(), "America/New_York");
    fortnightly["start"] = json!("2026-12-03T10:00");
    let none = BTreeSet::new();
    let early = old.replan(
        &input(fortnightly),
        Some(local("2026-12-15T19:00")),
        &none,
        RoomKind::PeerLed,
        berlin(NOW),
    );
    assert_eq!(
        early.map(|_| ()),
        Err(EditError::Schedule(vec![Wrong::new("start", Reason::BeforeItsStart)]))
    );
}

#[test]
fn many_changes_of_the_rule_are_not_remembered_for_ever() {
    let mut current = schedule(weekly("2026-12-01T19:00"));
    for week in 0..30 {
        let now = UnixMs::from_ms(berlin(NOW).as_ms() + week * 7 * 86_400_000);
        let start = current.next(now, MINUTES, None).expect("a date").local;
        let none = BTreeSet::new();
        let start = weekly(&start.to_string());
        current = current.replan(&input(start), None, &none, RoomKind::PeerLed, now).expect("good").0;
    }
    assert!(current.rules.len() <= crate::room::limits::RULES_KEPT);
    assert_eq!(current.sequence, 30);
}

#[test]
fn overlapping_dates_are_found() {
    let one = schedule(weekly("2026-12-01T19:00"));
    let one: Vec<_> = one.dates_from(berlin(NOW), MINUTES).take(2).collect();
    let late = schedule(weekly("2026-12-08T20:00"));
    let late: Vec<_> = late.dates_from(berlin(NOW), MINUTES).take(2).collect();
    assert_eq!(overlaps(&one, &late), [Overlap { one: 1, other: 0 }]);
    let after = schedule(weekly("2026-12-08T20:30"));
    let after: Vec<_> = after.dates_from(berlin(NOW), MINUTES).take(2).collect();
    assert_eq!(overlaps(&one, &after), [], "one may begin when the other ends");
}

#[test]
fn a_schedule_is_stored_as_it_is() {
    let schedule = schedule(weekly("2026-12-01T19:00"));
    let schedule =
        change(&schedule, "2026-12-08T19:00", json!({"starts": "2026-12-09T19:00"})).expect("moved");
    let text = serde_json::to_string(&schedule).expect("JSON");
    assert_eq!(serde_json::from_str::<Schedule>(&text).expect("a schedule"), schedule);
}
