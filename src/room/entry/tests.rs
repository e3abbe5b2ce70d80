//! Who gets a seat by each way in.

use serde_json::{Value, json};

use super::*;
use crate::{
    meeting::{
        id::{AccountId, RoomId},
        role::RoomKind,
    },
    room::{
        NewRoom, Room, Wrong,
        schedule::{DateChange, DateKey},
    },
    time::UnixMs,
};

const HOUR_MS: u64 = 60 * 60_000;
/// 2026-11-01 in Berlin.
const NOW: UnixMs = UnixMs::from_ms(1_793_487_600_000);

/// Twelve Tuesdays from 2026-12-01 on, an hour each.
fn room(ends: &Value) -> Room {
    let new = json!({
        "kind": "peer_led", "format": "mini", "title": "Grief", "topics": [], "suits": "", "not_for": "", "capacity": 8,
        "schedule": {
            "zone": "Europe/Berlin", "start": "2026-12-01T19:00", "ends": ends,
            "repeat": {"type": "weekly", "every": 1, "on": ["tuesday"]},
        },
    });
    let new: NewRoom = serde_json::from_value(new).unwrap();
    new.into_room(RoomId::from_bytes([2; 16]), AccountId::from_bytes([1; 16]), NOW).unwrap().0
}

fn twelve() -> Room {
    room(&json!({"type": "after", "dates": 12}))
}

fn therapy() -> Room {
    Room { kind: RoomKind::TherapistLed, ..twelve() }
}

fn key(text: &str) -> DateKey {
    text.parse().unwrap()
}

/// The start of a date.
fn at(room: &Room, text: &str) -> UnixMs {
    room.schedule.as_ref().unwrap().date(key(text), room.planned_minutes()).unwrap().starts_at
}

fn way(value: Value) -> WayIn {
    serde_json::from_value(value).unwrap()
}

fn kept(room: &Room, value: Value) -> Room {
    let entry = way(value).check(room.kind, room.entry_dates()).unwrap();
    Room { entry, ..room.clone() }
}

fn refused(room: &Room, value: Value) -> Vec<Value> {
    let wrongs = way(value).check(room.kind, room.entry_dates()).unwrap_err();
    wrongs.iter().map(|Wrong { field, reason, .. }| json!([field, reason])).collect()
}

const ALL: [Coming; 3] = [Coming::ByLink, Coming::Invited, Coming::Accepted];

#[test]
fn an_open_room_gives_everyone_a_seat_and_one_that_asks_only_those_it_knows() {
    let room = twelve();
    for coming in ALL {
        assert_eq!(room.admits(coming, NOW), Ok(Admission::Seat));
    }
    let asks = kept(&room, json!({"type": "asking", "questions": [" What brings\tyou? ", " "]}));
    assert_eq!(asks.entry, way(json!({"type": "asking", "questions": ["What brings you?"]})));
    assert_eq!(asks.admits(Coming::ByLink, NOW), Ok(Admission::Ask));
    assert_eq!(asks.admits(Coming::Invited, NOW), Ok(Admission::Seat));
}

#[test]
fn a_closed_room_takes_the_invited_until_its_session() {
    let room = kept(&twelve(), json!({"type": "closed", "until_session": 3}));
    assert_eq!(room.admits(Coming::ByLink, NOW), Err(Shut::ByInvitation));
    let third = at(&room, "2026-12-15T19:00");
    let missed = room.schedule.as_ref().unwrap().next(third, room.planned_minutes(), None).unwrap();
    let missed_at = room.schedule.as_ref().unwrap().passage(&missed).missed_at;
    let just_before = UnixMs::from_ms(missed_at.as_ms() - 1);
    assert_eq!(room.admits(Coming::Invited, just_before), Ok(Admission::Seat));
    assert_eq!(room.admits(Coming::Invited, missed_at), Err(Shut::Over));
    assert_eq!(room.admits(Coming::Accepted, missed_at), Ok(Admission::Seat), "it was promised before");
    let always = kept(&twelve(), json!({"type": "closed", "until_session": null}));
    assert_eq!(always.admits(Coming::Invited, missed_at), Ok(Admission::Seat));
}

#[test]
fn in_therapy_a_link_that_many_have_gives_nobody_a_seat() {
    assert_eq!(WayIn::usual(RoomKind::TherapistLed), way(json!({"type": "closed", "until_session": null})));
    assert_eq!(refused(&therapy(), json!({"type": "open"})), [json!(["type", "not_in_therapy"])]);
    let ways = [
        json!({"type": "closed", "until_session": null}),
        json!({"type": "slow_open", "places": 1}),
        json!({"type": "modules", "starts": ["2026-12-08T19:00"]}),
    ];
    for value in ways {
        let room = kept(&therapy(), value);
        assert_eq!(room.admits(Coming::ByLink, NOW), Err(Shut::ByInvitation), "{:?}", room.entry);
        assert!(room.admits(Coming::Invited, NOW).is_ok());
    }
    let asks = kept(&therapy(), json!({"type": "asking", "questions": []}));
    assert_eq!(asks.admits(Coming::ByLink, NOW), Ok(Admission::Ask));
}

#[test]
fn a_cancelled_session_does_not_count() {
    let mut room = kept(&twelve(), json!({"type": "closed", "until_session": 1}));
    let change = DateChange { cancelled: Some(true), ..DateChange::default() };
    let schedule = room.schedule.as_ref().unwrap().change_date(key("2026-12-01T19:00"), change, NOW);
    room.schedule = Some(schedule.unwrap());
    let after = at(&room, "2026-12-01T19:00").plus_ms(2 * HOUR_MS);
    assert_eq!(room.admits(Coming::Invited, after), Ok(Admission::Seat), "the first is a week later");
}

#[test]
fn a_slow_open_room_has_a_seat_for_each_place() {
    let mut room = kept(&twelve(), json!({"type": "slow_open", "places": 1}));
    assert_eq!(room.admits(Coming::ByLink, NOW), Ok(Admission::Seat));
    room.entry = room.entry.after_a_seat();
    assert_eq!(room.admits(Coming::ByLink, NOW), Err(Shut::NoPlace));
    assert_eq!(room.admits(Coming::Invited, NOW), Err(Shut::NoPlace));
    assert_eq!(room.admits(Coming::Accepted, NOW), Ok(Admission::Seat), "a place is kept");
    assert_eq!(room.entry.after_a_seat(), room.entry);
}

#[test]
fn modules_begin_on_their_dates() {
    let starts = ["2026-12-08T19:00", "2027-01-05T19:00"];
    let room = kept(&twelve(), json!({"type": "modules", "starts": starts}));
    let begins = |now| match room.admits(Coming::ByLink, now) {
        Ok(Admission::SeatFrom(date)) => date.key.to_string(),
        other => format!("{other:?}"),
    };
    assert_eq!(begins(NOW), starts[0]);
    assert_eq!(begins(at(&room, starts[0])), starts[0], "it can still be held");
    assert_eq!(begins(at(&room, starts[0]).plus_ms(HOUR_MS)), starts[1]);
    assert_eq!(begins(at(&room, starts[1]).plus_ms(HOUR_MS)), "Err(NoStart)");

    let (first, second) = (key(starts[0]), key("2026-12-15T19:00"));
    assert!(!room.has_begun(Some(second), first) && room.has_begun(Some(first), second));
    assert!(room.has_begun(Some(first), first) && room.has_begun(None, first));
    let open = Room { entry: WayIn::Open {}, ..room };
    assert!(open.has_begun(Some(second), first), "nobody waits once the room is open");
}

#[test]
fn a_way_in_that_can_t_be_held_is_refused_by_field() {
    let (counted, endless) = (twelve(), room(&json!({"type": "never"})));
    let long = "x".repeat(201);
    let asking = |questions: Value| json!({"type": "asking", "questions": questions});
    assert_eq!(refused(&counted, asking(json!(["a", long]))), [json!(["questions[1]", "too_long"])]);
    assert_eq!(refused(&counted, asking(json!(["a\u{202E}b"]))), [json!(["questions[0]", "not_text"])]);
    assert_eq!(refused(&counted, asking(json!(vec!["a"; 6]))), [json!(["questions", "too_many"])]);
    let closed = |until: u32| json!({"type": "closed", "until_session": until});
    assert_eq!(refused(&counted, closed(0)), [json!(["until_session", "too_small"])]);
    assert_eq!(refused(&counted, closed(13)), [json!(["until_session", "too_large"])]);
    assert_eq!(refused(&endless, closed(3)), [json!(["until_session", "not_counted"])]);
    assert_eq!(
        refused(&counted, json!({"type": "slow_open", "places": 61})),
        [json!(["places", "too_large"])]
    );
    let modules = |starts: Value| json!({"type": "modules", "starts": starts});
    assert_eq!(refused(&counted, modules(json!([]))), [json!(["starts", "too_few"])]);
    assert_eq!(
        refused(&counted, modules(json!(["2026-12-01T19:00", "2026-12-02T19:00"]))),
        [json!(["starts[1]", "unknown"])]
    );
}

#[test]
fn answers_stand_beside_their_questions() {
    let questions = ["Why?", "How?"].map(String::from);
    let raw = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let answered = answers(&questions, &raw(&[" It\nhelps. ", "So."])).unwrap();
    assert_eq!((answered[0].question.as_str(), answered[0].answer.as_str()), ("Why?", "It\nhelps."));
    let wrongs = answers(&questions, &raw(&["x\0"])).unwrap_err();
    let fields: Vec<_> = wrongs.iter().map(|wrong| wrong.field.as_str()).collect();
    assert_eq!(fields, ["answers[0]", "answers[1]"]);
    assert!(answers(&questions, &raw(&["a", "b", "c"])).is_err());
    assert!(answers(&questions, &raw(&["a", &"x".repeat(1_001)])).is_err());
}
